/** The words for what a problem's values name by code; a value without a word stands as it is. */
import type { ConsentPurpose, ReceiverKind } from '../domain/case/consent-parts.ts';
import type { Language } from './dates.ts';

type Both = Readonly<{ sv: string; en: string }>;

const receivers: Readonly<Record<ReceiverKind, Both>> = {
  coordinators: { sv: 'samordnarna', en: 'the coordinators' },
  school: { sv: 'skolan', en: 'the school' },
  pupilHealth: { sv: 'elevhälsan', en: 'the pupil health team' },
  emi: { sv: 'elevhälsans medicinska insats', en: "the school's medical care" },
  socialServices: { sv: 'socialtjänsten', en: 'social services' },
  bup: { sv: 'BUP', en: 'child psychiatry (BUP)' },
  habilitation: { sv: 'habiliteringen', en: 'habilitation services' },
  primaryCare: { sv: 'vårdcentralen', en: 'primary care' },
  youthClinic: { sv: 'ungdomsmottagningen', en: 'the youth clinic' },
  otherSchool: { sv: 'en annan skola', en: 'another school' },
  police: { sv: 'polisen', en: 'the police' },
  other: { sv: 'någon annan utanför skolan', en: 'somebody else outside the school' },
};

const purposes: Readonly<Record<ConsentPurpose, Both>> = {
  increaseAttendance: { sv: 'att öka närvaron', en: 'to increase attendance' },
  sip: { sv: 'samordnad individuell plan (SIP)', en: 'an individual plan (SIP)' },
  inquiry: { sv: 'skolans utredning', en: "the school's inquiry" },
};

const words: Readonly<Record<string, Readonly<Record<string, Both>>>> = {
  receiver: receivers,
  purpose: purposes,
};

/** A problem's values as people read them: `{ receiver: 'bup' }` → `{ receiver: 'BUP' }`. */
export const inWords = (
  params: Readonly<Record<string, string | number>>,
  language: Language,
): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, words[name]?.[value]?.[language] ?? value]),
  );
