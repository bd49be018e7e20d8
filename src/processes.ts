/** Other processes: whether one is alive, and whether it is still the one that we knew. */
import { readFileSync } from 'node:fs';

/** Alive, and not merely waiting to be reaped by a parent that never does so (as in many containers). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: alive, and another user's.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const stat = statOf(pid);
  return stat === null || stat.state !== 'Z';
}

/**
 * Something that a later process with the same pid doesn't have: its start in the machine's ticks. Empty where
 * the system doesn't tell (anything but Linux).
 */
export function birthMark(pid: number): string {
  return statOf(pid)?.startedAt ?? '';
}

/** The program's name and arguments, or null where the system doesn't tell. */
export function commandLine(pid: number): string[] | null {
  const text = textOf(`/proc/${pid}/cmdline`);
  return text === null ? null : text.split('\0');
}

function statOf(pid: number): { state: string; startedAt: string } | null {
  const text = textOf(`/proc/${pid}/stat`);
  if (text === null) return null;
  // The name in parentheses may hold anything; fields are counted after it (proc(5): state is 3, starttime 22).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startedAt: fields[19] ?? '' };
}

const textOf = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
};
