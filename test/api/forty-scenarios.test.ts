/**
 * Who sees and does what, written by hand from the law and the field (domain.md §2–3), never from the table of
 * permissions: forty sentences that a municipality's security officer would nod at, each asked of the running API.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ids } from '../factories/parts.ts';
import { allocated, pupils, served, type Served, type SignedIn } from './served.ts';
import { doing, hidden, reading, today, words } from './scenarios.ts';
import { everyone, openInEmergency, strangers } from './who.ts';

let api: Served;
const places = { case: '', hidden: '' };

beforeAll(async () => {
  api = await served();
  await strangers(api);
  places.case = await allocated(api, pupils.first);
  await openInEmergency(api, places.case);
  const coordinator = await as('the coordinator');
  const mentor = await as('the mentor');
  const at = `/cases/${places.case}`;
  const contact = { date: today, kind: 'homeVisit', effort: 'supporting', with: ['guardian'] };
  await did(coordinator, `${at}/contacts`, { ...contact, note: words.contact });
  const concernReport = { madeOn: today, madeBy: ids.coordinator, to: 'socialServices', note: words.concern };
  await did(coordinator, `${at}/concern-reports`, concernReport);
  await did(mentor, `${at}/reports-to-eht`, {
    reportedOn: today,
    how: { by: 'written' },
    note: 'Titta på det.',
  });
  const decision = {
    decidedOn: today,
    outcome: 'otherMeasures',
    note: words.eht,
    mentorAnswer: words.answer,
  };
  await did(await as('pupil health at the school'), `${at}/eht-decisions`, decision);
  await did(await as('the team leader'), `${at}/flags`, { note: words.flag });
  const concern = {
    pupilId: pupils.protected,
    raisedOn: today,
    from: 'school',
    note: 'Allt fler korta dagar.',
  };
  const begun = await did(mentor, '/concerns', concern);
  places.hidden = String(begun['caseId']);
});
afterAll(() => api.close());

const as = (name: string): Promise<SignedIn> => {
  const who = everyone.find((one) => one.name === name);
  if (who === undefined) throw new Error(`nobody is called ${name}`);
  return api.as(who.id, who.role);
};

async function did(who: SignedIn, path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await who.send('post', path, body);
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

describe.each([
  ['who reads', reading],
  ['whose identity is protected', hidden],
  ['who does', doing],
])('%s', (_, scenarios) => {
  it.each(scenarios)('$says', async ({ who, asks, body, answers, shows = [], hides = [] }) => {
    const session = await as(who);
    const path = asks.replace('{case}', places.case).replace('{hidden}', places.hidden);
    const answer = body === undefined ? await session.get(path) : await session.send('post', path, body);
    const told = JSON.stringify(answer.body);
    expect({ status: answer.status, told }).toMatchObject({ status: answers });
    for (const one of shows) expect(told).toContain(one);
    for (const one of hides) expect(told).not.toContain(one);
  });
});

it('they are forty at least', () => {
  expect(reading.length + hidden.length + doing.length).toBeGreaterThanOrEqual(40);
});
