import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../domain/time.ts';
import { absenceSaid, type LessonTold } from './absence.ts';

const lesson = (change: Partial<LessonTold> = {}): LessonTold => ({
  starts: '08:00',
  subject: 'SO',
  validMinutes: 0,
  invalidMinutes: 0,
  reason: null,
  ...change,
});
const said = (change: Partial<Parameters<typeof absenceSaid>[0]>) =>
  absenceSaid({
    civicNo: '201205149808',
    date: localDate('2026-09-01'),
    preschool: false,
    offered: 330,
    lessons: [],
    announced: [],
    ...change,
  }).map(({ lektion, typ, minuter, ämne, orsak }) => [lektion, typ, minuter, ämne, orsak].join(' | '));

describe('a pupil’s day at the source', () => {
  it('is a row for each lesson with absence, two when it was partly invalid', () => {
    expect(
      said({
        lessons: [
          lesson({ validMinutes: 40, reason: 'Sjuk' }),
          lesson({ starts: '09:10', subject: 'NO', validMinutes: 20, invalidMinutes: 40 }),
          lesson({ starts: '10:20' }),
        ],
      }),
    ).toEqual([
      '08:00 | giltig | 40 | SO | Sjuk',
      '09:10 | giltig | 20 | NO | ',
      '09:10 ogiltig | ogiltig | 40 | NO | ',
    ]);
  });

  it('is one in preschool, however many activities it had', () => {
    const lessons = [lesson({ validMinutes: 120 }), lesson({ starts: '12:00', validMinutes: 60 })];
    expect(said({ preschool: true, lessons })).toEqual([' | giltig | 180 |  | ']);
  });

  it('is what was announced, until a lesson of it has been told', () => {
    const announced = [{ minutes: 480, type: 'Anmäld frånvaro' }];
    expect(said({ announced })).toEqual(['anmäld | giltig | 330 |  | Anmäld frånvaro']);
    expect(said({ announced, offered: null })).toEqual(['anmäld | giltig | 480 |  | Anmäld frånvaro']);
    expect(said({ announced, lessons: [lesson()] })).toEqual([]);
    expect(said({ announced: [{ minutes: 0, type: null }] })).toEqual([]);
  });

  it('takes the subject of the lesson that somebody was away from', () => {
    const lessons = [lesson({ subject: 'Musik' }), lesson({ subject: 'Bild', validMinutes: 60 })];
    expect(said({ lessons })).toEqual(['08:00 | giltig | 60 | Bild | ']);
  });

  it('names no lesson twice and loses no minute', () => {
    const lessons = fc.array(
      fc.record({
        starts: fc.constantFrom('08:00', '09:10', null),
        subject: fc.constantFrom('SO', 'NO'),
        validMinutes: fc.nat(60),
        invalidMinutes: fc.nat(60),
        reason: fc.constant(null),
      }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(lessons, fc.boolean(), (told, preschool) => {
        const rows = absenceSaid({
          civicNo: '201205149808',
          date: localDate('2026-09-01'),
          preschool,
          offered: 330,
          lessons: told,
          announced: [],
        });
        expect(new Set(rows.map(({ lektion }) => lektion)).size).toBe(rows.length);
        const minutes = rows.reduce((sum, { minuter }) => sum + Number(minuter), 0);
        expect(minutes).toBe(told.reduce((sum, one) => sum + one.validMinutes + one.invalidMinutes, 0));
      }),
    );
  });
});
