/**
 * Every look at a person's records is a row of the log (domain.md §3): each page and route about a case or pupil is
 * asked for and found there; each list is either found there too, or said to tell of nobody.
 */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Access } from '../../src/api/access.ts';
import { routes } from '../../src/api/routes.ts';
import { webPages } from '../../src/api/web/pages-of-web.ts';
import type { SessionRole } from '../../src/api/session.ts';
import { writeAudit } from '../../src/records/audit.ts';
import { ids, school } from '../factories/parts.ts';
import { allocated, pupils, served, type Served } from './served.ts';
import { openInEmergency, strangers } from './who.ts';

let api: Served;
let caseId: string;
let roundId: string;
let lookId: number;
const tokens = new Map<SessionRole, string>();

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  for (const [role, personId] of people) tokens.set(role, (await api.as(personId, role)).token);
  await strangers(api);
  await openInEmergency(api, caseId);
  const mentor = await api.as(ids.mentor, 'mentor');
  const report = { reportedOn: '2026-09-07', how: { by: 'written' }, note: 'Över gränsen.' };
  expect((await mentor.send('post', `/cases/${caseId}/reports-to-eht`, report)).status).toBe(200);
  const round = { schoolUnit: school, class: '8A', heldOn: '2026-09-07', answeredBy: 'staff' };
  const begun = await mentor.send('post', '/relation-rounds', round);
  roundId = String(begun.body['id']);
  const leader = await api.as(ids.teamLeader, 'teamLeader');
  expect((await leader.send('post', `/cases/${caseId}/flags`, { note: 'Hur går det?' })).status).toBe(201);
  const yesterday = { at: new Date('2026-09-06T09:00:00Z'), action: 'page get /cases/{id}' };
  const who = { personId: ids.coordinator, role: 'coordinator', relation: 'allocated' };
  const { db } = api.town.records;
  await writeAudit(db, { ...yesterday, ...who, caseId, pupilId: pupils.first });
  const looks = db.selectFrom('audit').select('id').where('at', '=', yesterday.at);
  lookId = (await looks.executeTakeFirstOrThrow()).id;
});
afterAll(() => api.close());

const people: [SessionRole, string][] = [
  ['teamLeader', ids.teamLeader],
  ['coordinator', ids.coordinator],
  ['rector', ids.rector],
  ['pupilHealth', ids.pupilHealth],
  ['mentor', ids.mentor],
  ['guardian', ids.mother],
];

const gets: { action: string; path: string; access: Access }[] = [
  ...routes
    .filter(({ method }) => method === 'get')
    .map(({ path, access }) => ({ action: `get ${path}`, path, access })),
  ...webPages
    .filter(({ method }) => method === 'get')
    .map(({ path, access }) => ({ action: `page get ${path}`, path, access })),
];

const isAboutOne = ({ access }: { access: Access }): boolean =>
  (access.kind === 'action' && (access.on === 'case' || access.on === 'pupil')) ||
  (access.kind === 'command' && access.on !== 'body');

const ask = (path: string, role: SessionRole) =>
  request(api.app)
    .get(path)
    .set({ authorization: `Bearer ${tokens.get(role) ?? ''}` });

/** How many rows of this action tell of the pupil. */
async function rowsOf(action: string): Promise<number> {
  const rows = await api.town.records.db
    .selectFrom('audit')
    .select('id')
    .where('action', '=', action)
    .where((eb) => eb.or([eb('pupil_id', '=', pupils.first), eb('case_id', '=', caseId)]))
    .execute();
  return rows.length;
}

describe('a look at one case or pupil', () => {
  // An open stream: noted as each page is, before it begins.
  const streams = ['page get /cases/{id}/live'];

  it('is a row, whichever page or route it was', { timeout: 300_000 }, async () => {
    const all = gets.filter(isAboutOne).filter(({ action }) => !streams.includes(action));
    expect(all.length).toBeGreaterThan(80);
    const missing: string[] = [];
    for (const { action, path } of all) {
      const id = path.includes('/pupils/{id}') ? pupils.first : caseId;
      const address = path.replace('{id}', id).replaceAll(/\{\w+\}/g, '1');
      for (const [role] of people) if ((await ask(address, role)).status !== 403) break;
      if ((await rowsOf(action)) === 0) missing.push(action);
    }
    expect(missing).toEqual([]);
  });
});

