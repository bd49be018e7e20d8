import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aCalendar,
  actors,
  after,
  anId,
  aPolicy,
  aPupil,
  asking,
  aCase,
  caseAt,
  happen,
  ids,
  lived,
  refusalOf,
} from '../../../test/factories/case.ts';
import type { Step } from '../../../test/factories/case.ts';
import {
  aConcern,
  aGuardianTalk,
  anEhtDecision,
  anEhtReport,
  aRectorStep,
} from '../../../test/factories/ladder.ts';
import type { CaseState } from '../case/state.ts';
import { nextMoment } from '../case/time-passing.ts';
import type { SchoolForm } from '../policy.ts';
import { addDays, localDate } from '../time.ts';
import { obligations } from './derive.ts';
import type { Obligation } from './obligation.ts';

const day = localDate;
const cal = aCalendar();
const owed = (state: CaseState) => obligations(state, cal);
const kinds = (state: CaseState) => [...new Set(owed(state).map((o) => o.kind))];
const one = (state: CaseState, key: string): Obligation => {
  const found = owed(state).find((o) => o.key === key);
  if (!found)
    throw new Error(
      `${key} isn't owed; owed: ${owed(state)
        .map((o) => o.key)
        .join(', ')}`,
    );
  return found;
};

const talk: Step = ['2026-09-14', actors.mentor, { type: 'recordGuardianTalk', talk: aGuardianTalk() }];
const report: Step = ['2026-09-11', actors.mentor, { type: 'reportToEht', report: anEhtReport() }];
const decide = (change: Parameters<typeof anEhtDecision>[0] = {}, date = '2026-09-17'): Step => [
  date,
  actors.pupilHealth,
  { type: 'decideInEht', decision: anEhtDecision({ decidedOn: day(date), ...change }) },
];
const step = (change: Parameters<typeof aRectorStep>[0], date = '2026-09-18'): Step => [
  date,
  actors.rector,
  { type: 'recordRectorStep', step: aRectorStep({ on: day(date), ...change }) },
];
const noticed = caseAt('noticed');

describe('a pupil who passed the limit on 2026-09-04', () => {
  it('owes the mentor’s talk and report, the rector’s inquiry, and the month’s review', () => {
    expect(kinds(noticed)).toEqual(['reportToEht', 'guardianTalk', 'openInquiry', 'monthlyReview']);
    expect(one(noticed, 'reportToEht')).toMatchObject({
      owner: { by: 'persons', role: 'mentor', personIds: [ids.mentor] },
      due: '2026-09-11',
      escalateTo: 'rector',
    });
    expect(one(noticed, 'guardianTalk').due).toBe('2026-09-18');
    expect(one(noticed, 'openInquiry')).toMatchObject({
      owner: { by: 'role', role: 'rector' },
      due: '2026-09-18',
      escalateTo: 'teamLeader',
    });
    expect(one(noticed, 'monthlyReview/2026-09').owner).toMatchObject({ role: 'pupilHealth' });
  });

  it('the talk and the report are done when they are recorded', () => {
    expect(kinds(lived(noticed, [report]))).not.toContain('reportToEht');
    expect(kinds(lived(noticed, [report, talk]))).not.toContain('guardianTalk');
  });

  it('is everyone’s at the school where nobody is the mentor', () => {
    const state = caseAt('noticed', { pupil: { mentorIds: [] } });
    expect(one(state, 'reportToEht').owner).toEqual({
      by: 'role',
      role: 'mentor',
      schoolUnit: state.pupil.schoolUnit,
    });
  });

  it('goes to the rector when the mentor doesn’t report', () => {
    expect(one(noticed, 'reportToEht').escalateOn).toBe('2026-09-18');
    expect(nextMoment(noticed, cal)).not.toBeNull();
  });
});

