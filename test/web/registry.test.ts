/** The register of papers: what a case enters by itself, what a registrar enters, and what anybody may see of it. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ids } from '../factories/parts.ts';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { strangers } from '../api/who.ts';
import { browse, type Browser } from './browser.ts';

let api: Served;
let caseId: string;
let registrar: Browser;
const name = 'Första Elev';

beforeAll(async () => {
  api = await served();
  await strangers(api);
  caseId = await allocated(api, pupils.first);
  registrar = await browse(api.app, ids.registrar, 'registrar');
});
afterAll(() => api.close());

type Entry = Record<'number' | 'kind' | 'direction' | 'caseNumber', string> & { running: number };
const entries = async (path: string): Promise<Entry[]> => {
  const answer = await (await api.as(ids.registrar, 'registrar')).get(path);
  expect(answer.status).toBe(200);
  return Object(answer.body)['entries'];
};

const spreadsheet = async (path: string): Promise<string> => {
  const { token } = await api.as(ids.registrar, 'registrar');
  const answer = await request(api.app)
    .get(path)
    .set({ authorization: `Bearer ${token}` });
  expect(answer).toMatchObject({ status: 200, type: 'text/csv' });
  return answer.text;
};

describe('the register', () => {
  it('holds what the case received, drew up and sent, numbered from 1 without gaps', async () => {
    const all = await entries('/registry');
    expect(all.map(({ running }) => running)).toEqual(all.map((_, index) => all.length - index));
    expect(all.at(-1)?.number).toBe('BRG 2026:1');
    const told = all.map(({ direction, kind }) => `${direction} ${kind}`);
    for (const one of ['received order', 'received consent', 'drawnUp allocation'])
      expect(told).toContain(one);
  });

  it('is listed by year, cut by kind, searched by number, and names nobody', async () => {
    const page = await registrar.open('/registry');
    expect(page.$('tbody tr').length).toBe((await entries('/registry')).length);
    expect(page.text).not.toContain(name);
    const orders = await registrar.open('/registry?year=2026&kind=order');
    expect(orders.$('tbody tr')).toHaveLength((await entries('/registry?kind=order')).length);
    const found = await registrar.open('/registry?search=BRG+2026:1');
    expect(found.$('tbody th').text()).toBe('BRG 2026:1');
    const [first] = await entries('/registry');
    const ofCase = await entries(`/registry?search=${first?.caseNumber}`);
    expect(new Set(ofCase.map(({ caseNumber }) => caseNumber))).toEqual(new Set([first?.caseNumber]));
  });

  it('takes in what comes on paper: once, with the next number, the note for the case alone', async () => {
    const before = (await entries('/registry')).length;
    const form = await registrar.open(`/cases/${caseId}/registry/new`);
    const typed = {
      direction: 'received',
      on: '2026-09-07',
      kind: 'letter',
      secrecy: 'weak',
      note: 'Brev om Första Elev.',
    };
    const refused = await registrar.send(form, typed);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Fyll i: Från eller till');
    const done = await registrar.send(refused, { ...typed, party: 'guardian' });
    expect(done.path).toContain(`/cases/${caseId}/registry`);
    expect(done.text).toContain('Handlingen är införd i diariet.');
    expect(done.text).toContain('Brev om Första Elev.');
    const all = await entries('/registry');
    expect(all).toHaveLength(before + 1);
    expect(all[0]).toMatchObject({ kind: 'letter', running: before + 1 });
    const list = await registrar.open('/registry');
    expect(list.text).not.toContain(name);
    const leader = await api.as(ids.teamLeader, 'teamLeader');
    const late = { direction: 'drawnUp', kind: 'other', secrecy: 'weak', on: '2026-09-08' };
    const told = await leader.send('post', `/cases/${caseId}/registry`, late);
    expect(told).toMatchObject({ status: 422, body: { code: 'date-in-future' } });
  });

  it('shows anybody numbers, days and what isn’t secret, and neither case, person nor concern report', async () => {
    const coordinator = await api.as(ids.coordinator, 'coordinator');
    const report = { madeOn: '2026-09-07', madeBy: ids.coordinator, note: 'Anmält.' };
    expect((await coordinator.send('post', `/cases/${caseId}/concern-reports`, report)).status).toBe(200);
    const whole = await entries('/registry?kind=concernReport');
    expect(whole).toHaveLength(1);
    const page = await registrar.open('/registry/public');
    const row = page.$('tbody tr').filter((_, one) => page.$(one).find('th').text() === whole[0]?.number);
    expect(row.text()).toContain('(maskat)');
    const csv = await spreadsheet('/registry/public.csv');
    expect(csv.split('\n').length).toBeGreaterThan(5);
    for (const shown of [page.text, csv]) {
      expect(shown).not.toContain('Orosanmälan');
      expect(shown).not.toContain(whole[0]?.caseNumber);
      expect(shown).not.toContain(name);
    }
    expect(await spreadsheet('/registry.csv')).toContain('Orosanmälan');
  });

  it('is for those who keep it: a coordinator sees the own case’s, the family and the mentor none', async () => {
    const asked = async (role: Parameters<Served['as']>[1], id: string, path: string) =>
      (await (await api.as(id, role)).get(path)).status;
    expect(await asked('coordinator', ids.coordinator, `/cases/${caseId}/registry`)).toBe(200);
    expect(await asked('coordinator', ids.coordinator, '/registry')).toBe(403);
    expect(await asked('mentor', ids.mentor, `/cases/${caseId}/registry`)).toBe(403);
    expect(await asked('guardian', ids.mother, `/cases/${caseId}/registry`)).toBe(403);
    expect(await asked('guardian', ids.mother, '/registry/public')).toBe(403);
  });
});
