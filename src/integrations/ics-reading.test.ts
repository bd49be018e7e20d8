import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instant, localDate, localTime } from '../domain/time.ts';
import { readCalendarEntry } from './ics-reading.ts';
import { meetingCalendar } from './ics.ts';

it('reads what was written, whatever the title holds', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 200 }), fc.boolean(), (words, cancelled) => {
      const summary = words.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim() || 'Möte';
      const ics = meetingCalendar({
        method: cancelled ? 'cancel' : 'request',
        meetingId: '7b0c7a52-96b9-4fd1-a2b4-5a3c0de5ad11',
        sequence: 2,
        time: { date: localDate('2026-11-23'), from: localTime('09:30'), minutes: 45 },
        summary,
        url: 'https://bryggan.example/cases/5/meetings/7',
        organizer: { name: 'Bryggan', address: 'bryggan@kommunen.example' },
        attendee: 'kurator@skolan.example',
        at: instant(Date.UTC(2026, 10, 16, 8, 30)),
      });
      expect(readCalendarEntry(ics)).toEqual({
        cancelled,
        summary,
        date: '2026-11-23',
        from: '09:30',
        until: '10:15',
        place: 'https://bryggan.example/cases/5/meetings/7',
      });
    }),
  );
});

it('has nothing to say of a file without a meeting', () => {
  expect(readCalendarEntry('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')).toBeNull();
});
