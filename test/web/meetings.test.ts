/** Meetings by pages alone: called, answered, changed, held with decisions; consent shuts out and lets in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import request from 'supertest';
import { allocated, consentOf, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser, type Page } from './browser.ts';

let api: Served;
let coordinator: Browser;
let mother: Browser;
let caseId: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  coordinator = await browse(api.app, ids.coordinator, 'coordinator');
  mother = await browse(api.app, ids.mother, 'guardian');
});
afterAll(() => api.close());

const at = (rest: string) => `/cases/${caseId}${rest}`;
const meetingsOf = async (): Promise<{ meetingId: string; status: string }[]> => {
  const session = await api.as(ids.coordinator, 'coordinator');
  return Object((await session.get(`/cases/${caseId}`)).body['state']).meetings;
};
const newest = async (): Promise<string> => (await meetingsOf()).at(-1)?.meetingId ?? '';

async function toWho(kind: string, query = ''): Promise<Page> {
  const what = await coordinator.open(at(`/meetings/new${query}`));
  const when = await coordinator.send(what, { kind, question: 'Hur kommer eleven tillbaka?' });
  const where = await coordinator.send(when, { 'time.date': '2026-09-14', 'time.from': '09:00' });
  return coordinator.send(where, { 'where.place': 'Rum 12' });
}

describe('calling a meeting', () => {
  it('lists whom consent does not cover, and whose consent is missing', async () => {
    const who = await toWho('collaboration');
    expect(who.text).toContain('Steg 4 av 4');
    expect(who.text).toContain('Kan inte kallas:');
    expect(who.$(`a[href="/cases/${caseId}/consents/new"]`).length).toBeGreaterThan(0);
    expect(who.$('select[name="receivers.0.receiver"]')).toHaveLength(0);
    const ticked = who
      .$('input[name="participants"][checked]')
      .map((_, one) => who.$(one).attr('value'))
      .get();
    expect(ticked).toContain('pupil');
    expect(ticked).toContain(`staff/${ids.coordinator}`);
    const check = await coordinator.send(who, {});
    const sent = await coordinator.send(check, {});
    expect(sent.$('#done').text()).toBe('Kallelsen är skickad.');
    expect(await meetingsOf()).toMatchObject([{ kind: 'collaboration', status: 'called' }]);
    // The next time one looks for a time, this one is told of.
    const again = await coordinator.open(at('/meetings/new?step=1'));
    expect(again.text).toContain('samverkansmöte i det här ärendet');
  });

  it('begins with the time that its address asks for, also on the step that comes after the first', async () => {
    const what = await coordinator.open(at('/meetings/new?date=2026-09-23&from=10:30&minutes=45'));
    const when = await coordinator.send(what, { question: 'Hur går det?' });
    const shown = ['time.date', 'time.from', 'time.minutes'].map((name) => when.$(`[name="${name}"]`).val());
    expect(shown).toEqual(['2026-09-23', '10:30', '45']);
    await coordinator.send(when, {}, { go: 'discard' });
  });

  it('asks a SIP for its own fields, and invites whom consent covers', async () => {
    for (const guardian of [ids.mother, ids.father]) {
      const session = await api.as(guardian, 'guardian');
      const consent = { ...consentOf(guardian, 'socialServices'), purpose: 'sip' };
      expect((await session.send('post', `/cases/${caseId}/consents`, consent)).status).toBe(200);
    }
    const who = await toWho('sip', '?kind=sip');
    expect(who.text).toContain('Steg 4 av 5');
    const row = await coordinator.send(who, {}, { go: 'add:receivers' });
    const wrong = await coordinator.send(row, {
      'receivers.0.receiver': 'socialServices',
      'receivers.0.name': 'Mottagningen',
      'receivers.0.email': 'inte en adress',
    });
    expect(wrong.$('#errors a').attr('href')).toBe('#f-receivers-0-email');
    const sip = await coordinator.send(wrong, { 'receivers.0.email': 'soc@kommun.example' });
    expect(sip.text).toContain('Om SIP-mötet');
    // Who leads it may be of the family.
    expect(sip.$('select[name="sip.chair"] option[value^="guardian/"]').length).toBeGreaterThan(0);
    const check = await coordinator.send(sip, {
      'sip.initiator': 'school',
      'sip.chair': `staff/${ids.coordinator}`,
      'sip.overallResponsible': 'socialServices',
      'sip.followUpOn': '2026-10-12',
    });
    const sent = await coordinator.send(check, {});
    expect(sent.$('#done').text()).toBe('Kallelsen är skickad.');
    expect((await meetingsOf()).at(-1)).toMatchObject({ kind: 'sip', sip: { followUpOn: '2026-10-12' } });
  });
});

describe('the page of a meeting', () => {
  it('is answered by those who are called, in one press', async () => {
    const page = await mother.open(at(`/meetings/${await newest()}`));
    expect(page.text).toContain('Hur kommer eleven tillbaka?');
    expect(page.text).toContain('Rum 12');
    expect(page.text).not.toContain('Skriv minnesanteckningar');
    const answered = await mother.send(page, {}, { form: 'form:has(input[value="tentative"])' });
    expect(answered.$('#done').text()).toBe('Svaret är sparat.');
    expect(answered.text).toContain('Ditt svar: Kanske');
    const noted = await coordinator.open(at(`/meetings/${await newest()}/answers`));
    const father = noted.$('select[name="participantId"] option').eq(3).attr('value') ?? '';
    const kept = await coordinator.send(noted, { participantId: father, rsvp: 'declined' });
    expect(kept.text).toContain('Nej, kommer inte');
  });

  it('is not there for those who have nothing to do with the case', async () => {
    const other = await browse(api.app, ids.secondCoordinator, 'coordinator');
    expect((await other.open(at(`/meetings/${await newest()}`))).status).toBe(404);
    expect((await mother.open(at(`/meetings/${await newest()}/minutes`))).status).toBe(403);
    expect((await coordinator.open(at('/meetings/nothing'))).status).toBe(404);
  });

  it('is changed and cancelled', async () => {
    const change = await coordinator.open(at(`/meetings/${await newest()}/changes`));
    expect(change.$('input[name="where.place"]').attr('value')).toBe('Rum 12');
    const changed = await coordinator.send(change, { 'time.date': '2026-09-15', 'where.place': 'Rum 3' });
    expect(changed.$('#done').text()).toBe('Ändringen är skickad.');
    expect(changed.text).toContain('Rum 3');
    const cancel = await coordinator.open(at(`/meetings/${await newest()}/cancellation`));
    const cancelled = await coordinator.send(cancel, { reason: 'Sjukdom.' });
    expect(cancelled.text).toContain('Inställt');
  });

  it('takes minutes together with decisions, which are then owed, reported and printed', async () => {
    const meetingId = (await meetingsOf())[0]?.meetingId ?? '';
    const form = await coordinator.open(at(`/meetings/${meetingId}/minutes`));
    const came = form.$('input[name="attended"]').first().attr('value') ?? '';
    const wrong = await coordinator.send(form, {
      heldOn: '2026-09-07',
      attended: [came],
      note: 'Vi börjar med bild.',
      'decisions.0.owner': `coordinator/${ids.coordinator}`,
      'decisions.0.note': 'Ringa BUP.',
    });
    expect(wrong.$('#errors a').attr('href')).toBe('#f-decisions-0-due');
    const held = await coordinator.send(wrong, { 'decisions.0.due': '2026-09-21' });
    expect(held.$('#done').text()).toBe('Anteckningarna är sparade.');
    expect(held.text).toContain('Vi börjar med bild.');
    const report = await coordinator.follow(held, 'Inte klart');
    expect(report.text).toContain('Ringa BUP.');
    const done = await coordinator.send(report, { result: 'done', reportedOn: '2026-09-07' });
    expect(done.$('#done').text()).toBe('Det är noterat.');
    const { token } = await api.as(ids.coordinator, 'coordinator');
    const pdf = await request(api.app)
      .get(at(`/meetings/${meetingId}/minutes.pdf`))
      .set('authorization', `Bearer ${token}`);
    expect(pdf.headers['content-type']).toBe('application/pdf');
    expect(Buffer.from(pdf.body).subarray(0, 5).toString()).toBe('%PDF-');
    expect(Buffer.from(pdf.body).toString('latin1')).toContain('/StructTreeRoot');
  });
});
