/** Forms without scripts: what is typed survives a refusal, a draft waits, a double press is one command. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import request from 'supertest';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser } from './browser.ts';

let api: Served;
let coordinator: Browser;
let caseId: string;
let contact: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  contact = `/cases/${caseId}/contacts/new`;
  coordinator = await browse(api.app, ids.coordinator, 'coordinator');
});
afterAll(() => api.close());

const contacts = async (): Promise<unknown> => {
  const session = await api.as(ids.coordinator, 'coordinator');
  return (await session.get(`/cases/${caseId}`)).body['state'];
};

const hostile = '<script>alert(1)</script> & "Åsa" 😀';

describe('a form', () => {
  it('keeps what was typed when it is refused, and says at which field', async () => {
    const form = await coordinator.open(contact);
    expect(form.status).toBe(200);
    const refused = await coordinator.send(form, { note: hostile, date: '2027-01-01', effort: 'supporting' });
    expect(refused.status).toBe(422);
    expect(refused.title).toContain('Att rätta');
    expect(refused.$('textarea[name="note"]').text()).toBe(hostile);
    const links = refused
      .$('#errors a')
      .map((_, one) => refused.$(one).attr('href'))
      .get();
    expect(links).toEqual(['#f-kind', '#f-with']);
    for (const link of links) expect(refused.$(link)).toHaveLength(1);
    // What was typed waits, also for another tab and after a restart.
    const again = await coordinator.open(contact);
    expect(again.$('textarea[name="note"]').text()).toBe(hostile);
    expect(again.text).toContain('Det du skrev finns kvar');
    const day = await coordinator.open('/');
    expect(day.$(`a[href="${contact}"]`).length).toBeGreaterThan(0);
  });

  it('is sent once, however often it is pressed, and the draft is gone', async () => {
    const form = await coordinator.open(contact);
    const typed = {
      date: '2026-09-07',
      kind: 'homeVisit',
      effort: 'supporting',
      with: ['pupil', 'guardian'],
      reached: 'yes',
      note: hostile,
    };
    const sent = await coordinator.send(form, typed);
    expect(sent.status).toBe(200);
    expect(sent.$('#done').text()).toBe('Kontakten är sparad.');
    await coordinator.send(form, typed);
    expect(await contacts()).toMatchObject({ contacts: [{ kind: 'homeVisit', note: hostile }] });
    expect((await coordinator.open(contact)).$('textarea[name="note"]').text()).toBe('');
  });

  it('is not shown to those who may not send it, nor sent from elsewhere', async () => {
    const mentor = await browse(api.app, ids.mentor, 'mentor');
    expect((await mentor.open(contact)).status).toBe(403);
    const form = await coordinator.open(contact);
    const forged = await coordinator.send(form, { _csrf: 'x'.repeat(43), note: 'Skrivet innan.' });
    expect(forged.status).toBe(422);
    expect(forged.text).toContain('skicka igen');
    expect(forged.$('textarea[name="note"]').text()).toBe('Skrivet innan.');
    expect(await contacts()).toMatchObject({ contacts: [{ note: hostile }] });
    const elsewhere = await request(api.app).post(contact).set('sec-fetch-site', 'cross-site').send('note=x');
    expect(elsewhere.status).toBe(403);
    const outside = await request(api.app).get(contact);
    expect(outside.status).toBe(303);
    expect(outside.headers['location']).toBe(`/sign-in?next=${encodeURIComponent(contact)}`);
  });
});
