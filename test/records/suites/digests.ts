import { beforeAll, describe, expect, test } from 'vitest';
import type { Obligation } from '../../../src/domain/obligations/obligation.ts';
import type { CaseState } from '../../../src/domain/case/state.ts';
import { localDate } from '../../../src/domain/time.ts';
import { nameDeputy } from '../../../src/records/deputies.ts';
import { type Digest, digestsFor, saveDigests } from '../../../src/records/digests.ts';
import { listMails, type NewMail } from '../../../src/records/mail.ts';
import { listDuties } from '../../../src/records/obligations.ts';
import { firstTellingDay } from '../../../src/records/quiet-mornings.ts';
import { writeProjection } from '../../../src/records/projection.ts';
import { anId, caseAt, ids, otherSchool, school } from '../../factories/case.ts';
import { addStaff, seedMunicipality } from '../../factories/municipality.ts';
import { type Server, useDatabase } from './suite.ts';

const day = localDate;

const duty = (change: Partial<Obligation>): Obligation => ({
  key: 'followUp/2026-W36',
  kind: 'followUp',
  owner: { by: 'persons', role: 'coordinator', personIds: [ids.coordinator] },
  from: day('2026-08-31'),
  due: day('2026-09-04'),
  remindOn: [day('2026-09-03'), day('2026-09-04')],
  escalateOn: day('2026-09-11'),
  escalateTo: 'teamLeader',
  escalatedOn: null,
  subjectId: null,
  moved: null,
  ...change,
});

const mailOf = (digest: Digest, morning: string): NewMail => ({
  key: `digest/${morning}/${digest.personId}`,
  caseId: null,
  kind: 'digest',
  toRef: { personId: digest.personId },
  toAddress: 'someone@kommun.example',
  subject: 'Att göra',
  text: digest.lines.map((line) => line.key).join('\n'),
  html: '',
  calendar: null,
  messageId: `<digest-${morning}-${digest.personId}@bryggan.example>`,
  createdAt: new Date('2026-09-03T05:00:00Z'),
});

const lines = (digests: Digest[]) =>
  digests.flatMap((one) => one.lines.map((line) => [one.personId, line.key, line.why]));

