import { caseTalkGuides } from '../../../texts/guides/case-talks.ts';
import type { Field } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';

/** The talk's checklist beside its form, closed until somebody asks for it. */
export const talkGuide = (ui: Ui, of: keyof typeof caseTalkGuides): Field => ({
  kind: 'guide',
  guide: { ...caseTalkGuides[of][ui.lang], closed: true },
});
