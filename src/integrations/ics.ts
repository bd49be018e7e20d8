/**
 * A meeting as an iCalendar file (RFC 5545, iTIP RFC 5546) for one recipient. It names nobody but that recipient
 * and the sender; the place, the question and the others are behind sign-in.
 */
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
} from 'ical-generator';
import type { MeetingTime } from '../domain/case/meeting-parts.ts';
import type { MeetingId } from '../domain/ids.ts';
import { addDays, type Instant, type LocalDate, type LocalTime } from '../domain/time.ts';

export type MeetingCalendarInput = {
  method: 'request' | 'cancel';
  meetingId: MeetingId;
  /** Rises with each change and with the cancellation. */
  sequence: number;
  time: MeetingTime;
  /** `Samverkansmöte, ärende 2026-0001`. */
  summary: string;
  /** Behind sign-in. */
  url: string;
  organizer: { name: string; address: string };
  /** The one recipient's address. */
  attendee: string;
  /** When the message was made: DTSTAMP. */
  at: Instant;
};

const ZONE = 'Europe/Stockholm';

/** EU summer time since 1996: last Sunday of March and October, 01:00 UTC. */
const stockholm = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n');

/** A wall clock's reading in the shape that ical-generator formats: so that no machine's zone has a say. */
type Wall = {
  format(pattern?: string): string;
  isValid(): boolean;
  toDate(): Date;
  toJSON(): string;
  tz(): Wall;
  utc(): Wall;
};

const wall = (date: LocalDate, minuteOfDay: number): Wall => {
  const day = addDays(date, Math.floor(minuteOfDay / 1440));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = two(Math.floor((minuteOfDay % 1440) / 60));
  const minutes = two(minuteOfDay % 60);
  const reading: Wall = {
    format: (pattern) => (pattern === 'HHmmss' ? `${hours}${minutes}00` : day.replaceAll('-', '')),
    isValid: () => true,
    // Only compared with the meeting's other end.
    toDate: () => new Date(`${day}T${hours}:${minutes}:00Z`),
    toJSON: () => `${day}T${hours}:${minutes}:00`,
    tz: () => reading,
    utc: () => reading,
  };
  return reading;
};

const minuteOfDay = (time: LocalTime): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Without a name DTSTAMP stays in UTC, as RFC 5545 §3.8.7.2 asks; each event has its own zone. */
const withoutName = { name: null, generator: (zone: string) => (zone === ZONE ? stockholm : null) };

/**
 * The file's text, folded at 75 octets, CRLF. The UID is the meeting's and stays through every change, so that a
 * calendar replaces the entry with the highest SEQUENCE. The end is reckoned on the wall clock.
 */
export const meetingCalendar = (input: MeetingCalendarInput): string => {
  const cancelled = input.method === 'cancel';
  const start = minuteOfDay(input.time.from);
  const calendar = ical({
    prodId: { company: 'bryggan', product: 'bryggan', language: 'SV' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
    timezone: withoutName,
  });
  const event = calendar.createEvent({
    id: `${input.meetingId}@bryggan`,
    sequence: input.sequence,
    stamp: new Date(input.at),
    start: wall(input.time.date, start),
    end: wall(input.time.date, start + input.time.minutes),
    timezone: ZONE,
    summary: input.summary,
    location: input.url,
    url: input.url,
    organizer: { name: input.organizer.name, email: input.organizer.address },
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    class: ICalEventClass.PRIVATE,
  });
  event.createAttendee({
    email: input.attendee,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.NEEDSACTION,
    rsvp: !cancelled,
  });
  return `${calendar.toString()}\r\n`;
};

export type CalendarEntry = {
  /** The same for the same thing, so that a calendar knows it again. */
  uid: string;
  /** `Samverkansmöte, ärende 2026-0001`: never a name. */
  summary: string;
  /** Behind sign-in; null where there is nothing more to see. */
  url: string | null;
} & (
  | { kind: 'meeting'; time: MeetingTime; sequence: number }
  /** Whole days, both included. */
  | { kind: 'days'; from: LocalDate; to: LocalDate }
);

/** A person's calendar to subscribe to (METHOD:PUBLISH): what their page `/calendar` shows. */
export const personalCalendar = (input: {
  name: string;
  entries: readonly CalendarEntry[];
  at: Instant;
}): string => {
  const calendar = ical({
    prodId: { company: 'bryggan', product: 'bryggan', language: 'SV' },
    name: input.name,
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
    timezone: withoutName,
  });
  for (const entry of input.entries) {
    const common = {
      id: `${entry.uid}@bryggan`,
      stamp: new Date(input.at),
      summary: entry.summary,
      class: ICalEventClass.PRIVATE,
      ...(entry.url === null ? {} : { url: entry.url, location: entry.url }),
    };
    if (entry.kind === 'meeting') {
      const start = minuteOfDay(entry.time.from);
      calendar.createEvent({
        ...common,
        sequence: entry.sequence,
        start: wall(entry.time.date, start),
        end: wall(entry.time.date, start + entry.time.minutes),
        timezone: ZONE,
      });
    } else {
      // RFC 5545 §3.6.1: the end of whole days is the day after the last.
      const end = wall(addDays(entry.to, 1), 0);
      calendar.createEvent({ ...common, start: wall(entry.from, 0), end, allDay: true });
    }
  }
  return `${calendar.toString()}\r\n`;
};
