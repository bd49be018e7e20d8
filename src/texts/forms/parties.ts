/** Who took part, as a form says it. */
import type { Party } from '../../domain/case/parts.ts';

export const partyTexts: Readonly<Record<Party, { sv: string; en: string }>> = {
  pupil: { sv: 'elev', en: 'pupil' },
  guardian: { sv: 'vårdnadshavare', en: 'guardian' },
  mentor: { sv: 'klassföreståndare', en: 'class teacher' },
  rector: { sv: 'rektor', en: 'rector' },
  pupilHealth: { sv: 'elevhälsan', en: 'pupil health' },
  socialServices: { sv: 'socialtjänsten', en: 'social services' },
  bup: { sv: 'BUP', en: 'child psychiatry' },
  otherAuthority: { sv: 'annan myndighet', en: 'another authority' },
};
