import { execFile, spawn } from 'node:child_process';
import { access, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const toldEveryMs = 20_000;

/**
 * Builds the pinned server (`tools/temporal`) with Go and keeps it as `target`. Says every 20 s that it still
 * works. Throws in one line when there is no Go or the build fails.
 */
export const buildTemporal = async (args: {
  target: string;
  /** The folder that holds go.mod. */
  modules: string;
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
}): Promise<void> => {
  const { target, modules, env, say } = args;
  await access(path.join(modules, 'go.mod')).catch(() => {
    throw new Error(`${modules} is not there: this copy came without its build files`);
  });
  await run('go', ['version'], { env }).catch(() => {
    throw new Error('there is no Go on this machine (1.26.8 or newer)');
  });
  say('building the Temporal server with Go: about 5–8 minutes the first time, then never again');
  const began = Date.now();
  const teller = setInterval(() => {
    say(`still building the Temporal server (${Math.round((Date.now() - began) / 1000)} s)`);
  }, toldEveryMs);
  const unfinished = `${target}.${process.pid}`;
  try {
    await goBuild(modules, unfinished, env);
    await rename(unfinished, target);
    say(`built the Temporal server in ${Math.round((Date.now() - began) / 1000)} s`);
  } finally {
    clearInterval(teller);
    await rm(unfinished, { force: true });
  }
};

const goBuild = (modules: string, output: string, env: NodeJS.ProcessEnv): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      'go',
      ['build', '-trimpath', '-ldflags=-s -w', '-o', output, 'github.com/temporalio/cli/cmd/temporal'],
      {
        cwd: modules,
        env: { ...env, GOFLAGS: '-mod=readonly', CGO_ENABLED: '0' },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    const stop = () => child.kill('SIGTERM');
    process.once('exit', stop);
    let last = '';
    child.stderr.on('data', (chunk: Buffer) => (last = chunk.toString().trim().split('\n').at(-1) ?? last));
    child.once('error', reject);
    child.once('exit', (code) => {
      process.removeListener('exit', stop);
      if (code === 0) resolve();
      else reject(new Error(`go build ended with ${code ?? 'a signal'}: ${last.slice(0, 200)}`));
    });
  });
