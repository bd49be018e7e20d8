/**
 * Every page that a person can reach by links alone, in each role: none is dead, none is an error, each has one
 * heading, and nobody's name becomes HTML.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionRole } from '../../src/api/session.ts';
import { allocated, consented, pupils, served, type Served } from '../api/served.ts';
import { seedImports } from '../factories/imports.ts';
import { ids } from '../factories/parts.ts';
import { aForm } from '../factories/survey.ts';
import { browse, type Page } from './browser.ts';
import { kindOf } from './kind-of.ts';

let api: Served;

beforeAll(async () => {
  api = await served();
  // A name of signs and letters that HTML and spreadsheets would take for their own.
  const caseId = await allocated(api, pupils.third);
  const leader = await api.as(ids.teamLeader, 'teamLeader');
  const flag = { note: 'Hur går det med <b>BUP</b>?' };
  expect((await leader.send('post', `/cases/${caseId}/flags`, flag)).status).toBe(201);
  const coordinator = await api.as(ids.coordinator, 'coordinator');
  const poll = {
    kind: 'collaboration',
    times: ['2026-09-21', '2026-09-22'].map((date) => ({ date, from: '14:00', minutes: 60 })),
    participants: [{ kind: 'pupil' }],
  };
  expect((await coordinator.send('post', `/cases/${caseId}/meeting-polls`, poll)).status).toBe(201);
  const { body } = await leader.send('post', '/surveys', aForm());
  const handed = { surveyId: body['id'], expiresOn: '2026-09-30' };
  expect((await coordinator.send('post', `/cases/${caseId}/surveys`, handed)).status).toBe(201);
  await consented(api, pupils.second);
  const { db } = api.town.records;
  await seedImports(db, ids.teamLeader);
  const name = { given_name: 'registrar', family_name: 'Prov', email: null, eppn: null };
  await db
    .insertInto('person')
    .values({ id: ids.registrar, ...name, active: true })
    .execute();
  const held = { title: 'Registrator', school_unit: null, class: null, stages: [] };
  await db
    .insertInto('person_role')
    .values({ person_id: ids.registrar, role: 'registrar', ...held })
    .execute();
});
afterAll(() => api.close());

const roles: [SessionRole, string][] = [
  ['rector', ids.rector],
  ['teamLeader', ids.teamLeader],
  ['coordinator', ids.coordinator],
  ['mentor', ids.mentor],
  ['pupilHealth', ids.pupilHealth],
  ['registrar', ids.registrar],
  ['guardian', ids.mother],
  ['pupil', pupils.third],
];

/** Enough to reach every kind of page; a list of hundreds leads to more of the same. */
const atMost = 150;

describe.each(roles)('the pages of a %s', (role, personId) => {
  it('are all there, each with one heading, and show names as they are', { timeout: 240_000 }, async () => {
    const browser = await browse(api.app, personId, role);
    const seen = new Set<string>();
    const perKind = new Map<string, number>();
    const waiting = [{ href: '/', from: 'the address bar' }];
    const wrong: string[] = [];
    for (let next = waiting.pop(); next !== undefined && seen.size < atMost; next = waiting.pop()) {
      const { href, from } = next;
      const kind = kindOf(href);
      if (seen.has(href) || (perKind.get(kind) ?? 0) >= 3) continue;
      seen.add(href);
      perKind.set(kind, (perKind.get(kind) ?? 0) + 1);
      const page = await browser.open(href);
      const told = whatIsWrong(page);
      if (told !== null) wrong.push(`${href} (from ${from}): ${told}`);
      waiting.push(...linksOf(page).map((link) => ({ href: link, from: href })));
    }
    expect(wrong).toEqual([]);
    expect(seen.size).toBeGreaterThan(3);
  });
});

function whatIsWrong({ status, $, text, title }: Page): string | null {
  if (status !== 200) return `answers ${status}: ${text.slice(0, 200)}`;
  // A file, a calendar or a PDF.
  if (title === '') return null;
  if ($('h1').length !== 1) return `has ${$('h1').length} headings h1`;
  if ($('main b').length > 0) return 'lets a name become HTML';
  if (/undefined|\[object |NaN\b/.test(text))
    return `shows ${/.{0,40}(undefined|\[object |NaN\b).{0,40}/.exec(text)?.[0]}`;
  const emptyLinks = $('a').filter(
    (_, one) => $(one).text().trim() === '' && $(one).attr('aria-label') === undefined,
  );
  if (emptyLinks.length > 0) return 'has a link without words';
  return null;
}

/** Links of ours that only show something. */
function linksOf({ $ }: Page): string[] {
  return $('a[href^="/"]')
    .map((_, one) => String($(one).attr('href')).replace(/#.*$/, ''))
    .get()
    .filter(
      (href) =>
        !href.startsWith('/language/') && !/\/(live|assets)\b/.test(href) && !href.startsWith('/api/docs'),
    );
}
