/** Schemathesis (MIT, from PyPI), in a folder of its own beside the other things that are fetched. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const version = '4.32.5';

const run = (
  command: string,
  args: string[],
  quiet: boolean,
  cwd?: string,
): Promise<{ code: number; said: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...(cwd ? { cwd } : {}) });
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said.push(chunk.toString());
        if (!quiet) process.stderr.write(chunk);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, said: said.join('') }));
  });

/** Its command; installed on first use. Throws, saying what is missing. */
export const findSchemathesis = async (cacheFolder: string): Promise<string> => {
  const folder = path.join(cacheFolder, `schemathesis-${version}`);
  const command = path.join(folder, 'bin', 'st');
  if (existsSync(command)) return command;
  const need = (what: string) => (error: unknown) => {
    throw new Error(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  };
  const made = await run('python3', ['-m', 'venv', folder], true).catch(
    need('Python 3.10 or newer is needed'),
  );
  if (made.code !== 0) throw new Error(`python3 -m venv failed:\n${made.said}`);
  const pip = path.join(folder, 'bin', 'pip');
  const got = await run(pip, ['install', '--quiet', `schemathesis==${version}`], true);
  if (got.code !== 0) throw new Error(`schemathesis ${version} could not be installed:\n${got.said}`);
  return command;
};

/** Sends at random for so many seconds. What it says of itself; its own exit code is a failure found. */
export const sendAtRandom = (
  command: string,
  args: {
    document: string;
    url: string;
    seconds: number;
    seed: number;
    verbose: boolean;
  },
): Promise<{ code: number; said: string }> =>
  run(
    command,
    [
      'run',
      args.document,
      '--url',
      args.url,
      '--checks',
      'not_a_server_error',
      '--max-time',
      String(args.seconds),
      '--seed',
      String(args.seed),
      // Each operation in turn for a while, again and again until the time is up.
      '--max-examples',
      '20',
      '--workers',
      '2',
      '--request-timeout',
      '70',
      '--generation-database',
      'none',
      '--suppress-health-check',
      'all',
      '--warnings',
      'off',
      '--continue-on-failure',
      '--no-shrink',
      '--no-color',
    ],
    !args.verbose,
    // Where it keeps notes of its own.
    path.dirname(args.document),
  );
