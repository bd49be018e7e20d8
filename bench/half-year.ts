/**
 * How long half a year takes by the rehearsal's clock, and of what that is made: `npx tsx bench/half-year.ts [shipped]`.
 * Every school has its side on; with `shipped` all is as `npm start` leaves it. Nobody does anything meanwhile.
 * Judge by processor time, statements and mails: seconds on the wall differ by what else the machine does.
 */
import { sql } from 'kysely';
import { readConfig } from '../src/config.ts';
import { connectRecords } from '../src/records/connect.ts';
import { sayTo } from '../src/start/say.ts';
import { startThrowAway } from '../src/start/throw-away.ts';
import { openWorld } from '../src/start/story/world.ts';
import { cpuOfTree } from './cpu.ts';

const asShipped = process.argv.includes('shipped');
const until = '2027-02-17';
const say = sayTo(process.stderr, performance.timeOrigin, () => Date.now());

const running = await startThrowAway(readConfig, process.env, say, 'uppsala');
const records = connectRecords(running.databaseUrl);
const { db } = records;

/** Which of the processes one is. */
const partOf = ({ pid, name }: { pid: number; name: string }): string => {
  if (pid === running.pids.worker()) return 'worker';
  if (pid === running.pids.api()) return 'api';
  if (pid === running.pids.temporal) return 'engine';
  return name === 'postgres' ? 'records' : 'inbox and others';
};

const cpuByPart = (): Map<string, number> => {
  const parts = new Map<string, number>();
  for (const one of cpuOfTree(process.pid)) {
    const part = partOf(one);
    parts.set(part, (parts.get(part) ?? 0) + one.seconds);
  }
  return parts;
};

/** Transactions of the records' database so far: most are one statement. */
const transactions = async (): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select (xact_commit + xact_rollback)::integer as count from pg_stat_database
    where datname = current_database()`.execute(db);
  return rows[0]?.count ?? 0;
};

const lived = async (): Promise<{ cases: number; mails: number; mornings: number; received: number }> => {
  const { rows } = await sql<{ cases: number; mails: number; mornings: number; received: number }>`
    select (select count(*)::integer from case_file) as cases,
      (select count(*)::integer from mail where status = 'sent') as mails,
      (select count(distinct created_at::date)::integer from mail
        where kind in ('digest', 'weeklyReview', 'firstDayCall')) as mornings,
      (select count(*)::integer from inbox) as received`.execute(db);
  return rows[0] ?? { cases: 0, mails: 0, mornings: 0, received: 0 };
};

try {
  const world = openWorld(running.apiUrl);
  const { as } = await world.staff('teamLeader');
  for (const school of ['98000001', '98000002', '98000003', '98000004', '98000005'])
    if (!asShipped) await as.send(`/schools/${school}/ladder`, { on: true });
  const cpuBefore = cpuByPart();
  const asked = await transactions();
  const begun = performance.now();
  await world.moveTo(until);
  const wall = (performance.now() - begun) / 1000;
  const cpu = [...cpuByPart()].map(([part, seconds]) => ({
    part,
    seconds: seconds - (cpuBefore.get(part) ?? 0),
  }));
  const cpuAll = cpu.reduce((sum, { seconds }) => sum + seconds, 0);
  const { cases, mails, mornings, received } = await lived();
  const each = (seconds: number) => ((seconds * 1000) / Math.max(1, mornings)).toFixed(0);
  console.log(`2026-08-17 to ${until}, ${asShipped ? 'as shipped' : "every school's side on"}`);
  console.log(`${wall.toFixed(1)} s on the wall, ${cpuAll.toFixed(1)} s of processors`);
  for (const { part, seconds } of cpu) console.log(`  ${part}: ${seconds.toFixed(1)} s`);
  console.log(`${mornings} mornings with mail, ${mails} mails (${received} received), ${cases} cases`);
  console.log(`${each(wall)} ms on the wall and ${each(cpuAll)} ms of processors for each such morning`);
  console.log(`${(await transactions()) - asked} transactions in the records`);
} finally {
  await records.close();
  await running.stop();
}
