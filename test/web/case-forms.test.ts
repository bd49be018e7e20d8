/** The forms of a case that are sent seldom: each refused with the field named and nothing lost, then taken and read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { presets } from '../../src/domain/presets.ts';
import { furnished, type Furnished } from '../api/furnished.ts';
import { consentOf, pupils } from '../api/served.ts';
import { ids, school } from '../factories/parts.ts';
import { atRest } from '../setup/at-rest.ts';
import { browse, type Browser, type Page } from './browser.ts';
import { refused, said, type Typed } from './fill-in.ts';

let town: Furnished;
let coordinator: Browser;
let mentor: Browser;
let health: Browser;
let rector: Browser;

beforeAll(async () => {
  const followUp = { ...presets.uppsala.followUp, monthlyReview: true };
  town = await furnished({ policy: { followUp } });
  coordinator = await browse(town.app, ids.coordinator, 'coordinator');
  mentor = await browse(town.app, ids.mentor, 'mentor');
  health = await browse(town.app, ids.pupilHealth, 'pupilHealth');
  rector = await browse(town.app, ids.rector, 'rector');
});
afterAll(() => town.close());

const at = (rest: string) => `/cases/${town.caseId}${rest}`;
const tomorrow = '2026-09-08';

async function stateOf(caseId = town.caseId): Promise<Record<string, unknown>> {
  const session = await town.as(ids.teamLeader, 'teamLeader');
  return Object((await session.get(`/cases/${caseId}`)).body['state']);
}

/** Refused at this field for what is wrong, then taken with what is right; the page that it leads to. */
async function wrongThenRight(
  who: Browser,
  path: string,
  wrong: Typed & { at: string },
  right: Typed,
): Promise<Page> {
  const { at: field, ...typed } = wrong;
  const back = await refused(who, await who.open(path), typed, field);
  const sent = await who.send(back, right);
  expect(sent.$('#errors').text(), path).toBe('');
  expect(sent.status, path).toBe(200);
  return sent;
}

describe('papers', () => {
  it('are asked for with consent, and noted when they come', async () => {
    for (const guardian of [ids.mother, ids.father]) {
      const session = await town.as(guardian, 'guardian');
      const given = await session.send('post', `/cases/${town.caseId}/consents`, consentOf(guardian, 'bup'));
      expect(given.status).toBe(200);
    }
    const asked = await wrongThenRight(
      coordinator,
      at('/papers/new'),
      { from: 'bup', note: 'Utredningen.', at: 'kinds' },
      { kinds: ['inquiries'] },
    );
    expect(said(asked)).not.toBe('');
    const [{ paperRequestId }] = Object(await stateOf()).papers;
    const path = at(`/papers/${paperRequestId}/receipt`);
    expect((await coordinator.open(path)).text).toContain('Utredningen.');
    const come = await wrongThenRight(
      coordinator,
      path,
      { receivedOn: tomorrow, note: 'Två sidor.', at: 'receivedOn' },
      { receivedOn: '2026-09-07' },
    );
    expect(said(come)).toBe('Handlingarna är noterade.');
    expect(await stateOf()).toMatchObject({ papers: [{ receivedOn: '2026-09-07' }] });
    expect((await coordinator.open(at('/papers/nothing/receipt'))).status).toBe(404);
  });
});

describe('a meeting', () => {
  it('is followed by what became of its decisions', async () => {
    const [{ decisionId }] = Object(await stateOf()).decisions;
    const sent = await wrongThenRight(
      coordinator,
      at(`/decisions/${decisionId}/report`),
      { result: 'changed', reportedOn: tomorrow, note: 'Skolsköterskan ringer i stället.', at: 'reportedOn' },
      { reportedOn: '2026-09-07' },
    );
    expect(said(sent)).toBe('Det är noterat.');
    expect(await stateOf()).toMatchObject({ decisions: [{ reports: [{ result: 'changed' }] }] });
  });

  it('is answered for somebody who rang, and called off', async () => {
    const { meetings } = Object(await stateOf());
    const { meetingId, participants } = meetings.at(-1);
    const [first] = participants;
    const answers = await wrongThenRight(
      coordinator,
      at(`/meetings/${meetingId}/answers`),
      { participantId: first.participantId, at: 'rsvp' },
      { rsvp: 'declined' },
    );
    expect(answers.text).toContain('Nej');
    const off = await wrongThenRight(
      coordinator,
      at(`/meetings/${meetingId}/cancellation`),
      { reason: 'x'.repeat(20_001), at: 'reason' },
      { reason: 'BUP kan inte.' },
    );
    expect(said(off)).toBe('Mötet är inställt och alla får besked.');
    expect(off.text).toContain('Inställt');
  });
});

describe('a month', () => {
  it('is looked back on', async () => {
    const sent = await wrongThenRight(
      coordinator,
      at('/monthly-reviews/new'),
      { heldOn: tomorrow, note: 'Det går framåt.', at: 'heldOn' },
      { heldOn: '2026-09-07', outcome: 'goOn' },
    );
    expect(said(sent)).toBe('Genomgången är sparad.');
    expect(await stateOf()).toMatchObject({ monthlyReviews: [{ month: '2026-09', how: 'held' }] });
  });
});

