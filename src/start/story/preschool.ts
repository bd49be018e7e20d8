/**
 * A child in preschool, where nothing is a duty: staff raise a concern, the child health team decides that the
 * coordinator offers support and answers the staff; no cap, support at drop-off, weekly talks with staff and guardians,
 * and a closing when the mornings work.
 */
import * as write from './bodies.ts';
import { around, lifeOf, mapInOneDay, type Around } from './cast.ts';
import { begin, send, steps, type Act, type Life } from './life.ts';
import type { World } from './world.ts';

export const preschool = async (world: World): Promise<Life> => {
  const who = await around(world, {
    schoolUnit: '98000002',
    className: 'Avdelning Björken',
    givenName: 'Vera',
    nth: 3,
  });
  return lifeOf(who, {
    acts: acts(who),
    attendance: steps(['2026-09-01', 40], ['2026-12-01', 75]),
  });
};

const acts = ({ pupil, guardianIds, mentor, pupilHealth, teamLeader, coordinator }: Around): Act[] => [
  {
    on: '2026-09-09',
    async does(life) {
      await begin(life, mentor.as, '/concerns', { pupilId: pupil.id, ...write.concern('2026-09-09') });
    },
  },
  {
    on: '2026-09-14',
    async does(life) {
      const note = 'Samordnaren erbjuder familjen stöd; det är frivilligt.';
      const decision = write.ehtDecision('2026-09-14', 'coordinator', note);
      await send(life, pupilHealth.as, '/eht-decisions', decision);
    },
  },
  {
    on: '2026-09-16',
    async does(life) {
      await send(life, teamLeader.as, '/allocation', {
        coordinatorIds: [coordinator.id],
        start: '2026-09-16',
      });
      for (const guardianId of guardianIds)
        await send(
          life,
          coordinator.as,
          '/consents',
          write.consent(guardianId, 'coordinators', '2026-09-16', '2027-09-15', coordinator.id),
        );
    },
  },
  {
    on: '2026-09-18',
    async does(life) {
      const drop = write.contact('2026-09-18', 'dropOffSupport', 'operative', ['guardian', 'pupil']);
      await send(life, coordinator.as, '/contacts', drop);
      await send(life, coordinator.as, '/contacts', {
        ...drop,
        kind: 'startMeeting',
        effort: 'coordinating',
      });
    },
  },
  {
    on: '2026-09-24',
    async does(life) {
      await mapInOneDay(life, coordinator.as, '2026-09-24');
      await send(life, coordinator.as, '/plans', write.plan('2026-09-28'));
    },
  },
  {
    on: '2026-12-18',
    async does(life) {
      await send(life, coordinator.as, '/evaluations', write.evaluation('2026-12-18', 'end', true));
      await send(life, coordinator.as, '/closure', write.closing('backAtSchool'));
    },
  },
];
