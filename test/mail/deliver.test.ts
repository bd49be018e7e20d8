/** Effects become mails, once each, through a real SMTP server on its good and bad days. */
import { describe, expect, it } from 'vitest';
import { createDelivery } from '../../src/activities/deliver.ts';
import type { Effect, NoticeKind } from '../../src/domain/case/effects.ts';
import type { Participant } from '../../src/domain/case/meeting-parts.ts';
import type { Owner } from '../../src/domain/obligations/obligation.ts';
import { instant } from '../../src/domain/time.ts';
import { RelayAway } from '../../src/integrations/smtp.ts';
import { findMail } from '../../src/records/mail.ts';
import { saveContents } from '../../src/records/contents.ts';
import { aMeeting, anId, caseAt, ids, participants } from '../factories/case.ts';
import { addStaff, seedMunicipality } from '../factories/municipality.ts';
import { postOffice, project } from './post-office.ts';

const secondLeader = anId(90);
const gone = anId(91);

const office = postOffice(async (db) => {
  await seedMunicipality(db);
  await addStaff(db, secondLeader, 'teamLeader');
  await addStaff(db, gone, 'coordinator');
  await db.updateTable('person').set({ active: false }).where('id', '=', gone).execute();
  await saveContents(db, [{ id: anId(25), kind: 'address', body: { email: 'mottagare@bup.example' } }], {
    caseId: null,
    commandId: null,
    createdBy: ids.coordinator,
  });
});

const at = instant(Date.UTC(2026, 8, 1, 5, 0));
const deliver = (effect: Effect) => createDelivery(office.deps)(effect);
const assigned = () => project(office.db, caseAt('assigned'));

const invitation = (
  to: Participant,
  change: Partial<Extract<Effect, { type: 'invitation' }>> = {},
): Effect => {
  const { meetingId, kind, time, where } = aMeeting();
  const base = { key: `${ids.case}/9/0`, caseId: ids.case, at, type: 'invitation' } as const;
  return { ...base, method: 'request', meetingId, kind, time, where, sequence: 0, to, ...change };
};

const notice = (
  to: Extract<Effect, { type: 'notice' }>['to'],
  kind: NoticeKind = 'orderPlaced',
): Extract<Effect, { type: 'notice' }> => ({
  key: `${ids.case}/3/0`,
  caseId: ids.case,
  at,
  type: 'notice',
  notice: kind,
  to,
  date: null,
});
const teamLeaders: Owner = { by: 'role', role: 'teamLeader' };
/** iCalendar lines are folded at 75 octets. */
const unfolded = (ics: string | null | undefined) => ics?.replaceAll('\r\n ', '') ?? '';
const recipients = () => office.got.map(({ to }) => to).sort();

describe('an invitation', () => {
  it('goes to the one it is for, with a calendar file for them alone', async () => {
    await assigned();
    expect(await deliver(invitation(participants.mother))).toEqual({ delivered: true });
    expect(await deliver(invitation(participants.bup, { key: 'k2' }))).toEqual({ delivered: true });
    expect(recipients()).toEqual(['0003@post.example', 'mottagare@bup.example']);
    const [mother] = office.got;
    expect(unfolded(mother?.ics)).toContain('METHOD:REQUEST');
    expect(unfolded(mother?.ics)).toContain('0003@post.example');
    expect(unfolded(mother?.ics)).not.toContain('bup.example');
    expect(mother?.date).toEqual(new Date(at));
  });

  it('is cancelled under the same UID with a higher SEQUENCE', async () => {
    await assigned();
    await deliver(invitation(participants.bup));
    await deliver(invitation(participants.bup, { key: 'k2', method: 'cancel', sequence: 1 }));
    const uids = office.got.map(({ ics }) => /^UID:(.*)$/m.exec(ics ?? '')?.[1]);
    expect(new Set(uids).size).toBe(1);
    expect(office.got[1]?.ics).toContain('METHOD:CANCEL');
    expect(office.got[1]?.ics).toContain('SEQUENCE:1');
  });

  it('is reminded of without a calendar file', async () => {
    await assigned();
    await deliver(invitation(participants.coordinator, { method: 'remind' }));
    expect(office.got[0]?.ics).toBeNull();
    expect(office.got[0]?.subject).toMatch(/^Påminnelse: /);
  });

  it('to a pupil, who has no address here, is missing: the coordinator tells them', async () => {
    await assigned();
    expect(await deliver(invitation(participants.pupil))).toEqual({
      delivered: false,
      why: 'missing',
      to: { role: 'pupil' },
    });
    expect(office.got).toEqual([]);
  });

  it('to a guest without an address is missing', async () => {
    await assigned();
    expect(await deliver(invitation(participants.socialServices))).toMatchObject({
      delivered: false,
      why: 'missing',
      to: { role: 'guest', participantId: participants.socialServices.participantId },
    });
  });
});

