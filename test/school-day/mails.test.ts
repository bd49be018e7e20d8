/** The school day's own mails through a relay's bad days: none lost, none doubled. */
import { describe, expect, it } from 'vitest';
import { createSendDigests, createSendSchoolMail } from '../../src/activities/digests.ts';
import { writeFirstDayMails, writeWeeklyMails } from '../../src/activities/school-day/mails.ts';
import type { SchoolDuty } from '../../src/domain/school-day/duty.ts';
import { type LocalDate, localDate } from '../../src/domain/time.ts';
import { RelayAway } from '../../src/integrations/smtp.ts';
import { saveSchoolDuties } from '../../src/records/school-day/duties.ts';
import { at } from '../factories/calendar.ts';
import { anId, ids, school } from '../factories/parts.ts';
import { postOffice } from '../mail/post-office.ts';

const office = postOffice();
const today = localDate('2026-09-02');
const now = at('2026-09-02', '10:00');
const mentorMail = '0010@kommun.example';
const rectorMail = '0011@kommun.example';

const call = (n: number, from: LocalDate = today): SchoolDuty => ({
  key: `firstDayCall/${anId(n)}/${from}`,
  kind: 'firstDayCall',
  schoolUnit: school,
  class: '8A',
  pupilId: anId(n),
  ownerRole: 'mentor',
  personIds: [],
  from,
  due: from,
  remindOn: [from, localDate('2026-09-03')],
  escalateOn: null,
  escalateTo: null,
  lapsesOn: localDate('2026-09-09'),
  how: { date: from },
});
const owed = async (...duties: SchoolDuty[]) => {
  await office.db.deleteFrom('school_duty').execute();
  await saveSchoolDuties(office.db, duties);
};
const send = () => createSendSchoolMail(office.deps)();
const got = () => office.got.map(({ to, subject }) => [to, subject]);

describe('whom to call today', () => {
  it('waits in the outbox while the relay is down, and goes once when it is back', async () => {
    await owed(call(501), call(502));
    await office.down();
    expect(await writeFirstDayMails(office.deps, today, now)).toBe(1);
    await expect(send()).rejects.toBeInstanceOf(RelayAway);
    await office.up();
    expect(await send()).toEqual({ sent: 1 });
    expect(await send()).toEqual({ sent: 0 });
    expect(await writeFirstDayMails(office.deps, today, now)).toBe(0);
    expect(got()).toEqual([[mentorMail, 'Ring i dag: 8A, 2 elever att ringa om']]);
  });

  it('goes with the next morning where nobody sent it the same day, and is reminded of once', async () => {
    await owed(call(501));
    await writeFirstDayMails(office.deps, today, now);
    const morning = { morning: localDate('2026-09-03'), at: at('2026-09-03', '07:00') };
    const sendDigests = createSendDigests(office.deps);
    await sendDigests(morning);
    await sendDigests(morning);
    expect(got()).toEqual([
      [mentorMail, 'Ring i dag: 8A, 1 elev att ringa om'],
      [mentorMail, 'En sak att göra, torsdag 3 september 2026'],
    ]);
  });

  it('comes in a second mail only for those who came in after the first', async () => {
    await owed(call(501));
    await writeFirstDayMails(office.deps, today, now);
    await saveSchoolDuties(office.db, [call(502), call(501)]);
    await writeFirstDayMails(office.deps, today, now);
    await send();
    expect(got()).toEqual([
      [mentorMail, 'Ring i dag: 8A, 1 elev att ringa om'],
      [mentorMail, 'Ring i dag: 8A, 1 elev att ringa om'],
    ]);
  });

  it('reaches the rector where the mentor has no address', async () => {
    await owed(call(501));
    await office.db.updateTable('person').set({ email: null }).where('id', '=', ids.mentor).execute();
    expect(await writeFirstDayMails(office.deps, today, now)).toBe(2);
    await send();
    await office.db.updateTable('person').set({ email: mentorMail }).where('id', '=', ids.mentor).execute();
    expect(got()).toEqual([[rectorMail, 'Ring i dag: 8A, 1 elev att ringa om']]);
  });

  it('is not told any more when it has lapsed', async () => {
    await owed(call(501));
    expect(await writeFirstDayMails(office.deps, localDate('2026-09-09'), at('2026-09-09'))).toBe(0);
  });
});

describe('the week’s review', () => {
  it('is one mail for a mentor of two classes, a line for each', async () => {
    const review = (name: string): SchoolDuty => ({
      ...call(0),
      key: `weeklyReview/${school}/${name}/2026-W36`,
      kind: 'weeklyReview',
      class: name,
      pupilId: null,
      how: { week: '2026-W36', overLimit: 1, toSee: 4 },
    });
    await owed(review('8A'), review('8B'));
    const roles = { person_id: ids.mentor, role: 'mentor' as const, title: 'mentor', stages: [] };
    await office.db
      .insertInto('person_role')
      .values({ ...roles, school_unit: school, class: '8B' })
      .execute();
    await writeWeeklyMails(office.deps, today, now);
    await writeWeeklyMails(office.deps, today, now);
    await send();
    expect(got()).toEqual([[mentorMail, 'Veckans närvaro i 2 klasser']]);
    expect(office.got[0]?.text).toContain('klass 8B, vecka 36: 1 elev över gränsen, 4 att titta på');
    expect(office.got[0]?.text).toContain('https://bryggan.example/classes/98000001-8B');
  });
});
