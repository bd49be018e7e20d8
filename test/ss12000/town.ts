/**
 * The sample municipality as an SS 12000 source would tell it: organisations, persons, duties and groups from
 * `sample/ss12000`; lessons, attendances and announced absence made from the CSV of absence, so that both say the same.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

export type Entity = {
  id: string;
  meta: { created: string; modified: string };
  [attribute: string]: unknown;
};

export type Town = {
  organisations: Entity[];
  persons: Entity[];
  duties: Entity[];
  groups: Entity[];
  activities: Entity[];
  calendarEvents: Entity[];
  attendances: Entity[];
  absences: Entity[];
  /** Ids by resource, with the moment at which they were deleted. */
  deleted: { resource: string; id: string; at: string }[];
};

/** A uuid that follows from what it is for. */
export const uuidOf = (...parts: string[]): string => {
  const hex = createHash('sha256').update(parts.join('|')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const entities = z.object({
  data: z.array(
    z
      .object({ id: z.string(), meta: z.object({ created: z.string(), modified: z.string() }) })
      .catchall(z.unknown()),
  ),
});
const readEntities = (name: string): Entity[] =>
  entities.parse(JSON.parse(readFileSync(`sample/ss12000/${name}.json`, 'utf8'))).data;

const absenceRow = z.object({
  personnummer: z.string(),
  datum: z.string(),
  lektion: z.string(),
  ämne: z.string(),
  minuter: z.string(),
  typ: z.string(),
  orsak: z.string(),
});
const readAbsence = () =>
  z
    .array(absenceRow)
    .parse(parse(readFileSync('sample/franvaro.csv'), { columns: true, delimiter: ';', bom: true }));

const civicOf = z.looseObject({ civicNo: z.looseObject({ value: z.string() }).optional() });
const enrolledAt = z.looseObject({
  enrolments: z.array(z.looseObject({ enroledAt: z.object({ id: z.string() }) })),
});

/** When the n-th lesson of a day begins; a whole day, which has no number, begins with the first. */
export const lessonStart = (lesson: string): string => {
  const minutes = 8 * 60 + (Math.max(1, Number(lesson || '1')) - 1) * 70;
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

/** Sweden's clocks went back on 2026-10-25. */
const offsetOn = (date: string): string => (date < '2026-10-25' ? '+02:00' : '+01:00');
const moment = (date: string, time: string): string => `${date}T${time}:00${offsetOn(date)}`;
const metaOf = (date: string) => ({ created: `${date}T05:00:00Z`, modified: `${date}T15:00:00Z` });

/** Addresses' municipality codes are numbers in the draft. */
const asDrafted = (person: Entity): Entity => {
  const addresses = z.array(z.looseObject({ municipalityCode: z.string() })).safeParse(person['addresses']);
  if (!addresses.success) return person;
  return {
    ...person,
    addresses: addresses.data.map((one) => ({ ...one, municipalityCode: Number(one.municipalityCode) })),
  };
};

/** Rows of absence until and with `until`; null is all. */
export const sampleTown = (until: string | null = null): Town => {
  const persons = readEntities('persons').map(asDrafted);
  const byCivicNo = new Map(
    persons.flatMap((person) => {
      const civicNo = civicOf.parse(person).civicNo?.value;
      return civicNo === undefined ? [] : [[civicNo, person] as const];
    }),
  );
  const town: Town = {
    organisations: readEntities('organisations'),
    persons,
    duties: readEntities('duties'),
    groups: readEntities('groups'),
    activities: [],
    calendarEvents: [],
    attendances: [],
    absences: [],
    deleted: [],
  };
  const made = { activities: new Map<string, Entity>(), events: new Map<string, Entity>() };
  const wholeDays = new Map<string, { student: string; date: string; valid: boolean; school: string }>();
  for (const row of readAbsence()) {
    if (until !== null && row.datum > until) continue;
    const person = byCivicNo.get(row.personnummer);
    if (person === undefined) throw new Error('the CSV names a pupil whom SS 12000 has not');
    const school = enrolledAt.parse(person).enrolments[0]?.enroledAt.id ?? '';
    const subject = row.ämne === '' ? 'Förskola' : row.ämne;
    const activity = uuidOf('activity', school, subject);
    made.activities.set(activity, {
      id: activity,
      meta: metaOf('2026-08-10'),
      displayName: subject,
      calendarEventsRequired: true,
      startDate: '2026-08-18',
      activityType: 'Undervisning',
      groups: [{ id: uuidOf('group', school, subject) }],
      organisation: { id: school },
    });
    const event = uuidOf('event', activity, row.datum, row.lektion);
    made.events.set(event, {
      id: event,
      meta: metaOf(row.datum),
      activity: { id: activity },
      startTime: moment(row.datum, lessonStart(row.lektion)),
      endTime: moment(row.datum, '15:30'),
    });
    const valid = row.typ === 'giltig';
    town.attendances.push({
      id: uuidOf('attendance', row.personnummer, row.datum, row.lektion),
      meta: metaOf(row.datum),
      calendarEvent: { id: event },
      student: { id: person.id },
      isReported: true,
      attendanceMinutes: 0,
      validAbsenceMinutes: valid ? Number(row.minuter) : 0,
      invalidAbsenceMinutes: valid ? 0 : Number(row.minuter),
      ...(row.orsak === '' ? {} : { absenceReason: row.orsak }),
    });
    const key = `${person.id} ${row.datum}`;
    const day = wholeDays.get(key) ?? { student: person.id, date: row.datum, valid: true, school };
    wholeDays.set(key, { ...day, valid: day.valid && valid });
  }
  town.activities = [...made.activities.values()];
  town.calendarEvents = [...made.events.values()];
  // Days with valid absence alone were called in; what the lessons then said goes before it.
  for (const { student, date, valid, school } of wholeDays.values()) {
    if (!valid) continue;
    town.absences.push({
      id: uuidOf('absence', student, date),
      meta: metaOf(date),
      startTime: moment(date, '07:30'),
      endTime: moment(date, '17:00'),
      type: 'Anmäld frånvaro',
      student: { id: student },
      organisation: { id: school },
    });
  }
  town.attendances.push(...attended(town));
  return town;
};

/** Pupils who were there: the greater part of what a real source tells. */
const attended = ({ calendarEvents, persons }: Town): Entity[] => {
  const pupils = persons.filter((person) => enrolledAt.safeParse(person).success);
  return calendarEvents.slice(0, 400).flatMap((event, index) => {
    const pupil = pupils[(index * 7) % pupils.length];
    if (pupil === undefined) return [];
    return [
      {
        id: uuidOf('attended', event.id),
        meta: event.meta,
        calendarEvent: { id: event.id },
        student: { id: pupil.id },
        isReported: true,
        attendanceMinutes: 60,
        validAbsenceMinutes: 0,
        invalidAbsenceMinutes: 0,
      },
    ];
  });
};

const membersOf = z.looseObject({
  groupMemberships: z.array(z.looseObject({ person: z.object({ id: z.string() }) })),
});
const responsiblesOf = z.looseObject({
  responsibles: z.array(z.looseObject({ person: z.object({ id: z.string() }) })),
});
const studentOf = z.looseObject({ student: z.object({ id: z.string() }) });

/** A few classes of the sample, protected identities among them, and the first five weeks: for many readings in a row. */
export const smallTown = (): Town => {
  const all = sampleTown('2026-09-18');
  const classes = ['FA', '8A', 'Avdelning Aspen', 'gy3A'];
  const groups = all.groups.filter((group) => classes.includes(String(group['displayName'])));
  const pupils = new Set(
    groups.flatMap((group) => membersOf.parse(group).groupMemberships.map(({ person }) => person.id)),
  );
  const guardians = new Set(
    all.persons
      .filter(({ id }) => pupils.has(id))
      .flatMap((pupil) => responsiblesOf.parse(pupil).responsibles.map(({ person }) => person.id)),
  );
  const staff = new Set(all.duties.map((duty) => z.looseObject({ id: z.string() }).parse(duty['person']).id));
  const ofPupils = (entity: Entity) => pupils.has(studentOf.parse(entity).student.id);
  const attendances = all.attendances.filter(ofPupils);
  const events = new Set(
    attendances.map((one) => z.looseObject({ id: z.string() }).parse(one['calendarEvent']).id),
  );
  return {
    ...all,
    groups,
    persons: all.persons.filter(({ id }) => pupils.has(id) || guardians.has(id) || staff.has(id)),
    attendances,
    calendarEvents: all.calendarEvents.filter(({ id }) => events.has(id)),
    absences: all.absences.filter(ofPupils),
  };
};
