import { describe, expect, it } from 'vitest';
import type { Step } from '../../../test/factories/case.ts';
import {
  aCalendar,
  aCase,
  aConsent,
  aContact,
  actors,
  allocationSteps,
  anEvaluation,
  anId,
  anOrder,
  aPlan,
  aPlannedCase,
  aPolicy,
  caseAt,
  happen,
  ids,
  lived,
  mappingSteps,
  orderSteps,
} from '../../../test/factories/case.ts';
import { isWorkday } from '../calendar.ts';
import type { CaseState } from '../case/state.ts';
import { localDate } from '../time.ts';
import { obligations } from './derive.ts';
import type { Obligation } from './obligation.ts';

const cal = aCalendar();
const owed = (state: CaseState, key: string): Obligation | undefined =>
  obligations(state, cal).find((o) => o.key === key);
const kinds = (state: CaseState): string[] => [...new Set(obligations(state, cal).map((o) => o.kind))].sort();
const day = localDate;

describe('before the assignment', () => {
  it('asks the rector to complete a draft, and tells the team leader a week after it was due', () => {
    const draft = lived(aCase(), [
      ['2026-08-31', actors.rector, { type: 'placeOrder', order: anOrder({ questionContentId: null }) }],
    ]);
    expect(obligations(draft, cal)).toMatchObject([
      {
        key: 'completeOrder',
        owner: { by: 'persons', role: 'rector', personIds: [ids.rector] },
        from: '2026-08-31',
        due: '2026-09-14',
        escalateOn: '2026-09-21',
        escalateTo: 'teamLeader',
      },
    ]);
  });

  it('owes nothing in a case that nobody has begun', () => {
    expect(obligations(aCase(), cal)).toEqual([]);
  });

  it('waits for each consent, reminds of it by the policy, and only then for the team leader', () => {
    const ordered = lived(aCase(), orderSteps);
    expect(kinds(ordered)).toEqual(['giveConsent']);
    const consent = owed(ordered, `giveConsent/guardian/${ids.mother}`);
    expect(consent).toMatchObject({ due: '2026-09-14', subjectId: ids.mother });
    expect(consent?.remindOn.slice(0, 3)).toEqual(['2026-09-07', '2026-09-14', '2026-09-21']);
    const covered = lived(ordered, allocationSteps.slice(0, 2));
    expect(owed(covered, 'allocate')).toMatchObject({
      owner: { by: 'role', role: 'teamLeader' },
      due: '2026-09-07',
    });
  });

  it('does not nag who refused: the team leader is told', () => {
    const refused = lived(aCase(), [
      ...orderSteps,
      [
        '2026-09-03',
        actors.father,
        {
          type: 'refuseConsent',
          giver: { role: 'guardian', guardianId: ids.father },
          receiver: 'coordinators',
          contentId: null,
        },
      ],
    ]);
    expect(owed(refused, `giveConsent/guardian/${ids.father}`)).toMatchObject({
      remindOn: [],
      escalateOn: '2026-09-04',
      escalateTo: 'teamLeader',
    });
  });

  it('lets an assignment wait for no consent where only sharing needs it', () => {
    const ordered = lived(aCase({ policy: aPolicy('dals-ed') }), orderSteps);
    expect(owed(ordered, 'allocate')).toBeDefined();
    expect(owed(ordered, `giveConsent/guardian/${ids.mother}`)?.escalateOn).toBeNull();
  });
});

