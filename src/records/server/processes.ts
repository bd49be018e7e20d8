/** Other processes: whether one is alive, and whether it is still the one that we knew. */
import { readFile } from 'node:fs/promises';

/** Alive, and not merely waiting to be reaped by a parent that never does so (as in many containers). */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: alive, and another user's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const stat = await statOf(pid);
  return stat === null || stat.state !== 'Z';
}

/**
 * Something that a later process with the same pid doesn't have: its start in the machine's ticks. Empty where
 * the system doesn't tell (anything but Linux).
 */
export async function birthMark(pid: number): Promise<string> {
  return (await statOf(pid))?.startedAt ?? '';
}

/** The program's name and arguments, or null where the system doesn't tell. */
export async function commandLine(pid: number): Promise<string[] | null> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  return text === null ? null : text.split('\0');
}

async function statOf(pid: number): Promise<{ state: string; startedAt: string } | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  // The name in parentheses may hold anything; fields are counted after it (proc(5): state is 3, starttime 22).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startedAt: fields[19] ?? '' };
}
