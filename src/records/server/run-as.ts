/**
 * PostgreSQL refuses to run as root. Started by root it runs as the machine's user `postgres`, or as `nobody`
 * where there is none; nothing is added to the machine.
 */
import { type ChildProcess, execFile, spawn, type SpawnOptions } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { RecordsServerError } from './error.ts';

/** Whom to be: ourselves, another user, or another user who may pass folders that are closed to it. */
export type RunAs =
  | { who: 'self' }
  | { who: 'other'; uid: number; gid: number }
  | { who: 'otherThroughClosedFolders'; uid: number; gid: number; capability: string };

const run = promisify(execFile);

/** util-linux: on every Linux that has root's own folders closed. */
const setpriv = 'setpriv';

/**
 * Finds whom to run PostgreSQL as so that it reaches all of the paths.
 * @throws RecordsServerError when root's own folders are in the way and can't be opened for it
 */
export async function runAsFor(paths: readonly string[]): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { who: 'self' };
  const user = (await idsOf('postgres')) ?? (await idsOf('nobody'));
  if (user === null) {
    throw new RecordsServerError(
      'unreachable',
      'PostgreSQL does not run as root, and this machine has no user postgres or nobody. Start as another user.',
    );
  }
  const closed = await firstClosedFolder(paths, user);
  if (closed === null) return { who: 'other', ...user };
  const capability = await passingCapability();
  if (capability === null) {
    throw new RecordsServerError(
      'unreachable',
      `PostgreSQL does not run as root, and ${closed} is closed to other users. ` +
        'Move the project or its data folder elsewhere, or start as an ordinary user.',
    );
  }
  return { who: 'otherThroughClosedFolders', ...user, capability };
}

/** Starts a program as somebody. The pid is the program's own. */
export function spawnAs(
  as: RunAs,
  file: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  switch (as.who) {
    case 'self':
      return spawn(file, args, options);
    case 'other':
      return spawn(file, args, { ...options, uid: as.uid, gid: as.gid });
    case 'otherThroughClosedFolders': {
      // Only this one right is kept, and `access(2)`, by which PostgreSQL finds its own program, respects it.
      const become = [`--reuid=${as.uid}`, `--regid=${as.gid}`, '--clear-groups'];
      const keep = ['--inh-caps', '--ambient-caps'].map((set) => `${set}=-all,+${as.capability}`);
      const respect = '--securebits=+no_setuid_fixup';
      return spawn(setpriv, [respect, ...become, ...keep, file, ...args], options);
    }
  }
}

async function idsOf(user: string): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

/** The first folder above one of the paths that the user may not pass, e.g. `/root`. */
async function firstClosedFolder(
  paths: readonly string[],
  user: { uid: number; gid: number },
): Promise<string | null> {
  for (const one of paths) {
    let folder = path.dirname(path.resolve(one));
    for (;;) {
      const { mode, uid, gid } = await stat(folder);
      const mayPass = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
      if ((mode & mayPass) === 0) return folder;
      const above = path.dirname(folder);
      if (above === folder) break;
      folder = above;
    }
  }
  return null;
}

/** What root may hand on so that another user passes closed folders: reading only, if that may be handed on. */
async function passingCapability(): Promise<string | null> {
  const helped = await run(setpriv, ['--version']).then(
    () => true,
    () => false,
  );
  if (!helped) return null;
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const held = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`);
  // Bits as in linux/capability.h.
  if ((held & 0b100n) !== 0n) return 'dac_read_search';
  if ((held & 0b010n) !== 0n) return 'dac_override';
  return null;
}
