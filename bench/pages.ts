/**
 * How long the server works on a page, in a municipality of many cases: `npx tsx bench/pages.ts [cases]` (1,000).
 * One case is lived through half a year; the others are its copies, with families, absence and duties of their own.
 * Prints milliseconds for each page (median and 95th of 30), transactions in the records a page, and its weight.
 */
import { brotliCompressSync } from 'node:zlib';
import { sql } from 'kysely';
import { keepStatistics } from '../src/api/statistics/keep.ts';
import { readConfig } from '../src/config.ts';
import { classIdOf } from '../src/domain/class-id.ts';
import { localDate } from '../src/domain/time.ts';
import { connectRecords } from '../src/records/connect.ts';
import { sayTo } from '../src/start/say.ts';
import { live } from '../src/start/story/live.ts';
import { risingAbsence } from '../src/start/story/rising.ts';
import { openWorld } from '../src/start/story/world.ts';
import { startThrowAway } from '../src/start/throw-away.ts';
import { copyCase } from './copy-case.ts';

const cases = Number(process.argv[2] ?? 1000);
const rounds = 30;
const say = sayTo(process.stderr, performance.timeOrigin, () => Date.now());
const running = await startThrowAway(readConfig, { ...process.env, LOG_LEVEL: 'error' }, say, 'uppsala');
const records = connectRecords(running.databaseUrl);
const { db } = records;

const transactions = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select (xact_commit + xact_rollback)::integer as count from pg_stat_database
    where datname = current_database()`.execute(db);
  return rows[0]?.count ?? 0;
};

/** The cookie of a session, by the pages' own sign-in. */
const signIn = async (personId: string, role: string): Promise<string> => {
  const response = await fetch(`${running.apiUrl}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ personId, role }).toString(),
  });
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
};

/** A policy's preview lives every case of the half-year again: its own work is bounded, and it says what it counted. */
const timePreview = async (cookie: string): Promise<void> => {
  const path = '/settings/policies/uppsala/change/current/preview?period=2026-2';
  for (let round = 0; round < 3; round += 1) {
    const begun = performance.now();
    const response = await fetch(`${running.apiUrl}${path}`, { headers: { cookie } });
    const words = (await response.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
    const counted =
      /Räknat på [^.]*|Det finns fler ärenden [^.]*/.exec(words)?.[0] ?? `answered ${response.status}`;
    console.log(`A policy's preview: ${(performance.now() - begun).toFixed(0)} ms. ${counted}.`);
  }
};

const at = (sorted: number[], part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? 0;

try {
  const world = openWorld(running.apiUrl);
  const life = await risingAbsence(world);
  await live(world, [life], '2027-02-15');
  const { rows } = await sql<{ id: string; coordinator: string; name: string; school: string }>`
    select c.id, cc.person_id as coordinator, p.given_name || ' ' || p.family_name || '7' as name, c.school_unit as school
    from case_file c join case_coordinator cc on cc.case_id = c.id join pupil p on p.id = c.pupil_id
    where c.phase = 'assigned' and c.id = ${life.caseId} limit 1`.execute(db);
  const original = rows[0];
  if (original === undefined) throw new Error('no case was lived');
  await copyCase(db, original.id, cases - 1);
  const copied = await sql<{ id: string; school: string; class: string; guardian: string }>`
    select c.id, p.school_unit as school, p.class,
      (select min(guardian_id) from guardianship g where g.pupil_id = p.id) as guardian
    from case_file c join pupil p on p.id = c.pupil_id where c.id = ${`${original.id}x1`}`.execute(db);
  const copy = copied.rows[0];
  if (copy === undefined) throw new Error('no case was copied');
  await sql`analyze`.execute(db);
  const kept = performance.now();
  await keepStatistics(db, localDate('2027-02-15'));
  say(`statistics brought up to the records in ${((performance.now() - kept) / 1000).toFixed(1)} s`);
  say(`${cases} cases`);

  /** Whoever has the role; of the first copy's school, if it is a role there. */
  const person = async (role: string): Promise<string> => {
    const found = await sql<{ id: string }>`
      select r.person_id as id from person_role r
      where r.role = ${role} and (r.school_unit is null or r.school_unit = ${copy.school})
      order by r.school_unit nulls last, r.class = ${copy.class} desc, r.person_id limit 1`.execute(db);
    return found.rows[0]?.id ?? '';
  };
  const coordinator = await signIn(original.coordinator, 'coordinator');
  const leader = await signIn(await person('teamLeader'), 'teamLeader');
  const rector = await signIn(await person('rector'), 'rector');
  const mentor = await signIn(await person('mentor'), 'mentor');
  const health = await signIn(await person('pupilHealth'), 'pupilHealth');
  const registrar = await signIn(await person('registrar'), 'registrar');
  const guardian = await signIn(copy.guardian, 'guardian');
  const pages: [string, string, string][] = [
    ['My day, coordinator', '/', coordinator],
    ['My day, team leader', '/', leader],
    ['Cases', '/cases', leader],
    ['A search by name', `/cases?name=${encodeURIComponent(original.name)}`, leader],
    ['A search by school', `/cases?school=${original.school}&phase=assigned&from=50`, leader],
    ['A case of half a year', `/cases/${original.id}`, coordinator],
    ['Its history', `/cases/${original.id}/history`, coordinator],
    ['A form', `/cases/${original.id}/contacts/new`, coordinator],
    ['The case, guardian', `/cases/${copy.id}`, guardian],
    ['Calendar', '/calendar', coordinator],
    ['My day, rector', '/', rector],
    ['A school’s week', `/schools/${copy.school}/weekly-review`, rector],
    ['Statistics, rector', '/statistics', rector],
    ['My day, mentor', '/', mentor],
    ['A class’s week', `/classes/${classIdOf({ schoolUnit: copy.school, class: copy.class })}`, mentor],
    ['My day, pupil health', '/', health],
    ['EHT’s list', `/eht/${copy.school}`, health],
    ['My day, registrar', '/', registrar],
    ['Team', '/team', leader],
    ['Statistics', '/statistics', leader],
    ['Statistics, three years', '/statistics?period=own&from=2024-03&to=2027-02', leader],
  ];
  console.log(`${cases} cases, embedded Postgres; ms of one request after another, over loopback`);
  console.log('page                     median     95th  transactions  kB (brotli)');
  for (const [name, path, cookie] of pages) {
    const times: number[] = [];
    let body = '';
    let status = 0;
    const before = await transactions();
    for (let round = 0; round < rounds + 3; round += 1) {
      const begun = performance.now();
      const response = await fetch(`${running.apiUrl}${path}`, { headers: { cookie } });
      body = await response.text();
      status = response.status;
      if (round >= 3) times.push(performance.now() - begun);
    }
    // The database tells its counts some moments later.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const each = ((await transactions()) - before) / (rounds + 3);
    times.sort((a, b) => a - b);
    const weight = brotliCompressSync(body).length / 1024;
    const figures = [
      at(times, 0.5).toFixed(1),
      at(times, 0.95).toFixed(1),
      each.toFixed(0),
      weight.toFixed(1),
    ];
    const failed = status === 200 ? '' : `  answered ${status}`;
    console.log(`${name.padEnd(22)} ${figures.map((figure) => figure.padStart(9)).join('')}${failed}`);
  }
  await timePreview(leader);
} finally {
  await records.close();
  await running.stop();
}
