import { describe, expect, it } from 'vitest';
import { instant } from '../time.ts';
import { freshForMinutes, needsSignInAgain, type SensitiveAct } from './step-up.ts';

const at = Date.parse('2026-09-14T08:00:00Z');
const after = (minutes: number) => instant(at + minutes * 60_000);
const signedIn = { authenticatedAt: instant(at), acr: null };

describe('a sign-in', () => {
  it.each<SensitiveAct>(['protectedIdentity', 'destruction'])('is fresh for %s for its minutes', (act) => {
    const minutes = freshForMinutes[act];
    expect(needsSignInAgain(act, signedIn, after(0), [])).toBe(false);
    expect(needsSignInAgain(act, signedIn, after(minutes), [])).toBe(false);
    expect(needsSignInAgain(act, signedIn, instant(after(minutes) + 1), [])).toBe(true);
  });

  it('is never fresh when nobody knows when it was', () => {
    expect(needsSignInAgain('protectedIdentity', { authenticatedAt: null, acr: 'loa3' }, after(0), [])).toBe(
      true,
    );
  });

  it('may lie a minute ahead, as clocks do, and no more', () => {
    expect(needsSignInAgain('protectedIdentity', signedIn, after(-1), [])).toBe(false);
    expect(needsSignInAgain('protectedIdentity', signedIn, after(-2), [])).toBe(true);
  });

  it('must be strong enough where strengths are named', () => {
    const strong = ['loa3', 'loa4'];
    const asked = (acr: string | null) =>
      needsSignInAgain('protectedIdentity', { ...signedIn, acr }, after(1), strong);
    expect([asked('loa3'), asked('loa4'), asked('loa2'), asked(null)]).toEqual([false, false, true, true]);
  });
});
