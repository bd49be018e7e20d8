/** A case's pages in a real browser. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, localDate, weekdayOf } from '../../src/domain/time.ts';
import { allocated, consentOf, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { openPages, wrongWith, type Pages } from './pages.ts';

let api: Served;
let pages: Pages;
let caseId: string;

/** Where the pictures go of whoever wants to look at the pages. */
const shots = process.env['BRYGGAN_SHOTS'];

/** A pupil who is away more and more from the end of August, one lesson of an hour at a time. */
async function absence(pupilId: string): Promise<void> {
  const { db } = api.town.records;
  const rows = [];
  let day = localDate('2026-08-24');
  for (let at = 0; at < 60; at += 1, day = addDays(day, 1)) {
    if (weekdayOf(day) > 5 || day > '2026-10-02') continue;
    for (let lesson = 0; lesson < 1 + (at % 4); lesson += 1) {
      const kind = lesson === 0 ? ('valid' as const) : ('invalid' as const);
      rows.push({
        pupil_id: pupilId,
        date: day,
        lesson: `${lesson}`,
        subject: 'MA',
        minutes: 60,
        kind,
        reason: null,
      });
    }
  }
  await db.insertInto('absence').values(rows).execute();
  await db
    .insertInto('offered_time')
    .values({ year_label: '8', minutes_per_day: 320 })
    .onConflict((oc) => oc.column('year_label').doNothing())
    .execute();
}

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  await allocated(api, pupils.second);
  await absence(pupils.first);
  const mother = await api.as(ids.mother, 'guardian');
  await mother.send('post', `/cases/${caseId}/consents`, consentOf(ids.mother, 'bup'));
  const coordinator = await api.as(ids.coordinator, 'coordinator');
  const contact = async (date: string, kind: string, parties: string[]) => {
    await api.town.moveTo(date);
    const sent = await coordinator.send('post', `/cases/${caseId}/contacts`, {
      date,
      kind,
      effort: 'supporting',
      with: parties,
      reached: true,
      note: 'Vi talades vid.',
    });
    expect(sent.status).toBe(200);
  };
  await contact('2026-09-09', 'phone', ['guardian']);
  await contact('2026-09-16', 'homeVisit', ['pupil', 'guardian']);
  await contact('2026-10-05', 'staffConsultation', ['mentor', 'bup']);
  pages = await openPages(api);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

async function shoot(page: Awaited<ReturnType<Pages['as']>>, name: string): Promise<void> {
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

it('shows a case at a glance: what is next, absence above what was done, the family’s contacts', async () => {
  const page = await pages.as(ids.coordinator, 'coordinator');
  await page.goto(`/cases/${caseId}`);
  const text = (await page.locator('main').textContent()) ?? '';
  expect(text).toContain('Första Elev, klass 8A');
  expect(text).toContain('Gör elevens del av kartläggningen');
  expect(text).toContain('skoldagar');
  expect(await page.locator('.chart__invalid').count()).toBeGreaterThan(4);
  expect(await page.locator('svg title', { hasText: 'Hembesök' }).count()).toBe(1);
  expect(text).toContain('Andra Elev: Ärende 2026-');
  await page.locator('.course summary').click();
  expect(await page.getByText('16 sep. 2026: Hembesök').last().isVisible()).toBe(true);
  expect(await wrongWith(page)).toEqual([]);
  await shoot(page, 'case');
});

it('is whole on a phone, in the dark', async () => {
  const page = await pages.as(ids.coordinator, 'coordinator', {
    viewport: { width: 320, height: 640 },
    colorScheme: 'dark',
  });
  await page.goto(`/cases/${caseId}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(320);
  expect(await wrongWith(page)).toEqual([]);
  await shoot(page, 'case-phone');
});
