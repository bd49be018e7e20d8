import { describe, expect, test } from 'vitest';
import {
  aCalendar,
  aConsent,
  actors,
  after,
  aMeeting,
  anId,
  aPaperRequest,
  aPolicy,
  asking,
  caseAt,
  consentsFor,
  eventsOf,
  happen,
  ids,
  lived,
  participants,
  refusalOf,
} from '../../../test/factories/case.ts';
import { instantOf } from '../calendar.ts';
import type { Sharing } from '../consent.ts';
import { isCovered, meetingSharing } from '../consent.ts';
import { localDate, localTime } from '../time.ts';
import type { Command, CommandOf } from './commands.ts';
import type { Consent, Giver, InformationKind } from './consent-parts.ts';
import type { CaseState } from './state.ts';

const give = (change: Partial<Consent> = {}): Command => ({
  type: 'recordConsent',
  consent: aConsent({ consentId: anId(150), receiver: 'bup', ...change }),
});
const mother = asking(actors.mother, '2026-09-07');
const leader = asking(actors.teamLeader, '2026-09-07');
const father: Giver = { role: 'guardian', guardianId: ids.father };
const withdraw = (consentId: string, kinds: CommandOf<'withdrawConsent'>['kinds'] = null): Command => ({
  type: 'withdrawConsent',
  consentId,
  kinds,
});

/** Consents for BUP (110, 111) and social services (120, 121), and a meeting with BUP on 2026-09-24. */
const withMeeting = (change: Parameters<typeof aMeeting>[0] = {}): CaseState =>
  lived(caseAt('assigned'), [
    ...consentsFor('bup', 110, change.kind === 'sip' ? 'sip' : undefined),
    ...consentsFor('socialServices', 120, change.kind === 'sip' ? 'sip' : undefined),
    ['2026-09-07', actors.coordinator, { type: 'callMeeting', meeting: aMeeting(change) }],
  ]);

describe('giving consent', () => {
  test('each speaks for themselves; staff note what was said on paper', () => {
    expect(refusalOf(caseAt('ordered'), give({ giver: father }), mother)).toMatchObject({
      code: 'not-permitted',
      field: 'consent/giver',
    });
    const form = { how: 'paper', witnessId: ids.mentor, scanId: null } as const;
    expect(eventsOf(caseAt('ordered'), give({ giver: father, form }), leader)).toHaveLength(1);
  });

  test('paper needs a witness or a scan', () => {
    const form = { how: 'paper', witnessId: null, scanId: null } as const;
    expect(refusalOf(caseAt('ordered'), give({ form }), leader)).toMatchObject({
      code: 'invalid-value',
      field: 'consent/form',
    });
  });

  test('only a guardian in the data gives it', () => {
    const stranger: Giver = { role: 'guardian', guardianId: ids.content };
    expect(refusalOf(caseAt('ordered'), give({ giver: stranger }), leader)).toMatchObject({
      code: 'unknown-id',
      field: 'consent/giver',
    });
  });

  test('at 18 the guardians’ part is closed and the pupil’s own stands', () => {
    const state = happen(caseAt('assigned'), [{ type: 'cameOfAge' }], '2026-09-05');
    expect(refusalOf(state, give(), leader)).toMatchObject({
      code: 'invalid-value',
      field: 'consent/giver',
      params: { reason: 'of-age' },
    });
    const pupil: Giver = { role: 'pupil' };
    const own = lived(state, [
      ['2026-09-07', actors.pupil, give({ giver: pupil })],
      ['2026-09-07', actors.pupil, give({ giver: pupil, receiver: 'coordinators', consentId: anId(151) })],
    ]);
    expect(isCovered(own, meetingSharing('collaboration', 'bup'), localDate('2026-09-07'))).toEqual({
      covered: true,
    });
  });

  test.each([
    [{ until: localDate('2026-08-30') }, 'end-before-start', 'consent/until'],
    [{ from: localDate('2026-08-01'), until: localDate('2026-09-06') }, 'date-in-past', 'consent/until'],
    [{ until: localDate('2027-09-01') }, 'policy-forbids', 'consent/until'],
    [{ kinds: [] }, 'invalid-value', 'consent/kinds'],
    [{ kinds: ['health' as const, 'health' as const] }, 'invalid-value', 'consent/kinds'],
    [{ consentId: anId(100) }, 'duplicate-id', 'consent/consentId'],
  ])('%j is refused: %s at %s', (change, code, field) => {
    expect(refusalOf(caseAt('assigned'), give(change), mother)).toMatchObject({ code, field });
  });
});

