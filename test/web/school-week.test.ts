/** The mentor's week without scripts: reached from the mail, seen in one press, a measure with a note; and the rector's. */
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  classPupils,
  ids,
  mentorMail,
  school,
  schoolTown,
  wholeDay,
  type SchoolTown,
} from '../school-day/town.ts';
import { browse, type Browser } from './browser.ts';

let town: SchoolTown;
let mentor: Browser;
let rector: Browser;

beforeAll(async () => {
  town = await schoolTown({ from: '2026-09-02' });
  await town.arrive([...wholeDay(0, '2026-09-02'), [1, '2026-09-02', 2, 60, 'ogiltig']]);
  await town.town.moveTo('2026-09-07', '08:00');
  mentor = await browse(town.app, ids.mentor, 'mentor');
  rector = await browse(town.app, ids.rector, 'rector');
});
afterAll(() => town.close());

const mailed = `/classes/${school}-8A`;

it('is what the mail leads to, and says nothing before sign-in, not even whether there is such a class', async () => {
  const [mail] = town.newMails(mentorMail).filter(({ text }) => text.includes(mailed));
  expect(mail?.text).not.toMatch(/(?:Första|Andra|Skyddad) Elev/);
  for (const path of [mailed, '/classes/98000001-9Z']) {
    const outside = await request(town.app).get(path);
    expect(outside.status).toBe(303);
    expect(outside.headers['location']).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
  }
});

it('shows who was away, how much of what, and leads the mentor of one class straight to it', async () => {
  const page = await mentor.open('/classes');
  expect(page.path).toBe(mailed);
  expect(page.title).toContain('Klass 8A, vecka 37');
  expect(page.text).toContain('Första Elev');
  expect(page.text).toContain('1 dag med frånvaro: giltig 5 tim 30 min');
  expect(page.text).toContain('1 dag med frånvaro: ogiltig 1 tim');
  expect(page.text).not.toContain('har slutat komma');
  expect(page.text).toMatch(/\d,\d % av \d+ tim schemalagd tid sedan \d+ augusti/);
  expect(page.$(`a[href="/pupils/${classPupils[0]}"]`)).toHaveLength(1);
});

it('is seen pupil by pupil, with a measure, or all in one press', async () => {
  const page = await mentor.open(mailed);
  const one = `form:has(input[value="${classPupils[0]}"])`;
  const seen = await mentor.send(page, {}, { form: one });
  expect(seen.$(`#p-${classPupils[0]}`).text()).toContain('Sedd');
  expect(seen.$(one)).toHaveLength(0);
  const measure = `${mailed}/weeks/2026-W37/pupils/${classPupils[1]}/measure`;
  const form = await mentor.open(measure);
  expect(form.title).toContain('Åtgärd för Andra Elev');
  const blank = await mentor.send(form, { note: ' ' });
  expect(blank.status).toBe(422);
  expect(blank.$('#errors a').attr('href')).toBe('#f-note');
  const done = await mentor.send(form, { note: 'Ringer hemmet <b>nu</b>.' });
  expect(done.$('#done').text()).toBe('Åtgärden är sparad.');
  expect(done.text).toContain('Ringer hemmet <b>nu</b>.');
  // Everyone whom there was something to see of is seen.
  expect(done.$('h1').next().text()).toContain('Klar');
  await town.town.moveTo('2026-09-14', '08:00');
  const next = await mentor.open(mailed);
  const all = await mentor.send(next, {}, { form: 'form:not(:has([name="pupil"])).press' });
  expect(all.$('#done').text()).toBe('Klassen är genomgången.');
});

it('tells the rector which classes were looked through, and lets them switch the steps off', async () => {
  const page = await rector.open('/classes');
  expect(page.path).toBe(`/schools/${school}/weekly-review`);
  expect(page.text).toContain('Alla klasser är genomgångna.');
  const off = await rector.send(page, {}, { form: 'form.press' });
  expect(off.text).toContain('Skolans egna steg är av');
  const on = await rector.send(off, {}, { form: 'form.press' });
  expect(on.text).toContain('Skolans egna steg är på');
});

it('is shown to nobody else', async () => {
  const elsewhere = await browse(town.app, ids.otherRector, 'rector');
  expect((await elsewhere.open(mailed)).status).toBe(404);
  expect((await mentor.open(`/schools/${school}/weekly-review`)).status).toBe(403);
  const leader = await browse(town.app, ids.teamLeader, 'teamLeader');
  const read = await leader.open(mailed);
  expect(read.status).toBe(200);
  expect(read.text).toContain('Elev med skyddade uppgifter');
  expect(read.text).not.toContain('Skyddad Elev');
  expect(read.$('form.press')).toHaveLength(0);
});

it('says two weeks later that the school’s data has stopped, so that nobody takes silence for attendance', async () => {
  const silent = await mentor.open(mailed);
  expect(silent.text).toContain('har slutat komma. Den sista dagen med uppgifter är onsdag 2 september 2026');
  expect((await rector.open(`/schools/${school}/weekly-review`)).text).toContain('har slutat komma');
});