describe('what waits for EHT', () => {
  it('is one duty for each report and concern, until it decides', () => {
    const state = lived(noticed, [
      report,
      [
        '2026-09-14',
        actors.mentor,
        { type: 'raiseConcern', concern: aConcern({ raisedOn: day('2026-09-14') }) },
      ],
    ]);
    expect(one(state, `decideInEht/${anId(820)}`).due).toBe('2026-09-25');
    expect(one(state, `decideInEht/${anId(800)}`).due).toBe('2026-09-28');
    expect(kinds(lived(state, [decide()]))).not.toContain('decideInEht');
  });

  it('comes back on the day that it waits for', () => {
    const state = lived(noticed, [report, decide({ outcome: 'wait', waitUntil: day('2026-10-17') })]);
    // A Saturday: the Monday after.
    expect(one(state, `decideInEht/${anId(830)}`)).toMatchObject({ due: '2026-10-19', moved: 'byHoliday' });
    const again = lived(state, [decide({ ehtDecisionId: anId(831) }, '2026-10-19')]);
    expect(kinds(again)).not.toContain('decideInEht');
  });

  it('the mentor’s answer is owed within the policy’s days and goes to the rector', () => {
    const state = lived(noticed, [report, decide()]);
    expect(one(state, `tellMentor/${anId(830)}`)).toMatchObject({
      due: '2026-09-24',
      escalateOn: '2026-10-01',
      escalateTo: 'rector',
    });
  });

  it('the order is the rector’s to place, where the policy asks for one', () => {
    const state = lived(noticed, [report, decide({ outcome: 'coordinator' })]);
    expect(one(state, 'placeOrder')).toMatchObject({ due: '2026-10-01', owner: { role: 'rector' } });
    const drafted = lived(state, [
      [
        '2026-09-21',
        actors.rector,
        { type: 'placeOrder', order: { preconditions: [], attachments: [], questionContentId: null } },
      ],
    ]);
    expect(kinds(drafted)).toContain('completeOrder');
    expect(kinds(drafted)).not.toContain('placeOrder');
  });
});

describe('the inquiry by law', () => {
  it('once opened is to be completed, and the huvudman told at once', () => {
    const state = lived(noticed, [step({})]);
    expect(kinds(state)).not.toContain('openInquiry');
    expect(one(state, 'completeInquiry').due).toBe('2026-10-02');
    expect(one(state, 'tellAuthority').due).toBe('2026-09-21');
    expect(kinds(state)).not.toContain('tellHomeMunicipality');
    const done = lived(state, [
      step({ rectorStepId: anId(841), kind: 'authorityTold' }, '2026-09-21'),
      step({ rectorStepId: anId(842), kind: 'inquiryCompleted' }, '2026-09-28'),
    ]);
    expect(kinds(done)).not.toContain('completeInquiry');
    expect(kinds(done)).not.toContain('tellAuthority');
  });

  it('of an independent school is told to the home municipality as well (7:22)', () => {
    const state = lived(caseAt('noticed', { pupil: { schoolAuthority: 'independent' } }), [step({})]);
    expect(one(state, 'tellHomeMunicipality').due).toBe('2026-09-21');
  });

  it('judged unneeded is owed again when EHT asks for it', () => {
    const unneeded = lived(noticed, [step({ kind: 'inquiryUnneeded' })]);
    expect(kinds(unneeded)).not.toContain('openInquiry');
    const asked = lived(unneeded, [decide({ outcome: 'inquiry' }, '2026-09-21')]);
    expect(one(asked, 'openInquiry').due).toBe('2026-10-05');
  });

  it('is asked for by EHT also below the limit', () => {
    const state = lived(aCase(), [decide({ outcome: 'inquiry' })]);
    expect(kinds(state)).toContain('openInquiry');
  });

  it('that the order shows is owed no more', () => {
    const ordered = caseAt('ordered');
    expect(kinds(ordered)).not.toContain('openInquiry');
  });

  it('is never owed in preschool or the gymnasium', () => {
    const forms: SchoolForm[] = ['preschool', 'upperSecondary', 'adaptedUpperSecondary'];
    for (const schoolForm of forms) {
      const state = lived(aCase({ policy: aPolicy('dals-ed'), pupil: { schoolForm } }), [
        ['2026-09-07', actors.mentor, { type: 'raiseConcern', concern: aConcern() }],
        decide({ outcome: 'inquiry' }),
      ]);
      expect(kinds(state)).not.toContain('openInquiry');
    }
  });
});

