/** How people in the story answer what falls due by itself, week after week. */
import * as write from './bodies.ts';
import { keep, send, type Life } from './life.ts';
import type { Duty } from './world.ts';

/** Kinds that the story's people answer on the due day without being told to by an act. */
const answered: Record<string, (life: Life, today: string, duty: Duty) => Promise<void>> = {
  async followUp(life, today) {
    await send(life, life.coordinator, '/follow-ups', write.followUp(today, life.attendance(today)));
  },
  async monthlyReview(life, today) {
    await send(life, life.pupilHealth, '/monthly-reviews', {
      heldOn: today,
      note: 'Genomgången i elevhälsan.',
    });
  },
  async evaluate(life, today, duty) {
    const ids = await send(life, life.coordinator, '/evaluations', {
      ...write.evaluation(today, 'enough'),
      ...(duty.moved === 'byLov' ? { lovReason: 'Lovet låg emellan.' } : {}),
    });
    keep(life, 'evaluation', ids['evaluationId']);
  },
  async checkUp(life, today) {
    await send(life, life.coordinator, '/check-ups', {
      heldOn: today,
      outcome: 'stable',
      note: 'Det går bra.',
    });
  },
};

/** Whether the story answers a duty by itself in this life. */
export const isAnswered = (life: Life, duty: Duty): boolean => duty.kind in answered && !life.neglects(duty);

/** Answers what is due, the oldest first, until nothing that the story answers is left; `done` hears of each. */
export const answerDuties = async (
  life: Life,
  today: string,
  read: (life: Life) => Promise<Duty[]>,
  done: () => void,
): Promise<void> => {
  for (let rounds = 0; rounds < 20; rounds += 1) {
    const due = (await read(life)).filter((duty) => duty.due <= today && isAnswered(life, duty));
    const [first] = due.toSorted((a, b) => (a.due < b.due ? -1 : 1));
    if (first === undefined) return;
    await answered[first.kind]?.(life, today, first);
    done();
  }
};
