/** The settings: what is chosen is shown, a school's side is switched by a press, nobody else's to press. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isLadderOn } from '../../src/records/school-day/ladder-switch.ts';
import { served, type Served } from '../api/served.ts';
import { ids, school } from '../factories/parts.ts';
import { browse } from './browser.ts';

let api: Served;

beforeAll(async () => {
  api = await served();
});
afterAll(() => api.close());

it('shows the policy and switches a school’s side', async () => {
  const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  const page = await leader.follow(await leader.open('/'), 'Inställningar');
  expect(page.text).toContain('Ett uppdrag varar högst 6 månader utan nytt beslut');
  const { db } = api.town.records;
  const before = await isLadderOn(db, school);
  const form = `form[action="/settings/schools/${school}/ladder"]`;
  const switched = await leader.send(page, {}, { form });
  expect(switched.$('#done').text()).toBe('Skolans del är ändrad.');
  expect(await isLadderOn(db, school)).toBe(before !== true);
});

it('is no page for a coordinator', async () => {
  const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
  expect((await coordinator.open('/settings')).status).toBe(403);
});
