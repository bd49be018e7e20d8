import { describe, expect, it } from 'vitest';
import {
  actors,
  after,
  anId,
  aPolicy,
  asking,
  aCase,
  caseAt,
  eventsOf,
  ids,
  lived,
  refusalOf,
} from '../../../test/factories/case.ts';
import { aConcern, anEhtDecision, anEhtReport } from '../../../test/factories/ladder.ts';
import { localDate } from '../time.ts';
import type { Command } from './commands.ts';

const day = localDate;
const ctx = asking(actors.pupilHealth, '2026-09-17');
const decide = (change: Parameters<typeof anEhtDecision>[0] = {}): Command => ({
  type: 'decideInEht',
  decision: anEhtDecision(change),
});
const tell: Command = {
  type: 'tellMentor',
  ehtDecisionId: anId(830),
  toldOn: day('2026-09-18'),
  contentId: ids.content,
};
const answered = { mentorAnswerContentId: ids.content };
const reported = lived(caseAt('noticed'), [
  ['2026-09-11', actors.mentor, { type: 'reportToEht', report: anEhtReport() }],
]);
const types = (state: typeof reported, command: Command, on = ctx) =>
  eventsOf(state, command, on).map((event) => event.type);

describe('EHT’s decision', () => {
  it('answers every report and concern that stands open, once', () => {
    const two = after(reported, { type: 'raiseConcern', concern: aConcern() }, actors.mentor, '2026-09-14');
    const state = after(two, decide(), actors.pupilHealth, '2026-09-17');
    expect(state.ladder.ehtDecisions).toMatchObject([
      { answers: [anId(820), anId(800)], mentorToldOn: null },
    ]);
    const again = after(
      state,
      decide({ ehtDecisionId: anId(831), decidedOn: day('2026-09-24') }),
      actors.pupilHealth,
      '2026-09-24',
    );
    expect(again.ladder.ehtDecisions.at(-1)?.answers).toEqual([]);
  });

  it('tells the mentor in the same breath where the answer is given', () => {
    expect(types(reported, decide(answered))).toEqual(['ehtDecisionMade', 'mentorTold']);
    const state = after(reported, decide(answered), actors.pupilHealth, '2026-09-17');
    expect(state.ladder.ehtDecisions[0]?.mentorToldOn).toBe('2026-09-17');
  });

  it('waits until a day, and says which', () => {
    expect(refusalOf(reported, decide({ outcome: 'wait' }), ctx).code).toBe('wait-without-day');
    const wait = (waitUntil: string) => decide({ outcome: 'wait', waitUntil: day(waitUntil) });
    expect(refusalOf(reported, wait('2026-09-17'), ctx)).toMatchObject({
      code: 'end-before-start',
      field: 'decision/waitUntil',
    });
    expect(refusalOf(reported, wait('2028-09-17'), ctx).code).toBe('invalid-date');
    expect(types(reported, wait('2026-10-15'))).toEqual(['ehtDecisionMade']);
    expect(refusalOf(reported, decide({ waitUntil: day('2026-10-15') }), ctx).code).toBe('invalid-value');
  });

  it('is EHT’s alone, in the order in which they were made', () => {
    expect(refusalOf(reported, decide(), asking(actors.rector, '2026-09-17')).code).toBe('not-permitted');
    const state = after(reported, decide(), actors.pupilHealth, '2026-09-17');
    const before = decide({ ehtDecisionId: anId(831), decidedOn: day('2026-09-16') });
    expect(refusalOf(state, before, ctx).code).toBe('date-in-past');
    expect(refusalOf(state, decide(), ctx).code).toBe('duplicate-id');
  });

  it('begins a case by itself', () => {
    const state = after(aCase(), decide(), actors.pupilHealth, '2026-09-17');
    expect(state).toMatchObject({ stand: { phase: 'noticed' }, ladder: { begunBy: 'ehtDecision' } });
  });
});

describe('a decision that the coordinator is needed', () => {
  const coordinator = decide({ outcome: 'coordinator' });

  it('starts the assignment where the policy lets EHT start it (seed 000)', () => {
    const concerned = lived(aCase({ policy: aPolicy('dals-ed') }), [
      ['2026-09-14', actors.mentor, { type: 'raiseConcern', concern: aConcern() }],
    ]);
    const state = after(concerned, coordinator, actors.pupilHealth, '2026-09-17');
    expect(state.stand).toMatchObject({ phase: 'ordered', basis: { by: 'ehtDecision' } });
    expect(state.ladder.begunBy).toBe('concern');
  });

  it('waits for the rector’s order elsewhere (seed 002)', () => {
    const state = after(reported, coordinator, actors.pupilHealth, '2026-09-17');
    expect(state.stand.phase).toBe('noticed');
  });

  it('reopens a watched case, and starts nothing where somebody works already', () => {
    const policy = aPolicy('dals-ed');
    const watched = caseAt('monitoring', { policy });
    const late = decide({ outcome: 'coordinator', decidedOn: day('2027-01-15') });
    const state = after(watched, late, actors.pupilHealth, '2027-01-15');
    expect(state.stand.phase).toBe('ordered');
    expect(types(caseAt('assigned', { policy }), coordinator)).toEqual(['ehtDecisionMade']);
  });

  it('is refused where no coordinator can be ordered for the pupil', () => {
    const elsewhere = caseAt('noticed', { pupil: { municipalityCode: '9802' } });
    expect(refusalOf(elsewhere, coordinator, ctx).code).toBe('not-resident');
  });
});

describe('the mentor’s answer (seed 003 step 4)', () => {
  const decided = after(reported, decide(), actors.pupilHealth, '2026-09-17');
  const next = asking(actors.pupilHealth, '2026-09-18');

  it('is given once, not before the decision', () => {
    const state = after(decided, tell, actors.pupilHealth, '2026-09-18');
    expect(state.ladder.ehtDecisions[0]?.mentorToldOn).toBe('2026-09-18');
    expect(refusalOf(state, tell, next).code).toBe('already-done');
    expect(refusalOf(decided, { ...tell, toldOn: day('2026-09-16') }, next).code).toBe('date-in-past');
    expect(refusalOf(decided, { ...tell, ehtDecisionId: anId(1) }, next).code).toBe('unknown-id');
  });

  it('ends the case where EHT does nothing more, and not before', () => {
    const nothing = after(reported, decide({ outcome: 'noAction' }), actors.pupilHealth, '2026-09-17');
    expect(nothing.stand.phase).toBe('noticed');
    const state = after(nothing, tell, actors.pupilHealth, '2026-09-18');
    expect(state.stand).toEqual({ phase: 'ended', since: '2026-09-18', closure: null });
    const atOnce = after(
      reported,
      decide({ outcome: 'noAction', ...answered }),
      actors.pupilHealth,
      '2026-09-17',
    );
    expect(atOnce.stand.phase).toBe('ended');
  });

  it('ends nothing while another decision waits to be told', () => {
    const nothing = after(
      decided,
      decide({ outcome: 'noAction', ehtDecisionId: anId(831), ...answered }),
      actors.pupilHealth,
      '2026-09-17',
    );
    expect(nothing.stand.phase).toBe('noticed');
    expect(after(nothing, tell, actors.pupilHealth, '2026-09-18').stand.phase).toBe('ended');
  });

  it('leaves a rector’s draft and a running assignment alone', () => {
    expect(types(caseAt('assigned'), decide({ outcome: 'noAction', ...answered }))).not.toContain('ended');
  });
});
