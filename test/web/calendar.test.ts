/** The calendar: one's own meetings and due days, and an address to subscribe by that can be taken back. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser } from './browser.ts';

let api: Served;
let coordinator: Browser;
let caseId: string;
let number: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  const session = await api.as(ids.coordinator, 'coordinator');
  number = String((await session.get(`/cases/${caseId}`)).body['number']);
  const called = await session.send('post', `/cases/${caseId}/meetings`, {
    kind: 'collaboration',
    time: { date: '2026-09-16', from: '14:00', minutes: 60 },
    where: { kind: 'place', place: 'Rum 12' },
    question: 'Hur kommer eleven tillbaka?',
    participants: [{ kind: 'pupil' }, { kind: 'guardian', guardianId: ids.mother }],
    sip: null,
  });
  expect(called.status).toBe(200);
  coordinator = await browse(api.app, ids.coordinator, 'coordinator');
});
afterAll(() => api.close());

describe('the calendar', () => {
  it('shows the reader their meetings and due days, by week and month', async () => {
    const week = await coordinator.open('/calendar?date=2026-09-16');
    expect(week.text).toContain('Vecka 38');
    expect(week.text).toContain(`Samverkansmöte, ärende ${number}`);
    expect(week.text).toContain('Ta den första kontakten');
    const month = await coordinator.open('/calendar?view=month&date=2026-09-01');
    expect(month.text).toContain('september 2026');
    expect(month.$('table tbody tr')).toHaveLength(5);
    expect(month.$('td').text()).toContain('Samverkansmöte');
    const next = await coordinator.follow(month, 'Nästa');
    expect(next.text).toContain('oktober 2026');
    expect(next.text).not.toContain('Samverkansmöte');
  });

  it('shows nobody what they are not called to', async () => {
    const mother = await browse(api.app, ids.mother, 'guardian');
    expect((await mother.open('/calendar?date=2026-09-16')).text).toContain('Samverkansmöte');
    const father = await browse(api.app, ids.father, 'guardian');
    expect((await father.open('/calendar?date=2026-09-16')).text).not.toContain('Samverkansmöte');
  });

  it('is subscribed to by an address that names nobody, is shown once, and can be taken back', async () => {
    const shown = await coordinator.send(await coordinator.open('/calendar'), {});
    const { pathname } = new URL(shown.$('#feed').attr('value') ?? '');
    const file = await request(api.app).get(pathname);
    expect(file.headers['content-type']).toContain('text/calendar');
    expect(file.text).toContain(`SUMMARY:Samverkansmöte\\, ärende ${number}`);
    expect(file.text).toContain('DTSTART;TZID=Europe/Stockholm:20260916T140000');
    expect(file.text).toContain('DTSTART;VALUE=DATE:');
    expect(file.text).not.toContain('Rum 12');
    const calendar = await coordinator.open('/calendar');
    expect(calendar.$('main').html()).not.toContain(pathname);
    await coordinator.send(calendar, {}, { form: 'form[action="/calendar/address/removal"]' });
    expect((await request(api.app).get(pathname)).status).toBe(404);
    expect((await request(api.app).get('/calendar/x.ics')).status).toBe(404);
  });
});
