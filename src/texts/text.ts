/** One text by language and key. A missing text, or a missing value for it, fails the build. */
import type { Language } from './dates.ts';
import { en } from './en.ts';
import { sv } from './sv.ts';

export type TextKey = keyof typeof sv;

/** The names between braces in a text: `'{a} and {b}'` → `'a' | 'b'`. */
type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** What a text needs to be filled in with: nothing, or one value for each of its names. */
export type TextParams<K extends TextKey> = [Placeholders<(typeof sv)[K]>] extends [never]
  ? []
  : [params: Record<Placeholders<(typeof sv)[K]>, string | number>];

export const catalogue: Record<Language, Record<TextKey, string>> = { sv, en };

/**
 * The text of `key`, filled in: `text('sv', 'notice.closed.subject', { caseNumber: '2026-0001' })`.
 * Values are put in as they are: whoever makes HTML of it escapes it.
 */
export function text<K extends TextKey>(lang: Language, key: K, ...params: TextParams<K>): string;
export function text(lang: Language, key: TextKey, params: Record<string, string | number> = {}): string {
  return fillIn(catalogue[lang][key], params);
}

/** Puts values in place of a template's names between braces; a name without a value becomes nothing. */
export const fillIn = (template: string, params: Readonly<Record<string, string | number>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
