import { describe, expect, test } from 'vitest';
import {
  aConsent,
  actors,
  after,
  aMeeting,
  anId,
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
import { isCovered } from '../consent.ts';
import { localDate } from '../time.ts';
import type { Command, CommandOf } from './commands.ts';
import type { Consent, Giver } from './parts.ts';
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
    ...consentsFor('bup', 110),
    ...consentsFor('socialServices', 120),
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
    const own = after(state, give({ giver: { role: 'pupil' } }), actors.pupil, '2026-09-07');
    expect(isCovered(own, 'bup', 'any', localDate('2026-09-07'))).toEqual({ covered: true });
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
  test('given a called meeting, when a guardian withdraws, then BUP’s invitation and the meeting are cancelled', () => {
    expect(eventsOf(withMeeting(), withdraw(anId(110)), mother)).toEqual([
      expect.objectContaining({ type: 'consentWithdrawn', receiver: 'bup', whole: true }),
      {
        type: 'invitationCancelled',
        meetingId: anId(600),
        participant: participants.bup,
        why: 'consentWithdrawn',
      },
      {
        type: 'meetingCancelled',
        meetingId: anId(600),
        reasonContentId: null,
        why: 'consentWithdrawn',
      },
    ]);
  });

  test('the meeting goes on when another receiver is left', () => {
    const state = withMeeting({
      participants: [
        participants.mother,
        participants.coordinator,
        participants.bup,
        participants.socialServices,
      ],
    });
    const events = eventsOf(state, withdraw(anId(110)), mother);
    expect(events.map((e) => e.type)).toEqual(['consentWithdrawn', 'invitationCancelled']);
    const now = after(state, withdraw(anId(110)), actors.mother, '2026-09-07');
    expect(
      eventsOf(now, withdraw(anId(121)), asking(actors.father, '2026-09-08')).map((e) => e.type),
    ).toEqual(['consentWithdrawn', 'invitationCancelled', 'meetingCancelled']);
  });

  test('a start meeting with the family goes on without the receiver', () => {
    const state = withMeeting({ kind: 'startMeeting' });
    expect(eventsOf(state, withdraw(anId(110)), mother).map((e) => e.type)).toEqual([
      'consentWithdrawn',
      'invitationCancelled',
    ]);
  });

  test('some kinds may go while the rest stands, and the meeting with it', () => {
    const part = withdraw(anId(110), ['inquiries']);
    expect(eventsOf(withMeeting(), part, mother)).toMatchObject([
      { type: 'consentWithdrawn', kinds: ['inquiries'], whole: false },
    ]);
    const now = after(withMeeting(), part, actors.mother, '2026-09-07');
    const on = localDate('2026-09-07');
    expect(isCovered(now, 'bup', ['inquiries'], on).covered).toBe(false);
    expect(isCovered(now, 'bup', ['attendance'], on).covered).toBe(true);
    expect(refusalOf(now, part, mother)).toMatchObject({ code: 'invalid-value', field: 'kinds' });
  });

  test('without consent for the coordinators the assignment goes on, and history stays', () => {
    const state = after(withMeeting(), withdraw(anId(100)), actors.mother, '2026-09-07');
    expect(state.stand.phase).toBe('assigned');
    expect(state.consents.find((c) => c.consentId === anId(100))).toMatchObject({
      withdrawnOn: '2026-09-07',
    });
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
    expect(events.map((e) => e.type)).toEqual(['maturityJudged', 'invitationCancelled', 'meetingCancelled']);
  });

  test('nothing stops when the pupil has', () => {
    const own = give({ giver: { role: 'pupil' } });
    const state = after(withMeeting(), own, actors.pupil, '2026-09-07');
    expect(eventsOf(state, judged, asking(actors.coordinator, '2026-09-07'))).toHaveLength(1);
  });
});
