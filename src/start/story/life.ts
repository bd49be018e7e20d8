/** What a life in the story is made of: acts on dates, and how its duties are answered when they fall due. */
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Speaker } from './http.ts';
import type { Duty, Pupil } from './world.ts';

export type Act = { on: string; does: (life: Life) => Promise<void> };

export type Life = {
  pupil: Pupil;
  /** Empty until the case is opened. */
  caseId: string;
  /** Whoever has the case now. */
  coordinator: Speaker;
  teamLeader: Speaker;
  pupilHealth: Speaker;
  /** What happens, ascending by date; an act that is done is gone. */
  acts: Act[];
  /** Duties that this life leaves undone on purpose. */
  neglects: (duty: Duty) => boolean;
  /** Attendance in per cent of offered time, as follow-ups tell it. */
  attendance: (on: string) => number;
  /** Ids that later acts refer to. */
  known: Map<string, string[]>;
};

const commandAnswer = z.object({
  caseId: z.string(),
  revision: z.number(),
  /** Whether lists and pages show it already; figures by themselves wait for nothing. */
  projected: z.boolean().default(true),
  ids: z.record(z.string(), z.array(z.string())).default({}),
});

const caseView = z.object({ revision: z.number() });

export type Ids = Record<string, string[]>;

/** A command to this life's case. */
export const send = async (life: Life, as: Speaker, path: string, body: unknown): Promise<Ids> =>
  (await shown(as, commandAnswer.parse(await as.send(`/cases/${life.caseId}${path}`, body)))).ids;

const pauseMs = 100;
const shownWithinMs = 60_000;

/** Waits until what was answered can be read: at once, unless the worker was away just then. */
const shown = async (as: Speaker, answer: z.output<typeof commandAnswer>): Promise<typeof answer> => {
  const until = performance.now() + shownWithinMs;
  for (let seen = answer.projected; !seen && performance.now() < until;) {
    await wait(pauseMs);
    const { revision } = caseView.parse(await as.get(`/cases/${answer.caseId}`));
    seen = revision >= answer.revision;
  }
  return answer;
};

/** The command that a case begins with; the answer says which case it is. */
export const begin = async (life: Life, as: Speaker, path: string, body: unknown): Promise<void> => {
  life.caseId = (await shown(as, commandAnswer.parse(await as.send(path, body)))).caseId;
};

/** Opens the case with an order. */
export const open = (life: Life, as: Speaker, body: unknown): Promise<void> =>
  begin(life, as, '/cases', body);

export const keep = (life: Life, name: string, ids: string[] | undefined): void => {
  if (ids === undefined) throw new Error(`the answer names no id for ${name}`);
  life.known.set(name, ids);
};

/** The last of the ids that were kept under a name. */
export const known = (life: Life, name: string): string => {
  const id = life.known.get(name)?.at(-1);
  if (id === undefined) throw new Error(`the story knows no ${name}`);
  return id;
};

/** Steps of attendance: each percentage holds from its date. The first holds before it too. */
export const steps =
  (...pairs: [from: string, percent: number][]) =>
  (on: string): number =>
    pairs.findLast(([from]) => from <= on)?.[1] ?? pairs[0]?.[1] ?? 0;
