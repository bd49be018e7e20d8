/** Mornings: one mail for each person, none lost and none twice, whatever the relay does. */
import { describe, expect, it } from 'vitest';
import { createSendDigests, digestKey } from '../../src/activities/digests.ts';
import { instantOf } from '../../src/domain/calendar.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import { localDate, localTime } from '../../src/domain/time.ts';
import { RelayAway } from '../../src/integrations/smtp.ts';
import { listMails } from '../../src/records/mail.ts';
import { aCalendar, anId, aPlannedCase, caseAt, happen, ids } from '../factories/case.ts';
import { addPupil, seedMunicipality } from '../factories/municipality.ts';
import { postOffice, project } from './post-office.ts';

const second = anId(201);
const third = anId(202);

const office = postOffice(async (db) => {
  await seedMunicipality(db);
  await addPupil(db, second);
  await addPupil(db, third);
});

const sendDigests = (date: string) => {
  const morning = localDate(date);
  const at = instantOf(aCalendar(), morning, localTime('07:00'));
  return createSendDigests(office.deps)({ morning, at });
};

/** Another case like this one, of another pupil and with another coordinator. */
const alike = (state: CaseState, n: number, coordinatorId: string): CaseState => ({
  ...state,
  caseId: anId(200 + n + 10),
  pupil: { ...state.pupil, pupilId: anId(200 + n) },
  ...(state.stand.phase === 'assigned' && {
    stand: { ...state.stand, assignment: { ...state.stand.assignment, coordinatorIds: [coordinatorId] } },
  }),
});

/** An order waits for consent (rector) and allocation; two cases have a plan, each with its own coordinator. */
const threeCases = async () => {
  await project(office.db, aPlannedCase());
  await project(office.db, alike(aPlannedCase(), 1, ids.secondCoordinator));
  await project(office.db, alike(caseAt('ordered'), 2, ids.coordinator));
};
const recipients = () => office.got.map(({ to }) => to).sort();
const setEmail = (id: string, email: string | null) =>
  office.db.updateTable('person').set({ email }).where('id', '=', id).execute();

describe('a morning', () => {
  it('gives each person one mail with all their duties, and no second one', async () => {
    await threeCases();
    const report = await sendDigests('2026-09-18');
    expect(report.unreached).toEqual([]);
    expect(report.sent).toBe(office.got.length);
    expect(new Set(recipients()).size).toBe(office.got.length);
    expect(recipients()).toContain('0013@kommun.example');
    expect(recipients()).toContain('0014@kommun.example');
    expect(office.beats()).toBe(office.got.length);
    expect(await sendDigests('2026-09-18')).toEqual({ sent: 0, undeliverable: 0, unreached: [] });
    expect(office.got).toHaveLength(report.sent);
  });

  it('says case, what to do, by when, and where', async () => {
    await project(office.db, aPlannedCase());
    await sendDigests('2026-09-18');
    const text = office.got.find(({ to }) => to === '0013@kommun.example')?.text ?? '';
    expect(text).toMatch(/Ärende 2026-\d{4}: håll uppföljningen\. Senast fredag 18 september 2026\./);
    expect(text).toContain(`https://bryggan.example/cases/${ids.case}`);
    expect(text).toContain('https://bryggan.example/obligations');
  });

  it('tells the team leader of what has gone upwards', async () => {
    await project(
      office.db,
      happen(
        aPlannedCase(),
        [
          {
            type: 'followUpMissed',
            slot: {
              key: '2026-W38',
              from: localDate('2026-09-14'),
              due: localDate('2026-09-18'),
              missedAfter: localDate('2026-09-22'),
            },
          },
          { type: 'escalated', key: 'followUp/2026-W38', kind: 'followUp', to: 'teamLeader' },
        ],
        '2026-09-23',
      ),
    );
    await sendDigests('2026-09-23');
    const text = office.got.find(({ to }) => to === '0012@kommun.example')?.text ?? '';
    expect(text).toContain('Har blivit försenat och behöver din hjälp');
    expect(text).toContain('håll uppföljningen. Senast fredag 18 september 2026.');
  });

  it('tells next morning only what is new', async () => {
    await project(office.db, aPlannedCase());
    await sendDigests('2026-09-17');
    await sendDigests('2026-09-18');
    await sendDigests('2026-09-21');
    const keys = await office.db
      .selectFrom('reminder_sent')
      .select(['case_id', 'key', 'remind_on', 'person_id'])
      .execute();
    expect(new Set(keys.map((row) => JSON.stringify(row))).size).toBe(keys.length);
    expect(new Set(office.got.map(({ messageId }) => messageId)).size).toBe(office.got.length);
  });
});

