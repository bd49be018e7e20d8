/** Help for each role, the accessibility statement with feedback that reaches the team leader, about. */
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { handbokNames, handbokOf, handbokPage } from '../../src/api/web/handbok.ts';
import { served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse } from './browser.ts';

let api: Served;

beforeAll(async () => {
  api = await served();
});
afterAll(() => api.close());

it('leads each reader to the page of their role, and has every page', async () => {
  const mentor = await browse(api.app, ids.mentor, 'mentor');
  const own = await mentor.follow(await mentor.open('/help'), 'För dig som är mentor');
  expect(own.$('h1').text()).toBe('Mentor');
  expect(new Set(Object.values(handbokOf))).toEqual(new Set(handbokNames));
  for (const name of handbokNames) {
    const { html } = handbokPage(name);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).not.toMatch(/<(script|iframe)|javascript:/);
    expect((await request(api.app).get(`/help/${name}`)).status).toBe(200);
  }
  expect((await request(api.app).get('/help/..%2Fmail')).status).toBe(404);
  expect((await request(api.app).get('/help/pictures/nothing')).status).toBe(404);
});

it('takes feedback from anybody, and shows it to the team leader alone', async () => {
  const hostile = '<script>alert(1)</script> Knappen syns inte.';
  const guardian = await browse(api.app, ids.mother, 'guardian');
  const form = await guardian.open('/accessibility');
  const refused = await guardian.send(form, { about: '/cases' });
  expect(refused.status).toBe(422);
  expect(refused.$('input[name="about"]').attr('value')).toBe('/cases');
  const sent = await guardian.send(refused, { note: hostile });
  expect(sent.$('#done').text()).toBe('Tack. Din synpunkt är sparad.');
  expect(sent.text).not.toContain('Knappen syns inte');

  const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  const seen = await leader.open('/accessibility');
  expect(seen.$('.quote').text()).toBe(hostile);
  const read = await leader.send(seen, {}, { form: 'form[action^="/accessibility/feedback/"]' });
  expect(read.text).toContain('läst måndag 7 september 2026');

  const anonymous = await request(api.app)
    .post('/accessibility')
    .set('sec-fetch-site', 'same-origin')
    .type('form')
    .send('note=Utan+inloggning');
  expect(anonymous.status).toBe(303);
});

it('tells staff how fresh the data is, and nobody else', async () => {
  const open = await request(api.app).get('/about');
  expect(open.text).toContain('Logga in som personal');
  const rector = await browse(api.app, ids.rector, 'rector');
  const about = await rector.open('/about');
  expect(about.text).toContain('Inget i Bryggan är juridisk rådgivning');
  expect(about.text).toContain('Version 0.2.0.');
  expect(about.text).not.toContain('Logga in som personal');
});
