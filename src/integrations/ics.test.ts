import { describe, expect, it } from 'vitest';
import { instant, localDate, localTime } from '../domain/time.ts';
import { meetingCalendar, type MeetingCalendarInput } from './ics.ts';

const input: MeetingCalendarInput = {
  method: 'request',
  meetingId: '7b0c7a52-96b9-4fd1-a2b4-5a3c0de5ad11',
  sequence: 0,
  time: { date: localDate('2026-11-23'), from: localTime('09:00'), minutes: 60 },
  summary: 'Samverkansmöte, ärende 2026-0001',
  url: 'https://bryggan.example/cases/5d0e6b0a-7f2f-4b5e-bb6c-0e4d7f3a1c22/meetings/7b0c7a52-96b9-4fd1-a2b4-5a3c0de5ad11',
  organizer: { name: 'Bryggan', address: 'bryggan@kommunen.example' },
  attendee: 'kurator@skolan.example',
  at: instant(Date.UTC(2026, 10, 16, 8, 30)),
};

type Property = { name: string; params: Map<string, string>; value: string };
type Component = { name: string; properties: Property[]; children: Component[] };

/** Reads RFC 5545 by its own grammar: unfold, split at the first colon outside quotes, nest by BEGIN and END. */
const parse = (file: string): Component => {
  const root: Component = { name: 'ROOT', properties: [], children: [] };
  const open = [root];
  const unfolded = file.replaceAll('\r\n ', '');
  expect(unfolded.endsWith('\r\n')).toBe(true);
  for (const line of unfolded.slice(0, -2).split('\r\n')) {
    expect(line).not.toMatch(/[\r\n]/);
    const [, head = '', value = ''] = /^((?:[^:"]|"[^"]*")*):(.*)$/.exec(line) ?? [];
    const [name = '', ...params] = head.match(/(?:[^;"]|"[^"]*")+/g) ?? [];
    const inner = open.at(-1) ?? root;
    if (name === 'BEGIN') {
      const child: Component = { name: value, properties: [], children: [] };
      inner.children.push(child);
      open.push(child);
    } else if (name === 'END') {
      expect(open.pop()?.name).toBe(value);
    } else {
      const pairs = params.map((param): [string, string] => {
        const at = param.indexOf('=');
        return [param.slice(0, at), param.slice(at + 1).replaceAll('"', '')];
      });
      inner.properties.push({ name, params: new Map(pairs), value });
    }
  }
  expect(open).toHaveLength(1);
  return root.children[0] ?? root;
};

const one = (component: Component, name: string): Property => {
  const found = component.properties.filter((property) => property.name === name);
  expect(found, name).toHaveLength(1);
  return found[0] ?? { name, params: new Map(), value: '' };
};
const child = (component: Component, name: string): Component => {
  const found = component.children.filter((inner) => inner.name === name);
  expect(found, name).toHaveLength(1);
  return found[0] ?? component;
};

/** UTC offset in minutes that the file's own VTIMEZONE gives a wall time: both rules are yearly, last Sunday. */
const offsetByFile = (zone: Component, wallTime: string): number => {
  const onset = (part: Component) => {
    const start = one(part, 'DTSTART').value;
    const month = Number(/BYMONTH=(\d+);BYDAY=-1SU/.exec(one(part, 'RRULE').value)?.[1]);
    const year = Number(wallTime.slice(0, 4));
    const last = new Date(Date.UTC(year, month, 0));
    last.setUTCDate(last.getUTCDate() - last.getUTCDay());
    return `${last.toISOString().slice(0, 10).replaceAll('-', '')}${start.slice(8)}`;
  };
  const summer = child(zone, 'DAYLIGHT');
  const winter = child(zone, 'STANDARD');
  const part = wallTime >= onset(summer) && wallTime < onset(winter) ? summer : winter;
  const offset = one(part, 'TZOFFSETTO').value;
  return Number(offset.slice(0, 3)) * 60 + Number(offset.slice(3));
};

describe('an invitation', () => {
  it('is a REQUEST with a stable UID, for one recipient, with a link behind sign-in', () => {
    const calendar = parse(meetingCalendar(input));
    expect(calendar.name).toBe('VCALENDAR');
    expect(one(calendar, 'VERSION').value).toBe('2.0');
    expect(one(calendar, 'METHOD').value).toBe('REQUEST');
    const event = child(calendar, 'VEVENT');
    expect(one(event, 'UID').value).toBe('7b0c7a52-96b9-4fd1-a2b4-5a3c0de5ad11@bryggan');
    expect(one(event, 'SEQUENCE').value).toBe('0');
    expect(one(event, 'DTSTAMP').value).toBe('20261116T083000Z');
    expect(one(event, 'DTSTART').value).toBe('20261123T090000');
    expect(one(event, 'DTSTART').params.get('TZID')).toBe('Europe/Stockholm');
    expect(one(event, 'DTEND').value).toBe('20261123T100000');
    expect(one(event, 'SUMMARY').value).toBe('Samverkansmöte\\, ärende 2026-0001');
    expect(one(event, 'LOCATION').value).toBe(input.url);
    expect(one(event, 'URL').value).toBe(input.url);
    expect(one(event, 'STATUS').value).toBe('CONFIRMED');
    expect(one(event, 'ORGANIZER').value).toBe('mailto:bryggan@kommunen.example');
    const attendee = one(event, 'ATTENDEE');
    expect(attendee.value.toLowerCase()).toBe('mailto:kurator@skolan.example');
    expect(attendee.params.get('RSVP')).toBe('TRUE');
    expect(event.properties.map(({ name }) => name)).not.toContain('DESCRIPTION');
  });

  it('rises with each change and keeps its UID', () => {
    const event = child(parse(meetingCalendar({ ...input, sequence: 3 })), 'VEVENT');
    expect(one(event, 'SEQUENCE').value).toBe('3');
    expect(one(event, 'UID').value).toBe('7b0c7a52-96b9-4fd1-a2b4-5a3c0de5ad11@bryggan');
  });

  it('is a CANCEL that asks for no answer', () => {
    const calendar = parse(meetingCalendar({ ...input, method: 'cancel', sequence: 1 }));
    expect(one(calendar, 'METHOD').value).toBe('CANCEL');
    const event = child(calendar, 'VEVENT');
    expect(one(event, 'STATUS').value).toBe('CANCELLED');
    expect(one(event, 'ATTENDEE').params.get('RSVP')).not.toBe('TRUE');
  });

  it('folds its lines at 75 octets', () => {
    const long = { ...input, summary: `${'Uppstartssamtal åäö '.repeat(20)}` };
    const lines = meetingCalendar(long).split('\r\n');
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(one(child(parse(meetingCalendar(long)), 'VEVENT'), 'SUMMARY').value).toBe(long.summary);
  });

  it('ends on the next day when it runs past midnight', () => {
    const late = { ...input, time: { date: localDate('2026-12-31'), from: localTime('23:30'), minutes: 60 } };
    expect(one(child(parse(meetingCalendar(late)), 'VEVENT'), 'DTEND').value).toBe('20270101T003000');
  });
});

describe('summer time', () => {
  it.each([
    ['2026-10-24', '09:00', '2026-10-24T07:00:00.000Z'],
    ['2026-10-25', '09:00', '2026-10-25T08:00:00.000Z'],
    ['2027-03-27', '09:00', '2027-03-27T08:00:00.000Z'],
    ['2027-03-28', '09:00', '2027-03-28T07:00:00.000Z'],
    ['2027-10-31', '13:00', '2027-10-31T12:00:00.000Z'],
  ])('%s %s on the wall is %s by the file itself', (date, from, utc) => {
    const calendar = parse(
      meetingCalendar({ ...input, time: { date: localDate(date), from: localTime(from), minutes: 30 } }),
    );
    const start = one(child(calendar, 'VEVENT'), 'DTSTART').value;
    expect(start).toBe(`${date.replaceAll('-', '')}T${from.replace(':', '')}00`);
    const wallMs = Date.parse(`${date}T${from}:00Z`);
    const offset = offsetByFile(child(calendar, 'VTIMEZONE'), start);
    expect(new Date(wallMs - offset * 60_000).toISOString()).toBe(utc);
  });

  it('is the same in every zone of the machine', () => {
    const before = process.env['TZ'];
    const files = ['UTC', 'America/New_York', 'Pacific/Auckland', 'Europe/Stockholm'].map((zone) => {
      process.env['TZ'] = zone;
      return meetingCalendar(input);
    });
    process.env['TZ'] = before;
    expect(new Set(files).size).toBe(1);
  });
});
