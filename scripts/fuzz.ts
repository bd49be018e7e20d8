/**
 * `npm run fuzz`: sends requests at random over the API's own document, as every role and as nobody, to a municipality of
 * its own in the middle of its work. Ends with 1 when an answer was 5xx or didn't come. `-- --minutes 10` for the whole
 * (default 1), `--seed N`, `--role guardian` for one alone, `--verbose`. Needs Python 3.10 or newer.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readConfig } from '../src/config.ts';
import { projectFolder } from '../src/start/bryggan.ts';
import { sayTo } from '../src/start/say.ts';
import { live } from '../src/start/story/live.ts';
import { takeUpSchoolBySchool, theLives } from '../src/start/story/lives.ts';
import { openWorld } from '../src/start/story/world.ts';
import { startThrowAway } from '../src/start/throw-away.ts';
import { readKnownIds, withKnownIds } from './fuzz/known-ids.ts';
import { noFigures, startMeter, type Figures } from './fuzz/meter.ts';
import { findSchemathesis, sendAtRandom } from './fuzz/schemathesis.ts';

/** By then the story's cases stand between plan and evaluation, with consents, meetings and polls. */
const furnishedOn = '2026-10-20';

/** A rehearsal's clock isn't there when live, and a random year takes minutes to live. */
const leftOut = [{ method: 'post', path: '/api/v1/rehearsal/clock' }];

/** Who may do most is met longest. */
const shareOf = (role: string | null): number =>
  ['coordinator', 'teamLeader', 'rector', 'registrar'].includes(role ?? '') ? 2 : 1;

const { values: given } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string' },
    role: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const minutes = z.coerce.number().positive().parse(given.minutes);
const seed =
  given.seed === undefined ? Math.floor(Math.random() * 1e9) : z.coerce.number().int().parse(given.seed);

const documentShape = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const peopleShape = z.object({ people: z.array(z.object({ personId: z.string(), role: z.string() })) });

const say = sayTo(process.stderr, performance.timeOrigin, () => Date.now());
const command = await findSchemathesis(path.join(projectFolder, '.cache'));
const running = await startThrowAway(readConfig, process.env, say, 'uppsala').catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
const folder = mkdtempSync(path.join(os.tmpdir(), 'bryggan-fuzz-'));

const api = async (at: string, init?: RequestInit): Promise<unknown> =>
  (await fetch(`${running.apiUrl}/api/v1${at}`, init)).json();

const signIn = async (personId: string, role: string): Promise<string> => {
  const body = JSON.stringify({ personId, role });
  const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  return z.object({ token: z.string() }).parse(await api('/session', sent)).token;
};

/** The document as each role meets it: real ids beside made-up ones. */
const writeDocument = async (): Promise<{ file: string; routes: string[] }> => {
  const document = documentShape.parse(await api('/openapi.json'));
  for (const { method, path: at } of leftOut) delete document.paths[at]?.[method];
  const world = openWorld(running.apiUrl);
  await takeUpSchoolBySchool(world);
  await live(world, await theLives(world), furnishedOn);
  const speakers = await Promise.all(
    ['teamLeader', 'coordinator', 'rector', 'registrar'].map(async (role) => (await world.staff(role)).as),
  );
  const getPaths = Object.keys(document.paths).filter((at) => document.paths[at]?.['get'] !== undefined);
  const known = await readKnownIds(speakers, getPaths);
  const file = path.join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(withKnownIds(document, known)));
  const routes = Object.entries(document.paths).flatMap(([at, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${at}`),
  );
  return { file, routes };
};

const told = (figures: Figures, routes: readonly string[], lastedS: number, roles: readonly string[]) => {
  const hit = routes.filter((route) => figures.routes.has(route));
  const statuses = [...figures.statuses].toSorted(([a], [b]) => a.localeCompare(b));
  console.log(`fuzz: seed ${seed}, ${(lastedS / 60).toFixed(1)} minutes, as ${roles.join(', ')}`);
  console.log(`${figures.requests} requests to ${hit.length} of ${routes.length} routes`);
  console.log(statuses.map(([status, times]) => `${status}: ${times}`).join(', '));
  const missed = routes.filter((route) => !figures.routes.has(route));
  if (missed.length > 0) console.log(`not reached: ${missed.join(', ')}`);
  for (const { method, path: at, status, requestId } of figures.bad) {
    console.error(`${status ?? 'no answer'}: ${method} ${at} (request ${requestId ?? '–'})`);
  }
};

try {
  const { file, routes } = await writeDocument();
  const { people } = peopleShape.parse(await api('/rehearsal/people'));
  const all = [null, ...new Set(people.map(({ role }) => role))];
  const roles = given.role === undefined ? all : all.filter((role) => (role ?? 'nobody') === given.role);
  const figures = noFigures();
  const templates = [...new Set(routes.map((route) => route.split(' ')[1] ?? ''))];
  const shares = roles.map(shareOf);
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const begunMs = performance.now();
  let odd = false;
  for (const [i, role] of roles.entries()) {
    const person = people.find((one) => one.role === role);
    const meter = await startMeter({
      apiUrl: running.apiUrl,
      templates,
      signIn: person === undefined ? null : () => signIn(person.personId, person.role),
      figures,
    });
    const seconds = Math.max(1, Math.round((minutes * 60 * shareOf(role)) / whole));
    say(`as ${role ?? 'nobody'}, ${seconds} s`);
    const sent = await sendAtRandom(command, {
      document: file,
      url: meter.url,
      seconds,
      seed: seed + i,
      verbose: given.verbose,
    });
    await meter.close();
    // 0: nothing found; 1: found something, which the meter counts as well; else it didn't run as it should.
    if (sent.code !== 0) {
      odd = true;
      console.error(sent.said.slice(-6000));
    }
  }
  told(
    figures,
    routes,
    (performance.now() - begunMs) / 1000,
    roles.map((role) => role ?? 'nobody'),
  );
  const health = await fetch(`${running.apiUrl}/readyz`);
  if (!health.ok) console.error(`afterwards: /readyz answered ${health.status}`);
  process.exitCode = !odd && figures.bad.length === 0 && health.ok ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
}
