/** Kept texts of one's own, as far as they may still be used: the catalogue may have changed since they were written. */
import type { Language } from '../dates.ts';
import { checkMailText, isEditableText } from './editable.ts';
import type { OwnTexts } from './wording.ts';

export const usableTexts = (lang: Language, kept: Readonly<Record<string, string>>): OwnTexts =>
  Object.fromEntries(
    Object.entries(kept).filter(
      ([key, template]) => isEditableText(key) && checkMailText(lang, key, template) === null,
    ),
  );
