/** Moves of the running assignment: contact, papers, mapping, plan, follow-up, evaluation. */
import { isCovered, papersSharing } from '../../../src/domain/consent.ts';
import { addDays } from '../../../src/domain/time.ts';
import {
  aContact,
  actors,
  aFollowUp,
  aMappingPart,
  anEvaluation,
  aPaperRequest,
  aPlan,
  ids,
} from '../../factories/parts.ts';
import type { Makers } from './scene.ts';
import { receivers, recently, worker } from './scene.ts';

export const work: Makers<
  | 'recordContact'
  | 'requestPapers'
  | 'receivePapers'
  | 'recordConcernReport'
  | 'recordMappingPart'
  | 'makePlan'
  | 'recordFollowUp'
  | 'recordMonthlyReview'
  | 'recordEvaluation'
> = {
  recordContact: (scene) => ({
    actor: worker(scene),
    command: {
      type: 'recordContact',
      contact: aContact({
        contactId: scene.newId(),
        date: recently(scene),
        kind: scene.dice.oneOf(['startMeeting', 'homeVisit', 'phone', 'pupilTalk'] as const) ?? 'phone',
        reached: !scene.dice.chance(25),
      }),
    },
  }),
  requestPapers: (scene) => {
    const covered = receivers.filter(
      (r) => isCovered(scene.state, papersSharing(aPaperRequest({ from: r })), scene.today).covered,
    );
    // Sometimes of somebody whom no consent covers: the case must say no.
    const from = scene.dice.oneOf(scene.dice.chance(25) ? receivers : covered);
    return (
      from && {
        actor: worker(scene),
        command: {
          type: 'requestPapers',
          request: aPaperRequest({ paperRequestId: scene.newId(), askedOn: scene.today, from }),
        },
      }
    );
  },
  receivePapers: (scene) => {
    const paper = scene.dice.oneOf(scene.state.papers.filter((p) => p.receivedOn === null));
    if (paper === null) return null;
    const { paperRequestId } = paper;
    return {
      actor: worker(scene),
      command: { type: 'receivePapers', paperRequestId, receivedOn: scene.today, contentId: null },
    };
  },
  recordConcernReport: (scene) => ({
    actor: actors.rector,
    command: {
      type: 'recordConcernReport',
      report: {
        concernReportId: scene.newId(),
        madeOn: scene.today,
        madeBy: ids.rector,
        to: 'socialServices',
        contentId: ids.content,
      },
    },
  }),
  recordMappingPart: (scene) => {
    const parts = ['pupil', 'educators', 'guardians'] as const;
    const missing = parts.filter((part) => scene.state.mapping[part] === undefined);
    const part = scene.dice.oneOf(missing.length > 0 ? missing : parts) ?? 'pupil';
    const respondent = ({ pupil: 'pupil', educators: 'mentor', guardians: 'guardian' } as const)[part];
    return {
      actor: worker(scene),
      command: {
        type: 'recordMappingPart',
        part: aMappingPart({ part, respondent, date: recently(scene) }),
      },
    };
  },
  makePlan: (scene) => {
    const measure = aPlan().measures[0];
    return {
      actor: worker(scene),
      command: {
        type: 'makePlan',
        plan: aPlan({
          planId: scene.newId(),
          start: addDays(scene.today, scene.dice.below(4)),
          measures:
            measure === undefined ? [] : [{ ...measure, measureId: scene.newId(), start: scene.today }],
        }),
      },
    };
  },
  recordFollowUp: (scene) => ({
    actor: worker(scene),
    command: {
      type: 'recordFollowUp',
      followUp: aFollowUp({ followUpId: scene.newId(), heldOn: recently(scene), measures: [] }),
    },
  }),
  recordMonthlyReview: (scene) => ({
    actor: actors.pupilHealth,
    command: { type: 'recordMonthlyReview', heldOn: recently(scene), contentId: null },
  }),
  recordEvaluation: (scene) => {
    const isFinal = scene.dice.chance(scene.state.awaiting?.what === 'closing' ? 80 : 25);
    const outcomes = ['enough', 'otherMeasures', 'changedPlan', 'end'] as const;
    return {
      actor: worker(scene),
      command: {
        type: 'recordEvaluation',
        evaluation: anEvaluation({
          evaluationId: scene.newId(),
          heldOn: recently(scene),
          outcome: scene.dice.oneOf(outcomes) ?? 'enough',
          final: isFinal,
          lovReasonContentId: ids.content,
        }),
      },
    };
  },
};
