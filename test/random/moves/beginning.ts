/** Moves before and around the assignment: order, consent, allocation. */
import type { Consent } from '../../../src/domain/case/consent-parts.ts';
import { coordinatorsCovered, isCovered, requiredGivers } from '../../../src/domain/consent.ts';
import { addDays } from '../../../src/domain/time.ts';
import { aConsent, actors, anOrder, ids } from '../../factories/parts.ts';
import type { Makers, Scene } from './scene.ts';
import { actorFor, receivers, worker, workers } from './scene.ts';

const someCoordinators = ({ dice }: Scene) => {
  const first = dice.below(workers.length);
  const picked = dice.chance(30) ? [first, (first + 1) % workers.length] : [first];
  return picked.flatMap((i) => workers[i] ?? []).map((w) => ({ personId: w.personId, stages: [] }));
};

export const beginning: Makers<
  | 'placeOrder'
  | 'returnOrder'
  | 'decideByEht'
  | 'recordConsent'
  | 'refuseConsent'
  | 'withdrawConsent'
  | 'judgeMaturity'
  | 'allocate'
  | 'handOver'
> = {
  placeOrder: ({ dice }) => ({
    actor: actors.rector,
    command: { type: 'placeOrder', order: anOrder(dice.chance(30) ? { questionContentId: null } : {}) },
  }),
  returnOrder: () => ({
    actor: actors.teamLeader,
    command: { type: 'returnOrder', reasonContentId: ids.content },
  }),
  decideByEht: (scene) => ({
    actor: actors.pupilHealth,
    command: { type: 'decideByEht', decidedOn: scene.today, contentId: ids.content },
  }),
  recordConsent: (scene) => {
    const { state, today, dice, newId } = scene;
    const missing = coordinatorsCovered(state, today);
    const receiver = missing.covered ? (dice.oneOf(receivers) ?? 'bup') : 'coordinators';
    const purpose = receiver === 'bup' && dice.chance(60) ? 'sip' : 'increaseAttendance';
    const coverage = isCovered(state, { receiver, kinds: 'any', purpose }, today);
    const giver = dice.oneOf(coverage.covered ? requiredGivers(state) : coverage.missing);
    if (giver === null) return null;
    const until = addDays(today, dice.chance(30) ? 10 + dice.below(60) : 180 + dice.below(150));
    const consent: Consent = aConsent({ consentId: newId(), giver, receiver, purpose, from: today, until });
    return { actor: actorFor(giver), command: { type: 'recordConsent', consent } };
  },
  refuseConsent: ({ state, today, dice }) => {
    const coverage = coordinatorsCovered(state, today);
    const giver = dice.oneOf(coverage.covered ? requiredGivers(state) : coverage.missing);
    if (giver === null) return null;
    const receiver = coverage.covered ? (dice.oneOf(receivers) ?? 'bup') : 'coordinators';
    return { actor: actorFor(giver), command: { type: 'refuseConsent', giver, receiver, contentId: null } };
  },
  withdrawConsent: ({ state, dice }) => {
    const consent = dice.oneOf(state.consents.filter((c) => c.withdrawnOn === null && c.expiredOn === null));
    if (consent === null) return null;
    const kinds = dice.chance(30) ? consent.kinds.slice(0, 1) : null;
    return {
      actor: actorFor(consent.giver),
      command: { type: 'withdrawConsent', consentId: consent.consentId, kinds },
    };
  },
  judgeMaturity: (scene) => ({
    actor: worker(scene),
    command: {
      type: 'judgeMaturity',
      maturity: { speaksForSelf: scene.dice.chance(50), judgedOn: scene.today, contentId: ids.content },
    },
  }),
  allocate: (scene) => ({
    actor: actors.teamLeader,
    command: {
      type: 'allocate',
      coordinators: someCoordinators(scene),
      start: addDays(scene.today, scene.dice.below(5)),
      outsideStagesContentId: null,
    },
  }),
  handOver: (scene) => ({
    actor: actors.teamLeader,
    command: {
      type: 'handOver',
      coordinators: someCoordinators(scene).map((c) => ({ ...c, participantId: scene.newId() })),
      reason: 'sickLeave',
      contentId: null,
    },
  }),
};
