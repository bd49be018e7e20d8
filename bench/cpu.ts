/** Processor time of a process and all below it, as /proc tells it (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in hundredths of a second, on every architecture that Node runs on. */
const ticksASecond = 100;

type Process = { pid: number; name: string; parent: number; seconds: number };

const processOf = (pid: number): Process | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    // Fields are counted after the name: parent is the 4th; utime, stime and those of reaped children 14th to 17th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { pid, name, parent: Number(fields[1]), seconds: ticks / ticksASecond };
  } catch {
    // It ended meanwhile.
    return null;
  }
};

/** Seconds of processor time since their start of everything below `root` and of itself, by process. */
export const cpuOfTree = (root: number): Process[] => {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processOf(Number(name)) ?? []);
  const below = new Set([root]);
  for (let grown = -1; grown !== below.size;) {
    grown = below.size;
    for (const { pid, parent } of all) if (below.has(parent)) below.add(pid);
  }
  return all.filter(({ pid }) => below.has(pid));
};
