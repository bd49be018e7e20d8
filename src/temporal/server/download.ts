import { spawn } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { chmod, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { oneLine } from './version.ts';

/** The CLI release whose server this product is tested with. */
const cliVersion = 'v1.8.2';
const downloadHost = 'temporal.download';

/** Without a byte after this long, the network is taken to be closed. */
const firstByteMs = 20_000;
/** A download that stands still for this long is given up. */
const standstillMs = 15_000;

/** Runs in a process of its own, since the SDK's download can't be called off. */
const childCode = (folder: string): string => `
  import { TestWorkflowEnvironment } from '@temporalio/testing';
  const env = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir: ${JSON.stringify(folder)}, version: '${cliVersion}', ttl: '3650 days' } },
  });
  await env.teardown();
  process.exit(0);
`;

const bytesIn = async (folder: string): Promise<number> => {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(names.map((name) => stat(path.join(folder, name)).catch(() => null)));
  return sizes.reduce((sum, file) => sum + (file?.size ?? 0), 0);
};

/** A proxy may resolve names that this machine can't. */
const usesProxy = (env: NodeJS.ProcessEnv): boolean =>
  ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].some((name) => Boolean(env[name]));

const resolves = async (): Promise<boolean> => {
  const answer = await Promise.race([
    lookup(downloadHost).catch(() => null),
    wait(4000, null, { ref: false }),
  ]);
  return answer !== null;
};

/**
 * Lets the SDK fetch its server and keeps it as `target`. Throws, in one line, when there is no way out to the
 * network: at once when the name doesn't resolve, after 20 s when nothing arrives.
 */
export const downloadTemporal = async (
  target: string,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<void> => {
  if (!usesProxy(env) && !(await resolves()))
    throw new Error(`${downloadHost} can't be resolved: no open network`);
  say(
    `fetching the Temporal server from ${downloadHost} (about 60 MB; given up after 20 s without an answer)`,
  );
  const folder = `${target}.download`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const child = spawn(process.execPath, ['--input-type=module', '-e', childCode(folder)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: import.meta.dirname,
    env,
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-4000)));
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(1));
  });
  try {
    await watch(ended, folder, () => complaint);
    const name = (await readdir(folder)).find((file) => file.startsWith('temporal'));
    if (name === undefined) throw new Error('the download left no file');
    await chmod(path.join(folder, name), 0o755);
    await rename(path.join(folder, name), target);
  } finally {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
};

const watch = async (
  ended: Promise<number | null>,
  folder: string,
  complaint: () => string,
): Promise<void> => {
  let bytes = 0;
  let until = Date.now() + firstByteMs;
  for (;;) {
    const code = await Promise.race([ended, wait(500, 'running' as const, { ref: false })]);
    if (code === 0) return;
    if (code !== 'running') {
      const line = complaint()
        .split('\n')
        .find((text) => /error/i.test(text));
      throw new Error(`the SDK's download failed: ${oneLine(line?.trim() ?? 'no reason given')}`);
    }
    const now = await bytesIn(folder);
    if (now > bytes) until = Math.max(until, Date.now() + standstillMs);
    bytes = now;
    if (Date.now() > until)
      throw new Error(bytes === 0 ? 'no answer within 20 s' : 'the download stood still');
  }
};