describe('the first weeks', () => {
  it('reckons each beginning from the start', () => {
    const due = obligations(caseAt('assigned'), cal).map((o) => `${o.key} ${o.due}`);
    expect(due).toEqual(
      expect.arrayContaining([
        'firstContact 2026-09-07',
        'startMeeting 2026-09-14',
        'mapPupil 2026-09-28',
        'mapEducators 2026-09-28',
        'mapGuardians 2026-09-28',
        'makePlan 2026-10-05',
      ]),
    );
  });

  it('waits with the educators for school, and with a holiday for the next workday', () => {
    const start = day('2026-09-28');
    const [both, father, allocate] = allocationSteps;
    if (!both || !father || allocate?.[2].type !== 'allocate') throw new Error('steps changed');
    const late: Step = ['2026-09-28', actors.teamLeader, { ...allocate[2], start }];
    const assigned = lived(aCase(), [...orderSteps, both, father, late]);
    // 2026-10-26 is the Monday of the autumn lov: a workday, and no school day.
    expect(owed(assigned, 'mapPupil')).toMatchObject({ due: '2026-10-26', moved: null });
    expect(owed(assigned, 'mapEducators')).toMatchObject({ due: '2026-11-02', moved: 'byLov' });
  });

  it('ends with being done, and not with having tried', () => {
    const contact = (reached: boolean): Step => [
      '2026-09-07',
      actors.coordinator,
      { type: 'recordContact', contact: aContact({ reached, kind: 'phone' }) },
    ];
    expect(owed(lived(caseAt('assigned'), [contact(false)]), 'firstContact')).toBeDefined();
    expect(owed(lived(caseAt('assigned'), [contact(true)]), 'firstContact')).toBeUndefined();
    expect(owed(lived(caseAt('assigned'), mappingSteps), 'mapPupil')).toBeUndefined();
  });

  it('goes with the case to whoever takes over', () => {
    const handedOver = lived(caseAt('assigned'), [
      [
        '2026-09-02',
        actors.teamLeader,
        {
          type: 'handOver',
          coordinators: [{ personId: ids.secondCoordinator, stages: [] }],
          reason: 'sickLeave',
          contentId: null,
        },
      ],
    ]);
    for (const o of obligations(handedOver, cal))
      if ('role' in o.owner && o.owner.role === 'coordinator')
        expect(o.owner).toMatchObject({ personIds: [ids.secondCoordinator] });
  });
});

describe('the rhythm', () => {
  it('asks for the next follow-up: the day before where the week ends with a study day', () => {
    const planned = lived(caseAt('assigned'), [
      ...mappingSteps,
      ['2026-09-14', actors.coordinator, { type: 'makePlan', plan: aPlan({ start: day('2026-09-21') }) }],
    ]);
    expect(obligations(planned, cal).filter((o) => o.kind === 'followUp')).toMatchObject([
      { key: 'followUp/2026-W39', due: '2026-09-24', moved: 'byLov', remindOn: expect.any(Array) },
    ]);
  });

  it('keeps a missed one in sight, unreminded, until the next is settled', () => {
    const slot = {
      key: '2026-W38',
      from: day('2026-09-14'),
      due: day('2026-09-18'),
      missedAfter: day('2026-09-22'),
    };
    const missed = happen(aPlannedCase(), [{ type: 'followUpMissed', slot }], '2026-09-23');
    expect(owed(missed, 'followUp/2026-W38')).toMatchObject({ remindOn: [], escalateOn: '2026-09-23' });
    expect(owed(missed, 'followUp/2026-W39')).toBeDefined();
  });

  it('holds an evaluation that falls in a lov in the first school week after', () => {
    expect(owed(aPlannedCase(), 'evaluate/2026-10-26')).toMatchObject({ due: '2026-11-06', moved: 'byLov' });
  });

  it('has EHT and coordinator go through a pupil at the limit each month', () => {
    const atLimit = happen(
      aPlannedCase(),
      [{ type: 'bandChanged', attendance: { band: 'limit', asOf: day('2026-09-30') } }],
      '2026-10-01',
    );
    expect(owed(atLimit, 'monthlyReview/2026-10')).toMatchObject({
      owner: { by: 'role', role: 'pupilHealth' },
      due: '2026-10-23',
    });
    expect(owed(atLimit, 'monthlyReview/2026-10/coordinator')).toMatchObject({
      owner: { personIds: [ids.coordinator] },
      escalateOn: null,
    });
    expect(kinds(aPlannedCase())).not.toContain('monthlyReview');
  });

  it('revises the plan within the policy’s days when an evaluation asks for it', () => {
    const evaluated = lived(aPlannedCase(), [
      [
        '2026-10-22',
        actors.coordinator,
        { type: 'recordEvaluation', evaluation: anEvaluation({ outcome: 'changedPlan' }) },
      ],
    ]);
    expect(owed(evaluated, `revisePlan/${anId(500)}`)).toMatchObject({ due: '2026-11-05' });
  });
});

