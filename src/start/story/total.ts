/**
 * A pupil who isn't at school at all: followed up each school day until the first mornings come back, then each
 * week. Nobody decides on more time, and the assignment lapses; the final evaluation is written after.
 */
import * as write from './bodies.ts';
import { around, lifeOf, mapInOneDay, type Around } from './cast.ts';
import { keep, known, open, send, steps, type Act, type Life } from './life.ts';
import type { World } from './world.ts';

const figures = (from: string, to: string, offeredMinutes: number, invalidMinutes: number) => ({
  from,
  to,
  offeredMinutes,
  validMinutes: 0,
  invalidMinutes,
});

const sipMeeting = (guardianIds: string[], mentorId: string, date: string, followUpOn: string) => ({
  kind: 'sip',
  time: { date, from: '13:00', minutes: 90 },
  where: { kind: 'link', link: 'https://mote.example/rum' },
  question: 'Vilket stöd behöver familjen hemma för att mornarna ska gå?',
  participants: [
    ...guardianIds.map((guardianId) => ({ kind: 'guardian', guardianId })),
    {
      kind: 'receiver',
      receiver: 'socialServices',
      name: 'Familjebehandlingen',
      email: 'familj@socialtjanst.example',
    },
    { kind: 'staff', personId: mentorId },
  ],
  sip: {
    initiator: 'school',
    chair: guardianIds.length,
    overallResponsible: 'socialServices',
    measures: [{ authority: 'socialServices', note: 'Familjebehandling på mornarna.' }],
    followUpOn,
  },
});

export const totalAbsence = async (world: World): Promise<Life> => {
  const who = await around(world, {
    schoolUnit: '98000001',
    className: '5B',
    givenName: 'Olivia',
    nth: 2,
  });
  return lifeOf(who, {
    acts: acts(who),
    attendance: steps(['2026-10-01', 0], ['2026-11-27', 20], ['2027-02-01', 45]),
  });
};

const acts = ({ pupil, guardianIds, rector, mentor, teamLeader, coordinator }: Around): Act[] => [
  {
    on: '2026-10-12',
    async does(life) {
      await open(life, rector.as, { pupilId: pupil.id, order: write.fullOrder('2026-10-08') });
      // Social services take part in the SIP alone.
      for (const [receiver, purpose] of [
        ['coordinators', 'increaseAttendance'],
        ['socialServices', 'sip'],
      ] as const)
        for (const guardianId of guardianIds)
          await send(
            life,
            teamLeader.as,
            '/consents',
            write.consent(guardianId, receiver, '2026-10-12', '2027-10-11', teamLeader.id, purpose),
          );
      await send(life, teamLeader.as, '/allocation', {
        coordinatorIds: [coordinator.id],
        start: '2026-10-13',
      });
    },
  },
  {
    on: '2026-10-14',
    async does(life) {
      const body = write.contact('2026-10-14', 'homeVisit', 'supporting', ['pupil', 'guardian']);
      await send(life, coordinator.as, '/contacts', body);
      await send(life, coordinator.as, '/contacts', {
        ...body,
        kind: 'startMeeting',
        effort: 'coordinating',
      });
      await send(life, rector.as, '/attendance', figures('2026-09-16', '2026-10-13', 6000, 6000));
    },
  },
  {
    on: '2026-10-20',
    async does(life) {
      await mapInOneDay(life, coordinator.as, '2026-10-20');
      await send(life, coordinator.as, '/plans', write.plan('2026-11-02'));
    },
  },
  {
    on: '2026-11-05',
    async does(life) {
      const note = 'Oro enligt 19 kap. 1 § socialtjänstlagen.';
      await send(life, coordinator.as, '/concern-reports', {
        madeOn: '2026-11-05',
        madeBy: coordinator.id,
        note,
      });
    },
  },
  {
    on: '2026-11-27',
    async does(life) {
      // The first mornings are back: no longer all of the time, so the rhythm becomes weekly by itself.
      await send(life, rector.as, '/attendance', figures('2026-11-02', '2026-11-26', 5400, 4300));
    },
  },
  {
    on: '2026-12-01',
    async does(life) {
      const meeting = sipMeeting(guardianIds, mentor.id, '2026-12-10', '2027-01-21');
      keep(life, 'sip', (await send(life, coordinator.as, '/meetings', meeting))['meetingId']);
    },
  },
  {
    on: '2026-12-11',
    async does(life) {
      await send(life, coordinator.as, `/meetings/${known(life, 'sip')}/minutes`, {
        heldOn: '2026-12-10',
        attended: [],
        note: 'Familjebehandlingen börjar efter lovet.',
        decisions: [
          {
            owner: { party: 'socialServices' },
            due: '2027-01-22',
            note: 'Familjebehandling tre mornar i veckan.',
          },
        ],
      });
    },
  },
  {
    on: '2027-01-07',
    async does(life) {
      const meeting = sipMeeting(guardianIds, mentor.id, '2027-01-21', '2027-03-18');
      keep(life, 'sip', (await send(life, coordinator.as, '/meetings', meeting))['meetingId']);
    },
  },
  {
    on: '2027-01-22',
    async does(life) {
      await send(life, coordinator.as, `/meetings/${known(life, 'sip')}/minutes`, {
        heldOn: '2027-01-21',
        attended: [],
        note: 'Familjebehandlingen är klar. Socialtjänsten och skolan behöver inte längre en gemensam plan.',
        endsSip: true,
      });
    },
  },
  {
    on: '2027-05-10',
    async does(life) {
      await send(life, coordinator.as, '/evaluations', write.evaluation('2027-05-10', 'end', true));
    },
  },
];
