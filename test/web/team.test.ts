/** The team leader's page: what waits, who has room, whose time runs out; nobody else's. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocated, consented, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse } from './browser.ts';

let api: Served;
let waitingId: string;

beforeAll(async () => {
  api = await served();
  await allocated(api, pupils.first);
  waitingId = await consented(api, pupils.second);
});
afterAll(() => api.close());

it('shows what waits, the caseloads against the limit, and the caps by month', async () => {
  const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  const team = await leader.follow(await leader.open('/'), 'Teamet');
  expect(team.status).toBe(200);
  expect(team.text).toContain('Ärende 2026-0002');
  expect(team.$(`a[href="/cases/${waitingId}/allocation"]`).text()).toContain('Fördela');
  const row = team
    .$('table')
    .first()
    .find('tbody tr')
    .filter((_, one) => team.$(one).find('td').eq(1).text() === '1');
  expect(row).toHaveLength(1);
  expect(team.text).toContain('mars 2027 (1)');
  expect(team.text).toContain('2026-0001');
});

it('is no page for a coordinator or a rector', async () => {
  for (const [id, role] of [
    [ids.coordinator, 'coordinator'],
    [ids.rector, 'rector'],
  ] as const) {
    const browser = await browse(api.app, id, role);
    expect((await browser.open('/team')).status).toBe(403);
  }
});
