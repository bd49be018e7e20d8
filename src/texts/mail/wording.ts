/** The words of mails: the catalogue's, and in their place those that a municipality has written itself. */
import type { Language } from '../dates.ts';
import { catalogue, fillIn, type TextKey, type TextParams } from '../text.ts';

/** Templates of the municipality's own, with the same names between braces as the catalogue's. */
export type OwnTexts = Readonly<Partial<Record<TextKey, string>>>;

export type Wording = {
  lang: Language;
  /** A text filled in. Values are put in as they are: whoever makes HTML of it escapes all of it. */
  say<K extends TextKey>(key: K, ...params: TextParams<K>): string;
};

export const wordingOf = (lang: Language, own: OwnTexts = {}): Wording => ({
  lang,
  say: (key, ...[params]) => fillIn(own[key] ?? catalogue[lang][key], params ?? {}),
});
