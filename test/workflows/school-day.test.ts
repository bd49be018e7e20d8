/** Mornings through the real engine: quiet ones pass together, busy ones on their own day. */
import proto from '@temporalio/proto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSendDigests } from '../../src/activities/digests.ts';
import { localDateOf, nextWorkday } from '../../src/domain/calendar.ts';
import { instant, localDate, type LocalDate } from '../../src/domain/time.ts';
import { createSmtp, RelayAway } from '../../src/integrations/smtp.ts';
import { startInbox } from '../../src/integrations/inbox.ts';
import { projectedVersion } from '../../src/records/cases.ts';
import { findWorkflow } from '../../src/records/rehearsal.ts';
import { schoolDayWorkflowId } from '../../src/temporal/ids.ts';
import { aCalendar, aPlannedCase, at } from '../factories/case.ts';
import { aMunicipality, type TestMunicipality } from '../setup/municipality.ts';
import { eventually } from '../setup/eventually.ts';

const { EventType } = proto.temporal.api.enums.v1;

/** How often an event stands in the history of the mornings' first run. */
const counted = async (town: TestMunicipality) => {
  const workflowId = schoolDayWorkflowId(town.code);
  const { raw } = await town.engine.client.workflow.getHandle(workflowId).describe();
  const runId = raw.workflowExecutionInfo?.firstRunId ?? '';
  const { events } = await town.engine.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const count = (type: number) => (events ?? []).filter(({ eventType }) => eventType === type).length;
  return {
    mornings: count(EventType.EVENT_TYPE_TIMER_FIRED),
    moves: count(EventType.EVENT_TYPE_WORKFLOW_EXECUTION_OPTIONS_UPDATED),
    activities: count(EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED),
    tasks: count(EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED),
  };
};

const begun = async (town: TestMunicipality): Promise<void> => {
  await town.startSchoolDay();
  await eventually(async () =>
    expect(await findWorkflow(town.records.db, schoolDayWorkflowId(town.code))).not.toBeNull(),
  );
};

describe('mornings with nothing to tell', () => {
  let town: TestMunicipality;
  beforeAll(async () => {
    town = await aMunicipality();
    await begun(town);
  });
  afterAll(() => town.close());

  it('pass in one go, each by one workflow task and nothing else', async () => {
    await town.moveTo('2026-10-09');
    const { mornings, moves, activities, tasks } = await counted(town);
    expect(mornings).toBe(29);
    expect(moves).toBe(1);
    expect(activities).toBe(0);
    expect(tasks).toBe(1 + mornings);
    expect(await town.clock.now()).toBeLessThan(at('2026-10-09', '10:05'));
  });
});

describe('mornings among which some have something to tell', () => {
  let town: TestMunicipality;
  beforeAll(async () => {
    town = await aMunicipality();
    await begun(town);
    const caseId = await town.open({ state: aPlannedCase() });
    await eventually(async () => expect(await projectedVersion(town.records.db, caseId)).not.toBeNull());
    await town.moveTo('2026-10-08');
  }, 120_000);
  afterAll(() => town.close());

  const mails = () =>
    town.records.db
      .selectFrom('mail')
      .select(['key', 'status', 'created_at', 'sent_at'])
      .where('kind', '=', 'digest')
      .orderBy('created_at')
      .execute();
  const dayOf = (moment: Date): LocalDate => localDateOf(aCalendar(), instant(moment.getTime()));

  it('each reminder goes out on its own morning, while the clock shows that morning', async () => {
    const sent = await mails();
    const mornings = new Map(sent.map((mail) => [mail.key, mail.created_at]));
    const told = await town.records.db.selectFrom('reminder_sent').selectAll().execute();
    expect(told.length).toBeGreaterThan(4);
    const firstMorning = localDate('2026-09-01');
    for (const { remind_on, digest_id } of told) {
      const due = nextWorkday(aCalendar(), remind_on < firstMorning ? firstMorning : remind_on);
      expect([remind_on, dayOf(mornings.get(digest_id) ?? new Date(0))]).toEqual([remind_on, due]);
    }
    for (const { status, created_at, sent_at } of sent) {
      expect(status).toBe('sent');
      expect((sent_at?.getTime() ?? 0) - created_at.getTime()).toBeLessThan(10 * 60_000);
    }
  });

  it('what the cases live and what the mornings send is written in the order of its moments', async () => {
    // Numbers of transactions rise in the order in which the records were really written.
    const { rows } = await sql<{ what: string; moment: Date }>`
      select 'case' as what, at as moment, xmin::text::bigint as written from timeline
      union all
      select 'mail', created_at, xmin::text::bigint from mail where kind = 'digest'
      order by written
    `.execute(town.records.db);
    const moments = rows.map(({ moment }) => moment.getTime());
    expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    const turns = rows.filter(({ what }, i) => what !== rows[i - 1]?.what);
    expect(turns.length).toBeGreaterThan(3);
  });

  it('the others pass without an activity', async () => {
    const busy = new Set((await mails()).map(({ created_at }) => created_at.getTime())).size;
    const { mornings, activities, moves } = await counted(town);
    expect(activities).toBe(busy);
    expect(mornings).toBeGreaterThan(busy);
    expect(moves).toBeLessThan(mornings);
  });
});

describe('a relay that was down as a morning’s mail was to go', () => {
  let town: TestMunicipality;
  beforeAll(async () => {
    town = await aMunicipality();
    await begun(town);
  });
  afterAll(() => town.close());

  it('what it left goes the next morning, though nothing else is to be told', async () => {
    await town.moveTo('2026-09-17');
    const caseId = await town.open({ state: aPlannedCase() });
    await eventually(async () => expect(await projectedVersion(town.records.db, caseId)).not.toBeNull());
    // The morning's digests are written, and the relay takes none of them.
    const inbox = await startInbox({ port: 0, store: () => Promise.resolve() });
    await inbox.close();
    const smtp = createSmtp({ url: inbox.url });
    const send = createSendDigests({
      db: town.records.db,
      smtp,
      from: { name: 'Bryggan', address: 'bryggan@kommunen.example' },
      publicUrl: 'http://localhost:3000',
      language: 'sv',
      now: () => town.clock.now(),
      progress: () => {},
    });
    const morning = localDate('2026-09-17');
    await expect(send({ morning, at: await town.clock.now() })).rejects.toThrow(RelayAway);
    smtp.close();
    expect(town.mails).toEqual([]);
    await town.moveTo('2026-09-18');
    const rows = await town.records.db
      .selectFrom('mail')
      .select(['key', 'status', 'sent_at'])
      .where('key', 'like', 'digest/2026-09-17/%')
      .execute();
    expect(rows.length).toBeGreaterThan(0);
    for (const { status, sent_at } of rows) {
      expect(status).toBe('sent');
      expect(sent_at?.getTime() ?? 0).toBeGreaterThanOrEqual(at('2026-09-18', '07:00'));
    }
  });
});