describe('refusing consent', () => {
  const no: Command = {
    type: 'refuseConsent',
    giver: { role: 'guardian', guardianId: ids.mother },
    receiver: 'bup',
    contentId: null,
  };

  test('is noted, and undone by a later yes', () => {
    const refused = after(caseAt('ordered'), no, actors.mother, '2026-09-07');
    expect(refused.refusals).toHaveLength(1);
    expect(refusalOf(refused, no, mother).code).toBe('already-done');
    expect(after(refused, give(), actors.mother, '2026-09-08').refusals).toEqual([]);
  });

  test('a yes that stands is withdrawn instead', () => {
    const yes = after(caseAt('ordered'), give(), actors.mother, '2026-09-07');
    expect(refusalOf(yes, no, mother)).toMatchObject({
      code: 'invalid-value',
      params: { reason: 'withdraw-instead' },
    });
  });
});

describe('withdrawing consent', () => {
  test('given a called meeting, when a guardian withdraws, then BUP’s invitation is cancelled; family and school may meet', () => {
    expect(eventsOf(withMeeting(), withdraw(anId(110)), mother)).toEqual([
      expect.objectContaining({ type: 'consentWithdrawn', receiver: 'bup', whole: true }),
      {
        type: 'invitationCancelled',
        meetingId: anId(600),
        participant: participants.bup,
        why: 'consentWithdrawn',
      },
    ]);
  });

  test('the CANCEL stands above the invitation that it takes back', () => {
    const now = after(withMeeting(), withdraw(anId(110)), actors.mother, '2026-09-07');
    expect(now.meetings).toMatchObject([{ status: 'called', sequence: 1 }]);
  });

  test('a meeting that only its coordinator is left for is cancelled with the last receiver', () => {
    const state = withMeeting({
      participants: [participants.coordinator, participants.bup, participants.socialServices],
    });
    const events = eventsOf(state, withdraw(anId(110)), mother);
    expect(events.map((e) => e.type)).toEqual(['consentWithdrawn', 'invitationCancelled']);
    const now = after(state, withdraw(anId(110)), actors.mother, '2026-09-07');
    expect(
      eventsOf(now, withdraw(anId(121)), asking(actors.father, '2026-09-08')).map((e) => e.type),
    ).toEqual(['consentWithdrawn', 'invitationCancelled', 'meetingCancelled']);
  });

  test.each([
    ['without its last other authority', participants.mother.participantId, []],
    ['without its chair', participants.bup.participantId, [participants.socialServices]],
  ])('a SIP %s is none: it is cancelled', (_case, chair, others) => {
    const state = withMeeting({
      kind: 'sip',
      participants: [participants.mother, participants.coordinator, participants.bup, ...others],
      sip: {
        initiator: 'bup',
        chair,
        overallResponsible: 'bup',
        measures: [],
        followUpOn: localDate('2026-11-24'),
      },
    });
    expect(eventsOf(state, withdraw(anId(110)), mother).map((e) => e.type)).toEqual([
      'consentWithdrawn',
      'invitationCancelled',
      'meetingCancelled',
    ]);
  });

  test('a meeting that began before the withdrawal was held as it was', () => {
    // The meeting is at 14:00; a guardian withdraws that evening.
    const evening = {
      ...asking(actors.mother, '2026-09-24'),
      now: instantOf(aCalendar(), localDate('2026-09-24'), localTime('19:00')),
    };
    expect(eventsOf(withMeeting(), withdraw(anId(110)), evening).map((e) => e.type)).toEqual([
      'consentWithdrawn',
    ]);
  });

  test('some kinds may go while the rest stands, and the meeting with it', () => {
    const part = withdraw(anId(110), ['inquiries']);
    expect(eventsOf(withMeeting(), part, mother)).toMatchObject([
      { type: 'consentWithdrawn', kinds: ['inquiries'], whole: false },
    ]);
    const now = after(withMeeting(), part, actors.mother, '2026-09-07');
    const on = localDate('2026-09-07');
    const bup = (kinds: InformationKind[]): Sharing => ({
      receiver: 'bup',
      kinds,
      purpose: 'increaseAttendance',
    });
    expect(isCovered(now, bup(['inquiries']), on).covered).toBe(false);
    expect(isCovered(now, bup(['attendance']), on).covered).toBe(true);
    expect(refusalOf(now, part, mother)).toMatchObject({ code: 'invalid-value', field: 'kinds' });
  });

  test('without consent for the coordinators the assignment goes on, and history stays', () => {
    const state = after(withMeeting(), withdraw(anId(100)), actors.mother, '2026-09-07');
    expect(state.stand.phase).toBe('assigned');
    expect(state.consents.find((c) => c.consentId === anId(100))).toMatchObject({
      withdrawnOn: '2026-09-07',
    });
  });

  test('without it the coordinators share with nobody: invitations stop, papers and meetings are refused', () => {
    const state = withMeeting();
    expect(eventsOf(state, withdraw(anId(100)), mother)).toMatchObject([
      { type: 'consentWithdrawn', receiver: 'coordinators' },
      { type: 'invitationCancelled', participant: participants.bup, why: 'consentWithdrawn' },
    ]);
    const now = after(state, withdraw(anId(100)), actors.mother, '2026-09-07');
    const coordinator = asking(actors.coordinator, '2026-09-08');
    const params = {
      receiver: 'coordinators',
      purpose: 'increaseAttendance',
      missing: `guardian/${ids.mother}`,
      missingCount: 1,
    };
    expect(
      refusalOf(now, { type: 'callMeeting', meeting: aMeeting({ meetingId: anId(690) }) }, coordinator),
    ).toEqual({ code: 'consent-missing', field: 'meeting/participants/3', params });
    expect(refusalOf(now, { type: 'requestPapers', request: aPaperRequest() }, coordinator)).toEqual({
      code: 'consent-missing',
      field: 'request/from',
      params,
    });
  });

  test('where only sharing needs consent, each receiver stands by its own', () => {
    const policy = aPolicy();
    const sharing = { ...policy, version: 2, consent: { ...policy.consent, neededFor: 'sharing' as const } };
    const state = after(
      withMeeting(),
      { type: 'changePolicy', policy: sharing },
      actors.teamLeader,
      '2026-09-07',
    );
    expect(eventsOf(state, withdraw(anId(100)), mother)).toHaveLength(1);
    // And back to a way of working that needs it for the assignment: what it doesn't carry stops.
    const without = after(state, withdraw(anId(100)), actors.mother, '2026-09-07');
    const back: Command = { type: 'changePolicy', policy: { ...policy, version: 3 } };
    expect(eventsOf(without, back, leader)).toMatchObject([
      { type: 'policyChanged' },
      { type: 'invitationCancelled', participant: participants.bup, why: 'consentMissing' },
    ]);
  });

  test('once, by the giver, of a consent that there is', () => {
    const state = after(withMeeting(), withdraw(anId(110)), actors.mother, '2026-09-07');
    expect(refusalOf(state, withdraw(anId(110)), mother)).toMatchObject({
      code: 'already-done',
      field: 'consentId',
    });
    expect(refusalOf(state, withdraw(anId(121)), mother).code).toBe('not-permitted');
    expect(refusalOf(state, withdraw(anId(999)), mother).code).toBe('unknown-id');
  });
});

describe('maturity', () => {
  const judged: Command = {
    type: 'judgeMaturity',
    maturity: { speaksForSelf: true, judgedOn: localDate('2026-09-07'), contentId: ids.content },
  };

  test('a pupil who speaks for themselves must have consented: what only the guardians covered stops', () => {
    const events = eventsOf(withMeeting(), judged, asking(actors.coordinator, '2026-09-07'));
    expect(events.map((e) => e.type)).toEqual(['maturityJudged', 'invitationCancelled']);
  });

  test('nothing stops when the pupil has', () => {
    const giver: Giver = { role: 'pupil' };
    const state = lived(withMeeting(), [
      ['2026-09-07', actors.pupil, give({ giver })],
      ['2026-09-07', actors.pupil, give({ giver, receiver: 'coordinators', consentId: anId(151) })],
    ]);
    expect(eventsOf(state, judged, asking(actors.coordinator, '2026-09-07'))).toHaveLength(1);
  });
});
