// Plain JavaScript, so that a Node too old for the rest still says what is wrong in one line.
import process from 'node:process';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const fits = (major === 20 && minor >= 20) || (major === 22 && minor >= 12) || major === 24;

if (!fits) {
  console.error(
    `Bryggan needs Node 20.20, 22.12 or 24 (or a later minor of these); this is ${process.versions.node}. ` +
      'Install one of them, e.g. from nodejs.org, and start again.',
  );
  process.exit(1);
}

// Whoever reads what is said may leave first: `npm start | tee log` and Ctrl-C, a window that is closed. What was started
// must be stopped all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

// Local dates are reckoned from data; the machine's own zone must not leak in.
process.env.TZ = 'UTC';
const { register } = await import('tsx/esm/api');
register();
await import(process.argv[2] === 'story' ? './story.ts' : './main.ts');
