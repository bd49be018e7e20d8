import { readdirSync, readFileSync } from 'node:fs';

/** Resident memory in MB of a process and all below it, shared pages counted once (PSS); null where /proc lacks it. */
export const memoryOfTree = (root: number): { megabytes: number; processes: number } | null => {
  const parents = new Map<number, number>();
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue;
      const parent = parentOf(Number(name));
      if (parent !== null) parents.set(Number(name), parent);
    }
  } catch {
    return null;
  }
  const tree = [...parents.keys()].filter((pid) => descends(pid, root, parents));
  const kilobytes = tree.reduce((sum, pid) => sum + pssOf(pid), 0);
  return { megabytes: Math.round(kilobytes / 1024), processes: tree.length };
};

const parentOf = (pid: number): number | null => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
};

const descends = (pid: number, root: number, parents: Map<number, number>): boolean => {
  let at: number | undefined = pid;
  for (let steps = 0; at !== undefined && at > 0 && steps < 64; steps += 1) {
    if (at === root) return true;
    at = parents.get(at);
  }
  return false;
};

const pssOf = (pid: number): number => {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
};
