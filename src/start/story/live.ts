import { answerDuties, isAnswered } from './duties.ts';
import type { Life } from './life.ts';
import type { Duty, World } from './world.ts';

/**
 * Lives them side by side in the order of their dates: each act on its day, each duty on its due day. Between them
 * only the clock moves. Ends at `until`, or when no life has anything left before it.
 */
export const live = async (world: World, lives: Life[], until: string): Promise<void> => {
  /** What each life owes, as last read: true until the clock moves or something is done in that life. */
  const owed = new Map<Life, Duty[]>();
  const duties = async (life: Life): Promise<Duty[]> => {
    const known =
      owed.get(life) ?? (life.caseId === '' ? [] : await world.duties(life.caseId, life.teamLeader));
    owed.set(life, known);
    return known;
  };

  /** The next day on which this life has something to do. */
  const nextDay = async (life: Life): Promise<string | null> => {
    const due = (await duties(life)).filter((duty) => isAnswered(life, duty)).map((duty) => duty.due);
    return [...due, ...life.acts.slice(0, 1).map((act) => act.on)].toSorted()[0] ?? null;
  };

  let today = await world.today();
  const liveDay = async (life: Life): Promise<void> => {
    for (let act = life.acts[0]; act !== undefined && act.on <= today; act = life.acts[0]) {
      life.acts.shift();
      await act.does(life);
      owed.delete(life);
    }
    await answerDuties(life, today, duties, () => owed.delete(life));
  };

  for (;;) {
    const days = await Promise.all(lives.map(nextDay));
    const [next] = days.filter((day) => day !== null).toSorted();
    if (next === undefined || next > until) break;
    if (next > today) {
      await world.moveTo(next);
      today = next;
      owed.clear();
    }
    for (const [i, life] of lives.entries()) {
      const day = days[i] ?? null;
      if (day !== null && day <= today) await liveDay(life);
    }
  }
  if (until > today) await world.moveTo(until);
};
