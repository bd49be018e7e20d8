import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aCalendar } from '../../test/factories/calendar.ts';
import { isWorkday } from './calendar.ts';
import { answerFlagDuty, closeFlagDuty } from './flags.ts';
import { addDays, localDate } from './time.ts';

const cal = aCalendar();
const flag = { flagId: 'flag-1', caseId: 'case-1', flaggedBy: 'leader' };

describe('what a flag asks for', () => {
  it('is an answer within three workdays, told the next morning and on the last day, then upwards', () => {
    // A Thursday.
    expect(answerFlagDuty(flag, localDate('2026-09-10'), cal)).toMatchObject({
      kind: 'answerFlag',
      caseId: 'case-1',
      ownerRole: 'coordinator',
      personIds: [],
      from: '2026-09-10',
      due: '2026-09-15',
      remindOn: ['2026-09-11', '2026-09-15'],
      escalateOn: '2026-09-16',
      escalateTo: 'teamLeader',
      how: { flagId: 'flag-1' },
    });
  });

  it('is then closed by whoever flagged', () => {
    expect(closeFlagDuty(flag, localDate('2026-09-11'), cal)).toMatchObject({
      kind: 'closeFlag',
      ownerRole: 'teamLeader',
      personIds: ['leader'],
      due: '2026-09-18',
      remindOn: ['2026-09-14', '2026-09-18'],
      escalateTo: null,
    });
  });

  it('falls on workdays, in order, on whichever day it is made', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 360 }), (later) => {
        const on = addDays(localDate('2026-09-01'), later);
        for (const duty of [answerFlagDuty(flag, on, cal), closeFlagDuty(flag, on, cal)]) {
          const days = [duty.from, ...duty.remindOn, ...(duty.escalateOn === null ? [] : [duty.escalateOn])];
          expect(days).toEqual(days.toSorted());
          expect(new Set(days).size).toBe(days.length);
          expect(days.slice(1).every((day) => isWorkday(cal, day))).toBe(true);
          expect(duty.remindOn.at(-1)).toBe(duty.due);
        }
      }),
    );
  });
});