/** Lists that tell of people by name, figure or text: by whom and where they are asked for, and their rows' action. */
const naming: Record<string, [SessionRole, () => string, string?]> = {
  'get /api/v1/cases': ['teamLeader', () => '/api/v1/cases'],
  'get /api/v1/flags': ['teamLeader', () => '/api/v1/flags'],
  'get /api/v1/emergency-accesses': ['teamLeader', () => '/api/v1/emergency-accesses'],
  'get /api/v1/pupils': ['rector', () => '/api/v1/pupils'],
  'get /api/v1/eht/{id}/list': ['pupilHealth', () => `/api/v1/eht/${school}/list`],
  'get /api/v1/schools/{id}/reports-to-eht': ['rector', () => `/api/v1/schools/${school}/reports-to-eht`],
  'get /api/v1/classes/{id}/absence': ['mentor', () => `/api/v1/classes/${school}-8A/absence`],
  'get /api/v1/schools/{id}/absence': ['rector', () => `/api/v1/schools/${school}/absence`],
  'get /api/v1/classes/{id}/weekly-review': ['mentor', () => `/api/v1/classes/${school}-8A/weekly-review`],
  'get /api/v1/relation-rounds/{id}': ['mentor', () => `/api/v1/relation-rounds/${roundId}`],
  'get /api/v1/relation-rounds/{id}/form': ['mentor', () => `/api/v1/relation-rounds/${roundId}/form`],
  'get /api/v1/registry': ['teamLeader', () => '/api/v1/registry'],
  'page get /registry': ['teamLeader', () => '/registry', 'get /api/v1/registry'],
  'page get /registry.csv': ['teamLeader', () => '/registry.csv', 'get /api/v1/registry'],
  'get /api/v1/read-log/sample': [
    'teamLeader',
    () => '/api/v1/read-log/sample?from=2026-09-01&to=2026-09-06',
  ],
  'page get /': ['coordinator', () => '/'],
  'page get /obligations': ['coordinator', () => '/obligations'],
  'page get /team': ['teamLeader', () => '/team'],
  'page get /cases': ['teamLeader', () => '/cases'],
  'page get /order': ['rector', () => '/order'],
  'page get /classes/{id}': [
    'mentor',
    () => `/classes/${school}-8A`,
    'get /api/v1/classes/{id}/weekly-review',
  ],
  'page get /eht/{id}': ['pupilHealth', () => `/eht/${school}`, 'get /api/v1/eht/{id}/list'],
  'page get /read-log/{id}/review': ['teamLeader', () => `/read-log/${lookId}/review`],
  'page get /read-log': ['teamLeader', () => '/read-log', 'get /api/v1/read-log/sample'],
};

/** What else is asked for by address: it tells of nobody, or only of a case's number and day. */
const tellsOfNobody: Record<string, string> = {
  'get /api/v1/eht/{id}/decisions': 'rows as the list’s, by the same lines',
  'get /api/v1/pupils/duplicates': 'rows as `GET /pupils`, of pairs; see duplicate-pupils.test.ts',
  'page get /eht/{id}/meetings/{meetingId}': 'asks the list, whose rows it shows',
  'page get /classes/{id}/weeks/{week}/pupils/{pupilId}/measure': 'asks the class’s week, as its page does',
};

