/** A case's plan, mapping and meetings to read: what was written, and what is kept from the family. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse } from './browser.ts';

let api: Served;
let caseId: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  const coordinator = await api.as(ids.coordinator, 'coordinator');
  const accepted = async (path: string, body: unknown) => {
    const answer = await coordinator.send('post', `/cases/${caseId}${path}`, body);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body['ids'];
  };
  await accepted('/contacts', {
    date: '2026-09-07',
    kind: 'homeVisit',
    effort: 'supporting',
    with: ['pupil'],
    note: 'Satt i trappan <b>och talade</b>.',
  });
  for (const part of ['pupil', 'educators', 'guardians']) {
    const instruments = [
      {
        instrument: 'SRAS-R',
        version: '2002',
        respondent: 'pupil',
        date: '2026-09-07',
        scores: { obehag: 4.2 },
      },
    ];
    await accepted(`/mapping/${part}`, {
      respondent: part === 'educators' ? 'mentor' : part === 'guardians' ? 'guardian' : 'pupil',
      date: '2026-09-07',
      functions: ['escapeEvaluation'],
      instruments: part === 'pupil' ? instruments : [],
      note: `Berättat: ${part}`,
    });
  }
  const made = await accepted('/plans', {
    start: '2026-09-07',
    situation: 'Kommer två dagar i veckan.',
    goals: [{ note: 'Tre dagar före lovet.' }],
    measures: [
      {
        owner: { party: 'mentor', personId: ids.mentor },
        start: '2026-09-07',
        note: 'Möter vid grinden.',
        howMeasured: 'Antal mornar.',
      },
    ],
    voice: { pupil: 'Jag vill börja med bild.', guardians: null },
  });
  const [measureId] = Object(made)['measureIds'];
  await accepted('/follow-ups', {
    heldOn: '2026-09-07',
    withSchool: true,
    withPupil: true,
    attendancePercent: 55,
    measures: [{ measureId, done: 'partly', obstacle: 'Bussen var sen.' }],
    ownRating: 6,
    nextStep: 'En lektion till.',
  });
});
afterAll(() => api.close());

it('the plan is read as it was written, with how it went', async () => {
  const browser = await browse(api.app, ids.coordinator, 'coordinator');
  const plan = await browser.follow(await browser.open(`/cases/${caseId}`), 'Plan');
  for (const words of [
    'Kommer två dagar i veckan.',
    'Tre dagar före lovet.',
    'Möter vid grinden.',
    'Antal mornar.',
    'Jag vill börja med bild.',
    'Delvis. Bussen var sen.',
    'En lektion till.',
    '55 %',
  ]) {
    expect(plan.text).toContain(words);
  }
});

it('the mapping and the contacts are read, and hostile words stay words', async () => {
  const browser = await browse(api.app, ids.coordinator, 'coordinator');
  const mapping = await browser.open(`/cases/${caseId}/mapping`);
  expect(mapping.text).toContain('Berättat: guardians');
  expect(mapping.text).toContain('obehag: 4.2');
  expect(mapping.text).toContain('Satt i trappan <b>och talade</b>.');
  expect(mapping.$('main b')).toHaveLength(0);
});

it("what somebody told isn't read by the rest of the family, nor what was made of it", async () => {
  const browser = await browse(api.app, ids.mother, 'guardian');
  const mapping = await browser.open(`/cases/${caseId}/mapping`);
  expect(mapping.status).toBe(200);
  for (const kept of ['Berättat: ', 'obehag', 'Slippa bli bedömd', 'trappan']) {
    expect(mapping.text).not.toContain(kept);
  }
});
