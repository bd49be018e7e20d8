/** Who lives in the story: real pupils of the sample, and the people around them. */
import { z } from 'zod';
import { mappingPart } from './bodies.ts';
import type { Speaker } from './http.ts';
import { send, type Life } from './life.ts';
import type { Pupil, World } from './world.ts';

const details = z.object({ guardians: z.array(z.object({ id: z.string() })) });

export type Around = {
  pupil: Pupil;
  guardianIds: string[];
  rector: { id: string; as: Speaker };
  mentor: { id: string; as: Speaker };
  teamLeader: { id: string; as: Speaker };
  coordinator: { id: string; as: Speaker };
  /** Takes over when the first is away. */
  deputy: { id: string; as: Speaker };
  pupilHealth: { id: string; as: Speaker };
};

/** A pupil by school, class and given name, with everybody around them. `nth` picks the coordinator. */
export const around = async (
  world: World,
  who: { schoolUnit: string; className: string; givenName: string; nth: number },
): Promise<Around> => {
  const { schoolUnit } = who;
  const pupils = await world.pupilsOf(schoolUnit, who.className);
  const pupil = pupils.find((one) => one.name?.startsWith(`${who.givenName} `));
  if (!pupil) throw new Error(`the sample has no ${who.givenName} in ${who.className}`);
  const rector = await world.staff('rector', { schoolUnit });
  const { guardians } = details.parse(await rector.as.get(`/pupils/${pupil.id}`));
  const mentor = await world.staff('mentor', { schoolUnit, className: who.className });
  return {
    pupil,
    guardianIds: guardians.map(({ id }) => id),
    rector,
    mentor,
    teamLeader: await world.staff('teamLeader'),
    coordinator: await world.staff('coordinator', { nth: who.nth }),
    deputy: await world.staff('coordinator', { nth: who.nth + 1 }),
    pupilHealth: await world.staff('pupilHealth', { schoolUnit }),
  };
};

/** A life that is about to begin: these people, these acts. */
export const lifeOf = (
  who: Around,
  own: Pick<Life, 'acts' | 'attendance'> & Partial<Pick<Life, 'neglects'>>,
): Life => ({
  pupil: who.pupil,
  caseId: '',
  coordinator: who.coordinator.as,
  teamLeader: who.teamLeader.as,
  pupilHealth: who.pupilHealth.as,
  neglects: () => false,
  known: new Map(),
  ...own,
});

/** The three parts of the mapping in one day, as the guardian, the mentor and the guardian tell them. */
export const mapInOneDay = async (life: Life, as: Speaker, on: string): Promise<void> => {
  for (const [part, respondent] of [
    ['pupil', 'guardian'],
    ['educators', 'mentor'],
    ['guardians', 'guardian'],
  ] as const)
    await send(life, as, `/mapping/${part}`, mappingPart(respondent, on));
};