describe('a notice', () => {
  it('to a role goes to each who holds it, each once, under a key of their own', async () => {
    await assigned();
    const effect = notice(teamLeaders);
    expect(await deliver(effect)).toEqual({ delivered: true });
    expect(await deliver(effect)).toEqual({ delivered: true });
    expect(recipients()).toEqual(['0012@kommun.example', '0090@kommun.example']);
    expect(await findMail(office.db, `${effect.key}/${secondLeader}`)).toMatchObject({ status: 'sent' });
  });

  it("to a class without known mentors doesn't go to the school's other mentors", async () => {
    await assigned();
    await deliver(notice({ by: 'role', role: 'mentor', schoolUnit: '98000001' }, 'closed'));
    expect(recipients()).toEqual(['0010@kommun.example']);
  });

  it('names each one whom it did not reach, and reaches the others', async () => {
    await assigned();
    const personIds = [gone, ids.coordinator, anId(99)];
    expect(await deliver(notice({ by: 'persons', role: 'coordinator', personIds }))).toEqual({
      delivered: false,
      why: 'missing',
      to: { role: 'coordinator', personId: gone },
      more: [{ to: { role: 'coordinator', personId: anId(99) }, why: 'missing' }],
    });
    expect(recipients()).toEqual(['0013@kommun.example']);
  });

  it('waits for the case to be in the records', async () => {
    await expect(deliver(notice(teamLeaders))).rejects.toThrow('not in the records yet');
  });
});

describe('protected identity', () => {
  it('sends nothing to the family by itself, and staff a case number', async () => {
    await project(office.db, caseAt('assigned', { pupil: { protectedIdentity: true } }));
    const giver = { role: 'guardian', guardianId: ids.mother } as const;
    for (const effect of [invitation(participants.mother), notice({ by: 'giver', giver }, 'lapsed')])
      expect(await deliver(effect)).toEqual({ delivered: false, why: 'protected', to: giver });
    await deliver(invitation(participants.coordinator, { key: 'k3' }));
    expect(recipients()).toEqual(['0013@kommun.example']);
    const kept = await findMail(office.db, `${ids.case}/9/0`);
    expect(kept).toMatchObject({ status: 'failed', toAddress: null, calendar: null });
  });

  it('counts as soon as the register says so, before the case knows', async () => {
    await assigned();
    const mark = (marking: 'none' | 'secrecy') =>
      office.db.updateTable('pupil').set({ security_marking: marking }).where('id', '=', ids.pupil).execute();
    await mark('secrecy');
    expect(await deliver(invitation(participants.mother))).toMatchObject({ why: 'protected' });
    await mark('none');
  });
});

describe('a relay on a bad day', () => {
  it('down, then up: nothing is lost and nothing goes twice', async () => {
    await assigned();
    await office.down();
    for (let n = 0; n < 3; n += 1) await expect(deliver(notice(teamLeaders))).rejects.toThrow(RelayAway);
    await office.up();
    for (let n = 0; n < 3; n += 1) expect(await deliver(notice(teamLeaders))).toEqual({ delivered: true });
    expect(recipients()).toEqual(['0012@kommun.example', '0090@kommun.example']);
  });

  it('going away between two recipients: the next attempt goes on with the second', async () => {
    await assigned();
    office.behave({
      recipient: (to) => (to.startsWith('0090') ? { code: 451, message: 'later' } : null),
    });
    await expect(deliver(notice(teamLeaders))).rejects.toThrow(RelayAway);
    office.behave({});
    await deliver(notice(teamLeaders));
    expect(recipients()).toEqual(['0012@kommun.example', '0090@kommun.example']);
  });

  it('knowing no such address: it bounced, and is not asked again', async () => {
    await assigned();
    let asked = 0;
    office.behave({
      recipient: () => {
        asked += 1;
        return { code: 550, message: '5.1.1 no such user' };
      },
    });
    const bounced = {
      delivered: false,
      why: 'bounced',
      to: { role: 'guardian', guardianId: ids.mother },
    };
    expect(await deliver(invitation(participants.mother))).toEqual(bounced);
    expect(await deliver(invitation(participants.mother))).toEqual(bounced);
    expect(asked).toBe(1);
    expect(await findMail(office.db, `${ids.case}/9/0`)).toMatchObject({
      status: 'failed',
      error: '550 5.1.1',
    });
  });

  it('breaking off after DATA: it may come twice, as the same mail', async () => {
    await assigned();
    office.behave({ beforeReply: async () => 'drop' });
    await expect(deliver(invitation(participants.bup))).rejects.toThrow(RelayAway);
    office.behave({});
    expect(await deliver(invitation(participants.bup))).toEqual({ delivered: true });
    const [first, second] = office.got;
    expect(office.got).toHaveLength(2);
    expect(second).toEqual(first);
    expect(first?.messageId).toMatch(/^<[0-9a-f]{40}@kommunen\.example>$/);
    expect(await findMail(office.db, `${ids.case}/9/0`)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('sends again after a crash between the 250 and the mark, with the same Message-ID', async () => {
    await assigned();
    await deliver(invitation(participants.bup));
    // What a killed worker leaves: the relay has it, the row says that it's under way.
    await office.db.updateTable('mail').set({ status: 'sending', sent_at: null }).execute();
    await deliver(invitation(participants.bup));
    expect(office.got[1]).toEqual(office.got[0]);
    await deliver(invitation(participants.bup));
    expect(office.got).toHaveLength(2);
  });
});
