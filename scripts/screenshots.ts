/**
 * Takes the handbok's pictures: starts a rehearsal of its own, lives the story's pupils for some weeks, and goes to
 * the main pages as the people who use them. Run it when the pages look different: `npx tsx scripts/screenshots.ts`.
 */
import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Browser } from 'playwright-core';
import { readConfig } from '../src/config.ts';
import { sayTo } from '../src/start/say.ts';
import { live } from '../src/start/story/live.ts';
import { takeUpSchoolBySchool, theLives } from '../src/start/story/lives.ts';
import { openWorld } from '../src/start/story/world.ts';
import { startThrowAway } from '../src/start/throw-away.ts';
import { startChromium } from '../test/e2e/chromium.ts';

/** The day of the pictures: plans are made, follow-ups held, the autumn's break is near. */
const pictureDay = '2026-10-19';

/** A picture that is heavier makes the handbok slow on a phone. */
const mostBytes = 150_000;

const folder = path.join('docs', 'handbok', 'pictures');

/** `part`: what of the page is taken, else its first screen. */
type Shot = { name: string; role: string; at: string; part?: string };

const shots: readonly Shot[] = [
  { name: 'day', role: 'coordinator', at: '/' },
  { name: 'statistics', role: 'teamLeader', at: '/statistics', part: 'main section .scroll' },
  { name: 'eht', role: 'pupilHealth', at: '/eht' },
  { name: 'team', role: 'teamLeader', at: '/team' },
  { name: 'order', role: 'rector', at: '/order' },
  { name: 'class', role: 'mentor', at: '/classes' },
  { name: 'clock', role: 'teamLeader', at: '/rehearsal' },
];

const people = z.object({ people: z.array(z.object({ personId: z.string(), role: z.string() })) });
const duties = z.object({ total: z.number() });

const say = sayTo(process.stderr, performance.timeOrigin, () => Date.now());
const running = await startThrowAway(readConfig, process.env, say, 'uppsala');
const browser = await startChromium();
try {
  const world = openWorld(running.apiUrl);
  await takeUpSchoolBySchool(world);
  const lives = await theLives(world);
  await live(world, lives, pictureDay);
  mkdirSync(folder, { recursive: true });
  for (const shot of shots) await take(browser, shot);
  // The first life's absence rises, and then something is done about it.
  const course = { name: 'course', role: 'teamLeader', at: `/cases/${lives[0]?.caseId}`, part: '.course' };
  await take(browser, course);
} finally {
  await browser.close();
  await running.stop();
}

/** As whoever of the role has the most to do that day. */
async function take(on: Browser, { name, role, at, part }: Shot): Promise<void> {
  const context = await on.newContext({
    baseURL: running.apiUrl,
    locale: 'sv-SE',
    viewport: { width: 900, height: 700 },
    colorScheme: 'light',
  });
  const { request } = context;
  const all = people.parse(await (await request.get('/api/v1/rehearsal/people')).json()).people;
  const signIn = async (personId: string) => {
    const answer = await request.post('/api/v1/session', { data: { personId, role } });
    if (!answer.ok()) throw new Error(`${role}: ${await answer.text()}`);
  };
  let busiest = { personId: '', total: -1 };
  for (const { personId } of all.filter((one) => one.role === role)) {
    await signIn(personId);
    const { total } = duties.parse(await (await request.get('/api/v1/obligations?limit=1')).json());
    if (total > busiest.total) busiest = { personId, total };
  }
  await signIn(busiest.personId);
  const page = await context.newPage();
  const answer = await page.goto(at);
  if (answer?.status() !== 200) throw new Error(`${at} answered ${answer?.status()} to ${role}`);
  const file = path.join(folder, `${name}.png`);
  await (part === undefined ? page : page.locator(part).first()).screenshot({ path: file });
  const { size } = statSync(file);
  if (size > mostBytes) throw new Error(`${file} is ${size} bytes, more than ${mostBytes}`);
  say(`${file}: ${Math.round(size / 1000)} kB`);
  await context.close();
}
