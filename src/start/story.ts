/**
 * `npm run story`: four pupils of the made-up municipality, from what the school notices to monitoring. Sends HTTP commands and
 * moves the clock, nothing else; every line that it prints is read back. `--json` prints one object a line.
 */
import { readConfig } from '../config.ts';
import { sayTo } from './say.ts';
import { checkStory } from './story/check.ts';
import { live } from './story/live.ts';
import { lastDay, takeUpSchoolBySchool, theLives } from './story/lives.ts';
import { countRuns } from './story/runs.ts';
import { plainLine, readLines } from './story/telling.ts';
import { openWorld } from './story/world.ts';
import { startThrowAway } from './throw-away.ts';

const asJson = process.argv.includes('--json');
const say = sayTo(process.stderr, performance.timeOrigin, () => Date.now());

const running = await startThrowAway(readConfig, process.env, say, 'uppsala').catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

try {
  const world = openWorld(running.apiUrl);
  const begunMs = Date.now();
  await takeUpSchoolBySchool(world);
  const lives = await theLives(world);
  await live(world, lives, lastDay);
  const livedS = ((Date.now() - begunMs) / 1000).toFixed(1);
  const { as } = await world.staff('teamLeader');
  const lines = await readLines(as, lives);
  for (const line of lines) console.log(asJson ? JSON.stringify(line) : plainLine(line));
  const runs = await countRuns(running.temporal, lives);
  const problems = await checkStory(as, lives, lines, runs);
  say(`${lines.length} lines; 2026-08-17 to ${lastDay} lived in ${livedS} s`);
  say(`the engine took these cases through ${runs.join(', ')} runs, by continue-as-new`);
  for (const problem of problems) console.error(`the story went wrong: ${problem}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await running.stop();
}
