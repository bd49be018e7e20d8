/**
 * Two whole courses from data to assignment, over HTTP, in the sample municipality: a concern in preschool that EHT
 * answers with a coordinator, and a pupil whose figures pass the limit, whom the rector orders for.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StaffRole } from '../../src/domain/case/parts.ts';
import { isSchoolDay } from '../../src/domain/calendar.ts';
import { addDays, localDate } from '../../src/domain/time.ts';
import { writePolicyIds } from '../../src/records/settings.ts';
import { aCalendar } from '../factories/calendar.ts';
import { dalsviken, type Dalsviken } from '../ladder/dalsviken.ts';
import type { SignedIn } from './served.ts';
import { consentOf, order } from './served.ts';

let town: Dalsviken;
beforeAll(async () => {
  town = await dalsviken('2026-09-07');
  // In the compulsory school the rector orders; preschool stays with EHT.
  await writePolicyIds(town.town.records.db, ['uppsala', 'dals-ed']);
});
afterAll(() => town.close());

const staffOf = async (role: StaffRole, schoolUnit: string | null, className?: string): Promise<SignedIn> => {
  let held = town.town.records.db.selectFrom('person_role').select('person_id').where('role', '=', role);
  held =
    schoolUnit === null ? held.where('school_unit', 'is', null) : held.where('school_unit', '=', schoolUnit);
  if (className !== undefined) held = held.where('class', '=', className);
  const { person_id } = await held.orderBy('person_id').executeTakeFirstOrThrow();
  return town.as(person_id, role);
};

const coordinatorId = async (): Promise<string> => {
  const { person_id } = await town.town.records.db
    .selectFrom('person_role')
    .select('person_id')
    .where('role', '=', 'coordinator')
    .orderBy('person_id')
    .executeTakeFirstOrThrow();
  return person_id;
};

/** An unprotected pupil of a class who has no case, with two guardians. */
const pupilOf = async (schoolUnit: string, className: string) => {
  const { db } = town.town.records;
  const { id, civic_no } = await db
    .selectFrom('pupil')
    .select(['id', 'civic_no'])
    .where('school_unit', '=', schoolUnit)
    .where('class', '=', className)
    .where('security_marking', '=', 'none')
    .orderBy('civic_no')
    .executeTakeFirstOrThrow();
  const guardians = await db
    .selectFrom('guardianship')
    .select('guardian_id')
    .where('pupil_id', '=', id)
    .where('relation', '=', 'guardian')
    .orderBy('guardian_id')
    .execute();
  return { id, civicNo: civic_no, guardianIds: guardians.map((row) => row.guardian_id) };
};

const events = async (who: SignedIn, caseId: string): Promise<string[]> => {
  const { body } = await who.get(`/cases/${caseId}/timeline`);
  return Object(body).events.map((event: { type: string }) => event.type);
};

const owed = async (who: SignedIn, caseId: string): Promise<string[]> => {
  const { body } = await who.get(`/cases/${caseId}/obligations`);
  return Object(body).obligations.map((duty: { kind: string }) => duty.kind);
};

const yes = async (sending: ReturnType<SignedIn['send']>): Promise<Record<string, unknown>> => {
  const answer = await sending;
  expect([answer.status, answer.body['detail']]).toEqual([
    answer.status < 300 ? answer.status : 200,
    undefined,
  ]);
  return answer.body;
};

describe('a concern in preschool', () => {
  it('is decided by EHT, starts the assignment and is allocated; voluntary throughout', async () => {
    const preschool = '98000002';
    const className = 'Avdelning Aspen';
    const child = await pupilOf(preschool, className);
    const staff = await staffOf('mentor', preschool, className);
    const pupilHealth = await staffOf('pupilHealth', preschool);
    const leader = await staffOf('teamLeader', null);

    const concern = { raisedOn: '2026-09-07', from: 'preschool', note: 'Lämningarna är svåra.' };
    const begun = await yes(staff.send('post', '/concerns', { pupilId: child.id, ...concern }));
    const caseId = String(begun['caseId']);
    const read = await staff.get(`/cases/${caseId}`);
    expect(read.body).toMatchObject({ phase: 'noticed', voluntary: true });
    const { body: list } = await pupilHealth.get(`/eht/${preschool}/list`);
    expect(Object(list).items).toMatchObject([
      { caseId, what: 'concern', asked: concern.note, voluntary: true },
    ]);

    const meeting = await yes(
      pupilHealth.send('post', `/eht/${preschool}/meetings`, { heldOn: '2026-09-07' }),
    );
    const path = `/eht/${preschool}/meetings/${String(meeting['meetingId'])}/decisions`;
    const decision = {
      outcome: 'coordinator',
      note: 'Stöd i föräldrarollen.',
      mentorAnswer: 'Samordnaren tar kontakt med familjen.',
    };
    const decided = await yes(pupilHealth.send('post', path, { caseId, decision }));
    expect(decided['events']).toEqual(['ehtDecisionMade', 'mentorTold', 'ehtDecided']);

    const coordinator = await coordinatorId();
    await yes(
      leader.send('post', `/cases/${caseId}/allocation`, {
        coordinatorIds: [coordinator],
        start: '2026-09-07',
      }),
    );
    const assigned = await (await town.as(coordinator, 'coordinator')).get(`/cases/${caseId}`);
    expect(assigned.body).toMatchObject({ phase: 'assigned', voluntary: true });
    expect(JSON.stringify((await staff.get(`/cases/${caseId}`)).body)).not.toContain(decision.note);
  });
});

