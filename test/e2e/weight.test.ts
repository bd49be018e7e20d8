/** What a browser fetches for each role's first page, as it comes over the wire: below 150 kB, and little after that. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SessionRole } from '../../src/api/session.ts';
import { allocated, consented, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { openPages, type Pages } from './pages.ts';

let api: Served;
let pages: Pages;

beforeAll(async () => {
  api = await served();
  await allocated(api, pupils.first);
  await consented(api, pupils.second);
  pages = await openPages(api);
});
afterAll(async () => {
  await pages.close();
  await api.close();
});

const mostBytes = 150_000;
/** A page alone, its styles and scripts being there from before. */
const mostAgain = 20_000;

const roles: [SessionRole, string][] = [
  ['coordinator', ids.coordinator],
  ['teamLeader', ids.teamLeader],
  ['rector', ids.rector],
  ['mentor', ids.mentor],
  ['pupilHealth', ids.pupilHealth],
  ['guardian', ids.mother],
  ['pupil', pupils.first],
];

it.each(roles)('the first page of a %s is light', async (role, personId) => {
  const page = await pages.as(personId, role);
  const wire = await page.context().newCDPSession(page);
  await wire.send('Network.enable');
  let bytes = 0;
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  const weighed = async (): Promise<number> => {
    bytes = 0;
    await page.goto('/', { waitUntil: 'networkidle' });
    return bytes;
  };
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
  const first = await weighed();
  await wire.send('Network.setCacheDisabled', { cacheDisabled: false });
  await weighed();
  const again = await weighed();
  console.log(`${role}: ${Math.round(first / 1000)} kB at first, ${Math.round(again / 1000)} kB again`);
  expect(first).toBeGreaterThan(10_000);
  expect(first).toBeLessThan(mostBytes);
  expect(again).toBeLessThan(mostAgain);
});