/** Forms, settings, what is the same for all; a case's number with a day or an hour (duties, times, meetings). */
const tellingNothing = [
  // What anybody may see: numbers and days alone.
  'get /api/v1/registry/public',
  'page get /registry/public',
  'page get /registry/public.csv',
  'get /api/v1/session',
  'get /api/v1/sessions',
  'get /api/v1/obligations',
  'get /api/v1/eht/{id}/slots',
  'get /api/v1/eht/{id}/meetings',
  'get /api/v1/eht/{id}/meetings/{meetingId}',
  'get /api/v1/guides/guardian-talk',
  'get /api/v1/guides/first-day-call',
  'get /api/v1/forms/guardian-talk.pdf',
  'get /api/v1/forms/guardian-talk-information.pdf',
  'get /api/v1/api-clients',
  'get /api/v1/deputies',
  'get /api/v1/people',
  'get /api/v1/people/{id}',
  'get /api/v1/schools',
  'get /api/v1/support-kinds',
  'get /api/v1/directory',
  'get /api/v1/relation-rounds',
  'get /api/v1/year-wheel',
  'get /api/v1/surveys',
  'get /api/v1/surveys/{id}',
  'get /api/v1/surveys/{id}/rounds',
  'get /api/v1/surveys/{id}/results',
  'get /api/v1/policies',
  'get /api/v1/policies/{id}/versions',
  'get /api/v1/statistics',
  'get /api/v1/school-calendar',
  'get /api/v1/schools/{id}/weekly-review',
  'get /api/v1/schools/{id}/ladder',
  'get /api/v1/imports',
  'get /api/v1/imports/{id}',
  'get /api/v1/sources',
  'get /api/v1/sources/{id}/runs',
  'get /api/v1/import-mappings',
  'get /api/v1/import-mappings/{id}',
  'get /api/v1/mails',
  'get /api/v1/mails/received',
  'get /api/v1/mail-texts/{lang}',
  'get /api/v1/mail-texts/{lang}/{mail}',
  'get /api/v1/letterhead',
  'get /api/v1/letterhead/logo',
  // By number, day and rule; a certificate names nobody but who decided.
  'get /api/v1/retention/plan',
  'get /api/v1/retention/candidates',
  'get /api/v1/destructions',
  'get /api/v1/destructions/{id}',
  'page get /retention',
  'page get /retention/plan',
  'page get /retention/decision',
  'page get /destructions/{id}',
  'page get /destructions/{id}/certificate.pdf',
  'page get /sign-in/role',
  'page get /sign-in/again',
  'page get /sessions',
  'page get /settings',
  'page get /settings/policies',
  'page get /settings/policies/{id}',
  'page get /settings/policies/{id}/change/{base}',
  'page get /settings/policies/{id}/change/{base}/preview',
  'page get /settings/mail-texts/{lang}',
  'page get /settings/mail-texts/{lang}/{mail}',
  'page get /settings/mail-texts/{lang}/{mail}/change',
  'page get /settings/mail-texts/{lang}/{mail}/preview',
  'page get /settings/letterhead',
  'page get /settings/letterhead/change',
  'page get /settings/clients',
  'page get /settings/clients/new',
  'page get /settings/clients/{id}/secrets/new',
  'page get /settings/schools',
  'page get /settings/calendar',
  'page get /settings/calendar/new',
  'page get /statistics',
  'page get /statistics/table.csv',
  'page get /classes',
  'page get /schools/{id}/weekly-review',
  'page get /eht',
  'page get /eht/{id}/meetings/{meetingId}/cases/{caseId}/decision',
  'page get /eht/{id}/meetings/{meetingId}/cases/{caseId}/review',
  'page get /eht/{id}/meetings/{meetingId}/minutes',
  'page get /eht/{id}/slots/new',
  'page get /year-wheel',
  'page get /year-wheel/tasks/new',
  'page get /year-wheel/tasks/{id}/change',
  'page get /directory',
  'page get /directory/new',
  'page get /directory/{id}/change',
  'page get /remit/change',
  'page get /surveys',
  'page get /surveys/new/{template}',
  'page get /surveys/{id}/change',
  'page get /surveys/{id}/rounds/new',
  'page get /surveys/{id}/rounds/{roundId}/links',
  'page get /surveys/{id}/rounds/{roundId}/answers',
  'page get /surveys/{id}',
  'page get /surveys/{id}/results',
  'page get /surveys/{id}/results.csv',
  'page get /orders/external/new',
  'page get /rehearsal',
  'page get /rehearsal/inbox',
  'page get /rehearsal/inbox/mail',
  'page get /rehearsal/inbox/calendar',
  'page get /calendar',
  'page get /deputies',
  'page get /emergency',
  'page get /deputies/coordinators/{id}/new',
  'page get /roles',
  'page get /roles/new',
  'page get /roles/people/{id}/new',
  'page get /imports',
  'page get /imports/new',
  'page get /imports/mappings',
  'page get /imports/mappings/new',
  'page get /imports/mappings/{id}/change',
  'page get /imports/sources/new',
  'page get /imports/sources/{id}',
  // Rows by their number and field, never by a value.
  'page get /imports/{id}',
  'page get /imports/{id}/live',
];

describe('a list', () => {
  it('that tells of people has a row for each of them', { timeout: 300_000 }, async () => {
    const missing: string[] = [];
    for (const [name, [role, address, action = name]] of Object.entries(naming)) {
      const before = await rowsOf(action);
      const { status } = await ask(address(), role);
      if (status !== 200) missing.push(`${name}: ${status}`);
      else if ((await rowsOf(action)) <= before) missing.push(name);
    }
    expect(missing).toEqual([]);
  });

  it('has been thought of: a new one says whom it tells of, or why of nobody', () => {
    const lists = gets.filter(
      (one) => !isAboutOne(one) && one.access.kind !== 'open' && one.access.kind !== 'rehearsal',
    );
    const unknown = lists
      .map(({ action }) => action)
      .filter((action) => !Object.hasOwn(naming, action) && !Object.hasOwn(tellsOfNobody, action))
      .filter((action) => !tellingNothing.includes(action));
    expect(unknown).toEqual([]);
  });
});
