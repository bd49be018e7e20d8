import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeOfActivity, timeOfDay, timeOfLesson, type ToldTime } from './told-time.ts';

const lesson = { isReported: true, attendance: 40, valid: 20, invalid: 0, other: null };

describe('a lesson', () => {
  test('that is reported is so with all its minutes, and never says what was offered', () => {
    expect(timeOfLesson(lesson)).toEqual({ offered: null, reported: 60 });
    expect(timeOfLesson({ ...lesson, isReported: null })).toEqual({ offered: null, reported: 60 });
  });
  test('that nobody has reported is no reported time', () => {
    expect(timeOfLesson({ ...lesson, isReported: false })).toEqual({ offered: null, reported: 0 });
  });
  test('without its attended minutes is unknown, and so is one of impossible minutes', () => {
    expect(timeOfLesson({ ...lesson, attendance: null }).reported).toBeNull();
    expect(timeOfLesson({ ...lesson, attendance: -100 }).reported).toBeNull();
    expect(timeOfLesson({ ...lesson, attendance: 9999 }).reported).toBeNull();
  });
});

describe('a day', () => {
  test('is the sum of its activities', () => {
    const parts = [
      { offered: 60, reported: 60 },
      { offered: 120, reported: 80 },
    ];
    expect(timeOfDay(parts)).toEqual({ offered: 180, reported: 140 });
  });
  test('of which one part is unknown is unknown in that kind alone', () => {
    const parts = [
      { offered: 60, reported: 60 },
      { offered: 80, reported: null },
    ];
    expect(timeOfDay(parts)).toEqual({ offered: 140, reported: null });
    expect(timeOfDay([{ offered: null, reported: null }])).toBeNull();
    expect(timeOfDay([])).toBeNull();
  });
  test('was offered at least what was reported of it', () => {
    expect(timeOfDay([{ offered: 60, reported: 90 }])).toEqual({ offered: 90, reported: 90 });
  });
  test('has no more minutes than a day, whatever the source adds up', () => {
    const activity = timeOfActivity({ offered: 1000, reported: -5 });
    expect(activity).toEqual({ offered: 1000, reported: null });
    expect(timeOfDay([activity, activity])).toBeNull();
  });
});

const minutes = fc.option(fc.nat(200), { nil: null });
const parts = fc.array(fc.record({ offered: minutes, reported: minutes }), { maxLength: 6 });

test('one more part never makes a day shorter, and their order is all one', () => {
  fc.assert(
    fc.property(parts, fc.record({ offered: fc.nat(200), reported: fc.nat(200) }), (some, more: ToldTime) => {
      const [before, after] = [timeOfDay(some), timeOfDay([...some, more])];
      for (const kind of ['offered', 'reported'] as const) {
        const was = before?.[kind] ?? null;
        if (was !== null) expect(after?.[kind]).toBeGreaterThanOrEqual(was);
      }
      expect(timeOfDay(some.toReversed())).toEqual(before);
    }),
  );
});
