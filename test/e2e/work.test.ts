/** The work's forms, meetings and the calendar in a real browser: accessible, also on a phone. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { openPages, wrongWith, type Pages } from './pages.ts';

let api: Served;
let pages: Pages;
let caseId: string;
let meetingId: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  const session = await api.as(ids.coordinator, 'coordinator');
  const send = (path: string, body: unknown) => session.send('post', `/cases/${caseId}${path}`, body);
  const date = '2026-09-07';
  await send('/mapping/pupil', { respondent: 'pupil', date, note: 'Idrotten är svår, bilden går bra.' });
  await send('/mapping/educators', { respondent: 'mentor', date, note: 'Kommer gärna till bilden.' });
  await send('/mapping/guardians', { respondent: 'guardian', date, note: 'Oro på söndagskvällar.' });
  await send('/plans', {
    start: date,
    situation: 'Kommer två dagar i veckan.',
    goals: [{ note: 'Tre dagar i veckan före lovet.' }],
    measures: [
      { owner: { party: 'mentor' }, start: date, note: 'Mentorn möter vid grinden.', howMeasured: 'Mornar.' },
      { owner: { party: 'guardian' }, start: date, note: 'Väcka en timme tidigare.', howMeasured: 'Dagbok.' },
    ],
  });
  await send('/meetings', {
    kind: 'collaboration',
    time: { date: '2026-09-16', from: '14:00', minutes: 60 },
    where: { kind: 'place', place: 'Rum 12' },
    question: 'Hur kommer eleven tillbaka till bildlektionerna?',
    participants: [
      { kind: 'pupil' },
      { kind: 'guardian', guardianId: ids.father },
      { kind: 'staff', personId: ids.coordinator },
    ],
  });
  const state = Object((await session.get(`/cases/${caseId}`)).body['state']);
  meetingId = state.meetings[0].meetingId;
  pages = await openPages(api);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

const seen: readonly [name: string, path: () => string, words: string][] = [
  ['mapping', () => '/mapping/pupil', 'Idrotten är svår'],
  ['plan', () => '/plans/new?step=2', 'Hur märks det om det hjälper?'],
  ['follow-up', () => '/follow-ups/new', 'Väcka en timme tidigare.'],
  ['evaluation', () => '/evaluations/new', 'Är det slututvärderingen?'],
  ['papers', () => '/papers/new', 'Be om handlingar'],
  ['call', () => '/meetings/new?step=3', 'Kan inte kallas'],
  ['meeting', () => `/meetings/${meetingId}`, 'bildlektionerna'],
  ['change', () => `/meetings/${meetingId}/changes`, 'Att ta hänsyn till'],
  ['minutes', () => `/meetings/${meetingId}/minutes`, 'Beslut: vem gör vad'],
];

describe.each([
  ['on a desk', { viewport: { width: 1280, height: 900 } }],
  ['on a phone, dark', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' as const }],
])('%s', (_, options) => {
  it.each(seen)('%s holds', async (_name, path, words) => {
    const page = await pages.as(ids.coordinator, 'coordinator', options);
    await page.goto(`/cases/${caseId}${path()}`);
    expect(await page.locator('main').innerText()).toContain(words);
    expect(await wrongWith(page)).toEqual([]);
    const tooWide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(tooWide)).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it.each(['week', 'month'])('the calendar by %s holds', async (view) => {
    const page = await pages.as(ids.coordinator, 'coordinator', options);
    await page.goto(`/calendar?view=${view}&date=2026-09-16`);
    expect(await page.locator('main').innerText()).toContain('Samverkansmöte');
    expect(await wrongWith(page)).toEqual([]);
    await page.context().close();
  });
});

it('is answered by a guardian on a phone in one press', async () => {
  const page = await pages.as(ids.father, 'guardian', { viewport: { width: 320, height: 640 } });
  await page.goto(`/cases/${caseId}/meetings/${meetingId}`);
  await page.getByRole('button', { name: 'Ja, kommer' }).click();
  await page.getByText('Svaret är sparat.').waitFor();
  expect(await wrongWith(page)).toEqual([]);
});
