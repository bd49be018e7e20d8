/**
 * Two assignments from the order to the lapse, told in some fifty requests: consent that is slow to come, a plan,
 * follow-ups that are held and then neglected, a meeting whose guest loses the consent that covered them, minutes
 * with a decision, an evaluation, and a cap that passes unheeded.
 */
import { z } from 'zod';
import {
  consent,
  contact,
  evaluation,
  followUp,
  fullOrder,
  mappingPart,
  plan,
} from '../../src/start/story/bodies.ts';
import { castFor, type Cast, type Family } from './people.ts';
import type { Teller } from './teller.ts';

const answered = z.object({ caseId: z.string(), ids: z.record(z.string(), z.array(z.string())) });
type Answered = z.output<typeof answered>;

/** How many commands and moves of the clock the story has. */
export const thingsTold = 46;

/** Ends on this day. */
const lastDay = '2027-03-12';

const mappingParts = [
  ['pupil', 'pupil'],
  ['educators', 'mentor'],
  ['guardians', 'guardian'],
] as const;

/** Tells all of it; gives the ids of the two cases. */
export const tellShortStory = async (teller: Teller): Promise<string[]> => {
  const cast = await castFor(teller);
  const [first, second] = cast.families;
  if (!first || !second) throw new Error('The school has no two families with two guardians');
  const until = (date: string) => cast.teamLeader.say('/rehearsal/clock', { until: date });

  await until('2026-08-24');
  const one = await order(cast, first, '2026-08-24');
  const other = await order(cast, second, '2026-08-24');
  for (const guardian of first.guardians) await consentTo(one, guardian, 'coordinators', '2026-08-24');
  await consentTo(other, second.guardians[0], 'coordinators', '2026-08-24');
  await until('2026-08-31');
  await allocate(cast, one, '2026-08-31');
  const bup = [];
  for (const guardian of first.guardians) {
    await consentTo(one, guardian, 'socialServices', '2026-08-31');
    bup.push(await consentTo(one, guardian, 'bup', '2026-08-31'));
  }
  await until('2026-09-07');
  await coordinatorSays(cast, one, 'contacts', contact('2026-09-07', 'homeVisit', 'supporting', ['pupil']));
  await until('2026-09-14');
  for (const [part, who] of mappingParts)
    await coordinatorSays(cast, one, `mapping/${part}`, mappingPart(who, '2026-09-14'));
  await coordinatorSays(cast, one, 'plans', plan('2026-09-14'));
  for (const friday of ['2026-09-18', '2026-09-25', '2026-10-02']) {
    await until(friday);
    await coordinatorSays(cast, one, 'follow-ups', followUp(friday, 40));
  }
  await meet(cast, one, first, bup.at(-1), until);
  await consentTo(other, second.guardians[1], 'coordinators', '2026-10-23');
  await allocate(cast, other, '2026-10-23');
  for (const day of ['2026-11-09', '2026-11-23', '2026-12-07', '2026-12-21', '2027-01-11']) await until(day);
  for (const day of ['2027-01-25', '2027-02-08', '2027-02-22', '2027-03-02', lastDay]) await until(day);
  return [one, other];
};

const order = async ({ rector }: Cast, { pupilId }: Family, on: string): Promise<string> =>
  answered.parse(await rector.say('/cases', { pupilId, order: fullOrder(on) })).caseId;

const consentTo = async (
  caseId: string,
  guardian: Family['guardians'][number] | undefined,
  receiver: string,
  from: string,
): Promise<Answered> => {
  if (!guardian) throw new Error('Nobody to give consent');
  const body = consent(guardian.id, receiver, from, '2027-06-11', null);
  return answered.parse(await guardian.voice.say(`/cases/${caseId}/consents`, body));
};

const allocate = ({ teamLeader, coordinator }: Cast, caseId: string, start: string) =>
  teamLeader.say(`/cases/${caseId}/allocation`, { coordinatorIds: [coordinator.id], start });

const coordinatorSays = async (
  { coordinator }: Cast,
  caseId: string,
  what: string,
  body: unknown,
): Promise<Answered> => answered.parse(await coordinator.voice.say(`/cases/${caseId}/${what}`, body));

/** A meeting to which BUP is invited until one guardian withdraws; held without, with a decision that is done. */
const meet = async (
  cast: Cast,
  caseId: string,
  family: Family,
  bup: Answered | undefined,
  until: (date: string) => Promise<unknown>,
): Promise<void> => {
  const called = await coordinatorSays(cast, caseId, 'meetings', {
    kind: 'collaboration',
    time: { date: '2026-10-14', from: '14:00', minutes: 60 },
    where: { kind: 'place', place: 'Kringlaskolan, rum 12' },
    question: 'Hur kommer eleven tillbaka till bildlektionerna?',
    participants: [
      { kind: 'pupil' },
      ...family.guardians.map(({ id }) => ({ kind: 'guardian', guardianId: id })),
      { kind: 'receiver', receiver: 'bup', name: 'BUP mottagningen', email: 'mottagning@bup.example' },
      { kind: 'receiver', receiver: 'socialServices', name: 'Barnenheten', email: 'barn@soc.example' },
    ],
  });
  const [meetingId] = called.ids['meetingId'] ?? [];
  const [first, second] = family.guardians;
  if (meetingId === undefined || !first || !second || !bup) throw new Error('The meeting has nobody');
  const meeting = `/cases/${caseId}/meetings/${meetingId}`;
  await first.voice.say(`${meeting}/answers`, { rsvp: 'accepted' });
  await until('2026-10-09');
  const [consentId] = bup.ids['consentId'] ?? [];
  await second.voice.say(`/cases/${caseId}/consents/${consentId}/withdrawal`, { kinds: null });
  await until('2026-10-15');
  const minutes = await coordinatorSays(cast, caseId, `meetings/${meetingId}/minutes`, {
    heldOn: '2026-10-15',
    attended: [],
    note: 'Vi börjar med bild.',
    decisions: [{ owner: { party: 'coordinator' }, due: '2026-10-22', note: 'Ringa mentorn.' }],
  });
  await until('2026-10-23');
  const [decisionId] = minutes.ids['decisionIds'] ?? [];
  await coordinatorSays(cast, caseId, `decisions/${decisionId}/report`, {
    result: 'done',
    reportedOn: '2026-10-23',
  });
  await coordinatorSays(cast, caseId, 'evaluations', evaluation('2026-10-23', 'enough'));
};
