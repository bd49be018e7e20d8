/** The log of reads in words. */
import type { z } from 'zod';
import type { Look } from '../../../domain/read-log/look.ts';
import { instant } from '../../../domain/time.ts';
import { catalogue } from '../../../texts/text.ts';
import type { ChainView, LookLine } from '../../../ui/pages/read-log.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { momentOf } from '../../../ui/words.ts';
import type { ToldLook } from '../../read-log.ts';
import type { chain } from '../../schemas/read-log.ts';

/** `läste: ärendet, planen; skrev: en kontakt`. */
function whatWords(ui: Ui, looks: readonly Look[]): string {
  const of = (how: Look['how']) => looks.filter((look) => look.how === how);
  return (['read', 'written'] as const)
    .filter((how) => of(how).length > 0)
    .map((how) =>
      ui.t(`look.${how}`, {
        what: of(how)
          .map(({ area }) => ui.t(`look.${area}`))
          .join(', '),
      }),
    )
    .join('; ');
}

/** A word of the catalogue where it has one; the log's older rows may hold roles and relations of before. */
function wordOf(ui: Ui, prefix: 'role' | 'relation', value: string): string {
  const words: Readonly<Record<string, string>> = catalogue[ui.lang];
  return words[`${prefix}.${value}`] ?? value;
}

export const roleWords = (ui: Ui, role: string): string => wordOf(ui, 'role', role);

export const lineOf = (
  ui: Ui,
  key: string,
  { at, by, relations, what }: Omit<ToldLook, 'at'> & { at: string },
): LookLine => ({
  key,
  when: momentOf(ui, instant(Date.parse(at))),
  who: by.name ?? (by.id === null ? roleWords(ui, by.role) : ui.t('readLog.unknown')),
  role: roleWords(ui, by.role),
  what: whatWords(ui, what),
  why:
    relations.length === 0
      ? ui.t('relation.none')
      : relations.map((one) => wordOf(ui, 'relation', one)).join(', '),
});

/** How it stands with the chain; `verify` is where it is asked to be looked through. */
export function chainWords(
  ui: Ui,
  { sealed, whole, brokenAt, unsealed }: z.output<typeof chain>,
  verify: string,
): ChainView {
  if (whole === null) return { words: ui.t('readLog.notAsked', { sealed }), broken: false, verify };
  return whole
    ? { words: ui.t('readLog.whole', { sealed, unsealed: unsealed ?? 0 }), broken: false, verify: null }
    : { words: ui.t('readLog.broken', { seq: brokenAt ?? 0 }), broken: true, verify: null };
}
