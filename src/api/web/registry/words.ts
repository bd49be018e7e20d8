/** Entries of the register in words, for the page, the case and the spreadsheet. */
import type { z } from 'zod';
import { parseLocalDate } from '../../../domain/time.ts';
import type { RegistryLine } from '../../../ui/pages/registry.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { dayOf } from '../../../ui/words.ts';
import type { publicRegistryEntry, registryEntry } from '../../schemas/registry.ts';

type Entry = z.output<typeof registryEntry> & { note?: string | null };

const dayWords = (ui: Ui, day: string): string => {
  const parsed = parseLocalDate(day);
  return parsed === null ? day : dayOf(ui, parsed);
};

export const lineOf = (ui: Ui, entry: Entry): RegistryLine => ({
  number: entry.number,
  date: dayWords(ui, entry.on),
  direction: ui.t(`registryDirection.${entry.direction}`),
  kind: ui.t(`registryKind.${entry.kind}`),
  party: entry.party === null ? '–' : ui.t(`registryParty.${entry.party}`),
  case: entry.caseNumber ?? ui.t('registry.destroyed'),
  href: entry.caseNumber === null ? null : `/cases/${entry.caseId}/registry`,
  secrecy: entry.paragraph,
  rule: ui.t(`registryRule.${entry.rule}`),
  note: entry.note ?? '–',
});

/** The same as anybody may see it. */
export const publicLineOf = (ui: Ui, entry: z.output<typeof publicRegistryEntry>): RegistryLine => {
  const masked = ui.t('registry.masked');
  return {
    number: entry.number,
    date: dayWords(ui, entry.on),
    direction: ui.t(`registryDirection.${entry.direction}`),
    kind: entry.kind === null ? masked : ui.t(`registryKind.${entry.kind}`),
    party: masked,
    case: masked,
    href: null,
    secrecy: masked,
    rule: masked,
    note: masked,
  };
};