describe('towards the end', () => {
  it('warns of the cap weeks ahead and carries its last day to the next weekday', () => {
    expect(owed(aPlannedCase(), 'decideOnExtension/2027-02-28')).toMatchObject({
      owner: { by: 'role', role: 'teamLeader' },
      from: '2027-01-29',
      due: '2027-03-01',
      moved: 'byHoliday',
      escalateOn: '2027-02-22',
      escalateTo: 'rector',
    });
  });

  it('decides before the term ends where the cap falls in the summer, and warns six weeks before that', () => {
    const summer = happen(
      caseAt('ordered'),
      [
        {
          type: 'allocated',
          coordinatorIds: [ids.coordinator],
          start: day('2027-01-11'),
          cap: { nominalEnd: day('2027-07-11'), actBy: day('2027-07-12') },
          outsideStagesContentId: null,
        },
      ],
      '2027-01-11',
    );
    expect(owed(summer, 'decideOnExtension/2027-07-11')).toMatchObject({
      from: '2027-04-30',
      due: '2027-06-11',
      moved: 'byLov',
    });
  });

  it('asks for the closing instead once an extension is refused', () => {
    const refused = lived(aPlannedCase(), [
      [
        '2027-02-01',
        actors.teamLeader,
        { type: 'refuseExtension', decidedOn: day('2027-02-01'), reasonContentId: ids.content },
      ],
    ]);
    expect(owed(refused, 'decideOnExtension/2027-02-28')).toBeUndefined();
    expect(owed(refused, 'closeAssignment')).toMatchObject({ due: '2027-03-01', moved: 'byHoliday' });
  });

  it('asks again after the weeks of the policy, and owes nothing once the case has ended', () => {
    expect(obligations(caseAt('monitoring'), cal).map((o) => `${o.key} ${o.due}`)).toEqual([
      'checkUp/11 2027-02-17',
      'checkUp/41 2027-09-15',
    ]);
    expect(obligations(caseAt('ended'), cal)).toEqual([]);
  });

  it('prepares the eighteenth birthday until the pupil’s own consent reaches past it', () => {
    const pupil = { birthDate: day('2009-02-10') };
    expect(owed(caseAt('assigned', { pupil }), 'prepareComingOfAge')).toMatchObject({
      from: '2026-12-16',
      due: '2027-02-09',
    });
    const own = lived(caseAt('assigned', { pupil }), [
      [
        '2026-09-01',
        actors.pupil,
        {
          type: 'recordConsent',
          consent: aConsent({ consentId: anId(150), giver: { role: 'pupil' } }),
        },
      ],
    ]);
    expect(owed(own, 'prepareComingOfAge')).toBeUndefined();
  });
});

describe('every duty', () => {
  it('says who moved it, and is reminded from its new day', () => {
    const moved = lived(caseAt('assigned'), [
      [
        '2026-09-01',
        actors.coordinator,
        { type: 'moveDeadline', key: 'makePlan', to: day('2026-10-12'), reasonContentId: ids.content },
      ],
    ]);
    expect(owed(moved, 'makePlan')).toMatchObject({ due: '2026-10-12', moved: 'byPerson' });
    expect(owed(moved, 'makePlan')?.remindOn.slice(0, 2)).toEqual(['2026-10-05', '2026-10-09']);
  });

  it('is reminded on workdays alone, in their order, each once', () => {
    for (const state of [caseAt('ordered'), aPlannedCase(), caseAt('monitoring')])
      for (const { remindOn } of obligations(state, cal)) {
        expect(remindOn).toEqual([...new Set(remindOn)].sort());
        expect(remindOn.every((d) => isWorkday(cal, d))).toBe(true);
      }
  });
});
