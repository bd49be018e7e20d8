import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csrfOf, isCsrfOf } from './csrf.ts';

it('is another each time, and of its own session alone', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 2 }),
      ([one, other]) => {
        const value = csrfOf(String(one));
        expect(csrfOf(String(one))).not.toBe(value);
        expect(isCsrfOf(String(one), value)).toBe(true);
        expect(isCsrfOf(String(other), value)).toBe(false);
      },
    ),
  );
});

it('is nothing that anybody made up', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (sent) => !isCsrfOf('a session', sent)));
  fc.assert(
    fc.property(fc.base64String({ minLength: 88, maxLength: 88 }), (sent) => !isCsrfOf('a session', sent)),
  );
});
