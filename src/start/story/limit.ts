/**
 * A pupil whose figures pass the limit: the case begins by itself. The mentor goes through the class and talks with the
 * guardians, EHT hears of it in a drop-in time and asks for a coordinator, the rector of the fristående school opens
 * the inquiry and tells whom the law names, and the order is nearly filled in by then.
 */
import { z } from 'zod';
import * as write from './bodies.ts';
import { around, lifeOf, mapInOneDay, type Around } from './cast.ts';
import type { Speaker } from './http.ts';
import { keep, known, send, steps, type Act, type Life } from './life.ts';
import type { World } from './world.ts';

const schoolUnit = '98000003';

const caseList = z.object({ cases: z.array(z.object({ id: z.string(), phase: z.string() })) });
const opened = z.object({ slotIds: z.array(z.string()) });
const draft = z.object({
  order: z.object({
    preconditions: z.array(
      z.object({ kind: z.string(), metOn: z.string(), evidence: z.record(z.string(), z.string()) }),
    ),
  }),
});

export const overTheLimit = async (world: World): Promise<Life> => {
  const who = await around(world, { schoolUnit, className: '8A', givenName: 'Leila', nth: 1 });
  return lifeOf(who, { acts: acts(who), attendance: steps(['2026-10-01', 60], ['2026-11-01', 80]) });
};

const acts = (who: Around): Act[] => [...school(who), ...rectorsDuties(who), ...assignment(who)];

/** EHT goes through whoever else the figures have noticed: for them the school's own measures are enough. */
const answerTheOthers = async (life: Life, eht: Speaker, on: string): Promise<void> => {
  const { cases } = caseList.parse(await eht.get(`/cases?phase=noticed&school=${schoolUnit}`));
  for (const { id } of cases.filter((other) => other.id !== life.caseId))
    await eht.send(`/cases/${id}/eht-decisions`, {
      ...write.ehtDecision(on, 'noAction', 'Skolans egna åtgärder räcker; mentorn följer närvaron.'),
      mentorAnswer: 'Fortsätt med det ni har börjat. Anmäl igen om det inte vänder.',
    });
};

/** What the mentor and EHT do. */
const school = ({ pupil, guardianIds, mentor, rector, pupilHealth }: Around): Act[] => [
  {
    // Fifteen school days have passed, and the night's figures have opened the case.
    on: '2026-09-08',
    async does(life) {
      const { cases } = caseList.parse(await rector.as.get(`/cases?pupil=${pupil.id}`));
      const [found] = cases;
      if (found === undefined) throw new Error(`nothing was noticed of ${pupil.name}`);
      life.caseId = found.id;
    },
  },
  {
    on: '2026-09-10',
    async does(life) {
      const talk = write.guardianTalk('2026-09-10', '2026-09-08', guardianIds);
      await send(life, mentor.as, '/guardian-talks', talk);
      const drops = { slots: [{ date: '2026-09-14', from: '14:00', minutes: 20, place: 'Kuratorns rum' }] };
      const { slotIds } = opened.parse(await pupilHealth.as.send(`/eht/${schoolUnit}/slots`, drops));
      keep(life, 'slot', slotIds);
    },
  },
  {
    on: '2026-09-11',
    async does(life) {
      await send(life, mentor.as, '/reports-to-eht', write.ehtReport('2026-09-11', known(life, 'slot')));
    },
  },
  {
    on: '2026-09-15',
    async does(life) {
      const decision = write.ehtDecision('2026-09-15', 'coordinator', 'Vi ber rektor beställa koordinator.');
      await send(life, pupilHealth.as, '/eht-decisions', decision);
      await answerTheOthers(life, pupilHealth.as, '2026-09-15');
    },
  },
];

/** skollagen 7:19 a, 7:22 and 3:7, each with its day; then the order, by what is known already. */
const rectorsDuties = ({ rector }: Around): Act[] => [
  ...(
    [
      ['2026-09-16', 'inquiryOpened', 'Utredning öppnad med elev, vårdnadshavare och elevhälsa.'],
      ['2026-09-17', 'authorityTold', 'Anmält till huvudmannen.'],
      ['2026-09-17', 'homeMunicipalityTold', 'Hemkommunen är underrättad.'],
      ['2026-09-22', 'supportExamined', 'Behovet av särskilt stöd är utrett.'],
      ['2026-09-24', 'inquiryCompleted', 'Utredningen är klar.'],
      ['2026-09-24', 'measuresBegun', 'Åtgärderna från utredningen har börjat.'],
    ] as const
  ).map(([on, kind, note]): Act => ({
    on,
    async does(life) {
      await send(life, rector.as, '/inquiry', { kind, on, note });
    },
  })),
  {
    on: '2026-09-28',
    async does(life) {
      const { order } = draft.parse(await rector.as.get(`/cases/${life.caseId}/order/draft`));
      const all = write.fullOrder('2026-09-28');
      const told = new Set(order.preconditions.map(({ kind }) => kind));
      await send(life, rector.as, '/order', {
        ...all,
        preconditions: [...order.preconditions, ...all.preconditions.filter(({ kind }) => !told.has(kind))],
      });
    },
  },
];

/** The school has tried its side for a month; the assignment itself is short: the absence falls. */
const assignment = ({ guardianIds, teamLeader, coordinator, pupilHealth }: Around): Act[] => [
  {
    on: '2026-09-30',
    async does(life) {
      for (const guardianId of guardianIds)
        await send(
          life,
          teamLeader.as,
          '/consents',
          write.consent(guardianId, 'coordinators', '2026-09-30', '2027-09-29', teamLeader.id),
        );
      await send(life, teamLeader.as, '/allocation', {
        coordinatorIds: [coordinator.id],
        start: '2026-10-01',
      });
    },
  },
  {
    on: '2026-10-02',
    async does(life) {
      await answerTheOthers(life, pupilHealth.as, '2026-10-02');
      await teamLeader.as.send(`/schools/${schoolUnit}/ladder`, { on: false });
    },
  },
  {
    on: '2026-10-05',
    async does(life) {
      const start = write.contact('2026-10-05', 'startMeeting', 'coordinating', ['pupil', 'guardian']);
      await send(life, coordinator.as, '/contacts', start);
      await mapInOneDay(life, coordinator.as, '2026-10-05');
      await send(life, coordinator.as, '/plans', write.plan('2026-10-12'));
    },
  },
  {
    on: '2026-11-24',
    async does(life) {
      await send(life, coordinator.as, '/evaluations', write.evaluation('2026-11-24', 'end', true));
      await send(life, coordinator.as, '/closure', write.closing('backAtSchool'));
    },
  },
];
