/** `npm start`: a working municipality on this machine, and the end of it on Ctrl-C. */
import { ConfigError, readConfig } from '../config.ts';
import { startBryggan } from './bryggan.ts';
import { memoryOfTree } from './memory.ts';
import { sayTo } from './say.ts';
import { welcome } from './welcome.ts';

const startedMs = performance.timeOrigin;
const say = sayTo(process.stdout, startedMs, () => Date.now());

const config = (() => {
  try {
    return readConfig({ ...process.env, BRYGGAN_MODE: 'rehearsal' });
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : error);
    process.exit(1);
  }
})();

const starting = startBryggan(config, process.env, say);
let ending = false;
const end = async (signal: string) => {
  if (ending) return;
  ending = true;
  say(`${signal}: stopping`);
  await starting.then((running) => running.stop()).catch(() => undefined);
  say('stopped; `npm start` goes on from here');
  process.exit(0);
};
process.on('SIGINT', () => void end('Ctrl-C'));
process.on('SIGTERM', () => void end('SIGTERM'));
process.on('SIGHUP', () => void end('SIGHUP'));

try {
  const running = await starting;
  console.log(await welcome(running));
  const memory = memoryOfTree(process.pid);
  if (memory) say(`memory: ${memory.megabytes} MB in ${memory.processes} processes together`);
} catch (error) {
  if (!ending) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
