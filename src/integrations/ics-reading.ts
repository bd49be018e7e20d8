/** What a calendar program shows of a meeting's file (`ics.ts`): title, time, place. */
import { parseLocalDate, parseLocalTime, type LocalDate, type LocalTime } from '../domain/time.ts';

export type CalendarEntry = {
  cancelled: boolean;
  summary: string;
  date: LocalDate;
  from: LocalTime;
  until: LocalTime;
  place: string | null;
};

/** The file's event; null when it has none with a time on the wall. */
export function readCalendarEntry(ics: string): CalendarEntry | null {
  const lines = ics.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const event = lines.slice(lines.indexOf('BEGIN:VEVENT'), lines.indexOf('END:VEVENT'));
  const start = wallOf(valueOf(event, 'DTSTART'));
  const end = wallOf(valueOf(event, 'DTEND'));
  if (start === null || end === null) return null;
  return {
    cancelled: valueOf(lines, 'METHOD') === 'CANCEL',
    summary: unescape(valueOf(event, 'SUMMARY') ?? ''),
    date: start.date,
    from: start.time,
    until: end.time,
    place: unescape(valueOf(event, 'LOCATION') ?? '') || null,
  };
}

function valueOf(lines: readonly string[], name: string): string | null {
  const line = lines.find((one) => one.startsWith(`${name}:`) || one.startsWith(`${name};`));
  return line === undefined ? null : (/^(?:[^:"]|"[^"]*")*:(.*)$/.exec(line)?.[1] ?? null);
}

/** RFC 5545, 3.3.11. */
const unescape = (value: string): string =>
  value.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));

function wallOf(value: string | null): { date: LocalDate; time: LocalTime } | null {
  const [, y, m, d, hh, mm] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)\d\d$/.exec(value ?? '') ?? [];
  const date = parseLocalDate(`${y}-${m}-${d}`);
  const time = parseLocalTime(`${hh}:${mm}`);
  return date === null || time === null ? null : { date, time };
}
