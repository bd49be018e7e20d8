import { describe, expect, test } from 'vitest';
import {
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
import { localDate } from '../time.ts';
import type { Command } from './commands.ts';

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
      params: { receiver: 'bup', missing: `guardian/${ids.father}`, missingCount: 1 },
    });
  });

  test('the consent must hold each kind asked for', () => {
    expect(refusalOf(covered(), request({ kinds: ['inquiries', 'health'] }), coordinator)).toMatchObject({
      code: 'consent-missing',
      params: { missingCount: 2 },
    });
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
