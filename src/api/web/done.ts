/** What a page says at its top after something was done: `?done=<form>`, in words of the catalogue. */
import { catalogue } from '../../texts/text.ts';
import type { TextKey } from '../../texts/text.ts';
import type { Ui } from '../../ui/ui.ts';

const isText = (key: string): key is TextKey & `done.${string}` =>
  key.startsWith('done.') && Object.hasOwn(catalogue.sv, key);

export function doneText(ui: Ui, asked: unknown): string | null {
  const key = `done.${String(asked)}`;
  return isText(key) ? catalogue[ui.lang][key] : null;
}

export const withDone = (href: string, what: string): string =>
  `${href}${href.includes('?') ? '&' : '?'}done=${what}`;

/** The same address without that. */
export const withoutDone = (href: string): string =>
  href.replace(/([?&])done=[^&#]*(&|(?=#|$))/, (_, before: string, after: string) =>
    after === '&' ? before : '',
  );
