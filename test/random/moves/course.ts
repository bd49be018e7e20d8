/** Moves that steer the case: cap, closing, watching, reopening, deadlines, policy, facts from outside. */
import { obligations } from '../../../src/domain/obligations/derive.ts';
import { addDays } from '../../../src/domain/time.ts';
import { actors, anOrder, ids } from '../../factories/parts.ts';
import { threeYears } from '../world.ts';
import type { Makers } from './scene.ts';
import { worker } from './scene.ts';

export const course: Makers<
  | 'extend'
  | 'refuseExtension'
  | 'close'
  | 'recordCheckUp'
  | 'reopen'
  | 'moveDeadline'
  | 'changePolicy'
  | 'correctAddress'
  | 'updatePupil'
  | 'reportAttendance'
  | 'reportUndeliverable'
> = {
  extend: ({ state, today, dice }) => {
    const cap = state.stand.phase === 'assigned' ? state.stand.assignment.cap : null;
    const evaluation = state.evaluations.at(-1);
    if (cap === null || evaluation === undefined) return null;
    return {
      actor: actors.teamLeader,
      command: {
        type: 'extend',
        extension: {
          until: addDays(cap.nominalEnd, 20 + dice.below(150)),
          decidedBy: ids.teamLeader,
          decidedOn: today,
          evaluationId: evaluation.evaluationId,
          reasonContentId: ids.content,
        },
      },
    };
  },
  refuseExtension: ({ today }) => ({
    actor: actors.teamLeader,
    command: { type: 'refuseExtension', decidedOn: today, reasonContentId: ids.content },
  }),
  close: (scene) => {
    const reasons = ['backAtSchool', 'moved', 'extensionRefused', 'otherMeasureTookOver'] as const;
    return {
      actor: scene.state.stand.phase === 'assigned' ? worker(scene) : actors.teamLeader,
      command: {
        type: 'close',
        reason: scene.dice.oneOf(reasons) ?? 'moved',
        contentId: ids.content,
      },
    };
  },
  recordCheckUp: (scene) => ({
    actor: worker(scene),
    command: {
      type: 'recordCheckUp',
      checkUp: {
        checkUpId: scene.newId(),
        heldOn: scene.today,
        outcome: scene.dice.oneOf(['stable', 'worse', 'notReached'] as const) ?? 'stable',
        contentId: null,
      },
    },
  }),
  reopen: () => ({ actor: actors.rector, command: { type: 'reopen', order: anOrder() } }),
  moveDeadline: (scene) => {
    const owed = scene.dice.oneOf(obligations(scene.state, threeYears));
    return (
      owed && {
        actor: worker(scene),
        command: {
          type: 'moveDeadline',
          key: owed.key,
          to: addDays(scene.today, scene.dice.below(40)),
          reasonContentId: ids.content,
        },
      }
    );
  },
  changePolicy: ({ state, dice }) => ({
    actor: actors.teamLeader,
    command: {
      type: 'changePolicy',
      policy: {
        ...state.policy,
        version: state.policy.version + 1,
        followUp: { ...state.policy.followUp, dailyAtTotalAbsence: dice.chance(50) },
        escalation: { afterDays: 1 + dice.below(20) },
        meetings: { remindDaysBefore: dice.below(5) },
      },
    },
  }),
  correctAddress: (scene) => {
    const bad = scene.dice.oneOf(scene.state.undeliverable);
    return bad && { actor: worker(scene), command: { type: 'correctAddress', messageKey: bad.messageKey } };
  },
  updatePupil: ({ state, today, dice }) => ({
    actor: actors.system,
    command: {
      type: 'updatePupil',
      pupil: {
        ...state.pupil,
        mentorIds: dice.chance(50) ? [ids.mentor] : [ids.mentor, ids.pupilHealth],
        guardianIds: dice.chance(20) ? [ids.mother] : [ids.mother, ids.father],
        leftOn: dice.chance(10) ? today : null,
        municipalityCode: dice.chance(5) ? '9802' : state.pupil.municipalityCode,
      },
    },
  }),
  reportAttendance: ({ dice, today }) => ({
    actor: actors.system,
    command: {
      type: 'reportAttendance',
      attendance: {
        band: dice.oneOf(['limit', 'total', 'below'] as const) ?? 'below',
        asOf: addDays(today, -dice.below(4)),
      },
    },
  }),
  reportUndeliverable: (scene) => ({
    actor: actors.system,
    command: {
      type: 'reportUndeliverable',
      undeliverable: {
        to: { role: 'mentor', personId: ids.mentor },
        messageKey: `message-${scene.newId()}`,
        why: 'bounced',
      },
    },
  }),
};
