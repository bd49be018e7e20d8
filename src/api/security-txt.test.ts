import fc from 'fast-check';
import { expect, it } from 'vitest';
import { securityTxt } from './security-txt.ts';

it('says whom to tell, until when that holds, and where it stands', () => {
  const contacts = ['mailto:sakerhet@kommunen.se', 'https://kommunen.se/sarbarhet'];
  expect(
    securityTxt(contacts, 'https://bryggan.kommunen.se', Date.UTC(2026, 10, 27, 21, 0)).split('\r\n'),
  ).toEqual([
    'Contact: mailto:sakerhet@kommunen.se',
    'Contact: https://kommunen.se/sarbarhet',
    'Expires: 2027-02-25T00:00:00Z',
    'Preferred-Languages: sv, en',
    'Canonical: https://bryggan.kommunen.se/.well-known/security.txt',
    '',
  ]);
});

it('never runs out today, nor later than in a year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (nowMs) => {
      const expires = Date.parse(
        /Expires: (\S+)/.exec(securityTxt(['tel:+46'], 'https://x.example', nowMs))?.[1] ?? '',
      );
      expect(expires - nowMs).toBeGreaterThan(80 * 86_400_000);
      expect(expires - nowMs).toBeLessThan(365 * 86_400_000);
    }),
  );
});
