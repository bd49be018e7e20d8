import { describe, expect, it } from 'vitest';
import {
  actors,
  anId,
  aPupil,
  asking,
  aCase,
  caseAt,
  ids,
  lived,
  school,
} from '../../../test/factories/case.ts';
import type { Step } from '../../../test/factories/case.ts';
import { aConcern, aGuardianTalk, anEhtDecision, anEhtReport } from '../../../test/factories/ladder.ts';
import { localDate } from '../time.ts';
import { applyCommand } from './core.ts';
import type { CaseState } from './state.ts';

/** Who is told what at once, as `notice: role of the owner`. */
const told = (state: CaseState, [date, actor, command]: Step): string[] => {
  const { calendar, now } = asking(actor, date);
  const applied = applyCommand(state, { actor, command, ifRevision: null }, calendar, now);
  if (!applied.ok) throw new Error(JSON.stringify(applied.refusal));
  return applied.effects.map((effect) => {
    if (effect.type !== 'notice') return effect.type;
    const { to } = effect;
    return `${effect.notice}: ${to.by === 'giver' ? to.giver.role : to.role}`;
  });
};

const notice: Step = [
  '2026-09-07',
  actors.system,
  { type: 'noticeAbsence', attendance: { band: 'limit', asOf: localDate('2026-09-04') } },
];
const report: Step = ['2026-09-11', actors.mentor, { type: 'reportToEht', report: anEhtReport() }];
const decide = (change: Parameters<typeof anEhtDecision>[0]): Step => [
  '2026-09-17',
  actors.pupilHealth,
  { type: 'decideInEht', decision: anEhtDecision(change) },
];

describe('who is told at once of what the school notices', () => {
  const noticed = caseAt('noticed');
  const reported = lived(noticed, [report]);

  it('the mentor, of a passed limit', () => {
    expect(told(aCase(), notice)).toEqual(['absenceNoticed: mentor']);
  });

  it('EHT, of a concern; the rector with it, of a report', () => {
    const concern: Step = ['2026-09-14', actors.mentor, { type: 'raiseConcern', concern: aConcern() }];
    expect(told(aCase(), concern)).toEqual(['concernRaised: pupilHealth']);
    expect(told(noticed, report)).toEqual(['reportedToEht: pupilHealth', 'reportedToEht: rector']);
  });

  it('the rector, by a copy of the talk’s form', () => {
    const talk: Step = ['2026-09-14', actors.mentor, { type: 'recordGuardianTalk', talk: aGuardianTalk() }];
    expect(told(noticed, talk)).toEqual(['guardianTalkRecorded: rector']);
  });

  it('the mentor, of EHT’s answer; the rector, of what asks something of them', () => {
    expect(told(reported, decide({ mentorAnswerContentId: ids.content }))).toEqual(['ehtAnswer: mentor']);
    expect(told(reported, decide({ outcome: 'inquiry' }))).toEqual(['ehtDecisionMade: rector']);
    expect(told(reported, decide({ outcome: 'coordinator' }))).toEqual(['ehtDecisionMade: rector']);
    expect(told(reported, decide({ outcome: 'wait', waitUntil: localDate('2026-10-15') }))).toEqual([]);
    const decided = lived(reported, [decide({})]);
    const tell: Step = [
      '2026-09-18',
      actors.pupilHealth,
      {
        type: 'tellMentor',
        ehtDecisionId: anId(830),
        toldOn: localDate('2026-09-18'),
        contentId: ids.content,
      },
    ];
    expect(told(decided, tell)).toEqual(['ehtAnswer: mentor']);
  });

  it('the coordinators, of a pupil who left, once', () => {
    const leave = (leftOn: string): Step => [
      '2026-10-05',
      actors.system,
      { type: 'updatePupil', pupil: aPupil({ leftOn: localDate(leftOn) }) },
    ];
    expect(told(caseAt('assigned'), leave('2026-10-02'))).toEqual(['pupilLeft: coordinator']);
    expect(told(lived(caseAt('assigned'), [leave('2026-10-02')]), leave('2026-10-01'))).toEqual([]);
    expect(told({ ...caseAt('assigned'), rulesVersion: 1 }, leave('2026-10-02'))).toEqual([]);
  });

  it('nobody outside the pupil’s school', () => {
    const { calendar, now } = asking(actors.mentor, '2026-09-11');
    const applied = applyCommand(
      noticed,
      { actor: report[1], command: report[2], ifRevision: null },
      calendar,
      now,
    );
    if (!applied.ok) throw new Error('refused');
    for (const effect of applied.effects)
      expect(effect).toMatchObject({ type: 'notice', to: { by: 'role', schoolUnit: school } });
  });
});
