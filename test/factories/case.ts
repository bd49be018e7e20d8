/** Cases in the middle of their life, made by real commands through the real `decide` and `evolve`. */
import type { Command } from '../../src/domain/case/commands.ts';
import type { DecideContext } from '../../src/domain/case/decide.ts';
import { decide } from '../../src/domain/case/decide.ts';
import type { CaseEvent, RecordedEvent } from '../../src/domain/case/events.ts';
import { evolveAll } from '../../src/domain/case/evolve.ts';
import { openCase } from '../../src/domain/case/open.ts';
import type { Actor, PupilFacts } from '../../src/domain/case/parts.ts';
import type { Refusal } from '../../src/domain/case/refusal.ts';
import type { CaseState, Phase } from '../../src/domain/case/state.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { localDate } from '../../src/domain/time.ts';
import { aCalendar, at } from './calendar.ts';
import {
  aConsent,
  actors,
  aMappingPart,
  anEvaluation,
  anId,
  anOrder,
  aPlan,
  aPolicy,
  aPupil,
  ids,
} from './parts.ts';

export { aCalendar, at } from './calendar.ts';
export * from './parts.ts';

/** A weekday morning, with someone who asks. */
export const asking = (actor: Actor, date: string, calendar = aCalendar()): DecideContext => ({
  calendar,
  now: at(date),
  today: localDate(date),
  actor,
});

/** A new case, Uppsala's way unless said, opened on 2026-08-31. */
export const aCase = (change: { policy?: Policy; pupil?: Partial<PupilFacts> } = {}): CaseState =>
  openCase({
    caseId: ids.case,
    previousCaseId: null,
    pupil: aPupil(change.pupil),
    policy: change.policy ?? aPolicy(),
    openedOn: localDate('2026-08-31'),
  });

/** Records events as they would be on that day. */
export const record = (state: CaseState, events: readonly CaseEvent[], ctx: DecideContext): RecordedEvent[] =>
  events.map((event, i) => ({
    seq: state.version + i + 1,
    at: ctx.now,
    on: ctx.today,
    by: ctx.actor,
    event,
  }));

/** Folds events without asking whether they may happen: for what time does, not people. */
export const happen = (state: CaseState, events: CaseEvent[], date: string): CaseState =>
  evolveAll(state, record(state, events, asking(actors.system, date)));

/** The events of an accepted command; throws with the refusal when it is refused. */
export const eventsOf = (state: CaseState, command: Command, ctx: DecideContext): CaseEvent[] => {
  const decided = decide(state, command, ctx);
  if (decided.ok) return decided.events;
  throw new Error(`${command.type} was refused: ${JSON.stringify(decided.refusal)}`);
};

/** The refusal of a command; throws when it is accepted. */
export const refusalOf = (state: CaseState, command: Command, ctx: DecideContext): Refusal => {
  const decided = decide(state, command, ctx);
  if (!decided.ok) return decided.refusal;
  throw new Error(`${command.type} was accepted: ${decided.events.map((e) => e.type).join(', ')}`);
};

/** The case after an accepted command by `actor` on a day. */
export const after = (state: CaseState, command: Command, actor: Actor, date: string): CaseState => {
  const ctx = asking(actor, date);
  return evolveAll(state, record(state, eventsOf(state, command, ctx), ctx));
};

export type Step = [date: string, actor: Actor, command: Command];

/** The case after several accepted commands. */
export const lived = (state: CaseState, steps: readonly Step[]): CaseState =>
  steps.reduce((now, [date, actor, command]) => after(now, command, actor, date), state);

const day = localDate;

/** Both guardians' consents for one receiver from 2026-08-31. `n` tells the ids apart. */
export const consentsFor = (
  receiver: ReturnType<typeof aConsent>['receiver'],
  n: number,
  purpose: ReturnType<typeof aConsent>['purpose'] = 'increaseAttendance',
): Step[] => [
  [
    '2026-08-31',
    actors.mother,
    { type: 'recordConsent', consent: aConsent({ consentId: anId(n), receiver, purpose }) },
  ],
  [
    '2026-08-31',
    actors.father,
    {
      type: 'recordConsent',
      consent: aConsent({
        consentId: anId(n + 1),
        receiver,
        purpose,
        giver: { role: 'guardian', guardianId: ids.father },
      }),
    },
  ],
];

/** Past the limit by the figures up to 2026-09-04, seen on the Monday after. */
export const noticingSteps: Step[] = [
  [
    '2026-09-07',
    actors.system,
    { type: 'noticeAbsence', attendance: { band: 'limit', asOf: localDate('2026-09-04') } },
  ],
];

export const orderSteps: Step[] = [['2026-08-31', actors.rector, { type: 'placeOrder', order: anOrder() }]];

/** Both guardians for the coordinators, then one coordinator from 2026-08-31: the cap is 2027-02-28. */
export const allocationSteps: Step[] = [
  ...consentsFor('coordinators', 100),
  [
    '2026-08-31',
    actors.teamLeader,
    {
      type: 'allocate',
      coordinators: [{ personId: ids.coordinator, stages: ['7-9'] }],
      start: day('2026-08-31'),
      outsideStagesContentId: null,
    },
  ],
];

export const mappingSteps: Step[] = [
  ['2026-09-10', actors.coordinator, { type: 'recordMappingPart', part: aMappingPart() }],
  [
    '2026-09-10',
    actors.coordinator,
    { type: 'recordMappingPart', part: aMappingPart({ part: 'educators', respondent: 'mentor' }) },
  ],
  [
    '2026-09-11',
    actors.coordinator,
    {
      type: 'recordMappingPart',
      part: aMappingPart({ part: 'guardians', respondent: 'guardian', date: day('2026-09-11') }),
    },
  ],
];

export const planSteps: Step[] = [
  ...mappingSteps,
  ['2026-09-14', actors.coordinator, { type: 'makePlan', plan: aPlan() }],
];

export const closingSteps: Step[] = [
  [
    '2026-12-01',
    actors.coordinator,
    {
      type: 'recordEvaluation',
      evaluation: anEvaluation({
        evaluationId: anId(599),
        heldOn: day('2026-12-01'),
        outcome: 'end',
        final: true,
      }),
    },
  ],
  ['2026-12-02', actors.coordinator, { type: 'close', reason: 'backAtSchool', contentId: ids.content }],
];

/**
 * A case in a phase: `noticed` by a passed limit on 2026-09-07; `ordering` empty; `ordered` with a complete order; `assigned` under Uppsala's cap with both
 * guardians' consent for the coordinators, without mapping or plan; `monitoring` closed on 2026-12-02; `ended`.
 */
export const caseAt = (phase: Phase, change: Parameters<typeof aCase>[0] = {}): CaseState => {
  const ordering = aCase(change);
  if (phase === 'ordering') return ordering;
  if (phase === 'noticed') return lived(ordering, noticingSteps);
  const ordered = lived(ordering, orderSteps);
  if (phase === 'ordered') return ordered;
  const assigned = lived(ordered, allocationSteps);
  if (phase === 'assigned') return assigned;
  const monitoring = lived(assigned, [...planSteps, ...closingSteps]);
  if (phase === 'monitoring') return monitoring;
  return happen(monitoring, [{ type: 'ended', why: 'monitoringDone' }], '2027-10-01');
};

/** Assigned, with a plan from 2026-09-14. */
export const aPlannedCase = (change: Parameters<typeof aCase>[0] = {}): CaseState =>
  lived(caseAt('assigned', change), planSteps);
