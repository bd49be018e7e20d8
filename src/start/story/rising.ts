/**
 * Rising absence, a central team, six months: an order that lacked something, two guardians, consent withdrawn for
 * one receiver, a follow-up that nobody held, a meeting cancelled, an extension over the summer, closing in autumn.
 */
import * as write from './bodies.ts';
import { around, lifeOf, type Around } from './cast.ts';
import { keep, known, open, send, steps, type Act, type Life } from './life.ts';
import type { World } from './world.ts';

const socialServices = {
  kind: 'receiver',
  receiver: 'socialServices',
  name: 'Familjebehandlingen',
  email: 'familj@socialtjanst.example',
};
const bup = { kind: 'receiver', receiver: 'bup', name: 'BUP mottagningen', email: 'mottagning@bup.example' };

const meeting = (date: string, participants: unknown[]) => ({
  kind: 'collaboration',
  time: { date, from: '14:00', minutes: 60 },
  where: { kind: 'place', place: 'Kringlaskolan, rum 12' },
  question: 'Hur kommer eleven tillbaka till bildlektionerna?',
  participants,
});

export const risingAbsence = async (world: World): Promise<Life> => {
  const who = await around(world, { schoolUnit: '98000001', className: '2A', givenName: 'Amina', nth: 0 });
  return lifeOf(who, {
    acts: [...beginning(who), ...together(world, who), ...towardsTheEnd(who)].toSorted((a, b) =>
      a.on < b.on ? -1 : 1,
    ),
    neglects: (duty) => duty.key === 'followUp/2026-W46',
    attendance: steps(['2026-10-01', 35], ['2027-01-01', 55], ['2027-04-01', 70], ['2027-08-01', 88]),
  });
};

/** From the order to the plan. */
const beginning = ({ pupil, guardianIds, rector, teamLeader, coordinator }: Around): Act[] => [
  {
    on: '2026-09-28',
    async does(life) {
      const order = write.fullOrder('2026-09-24');
      const incomplete = { ...order, attachments: [], preconditions: order.preconditions.slice(0, 3) };
      await open(life, rector.as, { pupilId: pupil.id, order: incomplete });
    },
  },
  {
    on: '2026-09-30',
    async does(life) {
      await send(life, rector.as, '/order', write.fullOrder('2026-09-28'));
    },
  },
  {
    // One guardian signs in the e-service, the other on paper before a witness.
    on: '2026-10-02',
    async does(life) {
      for (const receiver of ['coordinators', 'bup', 'socialServices']) {
        for (const [i, guardianId] of guardianIds.entries()) {
          const witness = i === 0 ? null : teamLeader.id;
          const body = write.consent(guardianId, receiver, '2026-10-02', '2027-09-30', witness);
          const ids = await send(life, teamLeader.as, '/consents', body);
          keep(life, `consent ${receiver}`, ids['consentId']);
        }
      }
    },
  },
  {
    on: '2026-10-05',
    async does(life) {
      await send(life, teamLeader.as, '/allocation', {
        coordinatorIds: [coordinator.id],
        start: '2026-10-05',
      });
    },
  },
  {
    on: '2026-10-07',
    async does(life) {
      await send(
        life,
        coordinator.as,
        '/contacts',
        write.contact('2026-10-07', 'phone', 'supporting', ['guardian']),
      );
    },
  },
  {
    on: '2026-10-09',
    async does(life) {
      const body = write.contact('2026-10-09', 'startMeeting', 'coordinating', ['pupil', 'guardian']);
      await send(life, coordinator.as, '/contacts', body);
    },
  },
  {
    on: '2026-10-12',
    async does(life) {
      const note = 'Rekommendationer till skolan.';
      const ids = await send(life, coordinator.as, '/papers', {
        from: 'bup',
        kinds: ['support'],
        askedOn: '2026-10-12',
        note,
      });
      keep(life, 'papers', ids['paperRequestId']);
    },
  },
  ...(
    [
      ['2026-10-13', 'pupil', 'pupil'],
      ['2026-10-15', 'educators', 'mentor'],
      ['2026-10-16', 'guardians', 'guardian'],
    ] as const
  ).map(([on, part, respondent]): Act => ({
    on,
    async does(life) {
      await send(life, coordinator.as, `/mapping/${part}`, write.mappingPart(respondent, on));
    },
  })),
  {
    on: '2026-10-19',
    async does(life) {
      await send(life, coordinator.as, '/plans', write.plan('2026-10-19'));
    },
  },
];

