import { describe, expect, it } from 'vitest';
import {
  actors,
  after,
  anId,
  asking,
  aCase,
  caseAt,
  ids,
  lived,
  refusalOf,
} from '../../../test/factories/case.ts';
import { anEhtDecision, aRectorStep } from '../../../test/factories/ladder.ts';
import { localDate } from '../time.ts';
import type { Command } from './commands.ts';

const day = localDate;
const ctx = asking(actors.rector, '2026-09-25');
const step = (change: Parameters<typeof aRectorStep>[0] = {}): Command => ({
  type: 'recordRectorStep',
  step: aRectorStep(change),
});
const noticed = caseAt('noticed');
const opened = after(noticed, step(), actors.rector, '2026-09-18');

describe('the rector’s steps by law', () => {
  it('an inquiry is opened, completed, and may be opened anew', () => {
    expect(refusalOf(opened, step({ rectorStepId: anId(841) }), ctx).code).toBe('already-done');
    const completed = after(
      opened,
      step({ rectorStepId: anId(841), kind: 'inquiryCompleted', on: day('2026-09-25') }),
      actors.rector,
      '2026-09-25',
    );
    expect(completed.ladder.rectorSteps).toHaveLength(2);
    const again = step({ rectorStepId: anId(842), on: day('2026-09-25') });
    expect(after(completed, again, actors.rector, '2026-09-25').ladder.rectorSteps).toHaveLength(3);
  });

  it('an inquiry that nobody opened is neither completed nor told of', () => {
    for (const kind of ['inquiryCompleted', 'authorityTold'] as const)
      expect(refusalOf(noticed, step({ kind }), ctx)).toMatchObject({ code: 'inquiry-not-open' });
    const early = step({ rectorStepId: anId(841), kind: 'authorityTold', on: day('2026-09-17') });
    expect(refusalOf(opened, early, ctx).code).toBe('date-in-past');
  });

  it('is judged unneeded with a reason only', () => {
    const unneeded = { kind: 'inquiryUnneeded', contentId: null } as const;
    expect(refusalOf(noticed, step(unneeded), ctx)).toMatchObject({
      code: 'reason-missing',
      field: 'step/contentId',
    });
  });

  it('only an independent school tells the home municipality (7:22)', () => {
    const told = step({ rectorStepId: anId(841), kind: 'homeMunicipalityTold' });
    expect(refusalOf(opened, told, ctx).code).toBe('policy-forbids');
    const independent = lived(caseAt('noticed', { pupil: { schoolAuthority: 'independent' } }), [
      ['2026-09-18', actors.rector, step()],
      ['2026-09-18', actors.rector, told],
    ]);
    expect(independent.ladder.rectorSteps).toHaveLength(2);
  });

  it('7:19 a doesn’t cover the gymnasium; support may be looked into all the same (3:7)', () => {
    const gymnasium = caseAt('noticed', { pupil: { schoolForm: 'upperSecondary' } });
    expect(refusalOf(gymnasium, step(), ctx).code).toBe('inquiry-not-covered');
    const supported = after(gymnasium, step({ kind: 'supportExamined' }), actors.rector, '2026-09-18');
    expect(supported.ladder.rectorSteps).toHaveLength(1);
  });

  it('begins nothing, and is the school’s rector’s', () => {
    expect(refusalOf(aCase(), step(), ctx).code).toBe('wrong-phase');
    expect(refusalOf(noticed, step(), asking(actors.otherRector, '2026-09-25')).code).toBe('not-permitted');
  });
});

describe('the end of what was merely noticed', () => {
  const end: Command = { type: 'endNoticed', reason: 'backAtSchool', contentId: ids.content };

  it('is somebody’s decision, with its reason', () => {
    const state = after(noticed, end, actors.pupilHealth, '2026-10-05');
    expect(state.stand).toEqual({
      phase: 'ended',
      since: '2026-10-05',
      closure: { reason: 'backAtSchool', on: '2026-10-05', effectiveOn: '2026-10-05' },
    });
    expect(refusalOf(noticed, end, asking(actors.mentor, '2026-10-05')).code).toBe('not-permitted');
  });

  it('waits for the mentor’s answer', () => {
    const decided = after(
      noticed,
      { type: 'decideInEht', decision: anEhtDecision() },
      actors.pupilHealth,
      '2026-09-17',
    );
    expect(refusalOf(decided, end, ctx).code).toBe('mentor-not-told');
  });

  it('is of no case that is ordered', () => {
    expect(refusalOf(caseAt('ordered'), end, ctx).code).toBe('wrong-phase');
  });
});