describe('a relay on a bad day', () => {
  it('down, then up: everything goes out, once', async () => {
    await threeCases();
    await office.down();
    for (let n = 0; n < 3; n += 1) await expect(sendDigests('2026-09-18')).rejects.toThrow(RelayAway);
    await office.up();
    const { sent } = await sendDigests('2026-09-18');
    const { total } = await listMails(office.db, { kind: 'digest', status: 'sent' });
    expect(office.got).toHaveLength(sent);
    expect(total).toBe(sent);
    expect(new Set(recipients()).size).toBe(sent);
    expect((await sendDigests('2026-09-18')).sent).toBe(0);
  });

  it('down all day: the morning after sends both, each reminder in one of them', async () => {
    await threeCases();
    await office.down();
    await expect(sendDigests('2026-09-17')).rejects.toThrow(RelayAway);
    await office.up();
    await sendDigests('2026-09-18');
    const { mails } = await listMails(office.db, { kind: 'digest' });
    expect(mails.every(({ status }) => status === 'sent')).toBe(true);
    expect(office.got).toHaveLength(mails.length);
    expect(mails.map(({ key }) => key)).toContain(digestKey(localDate('2026-09-17'), ids.coordinator));
    expect(mails.map(({ key }) => key)).toContain(digestKey(localDate('2026-09-18'), ids.coordinator));
  });

  it('slow with one address: the others get theirs, and that one later', async () => {
    await threeCases();
    office.behave({
      recipient: (to) => (to.startsWith('0013') ? { code: 451, message: 'greylisted' } : null),
    });
    await expect(sendDigests('2026-09-18')).rejects.toThrow(RelayAway);
    expect(recipients()).not.toContain('0013@kommun.example');
    expect(recipients()).toContain('0014@kommun.example');
    const before = office.got.length;
    office.behave({});
    expect(await sendDigests('2026-09-18')).toMatchObject({ sent: 1 });
    expect(office.got.slice(before).map(({ to }) => to)).toEqual(['0013@kommun.example']);
  });

  it('breaking off after DATA: it may come twice, as the same mail', async () => {
    await project(office.db, aPlannedCase());
    office.behave({ beforeReply: async () => 'drop' });
    await expect(sendDigests('2026-09-18')).rejects.toThrow(RelayAway);
    office.behave({});
    await sendDigests('2026-09-18');
    const mine = office.got.filter(({ to }) => to === '0013@kommun.example');
    expect(mine).toHaveLength(2);
    expect(mine[1]).toEqual(mine[0]);
  });
});

describe('a person whom mail does not reach', () => {
  it('bounced: each case concerned is told, again after a crash, until it knows', async () => {
    const state = aPlannedCase();
    await project(office.db, state);
    office.behave({
      recipient: (to) => (to.startsWith('0013') ? { code: 550, message: '5.1.1 unknown' } : null),
    });
    const told = {
      caseId: ids.case,
      undeliverable: {
        to: { role: 'coordinator', personId: ids.coordinator },
        messageKey: digestKey(localDate('2026-09-18'), ids.coordinator),
        why: 'bounced',
      },
    } as const;
    expect(await sendDigests('2026-09-18')).toMatchObject({ undeliverable: 1, unreached: [told] });
    expect((await sendDigests('2026-09-18')).unreached).toEqual([told]);
    await project(
      office.db,
      happen(state, [{ type: 'foundUndeliverable', undeliverable: told.undeliverable }], '2026-09-18'),
    );
    expect((await sendDigests('2026-09-18')).unreached).toEqual([]);
  });

  it('without an address: the same, and no more once the address is there', async () => {
    await project(office.db, aPlannedCase());
    await setEmail(ids.coordinator, null);
    const { unreached } = await sendDigests('2026-09-18');
    expect(unreached).toMatchObject([
      { caseId: ids.case, undeliverable: { to: { personId: ids.coordinator }, why: 'missing' } },
    ]);
    await setEmail(ids.coordinator, '0013@kommun.example');
    expect((await sendDigests('2026-09-18')).unreached).toEqual([]);
  });
});
