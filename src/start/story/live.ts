import { answerDuties, isAnswered } from './duties.ts';
import type { Life } from './life.ts';
import type { Duty, World } from './world.ts';

/**
 * Lives them side by side in the order of their dates: each act on its day, each duty on its due day. Between them
 * only the clock moves. Ends at `until`, or when no life has anything left before it.
 */
export const live = async (world: World, lives: Life[], until: string): Promise<void> => {
  const duties = (life: Life): Promise<Duty[]> =>
    life.caseId === '' ? Promise.resolve([]) : world.duties(life.caseId, life.teamLeader);

  const comingDates = async (life: Life): Promise<string[]> => {
    const due = (await duties(life)).filter((duty) => isAnswered(life, duty)).map((duty) => duty.due);
    return [...due, ...life.acts.slice(0, 1).map((act) => act.on)];
  };

  for (;;) {
    const [next] = (await Promise.all(lives.map(comingDates))).flat().toSorted();
    if (next === undefined || next > until) break;
    const today = await world.today();
    if (next > today) await world.moveTo(next);
    const day = next > today ? next : today;
    for (const life of lives) {
      for (let act = life.acts[0]; act !== undefined && act.on <= day; act = life.acts[0]) {
        life.acts.shift();
        await act.does(life);
      }
      await answerDuties(life, day, duties);
    }
  }
  if (until > (await world.today())) await world.moveTo(until);
};