describe('a noticed case', () => {
  const quiet = lived(aCase(), [
    ['2026-09-07', actors.mentor, { type: 'raiseConcern', concern: aConcern() }],
    decide({ mentorAnswerContentId: ids.content }),
  ]);

  it('with nothing else to do is to be considered after four weeks', () => {
    expect(owed(quiet)).toMatchObject([
      { kind: 'considerNoticed', due: '2026-10-15', owner: { role: 'pupilHealth' }, escalateTo: 'rector' },
    ]);
  });

  it('is considered anew when something has been done', () => {
    const supported = lived(quiet, [step({ kind: 'supportExamined' }, '2026-10-12')]);
    expect(owed(supported)).toMatchObject([{ kind: 'considerNoticed', due: '2026-11-09' }]);
  });

  it('is gone through each month at the limit, by EHT alone, with what was decided', () => {
    const review: Step = [
      '2026-09-28',
      actors.pupilHealth,
      { type: 'recordMonthlyReview', heldOn: day('2026-09-28'), contentId: null, outcome: 'goOn' },
    ];
    const state = lived(noticed, [review]);
    expect(one(state, 'monthlyReview/2026-10').owner).toMatchObject({ role: 'pupilHealth' });
    expect(owed(state).filter((o) => o.kind === 'monthlyReview')).toHaveLength(1);
    const early = { ...review[2], heldOn: day('2026-09-01') };
    expect(refusalOf(noticed, early, asking(actors.pupilHealth, '2026-09-28')).code).toBe('date-in-past');
  });

  it('always waits for somebody, whatever was done of it', () => {
    const steps: Step[] = [
      report,
      talk,
      decide(),
      step({}, '2026-09-18'),
      [
        '2026-09-21',
        actors.system,
        { type: 'reportAttendance', attendance: { band: 'below', asOf: day('2026-09-18') } },
      ],
    ];
    fc.assert(
      fc.property(fc.subarray(steps), (some) => {
        const state = lived(noticed, some);
        expect(owed(state).length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a pupil who leaves', () => {
  const moved: Step = [
    '2026-10-05',
    actors.system,
    { type: 'updatePupil', pupil: aPupil({ municipalityCode: '9802' }) },
  ];
  const gone: Step = [
    '2026-10-05',
    actors.system,
    { type: 'updatePupil', pupil: aPupil({ leftOn: day('2026-10-02') }) },
  ];

  it('the municipality makes a duty for the coordinators, and for the rector before there are any', () => {
    expect(one(lived(caseAt('assigned'), [moved]), 'pupilLeft')).toMatchObject({
      owner: { role: 'coordinator', personIds: [ids.coordinator] },
      due: '2026-10-19',
    });
    expect(one(lived(noticed, [moved]), 'pupilLeft').owner).toMatchObject({ role: 'rector' });
  });

  it('the school makes it from the day on which it was', () => {
    expect(one(lived(caseAt('assigned'), [gone]), 'pupilLeft').due).toBe('2026-10-16');
  });

  it('and comes back ends it', () => {
    const back: Step = [
      '2026-10-12',
      actors.system,
      { type: 'updatePupil', pupil: aPupil({ leftOn: null }) },
    ];
    expect(kinds(lived(caseAt('assigned'), [gone, back]))).not.toContain('pupilLeft');
  });

  it('from a watched case is settled by asking once more, from an open one by closing it', () => {
    const late: Step = [
      '2027-01-11',
      actors.system,
      { type: 'updatePupil', pupil: aPupil({ leftOn: day('2027-01-08') }) },
    ];
    const watched = lived(caseAt('monitoring'), [late]);
    expect(kinds(watched)).toContain('pupilLeft');
    const asked = lived(watched, [
      [
        '2027-02-15',
        actors.coordinator,
        {
          type: 'recordCheckUp',
          checkUp: {
            checkUpId: anId(700),
            heldOn: day('2027-02-15'),
            outcome: 'notReached',
            contentId: null,
          },
        },
      ],
    ]);
    expect(kinds(asked)).not.toContain('pupilLeft');
    const closed = lived(caseAt('assigned'), [
      gone,
      ['2026-10-06', actors.coordinator, { type: 'close', reason: 'moved', contentId: ids.content }],
    ]);
    expect(closed.stand.phase).toBe('monitoring');
    expect(kinds(closed)).not.toContain('pupilLeft');
  });

  it('who never was registered here hasn’t left', () => {
    const policy = aPolicy('dals-ed');
    expect(kinds(lived(caseAt('noticed', { policy }), [moved]))).not.toContain('pupilLeft');
  });
});

describe('a case under the first rules', () => {
  const older = (state: CaseState): CaseState => ({ ...state, rulesVersion: 1 });

  it('owes nothing of this, so that its run goes on as it began', () => {
    for (const state of [
      happen(
        caseAt('assigned'),
        [{ type: 'pupilUpdated', pupil: aPupil({ leftOn: day('2026-09-01') }), changed: ['leftOn'] }],
        '2026-09-02',
      ),
      caseAt('assigned'),
      caseAt('ordered'),
      caseAt('monitoring'),
    ]) {
      const before = owed(older(state));
      const ladder = new Set([
        'guardianTalk',
        'reportToEht',
        'decideInEht',
        'tellMentor',
        'openInquiry',
        'pupilLeft',
      ]);
      expect(before.filter((o) => ladder.has(o.kind))).toEqual([]);
    }
  });

  it('changes hands to these with its next run', () => {
    const left = after(
      caseAt('assigned'),
      { type: 'updatePupil', pupil: aPupil({ leftOn: day('2026-09-01') }) },
      actors.system,
      '2026-09-02',
    );
    expect(kinds(older(left))).not.toContain('pupilLeft');
    expect(kinds(left)).toContain('pupilLeft');
    expect(addDays(day('2026-09-01'), 14)).toBe(one(left, 'pupilLeft').due);
  });
});
