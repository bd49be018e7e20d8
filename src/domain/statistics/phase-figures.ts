/** Where the cases are now: how many stand in each phase. */
import type { Phase } from '../case/state.ts';
import type { SchoolUnitCode } from '../ids.ts';
import type { Stage } from '../policy.ts';
import { blockOfEach, blocksOf, cutsNone } from './blocks.ts';
import { isAt, type PlaceAsk } from './shown-groups.ts';

export const phases: readonly Phase[] = ['noticed', 'ordering', 'ordered', 'assigned', 'monitoring', 'ended'];

/** So many cases of a place stand in a phase now. */
export type PhaseCount = { schoolUnit: SchoolUnitCode; stage: Stage; phase: Phase; cases: number };

/** How many stand in each phase; null is hidden. A count is told where it cuts no block of places and phases. */
export function phaseFigures(
  counts: readonly PhaseCount[],
): (ask: PlaceAsk) => { phase: Phase; cases: number | null }[] {
  const cells = counts.map((one) => ({
    ...one,
    key: `${one.phase}/${one.schoolUnit}/${one.stage}`,
    near: [`${one.phase}/${one.schoolUnit}`, one.phase],
    count: one.cases,
  }));
  const blocks = blocksOf(cells);
  const blockOf = blocks === null ? null : blockOfEach(blocks);
  return (ask) =>
    phases.map((phase) => {
      const asked = cells.filter((one) => one.phase === phase && one.cases > 0 && isAt(ask, one));
      const mayTell = asked.length === 0 || (blockOf !== null && cutsNone(blockOf, asked));
      return { phase, cases: mayTell ? asked.reduce((sum, one) => sum + one.cases, 0) : null };
    });
}