export const digestsSuite = (server: Server) =>
  describe('duties and their reminders', () => {
    const { db } = useDatabase(server);
    let state: CaseState;
    let version = 100;
    const show = (obligations: Obligation[]) =>
      writeProjection(db(), {
        state: { ...state, version: (version += 1) },
        obligations,
        events: [],
        nextMoment: null,
        commandIds: [],
      });
    const send = async (morning: string) => {
      const digests = await digestsFor(db(), day(morning));
      await saveDigests(
        db(),
        digests.map((digest) => ({ digest, mail: mailOf(digest, morning) })),
      );
      return lines(digests);
    };

    beforeAll(async () => {
      await seedMunicipality(db());
      await addStaff(db(), anId(90), 'mentor', { schoolUnit: school, className: '7B' });
      await addStaff(db(), anId(91), 'pupilHealth', { schoolUnit: otherSchool });
      state = caseAt('assigned');
    });

    test('a reminder goes to its owner on its morning, not before, and not again', async () => {
      await show([duty({})]);
      expect(await send('2026-09-02')).toEqual([]);
      expect(await send('2026-09-03')).toEqual([[ids.coordinator, 'followUp/2026-W36', 'own']]);
      expect(await send('2026-09-03')).toEqual([]);
      // The projection is written anew: what was told stays told.
      await show([duty({})]);
      expect(await send('2026-09-03')).toEqual([]);
    });

    test('mornings that were slept through are told in one line', async () => {
      await show([duty({ key: 'followUp/2026-W40', remindOn: [day('2026-09-29'), day('2026-10-01')] })]);
      const [digest] = await digestsFor(db(), day('2026-10-02'));
      expect(digest?.lines).toHaveLength(1);
      expect(digest?.lines[0]?.remindOn).toEqual(['2026-09-29', '2026-10-01']);
      expect(await send('2026-10-02')).toHaveLength(1);
      expect(await send('2026-10-05')).toEqual([]);
    });

    test('two workers on the same morning: one mail for each person, nothing told twice', async () => {
      const before = (await listMails(db())).total;
      await show([duty({ key: 'makePlan', kind: 'makePlan', remindOn: [day('2026-10-05')] })]);
      const both = await Promise.all([
        digestsFor(db(), day('2026-10-05')),
        digestsFor(db(), day('2026-10-05')),
      ]);
      const saved = await Promise.all(
        both.map((digests) =>
          saveDigests(
            db(),
            digests.map((digest) => ({ digest, mail: mailOf(digest, '2026-10-05') })),
          ),
        ),
      );
      expect(saved.map((mails) => mails.length).sort()).toEqual([0, 1]);
      expect((await listMails(db())).total).toBe(before + 1);
    });

    test('what comes up after the morning’s mail was written waits for the next morning’s', async () => {
      await show([duty({ key: 'a', remindOn: [day('2026-10-06')] })]);
      await send('2026-10-06');
      await show([
        duty({ key: 'a', remindOn: [day('2026-10-06')] }),
        duty({ key: 'b', remindOn: [day('2026-10-06')] }),
      ]);
      await send('2026-10-06');
      expect(await send('2026-10-07')).toEqual([[ids.coordinator, 'b', 'own']]);
    });

    test('a role’s duty reaches those who hold the role at that school, a mentor’s only the class’s own', async () => {
      await show([
        duty({
          key: 'r',
          owner: { by: 'role', role: 'rector', schoolUnit: school },
          remindOn: [day('2026-10-08')],
        }),
        duty({
          key: 'e',
          owner: { by: 'role', role: 'pupilHealth', schoolUnit: school },
          remindOn: [day('2026-10-08')],
        }),
        duty({
          key: 'm',
          owner: { by: 'role', role: 'mentor', schoolUnit: school },
          remindOn: [day('2026-10-08')],
        }),
        duty({ key: 't', owner: { by: 'role', role: 'teamLeader' }, remindOn: [day('2026-10-08')] }),
      ]);
      expect((await send('2026-10-08')).sort()).toEqual([
        [ids.mentor, 'm', 'own'],
        [ids.rector, 'r', 'own'],
        [ids.teamLeader, 't', 'own'],
        [ids.pupilHealth, 'e', 'own'],
      ]);
    });

    test('what has gone upwards is told once to the one above', async () => {
      const escalated = duty({ key: 'up', remindOn: [], escalatedOn: day('2026-10-12') });
      const toRector = duty({
        key: 'up-rector',
        remindOn: [],
        escalateTo: 'rector',
        escalatedOn: day('2026-10-12'),
      });
      await show([escalated, toRector]);
      expect((await send('2026-10-12')).sort()).toEqual([
        [ids.rector, 'up-rector', 'escalated'],
        [ids.teamLeader, 'up', 'escalated'],
      ]);
      expect(await send('2026-10-13')).toEqual([]);
    });

    test('a coordinator who has left leaves the duty to the team leader, not to nobody', async () => {
      const left = anId(92);
      await addStaff(db(), left, 'coordinator');
      await db().updateTable('person').set({ active: false }).where('id', '=', left).execute();
      const owner = { by: 'persons' as const, role: 'coordinator' as const, personIds: [left] };
      await show([duty({ key: 'left', owner, remindOn: [day('2026-10-14')] })]);
      expect(await send('2026-10-14')).toEqual([[ids.teamLeader, 'left', 'own']]);
    });

    test('a deputy is told on the first morning what stands, then what comes, and after the last day nothing', async () => {
      const deputy = anId(93);
      await addStaff(db(), deputy, 'coordinator');
      await show([
        duty({ key: 'old', remindOn: [day('2026-10-20')] }),
        duty({ key: 'later', remindOn: [day('2026-10-28')] }),
        duty({ key: 'after', remindOn: [day('2026-11-02')] }),
      ]);
      expect(await send('2026-10-20')).toEqual([[ids.coordinator, 'old', 'own']]);
      const period = { from: day('2026-10-26'), until: day('2026-10-30') };
      const of = { coordinatorId: ids.coordinator, deputyId: deputy, caseIds: null };
      const at = new Date('2026-10-20T12:00:00Z');
      await nameDeputy(db(), { ...period, ...of, deputyshipId: anId(94) }, { by: ids.teamLeader, at });
      // The clock goes past the mornings on which nothing is told, and past no other.
      const next = async (from: string) => {
        await db().updateTable('mail').set({ status: 'sent' }).execute();
        return firstTellingDay(db(), { from: day(from), until: day('2026-11-10') });
      };
      expect(await next('2026-10-21')).toBe('2026-10-26');
      expect(await send('2026-10-21')).toEqual([]);
      expect(await send('2026-10-26')).toEqual([[deputy, 'old', 'deputy']]);
      const mine = await listDuties(db(), day('2026-10-26'), { holderId: deputy });
      expect(mine.duties.map((one) => [one.key, one.holderIds])).toEqual([
        ['after', [ids.coordinator]],
        ['later', [ids.coordinator]],
        ['old', [ids.coordinator]],
      ]);
      expect((await listDuties(db(), day('2026-10-31'), { holderId: deputy })).total).toBe(0);
      expect(await next('2026-10-27')).toBe('2026-10-28');
      expect((await send('2026-10-28')).sort()).toEqual([
        [ids.coordinator, 'later', 'own'],
        [deputy, 'later', 'deputy'],
      ]);
      expect(await next('2026-10-29')).toBe('2026-11-02');
      expect(await send('2026-11-02')).toEqual([[ids.coordinator, 'after', 'own']]);
    });

    test('my day: my own, overdue first; nothing of others’, nothing that isn’t shown yet', async () => {
      await show([
        duty({ key: 'late', due: day('2026-10-01') }),
        duty({ key: 'today', due: day('2026-10-15') }),
        duty({ key: 'soon', due: day('2026-10-20') }),
        duty({ key: 'hidden', from: day('2026-10-16'), due: day('2026-10-20') }),
        duty({ key: 'theirs', owner: { by: 'role', role: 'rector', schoolUnit: school } }),
      ]);
      const today = day('2026-10-15');
      const mine = await listDuties(db(), today, { holderId: ids.coordinator });
      expect(mine.duties.map((one) => [one.key, one.standing])).toEqual([
        ['late', 'overdue'],
        ['today', 'due'],
        ['soon', 'coming'],
      ]);
      const overdue = { holderId: ids.coordinator, standings: ['overdue' as const] };
      expect((await listDuties(db(), today, overdue)).total).toBe(1);
      expect((await listDuties(db(), today, { schoolUnits: [school] })).total).toBe(4);
      expect((await listDuties(db(), today, { schoolUnits: [otherSchool] })).total).toBe(0);
      const rectors = await listDuties(db(), today, { holderId: ids.rector });
      expect(rectors.duties.map((one) => [one.key, one.holderIds])).toEqual([['theirs', [ids.rector]]]);
    });
  });
