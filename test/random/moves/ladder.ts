/** Moves before an order: what the school notices, EHT's answer, the rector's duties, others' support. */
import type { EhtOutcome, RectorStepKind } from '../../../src/domain/case/ladder-parts.ts';
import { addDays } from '../../../src/domain/time.ts';
import { actors, ids } from '../../factories/parts.ts';
import type { Makers, Scene } from './scene.ts';
import { recently, worker } from './scene.ts';

const outcomes: readonly EhtOutcome[] = [
  'coordinator',
  'otherMeasures',
  'inquiry',
  'wait',
  'wait',
  'noAction',
];
const steps: readonly RectorStepKind[] = [
  'inquiryOpened',
  'inquiryUnneeded',
  'inquiryCompleted',
  'authorityTold',
  'homeMunicipalityTold',
  'supportExamined',
  'measuresBegun',
];

const schoolStaff = ({ dice }: Scene) =>
  dice.oneOf([actors.mentor, actors.rector, actors.pupilHealth]) ?? actors.mentor;

export const ladder: Makers<
  | 'noticeAbsence'
  | 'raiseConcern'
  | 'recordGuardianTalk'
  | 'reportToEht'
  | 'decideInEht'
  | 'tellMentor'
  | 'recordRectorStep'
  | 'beginMeasure'
  | 'endMeasure'
  | 'endNoticed'
> = {
  noticeAbsence: ({ today, dice }) => ({
    actor: actors.system,
    command: {
      type: 'noticeAbsence',
      attendance: { band: dice.chance(20) ? 'total' : 'limit', asOf: addDays(today, -1) },
    },
  }),
  raiseConcern: (scene) => ({
    actor: schoolStaff(scene),
    command: {
      type: 'raiseConcern',
      concern: {
        schoolConcernId: scene.newId(),
        raisedOn: scene.today,
        from:
          scene.state.pupil.schoolForm === 'preschool'
            ? 'preschool'
            : (scene.dice.oneOf(['leisure', 'school'] as const) ?? 'school'),
        contentId: ids.content,
      },
    },
  }),
  recordGuardianTalk: (scene) => {
    const heldOn = recently(scene);
    return {
      actor: schoolStaff(scene),
      command: {
        type: 'recordGuardianTalk',
        talk: {
          guardianTalkId: scene.newId(),
          heldOn,
          pupilToldOn: scene.dice.chance(80) ? heldOn : null,
          calledOn: addDays(heldOn, -scene.dice.below(5)),
          guardianIds: scene.state.pupil.guardianIds,
          present: ['guardian', 'mentor'],
          absences: [{ date: addDays(heldOn, -7), subject: 'MA' }],
          contentId: ids.content,
          documentId: null,
        },
      },
    };
  },
  reportToEht: (scene) => ({
    actor: schoolStaff(scene),
    command: {
      type: 'reportToEht',
      report: {
        ehtReportId: scene.newId(),
        reportedOn: scene.today,
        how: scene.dice.chance(50) ? { by: 'slot', slotId: ids.content } : { by: 'written' },
        contentId: ids.content,
      },
    },
  }),
  decideInEht: ({ today, dice, newId }) => {
    const outcome = dice.oneOf(outcomes) ?? 'wait';
    return {
      actor: actors.pupilHealth,
      command: {
        type: 'decideInEht',
        decision: {
          ehtDecisionId: newId(),
          decidedOn: today,
          outcome,
          waitUntil: outcome === 'wait' ? addDays(today, 7 + dice.below(40)) : null,
          contentId: ids.content,
          mentorAnswerContentId: dice.chance(40) ? ids.content : null,
        },
      },
    };
  },
  tellMentor: ({ state, today, dice }) => {
    const decision = dice.oneOf(state.ladder.ehtDecisions.filter((d) => d.mentorToldOn === null));
    if (decision === null) return null;
    return {
      actor: actors.pupilHealth,
      command: {
        type: 'tellMentor',
        ehtDecisionId: decision.ehtDecisionId,
        toldOn: today,
        contentId: ids.content,
      },
    };
  },
  recordRectorStep: ({ today, dice, newId }) => ({
    actor: actors.rector,
    command: {
      type: 'recordRectorStep',
      step: {
        rectorStepId: newId(),
        kind: dice.oneOf(steps) ?? 'inquiryOpened',
        on: today,
        contentId: ids.content,
        documentId: null,
      },
    },
  }),
  beginMeasure: (scene) => ({
    actor: worker(scene).role === 'coordinator' && scene.dice.chance(50) ? worker(scene) : actors.rector,
    command: {
      type: 'beginMeasure',
      measure: {
        supportMeasureId: scene.newId(),
        kindId: 'abc',
        beganOn: scene.today,
        ownerPersonId: null,
        contentId: ids.content,
        steps: [{ from: addDays(scene.today, 7), percentOfTimetable: 25 }],
      },
    },
  }),
  endMeasure: ({ state, today, dice }) => {
    const measure = dice.oneOf(state.supportMeasures.filter((m) => m.endedOn === null));
    if (measure === null) return null;
    return {
      actor: actors.rector,
      command: {
        type: 'endMeasure',
        supportMeasureId: measure.supportMeasureId,
        endedOn: today,
        contentId: null,
      },
    };
  },
  endNoticed: () => ({
    actor: actors.pupilHealth,
    command: { type: 'endNoticed', reason: 'backAtSchool', contentId: ids.content },
  }),
};
