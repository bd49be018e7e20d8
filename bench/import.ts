/**
 * How fast a large town's files are imported, in how much memory, and what a nightly change of one in a hundred rows
 * touches: `npx tsx bench/import.ts [pupils] [absences a pupil]`. Uses a PostgreSQL of its own that is thrown away.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Kysely, sql } from 'kysely';
import { keepStatistics } from '../src/api/statistics/keep.ts';
import { statisticsFor } from '../src/api/statistics/for-reader.ts';
import { localDate } from '../src/domain/time.ts';
import { importFile } from '../src/imports/import-file.ts';
import { connectRecords } from '../src/records/connect.ts';
import { migrate } from '../src/records/migrate.ts';
import type { Database } from '../src/records/schema.ts';
import { ensureDatabase, startRecordsServer } from '../src/records/server.ts';
import { absenceFile, pupilFile, schoolUnitFile, type TownSize } from './large-town.ts';

const [pupils = 250_000, absencesAPupil = 14] = process.argv.slice(2).map(Number);
const megabyte = 1024 * 1024;

const folder = await mkdtemp(path.join(tmpdir(), 'bryggan-bench-'));
// Started by root, PostgreSQL runs as somebody else, who must get through here.
await chmod(folder, 0o755);
const server = await startRecordsServer({ folder, port: 0 });
await ensureDatabase(server, 'bench');
const records = connectRecords(server.url('bench'));
await migrate(records.db);

let peakRss = 0;
const sampling = setInterval(() => {
  peakRss = Math.max(peakRss, process.memoryUsage().rss);
}, 100);

/** Rows of a table that were written after a moment, by the transaction that wrote them. */
const touchedSince = async (
  db: Kysely<Database>,
  table: 'pupil' | 'absence',
  xid: string,
): Promise<number> => {
  const { rows } = await sql<{ touched: number }>`
    select count(*)::integer as touched from ${sql.table(table)}
    where xmin::text::bigint > ${xid}::bigint`.execute(db);
  return rows[0]?.touched ?? 0;
};

const currentXid = async (db: Kysely<Database>): Promise<string> => {
  const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(db);
  return rows[0]?.xid ?? '0';
};

const measure = async (name: string, table: 'pupil' | 'absence' | null, content: AsyncGenerator<Buffer>) => {
  const { db } = records;
  const xid = await currentXid(db);
  peakRss = 0;
  const start = performance.now();
  const report = await importFile(db, { fileName: `${name}.csv`, content, mode: 'good-rows', by: 'bench' });
  const seconds = (performance.now() - start) / 1000;
  const touched = table === null ? report.added : await touchedSince(db, table, xid);
  console.log(
    `${name}: ${report.rows} rows in ${seconds.toFixed(1)} s, ${Math.round(report.rows / seconds)} rows/s, ` +
      `${report.added} added, ${report.changed} changed, ${report.badRows} bad, ${touched} rows touched, ` +
      `peak ${Math.round(peakRss / megabyte)} MB`,
  );
};

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

/** Brings statistics up to what was imported, as the API does each minute. */
const keep = async (what: string) => {
  const { db } = records;
  await sql`
    insert into offered_time (year_label, minutes_per_day) select distinct year_label, 330 from pupil
    on conflict do nothing`.execute(db);
  await sql`
    insert into calendar_period (name, kind, from_date, to_date)
    select 'Läsår', 'term', '2026-08-18', '2027-06-11'
    where not exists (select from calendar_period)`.execute(db);
  const start = performance.now();
  await keepStatistics(db, lastDay);
  console.log(`${what}: ${seconds(start)} s`);
};

/** The figures of all schools over the year: what the page asks for. */
const ask = async () => {
  const actor = { role: 'teamLeader', personId: 'bench', schoolUnits: [] } as const;
  const asked = { from: '2026-07', to: '2027-06', schoolUnit: null, stage: null };
  const start = performance.now();
  const { groups } = await statisticsFor(records.db, { ...actor, schoolUnits: [] }, asked);
  console.log(`statistics of a year, ${groups.length} groups: ${Math.round(performance.now() - start)} ms`);
};

const lastDay = localDate('2027-06-11');

try {
  const first: TownSize = { pupils, absencesAPupil, changeEvery: null };
  const nightly: TownSize = { ...first, changeEvery: 100 };
  await measure('school units', null, schoolUnitFile());
  await measure('pupils', 'pupil', pupilFile(first));
  await measure('a year of absence', 'absence', absenceFile(first));
  await measure('pupils, a night later', 'pupil', pupilFile(nightly));
  await keep('a year of months for statistics');
  await measure('absence, a night later', 'absence', absenceFile(nightly));
  await keep('the months that the night touched');
  await ask();
} finally {
  clearInterval(sampling);
  await records.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