describe('a pupil who passes the limit', () => {
  const schoolUnit = '98000001';
  const className = '7A';

  /** Whole days away on every school day from the first to the last. */
  const awayRows = (civicNo: string, from: string, to: string): string => {
    const lines = ['personnummer;datum;lektion;ämne;minuter;typ;orsak'];
    for (let day = localDate(from); day <= to; day = addDays(day, 1)) {
      if (!isSchoolDay(aCalendar(), day)) continue;
      lines.push(`${civicNo};${day};1;Matematik;120;ogiltig;`, `${civicNo};${day};2;Svenska;120;ogiltig;`);
    }
    return `${lines.join('\n')}\n`;
  };

  it('goes from the figures to the rector’s order, nearly filled in', async () => {
    const pupil = await pupilOf(schoolUnit, className);
    const mentor = await staffOf('mentor', schoolUnit, className);
    const pupilHealth = await staffOf('pupilHealth', schoolUnit);
    const rector = await staffOf('rector', schoolUnit);

    await town.importAbsence(awayRows(pupil.civicNo, '2026-08-18', '2026-09-07'));
    await town.town.moveTo('2026-09-08', '10:00');
    const { body: cases } = await mentor.get(`/cases?pupil=${pupil.id}`);
    expect(cases).toMatchObject({ total: 1, cases: [{ phase: 'noticed' }] });
    const [{ id: caseId }] = Object(cases).cases;
    expect(await owed(mentor, caseId)).toEqual(
      expect.arrayContaining(['guardianTalk', 'reportToEht', 'openInquiry']),
    );

    const talk = {
      heldOn: '2026-09-08',
      pupilToldOn: '2026-09-08',
      calledOn: '2026-09-08',
      guardianIds: pupil.guardianIds,
      present: ['pupil', 'guardian', 'mentor'],
      absences: [{ date: '2026-09-07', subject: 'Matematik' }],
      form: { howCome: 'Svårt att somna.', mustChange: { pupil: 'Tidigare kvällar.' } },
    };
    await yes(mentor.send('post', `/cases/${caseId}/guardian-talks`, talk));
    const slots = { slots: [{ date: '2026-09-09', from: '14:00' }] };
    const opened = await yes(pupilHealth.send('post', `/eht/${schoolUnit}/slots`, slots));
    const [slotId] = Object(opened).slotIds;
    const report = { reportedOn: '2026-09-08', how: { by: 'slot', slotId }, note: 'Över gränsen.' };
    await yes(mentor.send('post', `/cases/${caseId}/reports-to-eht`, report));
    expect(await owed(mentor, caseId)).not.toContain('guardianTalk');

    const decision = {
      decidedOn: '2026-09-08',
      outcome: 'coordinator',
      note: 'Samordnare behövs.',
      mentorAnswer: 'Rektor beställer koordinator.',
    };
    await yes(pupilHealth.send('post', `/cases/${caseId}/eht-decisions`, decision));
    expect(await owed(rector, caseId)).toContain('placeOrder');

    const step = (kind: string, note: string) =>
      yes(rector.send('post', `/cases/${caseId}/inquiry`, { kind, on: '2026-09-08', note }));
    await step('inquiryOpened', 'Utredning inledd.');
    await step('authorityTold', 'Huvudmannen informerad.');
    await step('inquiryCompleted', 'Utredningen klar.');
    await step('measuresBegun', 'Anpassat schema.');

    const { body: draft } = await rector.get(`/cases/${caseId}/order/draft`);
    expect(Object(draft).preconditions).toMatchObject([
      { kind: 'absenceNoticed', metOn: '2026-09-07', from: 'guardianTalk' },
      { kind: 'inquiryMade' },
      { kind: 'reportedToAuthority' },
      { kind: 'measuresBegun' },
    ]);
    const known = Object(draft).order;
    const placed = await yes(
      rector.send('post', '/cases', {
        pupilId: pupil.id,
        order: {
          preconditions: [...known.preconditions, order.preconditions[4]],
          attachments: order.attachments,
          question: order.question,
        },
      }),
    );
    expect(placed).toMatchObject({ caseId, events: ['orderPlaced'] });

    for (const guardianId of pupil.guardianIds) {
      const guardian = await town.as(guardianId, 'guardian');
      await yes(
        guardian.send('post', `/cases/${caseId}/consents`, { ...consentOf(guardianId), from: '2026-09-08' }),
      );
    }
    const leader = await staffOf('teamLeader', null);
    await yes(
      leader.send('post', `/cases/${caseId}/allocation`, {
        coordinatorIds: [await coordinatorId()],
        start: '2026-09-08',
      }),
    );
    expect(await events(leader, caseId)).toEqual([
      'absenceNoticed',
      'guardianTalkRecorded',
      'reportedToEht',
      'ehtDecisionMade',
      'mentorTold',
      'rectorStepRecorded',
      'rectorStepRecorded',
      'rectorStepRecorded',
      'rectorStepRecorded',
      'orderPlaced',
      ...pupil.guardianIds.map(() => 'consentGiven'),
      'allocated',
    ]);
  });
});
