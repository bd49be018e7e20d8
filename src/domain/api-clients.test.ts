import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grantedScopes, isClientLive, mayEndOn, scopeActions, scopes, scopesGive } from './api-clients.ts';
import { actionRights, type Action, may } from './permissions.ts';
import { addDays, addMonths, localDate } from './time.ts';

const today = localDate('2026-09-14');
const actions = Object.keys(actionRights) as Action[];
const held = fc.subarray([...scopes]);

describe('a client', () => {
  it('may what its scopes give and nothing else, whatever they are', () => {
    fc.assert(
      fc.property(held, fc.constantFrom(...actions), (some, action) => {
        const given = some.some((scope) => scopeActions[scope].includes(action));
        expect(scopesGive(some, action)).toBe(given);
        expect(may({ role: 'client', clientId: 'x', scopes: some }, action)).toBe(given);
      }),
    );
  });

  it('is never given a text, a document, a consent, a setting, or what is the family’s', () => {
    const all = actions.filter((action) => scopesGive(scopes, action)).sort();
    expect(all).toEqual([
      'case.list',
      'case.read',
      'import.read',
      'import.run',
      'statistics.read',
      'timeline.read',
    ]);
  });

  it('lives up to its last day, unless it is ended', () => {
    expect(isClientLive({ endsOn: today, revoked: false }, today)).toBe(true);
    expect(isClientLive({ endsOn: today, revoked: false }, addDays(today, 1))).toBe(false);
    expect(isClientLive({ endsOn: today, revoked: true }, today)).toBe(false);
    expect(mayEndOn(today, today)).toBe(true);
    expect(mayEndOn(addDays(today, -1), today)).toBe(false);
    expect(mayEndOn(addMonths(today, 24), today)).toBe(true);
    expect(mayEndOn(addDays(addMonths(today, 24), 1), today)).toBe(false);
  });

  it('gets of its scopes those that it asks for, and none when it asks for more than it has', () => {
    expect(grantedScopes(['import:write', 'cases:read'], null)).toEqual(['import:write', 'cases:read']);
    expect(grantedScopes(['import:write', 'cases:read'], 'cases:read')).toEqual(['cases:read']);
    expect(grantedScopes(['import:write'], 'import:write cases:read')).toBeNull();
    expect(grantedScopes(['import:write'], 'everything')).toBeNull();
    fc.assert(
      fc.property(held, fc.array(fc.constantFrom(...scopes, 'x', '')), (some, asked) => {
        const granted = grantedScopes(some, asked.join(' '));
        for (const scope of granted ?? []) expect(some).toContain(scope);
        const more = asked.some((word) => word !== '' && !some.some((scope) => scope === word));
        expect(granted === null).toBe(more);
      }),
    );
  });
});
