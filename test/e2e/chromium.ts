/** Finds a Chromium on this machine, or installs Debian's where it may; says what to do otherwise. */
import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';

const run = promisify(execFile);

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const folders = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/bin', '/snap/bin'];

/** Quiet, as nothing but our own pages is to be asked for. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Starts it without a window. `CHROMIUM` names another program. */
export async function startChromium(): Promise<Browser> {
  const executablePath = (await findChromium()) ?? (await installChromium());
  // Chromium refuses its sandbox to root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...quiet, ...asRoot] });
}

async function findChromium(): Promise<string | null> {
  const set = process.env['CHROMIUM'];
  const candidates =
    set === undefined ? folders.flatMap((one) => names.map((name) => path.join(one, name))) : [set];
  for (const file of candidates) {
    const there = await access(file).then(
      () => true,
      () => false,
    );
    if (there) return file;
  }
  return null;
}

/** Debian and Ubuntu, as root. */
async function installChromium(): Promise<string> {
  if (process.getuid?.() === 0) {
    try {
      await run('apt-get', ['update', '-qq']);
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
    } catch {
      // Told below, with what to do.
    }
  }
  const found = await findChromium();
  if (found !== null) return found;
  throw new Error(
    'The pages are tested in a real Chromium and none is here: install one (Debian: apt-get install chromium), or name it by CHROMIUM.',
  );
}
