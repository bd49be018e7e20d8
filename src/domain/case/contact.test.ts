import { describe, expect, test } from 'vitest';
import {
  aCalendar,
  aConsent,
  aContact,
  actors,
  after,
  anId,
  aPaperRequest,
  asking,
  caseAt,
  consentsFor,
  eventsOf,
  ids,
  lived,
  refusalOf,
} from '../../../test/factories/case.ts';
import type { Step } from '../../../test/factories/case.ts';
import { obligations } from '../obligations/derive.ts';
import { localDate } from '../time.ts';
import type { Command } from './commands.ts';
import type { CaseState } from './state.ts';

const coordinator = asking(actors.coordinator, '2026-09-07');
const request = (change: Parameters<typeof aPaperRequest>[0] = {}): Command => ({
  type: 'requestPapers',
  request: aPaperRequest(change),
});
const receive = (receivedOn: string): Command => ({
  type: 'receivePapers',
  paperRequestId: anId(210),
  receivedOn: localDate(receivedOn),
  contentId: null,
});

describe('contacts', () => {
  const state = caseAt('assigned');
  const contact = (change: Parameters<typeof aContact>[0] = {}): Command => ({
    type: 'recordContact',
    contact: aContact(change),
  });

  test('are kept with date, kind of effort and with whom', () => {
    expect(after(state, contact(), actors.coordinator, '2026-09-07').contacts).toEqual([aContact()]);
  });

  test('are with somebody, and each once', () => {
    expect(refusalOf(state, contact({ with: [] }), coordinator)).toMatchObject({
      code: 'invalid-value',
      field: 'contact/with',
    });
    const twice = after(state, contact(), actors.coordinator, '2026-09-07');
    expect(refusalOf(twice, contact(), coordinator)).toMatchObject({
      code: 'duplicate-id',
      field: 'contact/contactId',
    });
  });
});

describe('papers from others', () => {
  const covered = () => lived(caseAt('assigned'), consentsFor('bup', 110));

  test('are asked for under consent; the refusal names who hasn’t given it', () => {
    const half = lived(caseAt('assigned'), consentsFor('bup', 110).slice(0, 1));
    expect(refusalOf(half, request(), coordinator)).toEqual({
      code: 'consent-missing',
      field: 'request/from',
      params: {
        receiver: 'bup',
        purpose: 'increaseAttendance',
        missing: `guardian/${ids.father}`,
        missingCount: 1,
      },
    });
  });

  test('the consent must hold each kind asked for', () => {
    expect(refusalOf(covered(), request({ kinds: ['inquiries', 'health'] }), coordinator)).toMatchObject({
      code: 'consent-missing',
      params: { missingCount: 2 },
    });
  });

  test('consent reached the day on which they were asked for', () => {
    const late = lived(
      caseAt('assigned'),
      [ids.mother, ids.father].map((guardianId, i): Step => [
        '2026-09-07',
        actors.teamLeader,
        {
          type: 'recordConsent',
          consent: aConsent({
            consentId: anId(110 + i),
            receiver: 'bup',
            giver: { role: 'guardian', guardianId },
            from: localDate('2026-09-07'),
          }),
        },
      ]),
    );
    const asked = (askedOn: string) => request({ askedOn: localDate(askedOn) });
    expect(refusalOf(late, asked('2026-09-04'), coordinator)).toMatchObject({
      code: 'consent-missing',
      params: { missingCount: 2 },
    });
    expect(eventsOf(late, asked('2026-09-07'), coordinator)).toHaveLength(1);
  });

  test('nobody presses for what consent no longer reaches; what comes is registered all the same', () => {
    const asked = after(covered(), request(), actors.coordinator, '2026-09-07');
    const owed = (state: CaseState) =>
      obligations(state, aCalendar()).filter((o) => o.kind === 'receivePapers').length;
    expect(owed(asked)).toBe(1);
    const part: Command = { type: 'withdrawConsent', consentId: anId(110), kinds: ['inquiries'] };
    const withdrawn = after(asked, part, actors.mother, '2026-09-08');
    expect(owed(withdrawn)).toBe(0);
    const whole: Command = { type: 'withdrawConsent', consentId: anId(100), kinds: null };
    expect(owed(after(asked, whole, actors.mother, '2026-09-08'))).toBe(0);
    const come = after(withdrawn, receive('2026-09-18'), actors.registrar, '2026-09-21');
    expect(come.papers).toMatchObject([{ receivedOn: '2026-09-18' }]);
  });

  test('are due by the policy’s days, on a weekday', () => {
    expect(eventsOf(covered(), request({ askedOn: localDate('2026-09-05') }), coordinator)).toMatchObject([
      { type: 'papersRequested', due: '2026-10-05' },
    ]);
  });

  test('come once, and not before they were asked for', () => {
    const asked = after(covered(), request(), actors.coordinator, '2026-09-07');
    const registrar = asking(actors.registrar, '2026-09-21');
    expect(refusalOf(asked, receive('2026-09-04'), registrar)).toMatchObject({
      code: 'end-before-start',
      field: 'receivedOn',
    });
    const come = after(asked, receive('2026-09-18'), actors.registrar, '2026-09-21');
    expect(come.papers).toMatchObject([{ receivedOn: '2026-09-18' }]);
    expect(refusalOf(come, receive('2026-09-18'), registrar).code).toBe('already-done');
    expect(refusalOf(covered(), receive('2026-09-18'), registrar).code).toBe('unknown-id');
  });
});

describe('orosanmälan', () => {
  const report: Command = {
    type: 'recordConcernReport',
    report: {
      concernReportId: anId(220),
      madeOn: localDate('2026-09-07'),
      madeBy: ids.mentor,
      to: 'socialServices',
      contentId: ids.content,
    },
  };

  test('never depends on consent, nor on an assignment', () => {
    expect(eventsOf(caseAt('ordering'), report, asking(actors.mentor, '2026-09-07'))).toHaveLength(1);
    expect(refusalOf(caseAt('ordering'), report, asking(actors.mother, '2026-09-07')).code).toBe(
      'not-permitted',
    );
  });
});
