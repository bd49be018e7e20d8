import { describe, expect, test } from 'vitest';
import {
  aPlannedCase,
  aPolicy,
  actors,
  asking,
  caseAt,
  happen,
  record,
} from '../../../test/factories/case.ts';
import { everyCommand } from '../../../test/factories/commands.ts';
import type { CaseEvent } from './events.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import type { CaseState } from './state.ts';

const phases = ['noticed', 'ordering', 'ordered', 'assigned', 'monitoring', 'ended'] as const;
const states: CaseState[] = [
  ...phases.map((phase) => caseAt(phase)),
  aPlannedCase(),
  caseAt('ordering', { policy: aPolicy('dals-ed') }),
  caseAt('monitoring', { policy: aPolicy('dals-ed') }),
  happen(aPlannedCase(), [{ type: 'cameOfAge' }], '2026-10-20'),
];
const days = ['2026-10-22', '2026-12-24', '2027-06-30'];

/** Every kind of command by every actor, in every phase: what it led to. */
const everyDecision = states.flatMap((state) =>
  days.flatMap((day) =>
    Object.values(actors).flatMap((actor) =>
      Object.values(everyCommand).map((command) => {
        const ctx = asking(actor, day);
        return { state, command, ctx, decided: decide(state, command, ctx) };
      }),
    ),
  ),
);

describe('decide and evolve are total', () => {
  test('every command is answered, with a code or with events that fold', () => {
    for (const { state, ctx, decided } of everyDecision) {
      if (!decided.ok) expect(decided.refusal.code).toMatch(/^[a-z-]+$/);
      else {
        const now = record(state, decided.events, ctx).reduce(evolve, state);
        expect(now.version).toBe(state.version + decided.events.length);
      }
    }
  });

  test('an ended case accepts nothing', () => {
    const accepted = everyDecision.filter((d) => d.state.stand.phase === 'ended' && d.decided.ok);
    expect(accepted).toEqual([]);
  });

  test('an event that doesn’t fit the phase changes nothing that breaks', () => {
    const events = everyDecision.flatMap(({ decided }): CaseEvent[] => (decided.ok ? decided.events : []));
    const kinds = new Map(events.map((event) => [event.type, event]));
    expect(kinds.size).toBeGreaterThan(20);
    for (const state of states)
      for (const event of kinds.values())
        expect(happen(state, [event], '2027-07-01').caseId).toBe(state.caseId);
  });

  test('a state survives being written down and read back', () => {
    for (const state of states) expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  test('deciding changes nothing in the case it is asked of', () => {
    const before = JSON.stringify(states);
    for (const { state, command, ctx } of everyDecision.slice(0, 2_000)) decide(state, command, ctx);
    expect(JSON.stringify(states)).toBe(before);
  });
});
