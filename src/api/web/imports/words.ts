/** An import as a page says it: how it came, what it holds, how it went, when. */
import type { ImportKind } from '../../../domain/import-rows.ts';
import { instant } from '../../../domain/time.ts';
import type { Db } from '../../../records/connect.ts';
import type { ImportSummary } from '../../../records/imports.ts';
import { clientNames } from '../../../records/api-clients/clients.ts';
import { findPeople } from '../../../records/people.ts';
import type { Ui } from '../../../ui/ui.ts';
import { momentOf } from '../../../ui/words.ts';
import { fullName } from '../../session.ts';

/** The ways in that are no person. */
const ways: Readonly<Record<string, 'folder' | 'commandLine' | 'start' | 'system'>> = {
  folder: 'folder',
  'command line': 'commandLine',
  'npm start': 'start',
  system: 'system',
};

/** Says who or what brought each import. */
export async function senderNames(
  db: Db,
  ui: Ui,
  imports: readonly Pick<ImportSummary, 'by'>[],
): Promise<(by: string) => string> {
  const ids = [...new Set(imports.map(({ by }) => by))];
  const [people, systems] = await Promise.all([findPeople(db, ids), clientNames(db, ids)]);
  const names = new Map([...systems, ...people.map((one): [string, string] => [one.id, fullName(one)])]);
  return (by) => {
    const way = ways[by];
    return names.get(by) ?? (way === undefined ? by : ui.t(`imports.by.${way}`));
  };
}

export const kindOf = (ui: Ui, kind: ImportKind | null): string => ui.t(`imports.kind.${kind ?? 'unknown'}`);

/** Imports are in real time, whatever a rehearsal's clock says. */
export const atOf = (ui: Ui, at: Date): string => momentOf(ui, instant(at.getTime()));