/** Meetings, what they decide, and a consent that is taken back. */
const together = (world: World, { guardianIds, mentor }: Around): Act[] => {
  const guardians = guardianIds.map((guardianId) => ({ kind: 'guardian', guardianId }));
  const invitedMentor = { kind: 'staff', personId: mentor.id };
  return [
    {
      on: '2026-11-02',
      async does(life) {
        const ids = await send(
          life,
          life.coordinator,
          '/meetings',
          meeting('2026-11-19', [...guardians, invitedMentor, bup, socialServices]),
        );
        keep(life, 'meeting', ids['meetingId']);
      },
    },
    {
      on: '2026-11-03',
      async does(life) {
        const guardian = await world.family(guardianIds[0] ?? '', 'guardian');
        await send(life, guardian, `/meetings/${known(life, 'meeting')}/answers`, { rsvp: 'accepted' });
      },
    },
    {
      on: '2026-11-10',
      async does(life) {
        const guardian = await world.family(guardianIds.at(-1) ?? '', 'guardian');
        await send(life, guardian, `/consents/${known(life, 'consent bup')}/withdrawal`, { kinds: null });
      },
    },
    {
      on: '2026-11-20',
      async does(life) {
        const ids = await send(life, life.coordinator, `/meetings/${known(life, 'meeting')}/minutes`, {
          heldOn: '2026-11-19',
          attended: [],
          note: 'Vi började med bilden och kom överens om morgnarna.',
          decisions: [
            {
              owner: { party: 'mentor', personId: mentor.id },
              due: '2026-11-27',
              note: 'Plats i bildsalen.',
            },
            { owner: { party: 'coordinator' }, due: '2026-12-04', note: 'Ringa BUP om ny tid.' },
          ],
        });
        keep(life, 'decisions', ids['decisionIds']);
      },
    },
    {
      on: '2026-11-26',
      async does(life) {
        for (const id of life.known.get('decisions') ?? [])
          await send(life, life.coordinator, `/decisions/${id}/report`, {
            result: 'done',
            reportedOn: '2026-11-26',
          });
        await send(life, life.coordinator, `/papers/${known(life, 'papers')}/receipt`, {
          receivedOn: '2026-11-26',
        });
      },
    },
    {
      on: '2027-01-18',
      async does(life) {
        const ids = await send(
          life,
          life.coordinator,
          '/meetings',
          meeting('2027-02-03', [...guardians, invitedMentor]),
        );
        keep(life, 'second meeting', ids['meetingId']);
      },
    },
    {
      on: '2027-01-28',
      async does(life) {
        const reason = 'Samordnaren är sjuk.';
        await send(life, life.coordinator, `/meetings/${known(life, 'second meeting')}/cancellation`, {
          reason,
        });
      },
    },
  ];
};

/** A colleague takes over; the extension; the closing after the summer. */
const towardsTheEnd = ({ teamLeader, deputy }: Around): Act[] => [
  {
    on: '2027-01-29',
    async does(life) {
      await send(life, teamLeader.as, '/hand-over', { coordinatorIds: [deputy.id], reason: 'sickLeave' });
      life.coordinator = deputy.as;
    },
  },
  {
    on: '2027-03-22',
    async does(life) {
      await send(life, teamLeader.as, '/extension', {
        until: '2027-08-31',
        decidedOn: '2027-03-22',
        evaluationId: known(life, 'evaluation'),
        reason: 'Närvaron ökar men är inte stadig; sommaren ligger emellan.',
      });
    },
  },
  {
    on: '2027-08-26',
    async does(life) {
      await send(life, life.coordinator, '/evaluations', write.evaluation('2027-08-26', 'end', true));
      await send(life, life.coordinator, '/closure', write.closing('backAtSchool'));
    },
  },
];
