/** A school on the real stack with a few pupils, whose absence a test imports day by day. */
import request from 'supertest';
import { setTimeout as wait } from 'node:timers/promises';
import type { Policy } from '../../src/domain/policy.ts';
import { ids, school } from '../factories/parts.ts';
import { pupils, served, type Served, type SignedIn } from '../api/served.ts';

export type SchoolTown = Served & {
  leader: SignedIn;
  mentor: SignedIn;
  rector: SignedIn;
  /** Imports rows: `[pupil's number in the class, date, lesson, minutes, kind]`. */
  arrive(rows: readonly Row[]): Promise<void>;
  /** Mails to an address that the inbox got since the last asking. */
  newMails(to?: string): { to: string; subject: string; text: string }[];
  close(): Promise<void>;
};

export type Row = [pupil: number, date: string, lesson: number, minutes: number, kind: 'giltig' | 'ogiltig'];

export const mentorMail = 'mentor-10@skolan.example';
export const rectorMail = 'rector-11@skolan.example';

/** 60 minutes a lesson, 330 a day. */
export const wholeDay = (pupil: number, date: string, kind: Row[4] = 'giltig'): Row[] =>
  [1, 2, 3, 4, 5].map((lesson): Row => [pupil, date, lesson, 66, kind]);

const header = 'personnummer;datum;lektion;ämne;minuter;typ;orsak';
/** Temporary numbers, which need no check digit. */
const civicNo = (pupil: number): string => `20120514TF0${pupil}`;

/** The same pupils as the API's tests have, with civic numbers that an import takes, and a school day that runs. */
export async function schoolTown(
  options: { from?: string; policy?: Partial<Policy> } = {},
): Promise<SchoolTown> {
  const api = await served({
    from: options.from ?? '2026-08-31',
    ...(options.policy && { policy: options.policy }),
  });
  const { db } = api.town.records;
  for (const [i, id] of classPupils.entries()) {
    await db
      .updateTable('pupil')
      .set({ civic_no: civicNo(i) })
      .where('id', '=', id)
      .execute();
  }
  await db.insertInto('offered_time').values({ year_label: '8', minutes_per_day: 330 }).execute();
  await api.town.startSchoolDay();
  await noted(api);
  const leader = await api.as(ids.teamLeader, 'teamLeader');
  let told = 0;
  return {
    ...api,
    leader,
    mentor: await api.as(ids.mentor, 'mentor'),
    rector: await api.as(ids.rector, 'rector'),
    async arrive(rows) {
      const lines = rows.map(
        ([pupil, date, lesson, minutes, kind]) =>
          `${civicNo(pupil)};${date};${lesson};Matematik;${minutes};${kind};`,
      );
      const answer = await request(api.app)
        .post('/api/v1/imports?kind=absence')
        .set({ authorization: `Bearer ${leader.token}`, 'content-type': 'text/csv' })
        .send([header, ...lines, ''].join('\n'));
      if (answer.status !== 201) throw new Error(answer.text);
      await settled(api);
    },
    newMails(to) {
      const fresh = api.town.mails.slice(told);
      told = api.town.mails.length;
      return fresh.filter((mail) => to === undefined || mail.to === to);
    },
  };
}

export const classPupils = [pupils.first, pupils.second, pupils.third, pupils.protected] as const;
export { ids, school };

/** The clock lives the mornings that it knows of: the first of them is noted when the school day has begun. */
async function noted({ town }: Served): Promise<void> {
  for (;;) {
    const row = await town.records.db
      .selectFrom('rehearsal_workflow')
      .select('workflow_id')
      .executeTakeFirst();
    if (row !== undefined) return;
    await wait(50);
  }
}

/** On a busy machine the look may outlast the import's answer. */
async function settled({ town }: Served): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const waiting = await town.records.db
      .selectFrom('absence_arrival')
      .select('id')
      .where('looked_at', 'is', null)
      .executeTakeFirst();
    const queued = await town.records.db
      .selectFrom('mail')
      .select('key')
      .where('status', 'in', ['queued', 'sending'])
      .executeTakeFirst();
    if (waiting === undefined && queued === undefined) return;
    await wait(50);
  }
  throw new Error('the look at what was imported does not end');
}