describe('a mail that reaches nobody', () => {
  it('is no duty any more when its address has been put right', async () => {
    const { db } = town.town.records;
    await db.updateTable('guardian').set({ email: null }).where('id', '=', ids.father).execute();
    const session = await town.as(ids.coordinator, 'coordinator');
    const called = await session.send('post', `/cases/${town.caseId}/meetings`, {
      kind: 'collaboration',
      time: { date: '2026-09-24', from: '14:00', minutes: 60 },
      where: { kind: 'place', place: 'Rum 12' },
      question: 'Vad hjälper?',
      participants: [{ kind: 'guardian', guardianId: ids.father }],
    });
    expect(called.status).toBe(200);
    await atRest(town.town);
    const form = await coordinator.open(at('/addresses'));
    const toFather = (one: { to: { guardianId?: string } }) => one.to.guardianId === ids.father;
    const [missed] = Object(await stateOf()).undeliverable.filter(toFather);
    // What was put right meanwhile is no choice any more.
    const nobody = await coordinator.send(form, { messageKey: 'nothing' });
    expect(nobody.status).toBe(404);
    await db
      .updateTable('guardian')
      .set({ email: 'pappa@post.example' })
      .where('id', '=', ids.father)
      .execute();
    const again = await coordinator.open(at('/addresses'));
    expect(again.text).toContain('Det mejl som inte kom fram skickas inte om');
    const sent = await coordinator.send(again, { messageKey: missed.messageKey });
    expect(said(sent)).toBe('Antecknat. Nästa mejl går till den rättade adressen.');
    expect(Object(await stateOf()).undeliverable.filter(toFather)).toEqual([]);
  });
});

describe('what the school noticed', () => {
  let noticed: string;
  beforeAll(async () => {
    const session = await town.as(ids.pupilHealth, 'pupilHealth');
    const list = Object((await session.get(`/eht/${school}/list`)).body);
    noticed = String(list.items[0].caseId);
  });
  const here = (rest: string) => `/cases/${noticed}${rest}`;

  it('is added to in its case: a concern, a talk with guardians, another report', async () => {
    const worried = await wrongThenRight(
      mentor,
      here('/concerns/new'),
      { raisedOn: tomorrow, note: 'Äter ensam.', at: 'raisedOn' },
      { raisedOn: '2026-09-07' },
    );
    expect(said(worried)).toBe('Oron är anmäld. Elevhälsoteamet tar upp den.');
    const before = await refused(mentor, await mentor.open(here('/guardian-talks/new')), {}, 'calledOn');
    let page = await mentor.send(before, { calledOn: '2026-09-01' }, { go: 'next' });
    page = await mentor.send(page, {
      heldOn: '2026-09-07',
      guardianIds: [ids.mother],
      present: ['guardian'],
    });
    page = await mentor.send(page, {});
    page = await mentor.send(page, { 'form.howCome': 'Sover dåligt.' });
    const talk = await mentor.send(page, {});
    expect(talk.title).toContain('Samtalet är sparat');
    const reported = await wrongThenRight(
      mentor,
      here('/reports-to-eht/new'),
      { reportedOn: tomorrow, note: 'Fortfarande borta.', at: 'reportedOn' },
      { reportedOn: '2026-09-07' },
    );
    expect(said(reported)).toBe('Anmälan är skickad. Du får svar.');
    expect(await stateOf(noticed)).toMatchObject({ pupil: { pupilId: pupils.third } });
  });

  it('is decided on by EHT outside a meeting, and reviewed in one', async () => {
    const decided = await wrongThenRight(
      health,
      here('/eht-decisions/new'),
      { outcome: 'wait', note: 'Kurator ser.', at: 'waitUntil' },
      { outcome: 'otherMeasures' },
    );
    expect(said(decided)).toBe('Beslutet är sparat.');
    const list = await health.open(`/eht/${school}`);
    const room = await health.send(list, {}, { form: 'form[action$="/meetings"]' });
    const reviewed = await wrongThenRight(
      health,
      `${room.path}/cases/${noticed}/review`,
      { outcome: 'goOn', note: 'x'.repeat(20_001), at: 'note' },
      { note: 'Kommer oftare.' },
    );
    expect(reviewed.path).toContain(room.path);
    expect(await stateOf(noticed)).toMatchObject({ monthlyReviews: [{ how: 'held' }] });
  });
});

describe('the end of the half-year', () => {
  it('is not extended by the rector’s decision, with a reason', async () => {
    await town.town.moveTo('2027-02-10');
    const sent = await wrongThenRight(
      rector,
      at('/extension/refusal'),
      { decidedOn: '2027-02-10', at: 'reason' },
      { reason: 'Skolan tar över.' },
    );
    expect(said(sent)).toBe('Beslutet att inte förlänga är sparat.');
    expect((await rector.open(at('/history'))).text).toContain('Förlängning är avslagen');
  });
});
