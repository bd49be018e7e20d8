/** What the pages of imports show: a file tried with a bad row, a mapping, a system whose reading had problems. */
import { instant } from '../../src/domain/time.ts';
import { importMapping } from '../../src/api/schemas/import-mapping.ts';
import { importFile } from '../../src/imports/import-file.ts';
import type { FreshDatabase } from '../setup/database.ts';
import { saveMapping } from '../../src/records/import-mappings.ts';
import { saveProblems } from '../../src/records/sources/problems.ts';
import { beginOrResumeRun, failRun } from '../../src/records/sources/runs.ts';
import { addSource } from '../../src/records/sources/sources.ts';

export async function seedImports(db: FreshDatabase['db'], by: string): Promise<void> {
  await importFile(db, {
    fileName: 'tid <b>.csv',
    content: Buffer.from('årskurs;minuter_per_dag\n8;320\n99;5\n'),
    mode: 'dry-run',
    by,
  });
  const year = { ours: 'årskurs', theirs: 'Åk' };
  const columns = [year, { ours: 'minuter_per_dag', theirs: 'Minuter' }];
  await saveMapping(db, importMapping.parse({ name: 'Tidsfil', kind: 'offeredTime', columns }), by);
  const source = await addSource(
    db,
    {
      name: 'Skolsystemet',
      kind: 'ss12000',
      baseUrl: 'https://api.leverantor.example/ss12000/v2.0',
      auth: { kind: 'bearer' },
      secretRef: 'SKOLA',
      subscribes: false,
    },
    by,
  );
  if (source === null) throw new Error('there is a source of that name already');
  const at = instant(Date.parse('2026-09-07T06:00:00Z'));
  const run = await beginOrResumeRun(db, source.id, 'register', at);
  await saveProblems(db, run.id, [
    {
      resource: 'persons',
      externalId: null,
      field: 'civicNo',
      code: 'required',
      message: { sv: 'Fältet måste fyllas i.', en: 'The field must be filled in.' },
    },
  ]);
  await failRun(db, source.id, 'register', at, 'unreachable');
}
