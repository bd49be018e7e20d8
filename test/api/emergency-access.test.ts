/** Emergency access, from the reason to the end of its hours: what it opens, what it hides, who sees it and when. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAudit } from '../../src/records/audit.ts';
import { ids } from '../factories/parts.ts';
import { eventually } from '../setup/eventually.ts';
import { mailOf } from '../setup/people.ts';
import { browse } from '../web/browser.ts';
import { said } from '../web/fill-in.ts';
import { allocated, consented, pupils, served, type Served, type SignedIn } from './served.ts';

let api: Served;
let caseId: string;
let hiddenId: string;
let number: string;
let hiddenNumber: string;
let orderedNumber: string;
let reader: SignedIn;
let leader: SignedIn;

const civicNo = '201205140013';
const reason = 'Mamman ringer och koordinatorn är sjuk.';

beforeAll(async () => {
  api = await served();
  await api.town.startSchoolDay();
  const { db } = api.town.records;
  await db.updateTable('pupil').set({ civic_no: civicNo }).where('id', '=', pupils.first).execute();
  caseId = await allocated(api, pupils.first);
  hiddenId = await allocated(api, pupils.protected);
  const ordered = await consented(api, pupils.second);
  leader = await api.as(ids.teamLeader, 'teamLeader');
  const numberOf = async (id: string) => String((await leader.get(`/cases/${id}`)).body['number']);
  [number, hiddenNumber, orderedNumber] = [
    await numberOf(caseId),
    await numberOf(hiddenId),
    await numberOf(ordered),
  ];
  reader = await api.as(ids.secondCoordinator, 'coordinator');
});
afterAll(() => api.close());

const open = (sought: string, words = reason, who = reader) =>
  who.send('post', '/emergency-accesses', { sought, reason: words });

describe('before a reason is given', () => {
  it('nothing is told, whether there is such a case or not', async () => {
    const without = await Promise.all([number, hiddenNumber, '2026-9999'].map((sought) => open(sought, ' ')));
    const told = without.map(({ status, body }) => ({
      status,
      errors: body['errors'],
      field: body['field'],
    }));
    expect(told[0]?.status).toBe(422);
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
    expect((await leader.get('/emergency-accesses')).body['total']).toBe(0);
  });

  it('only a coordinator may ask', async () => {
    for (const [id, role] of [
      [ids.mentor, 'mentor'],
      [ids.rector, 'rector'],
      [ids.pupilHealth, 'pupilHealth'],
      [ids.mother, 'guardian'],
    ] as const)
      expect((await open(number, reason, await api.as(id, role))).status).toBe(403);
  });
});

describe('an access', () => {
  it('opens a colleague’s case to read for four hours, each look by that relation', async () => {
    expect((await reader.get(`/cases/${caseId}`)).status).toBe(404);
    const opened = await open(number);
    expect(opened).toMatchObject({ status: 201, body: { caseId, number } });
    const until = Date.parse(String(opened.body['until']));
    const now = await api.town.clock.now();
    expect(until - now).toBeLessThanOrEqual(4 * 3_600_000);
    expect((await reader.get(`/cases/${caseId}`)).body).toMatchObject({ pupilName: 'Första Elev' });
    expect((await reader.get(`/cases/${caseId}/timeline`)).status).toBe(200);
    const contact = {
      date: '2026-09-07',
      kind: 'phone',
      effort: 'supporting',
      with: ['guardian'],
      note: 'x',
    };
    expect((await reader.send('post', `/cases/${caseId}/contacts`, contact)).status).toBe(403);
    // It is no case of theirs: no list holds it.
    expect((await reader.get('/cases')).body['total']).toBe(0);
    const { entries } = await listAudit(api.town.records.db, { caseId, personId: ids.secondCoordinator });
    expect(entries.length).toBeGreaterThanOrEqual(3);
    expect(new Set(entries.map(({ relation }) => relation))).toEqual(new Set(['emergency']));
    expect(entries.some(({ action }) => action.startsWith('emergency '))).toBe(true);
  });

  it('is told to the team leader at once, in a mail that names nobody', async () => {
    await eventually(() => {
      expect(api.town.mails.flatMap(({ to }) => to)).toContain(mailOf(ids.teamLeader));
      expect(api.town.mails.some((mail) => mail.text.includes('/team'))).toBe(true);
    });
    const mail = api.town.mails.find(({ text }) => text.includes('/team'));
    for (const word of ['Första', 'Elev', number, reason, civicNo, 'koordinatorn är sjuk'])
      expect(`${mail?.subject} ${mail?.text}`).not.toContain(word);
  });

  it('keeps its reason sealed', async () => {
    const rows = await api.town.records.db
      .selectFrom('content')
      .select(['body', 'sealed', 'case_id'])
      .where('kind', '=', 'emergencyReason')
      .execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ body: null, case_id: caseId });
    expect(String(rows[0]?.sealed)).not.toContain('sjuk');
  });

  it('stands on the team’s page until the leader has gone through it', async () => {
    const browser = await browse(api.app, ids.teamLeader, 'teamLeader');
    const team = await browser.open('/team');
    expect(team.text).toContain(reason);
    const gone = await browser.send(team, {}, { form: 'form[action^="/emergency/"]' });
    expect(said(gone)).toBe('Det är märkt som genomgånget.');
    expect(gone.text).not.toContain(reason);
    const { accesses } = Object((await leader.get('/emergency-accesses')).body);
    expect(accesses[0]).toMatchObject({ reason, reviewedBy: { id: ids.teamLeader } });
    expect((await reader.get('/emergency-accesses')).status).toBe(403);
  });

  it('is of no use once its hours are over', async () => {
    await api.town.moveTo('2026-09-08');
    expect((await reader.get(`/cases/${caseId}`)).status).toBe(404);
  });

  it('is asked for by a form as well, by the pupil’s number, and leads to the case', async () => {
    const browser = await browse(api.app, ids.secondCoordinator, 'coordinator');
    const form = await browser.follow(await browser.open('/cases'), 'Nödåtkomst till en kollegas ärende');
    const shown = await browser.send(form, { sought: '20120514-0013', reason }, { go: 'send' });
    expect(shown.path).toContain(`/cases/${caseId}`);
    expect(said(shown)).toContain('Ärendet är öppet för dig en kort tid.');
    expect(shown.text).toContain('Du läser ärendet genom nödåtkomst.');
  });

  it('isn’t needed for one’s own case, and then nothing is kept', async () => {
    const before = (await leader.get('/emergency-accesses')).body['total'];
    const own = await open(number, reason, await api.as(ids.coordinator, 'coordinator'));
    expect(own).toMatchObject({ status: 201, body: { caseId, until: null } });
    expect((await leader.get('/emergency-accesses')).body['total']).toBe(before);
  });
});

describe('what can’t be opened so', () => {
  it('is answered alike: protected, not allocated, unknown; kept for the team leader, and stopped after five', async () => {
    const answers = [];
    for (const sought of [hiddenNumber, orderedNumber, '2026-9999', '20120514-0021', 'Första Elev'])
      answers.push(await open(sought));
    const told = answers.map(({ status, body }) => ({
      status,
      detail: body['detail'],
      field: body['field'],
    }));
    expect(told[0]).toMatchObject({ status: 422, field: '/sought' });
    for (const one of told) expect(one).toEqual(told[0]);
    expect((await reader.get(`/cases/${hiddenId}`)).status).toBe(404);
    expect((await open('2026-9999')).status).toBe(429);
    const { accesses } = Object((await leader.get('/emergency-accesses')).body);
    const tried = accesses.filter((one: { case: unknown }) => one.case === null);
    expect(tried).toHaveLength(5);
    expect(JSON.stringify(tried)).not.toMatch(/9999|20120514|Första/);
  });
});
