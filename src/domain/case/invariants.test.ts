import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Tally, UnderTest } from '../../../test/random/live.ts';
import { live, lives } from '../../../test/random/live.ts';
import { obligations } from '../obligations/derive.ts';
import type { Rules } from './core.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { phasesOf } from './phases.ts';
import { addDays, localDate } from '../time.ts';
import { accept } from './refusal.ts';
import { coming } from './time-passing.ts';

// The statements themselves stand in test/random/invariants.ts.
const runs = 120;
const seed = 20_260_831;

const rules: Rules = { decide, evolve, coming };

describe('a case, whatever is asked of it over three years', () => {
  const tally: Tally = new Map();

  afterAll(() => {
    const lines = [...tally]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, { accepted, refused, lives }]) =>
        [
          type.padEnd(22),
          String(accepted).padStart(6),
          String(refused).padStart(6),
          String(lives.size).padStart(5),
        ].join(''),
      );
    console.log([`${runs} lives         accepted refused  lives`, ...lines].join('\n'));
  });

  it('keeps what must hold', { timeout: 240_000 }, () => {
    let life = 0;
    fc.assert(
      fc.property(lives, (numbers) => live(numbers, tally, (life += 1))),
      { numRuns: runs, seed, endOnFailure: true },
    );
  });

  it('accepts each kind of command in one of a hundred lives, and in one of a hundred tries', () => {
    for (const type of Object.keys(phasesOf)) {
      const count = [...tally].find(([name]) => name === type)?.[1];
      expect(count?.lives.size ?? 0, type).toBeGreaterThanOrEqual(runs / 100);
      expect((count?.accepted ?? 0) / ((count?.accepted ?? 0) + (count?.refused ?? 0)), type).toBeGreaterThan(
        0.01,
      );
    }
  });
});

describe('a rule broken on purpose', () => {
  const findings: [string, UnderTest, RegExp][] = [
    [
      'a meeting called without asking for consent',
      {
        rules: {
          ...rules,
          decide: (state, command, ctx) => {
            const decided = decide(state, command, ctx);
            return !decided.ok && decided.refusal.code === 'consent-missing' && command.type === 'callMeeting'
              ? accept({ type: 'meetingCalled', meeting: command.meeting })
              : decided;
          },
        },
      },
      /no sharing without consent/,
    ],
    [
      'a lapse that is never recorded',
      {
        rules: {
          ...rules,
          coming: (state, cal) => {
            const next = coming(state, cal);
            return next?.events.some((e) => e.type === 'lapsed') ? null : next;
          },
        },
      },
      /time at rest|cap never passed/,
    ],
    [
      'a lapse that is recorded and not folded',
      {
        rules: {
          ...rules,
          evolve: (state, recorded) =>
            recorded.event.type === 'lapsed' ? { ...state, version: recorded.seq } : evolve(state, recorded),
        },
      },
      /does not come to rest/,
    ],
    [
      'a withdrawal that leaves the invitations standing',
      {
        rules: {
          ...rules,
          decide: (state, command, ctx) => {
            const decided = decide(state, command, ctx);
            return decided.ok && command.type === 'withdrawConsent'
              ? accept(...decided.events.filter((e) => e.type === 'consentWithdrawn'))
              : decided;
          },
        },
      },
      /no sharing without consent/,
    ],
    [
      'a cap that moves by itself',
      {
        rules: {
          ...rules,
          evolve: (state, recorded) => {
            const after = evolve(state, recorded);
            const { stand } = after;
            if (recorded.event.type !== 'contactRecorded' || stand.phase !== 'assigned') return after;
            const cap = { nominalEnd: localDate('2029-12-31'), actBy: localDate('2030-01-02') };
            return { ...after, stand: { ...stand, assignment: { ...stand.assignment, cap } } };
          },
        },
      },
      /cap moved without a decision/,
    ],
    [
      'a night that is forgotten',
      {
        rules: {
          ...rules,
          coming: (state, cal) => {
            const next = coming(state, cal);
            return next && { ...next, on: addDays(next.on, 1) };
          },
        },
      },
      /time at rest|was forgotten/,
    ],
    [
      'a hand-over that leaves the meetings behind',
      {
        rules: {
          ...rules,
          decide: (state, command, ctx) => {
            const decided = decide(state, command, ctx);
            return decided.ok && command.type === 'handOver'
              ? accept(...decided.events.filter((e) => e.type === 'handedOver'))
              : decided;
          },
        },
      },
      /who takes over leads the meetings/,
    ],
    [
      'an event that does not count',
      {
        rules: {
          ...rules,
          evolve: (state, recorded) => ({ ...evolve(state, recorded), version: state.version }),
        },
      },
      /version = number of events/,
    ],
    [
      'a duty that is forgotten',
      { owe: (state, cal) => obligations(state, cal).filter((o) => o.kind !== 'makePlan') },
      /no lost obligation/,
    ],
    [
      'a SIP that nobody follows up',
      { owe: (state, cal) => obligations(state, cal).filter((o) => o.kind !== 'followUpSip') },
      /no lost obligation/,
    ],
    [
      'a mentor who is forgotten',
      { owe: (state, cal) => obligations(state, cal).filter((o) => o.kind !== 'tellMentor') },
      /the mentor is told or owed/,
    ],
    [
      'a noticed case that nobody has to take up',
      { owe: (state, cal) => obligations(state, cal).filter((o) => o.kind !== 'considerNoticed') },
      /somebody owns what was noticed|no lost obligation/,
    ],
    [
      'a case that closes when the absence falls',
      {
        rules: {
          ...rules,
          decide: (state, command, ctx) => {
            const decided = decide(state, command, ctx);
            const falls = command.type === 'reportAttendance' && command.attendance.band === 'below';
            return falls && decided.ok && state.stand.phase === 'noticed'
              ? accept(...decided.events, { type: 'ended', why: 'noAction' })
              : decided;
          },
        },
      },
      /nothing noticed ends by itself/,
    ],
    [
      'a reminder that goes twice',
      {
        owe: (state, cal) =>
          obligations(state, cal).map((o) => ({ ...o, remindOn: [...o.remindOn, ...o.remindOn.slice(-1)] })),
      },
      /no reminder twice/,
    ],
  ];

  it.each(findings)('is found: %s', { timeout: 240_000 }, (_name, broken, finding) => {
    const result = fc.check(
      fc.property(lives, (numbers) => live(numbers, new Map(), 0, broken)),
      { numRuns: 100, seed, endOnFailure: true },
    );
    expect(result.failed).toBe(true);
    expect(String(result.errorInstance)).toMatch(finding);
  });
});
