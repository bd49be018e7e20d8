import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { oneOfEach } from '../../../test/factories/events.ts';
import { documentKinds, secrecyTags } from '../documents/document.ts';
import { localDate } from '../time.ts';
import { parseRegistryNumber, publicPartOf, registryKinds, registryNumber } from './entry.ts';
import { mayBePaper, paperOfDocument, paperOfEvent } from './papers-of.ts';

const on = localDate('2026-10-01');
const event = (type: string) => {
  const found = oneOfEach().find((one) => one.type === type);
  if (found === undefined) throw new Error(`no ${type}`);
  return found;
};
const paperOf = (type: string) => paperOfEvent(event(type), on, new Map());

describe('a paper', () => {
  test('is received, drawn up or sent, from or to a role', () => {
    expect(paperOf('orderPlaced')).toEqual({
      direction: 'received',
      kind: 'order',
      party: 'rector',
      secrecy: 'weak',
      rule: 'order',
      on,
    });
    expect(paperOf('extended')).toMatchObject({ direction: 'drawnUp', kind: 'extension', party: null });
    expect(paperOf('meetingCalled')).toMatchObject({ direction: 'sent', kind: 'call', party: 'several' });
    expect(paperOf('consentWithdrawn')).toMatchObject({ direction: 'received', party: 'guardian' });
  });

  // domain.md §3: orosanmälan carries the strongest tag, and so does what EHT decided.
  test('has the secrecy of what it tells', () => {
    expect(paperOf('concernReported')).toMatchObject({ party: 'socialServices', secrecy: 'strong' });
    expect(paperOf('ehtDecisionMade')).toMatchObject({ secrecy: 'strong' });
  });

  test('that was asked for comes from whom it was asked of, with their secrecy', () => {
    const received = event('papersReceived');
    if (received.type !== 'papersReceived') throw new Error('another event');
    const from = (receiver: 'socialServices' | 'bup' | 'otherSchool') =>
      paperOfEvent(received, on, new Map([[received.paperRequestId, receiver]]));
    expect(from('socialServices')).toMatchObject({ party: 'socialServices', secrecy: 'social' });
    expect(from('bup')).toMatchObject({ party: 'bup', secrecy: 'emi' });
    expect(from('otherSchool')).toMatchObject({ party: 'otherSchool', secrecy: 'weak' });
    expect(paperOf('papersReceived')).toMatchObject({ party: null, secrecy: 'weak' });
  });

  test('is no night’s reckoning, no note of the running journal and no figure', () => {
    for (const type of ['absenceNoticed', 'followUpHeld', 'contactRecorded', 'escalated', 'pupilUpdated'])
      expect(paperOf(type)).toBeNull();
  });

  test('is only what may be one', () => {
    for (const one of oneOfEach())
      if (paperOfEvent(one, on, new Map()) !== null) expect(mayBePaper(one.type)).toBe(true);
  });

  test('that is scanned is dated by the day it came, or the day on what we drew up', () => {
    const dated = localDate('2026-09-01');
    const scan = { secrecy: 'weak', dated, receivedOn: on } as const;
    expect(paperOfDocument({ ...scan, kind: 'consentForm' })).toMatchObject({ direction: 'received', on });
    expect(paperOfDocument({ ...scan, kind: 'minutes' })).toMatchObject({ direction: 'drawnUp', on: dated });
    expect(paperOfDocument({ ...scan, kind: 'minutes', dated: null })).toMatchObject({ on });
  });
});

describe('what anybody may see of the register', () => {
  test('is number, day and direction, and the kind where it is not secret in itself', () => {
    fc.assert(
      fc.property(fc.constantFrom(...documentKinds), fc.constantFrom(...secrecyTags), (kind, secrecy) => {
        const paper = paperOfDocument({ kind, secrecy, dated: null, receivedOn: on });
        const shown = publicPartOf(paper);
        expect(Object.keys(shown).sort()).toEqual(['direction', 'kind', 'on']);
        expect(shown.kind === null).toBe(secrecy !== 'weak');
      }),
    );
    expect(publicPartOf({ direction: 'sent', kind: 'concernReport', secrecy: 'strong', on }).kind).toBeNull();
  });
});

test('a number is read back as it is written', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2000, max: 2999 }),
      fc.integer({ min: 1, max: 9_999_999 }),
      (year, running) => {
        expect(parseRegistryNumber(registryNumber({ year, running }))).toEqual({ year, running });
      },
    ),
  );
  expect(parseRegistryNumber('2026:17')).toEqual({ year: 2026, running: 17 });
  for (const other of ['2026-0017', 'BRG', '', '2026:']) expect(parseRegistryNumber(other)).toBeNull();
  expect(new Set(registryKinds).size).toBe(registryKinds.length);
});
