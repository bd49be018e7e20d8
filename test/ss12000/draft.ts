/**
 * What the SS 12000:2020 draft (API 2.0.0) demands of the entities that the fake source serves, written by hand from
 * reading it: its own text isn't copied. Two departures: `phoneNumbers` requires `number` there, a property that it
 * hasn't got, and the duty roles are those of the national subset, which has pupils' health.
 */
import { Ajv, type ValidateFunction } from 'ajv';

const uuid = { type: 'string', format: 'uuid' };
const date = { type: 'string', format: 'date' };
const moment = { type: 'string', format: 'date-time' };
const text = { type: 'string' };
const minutes = { type: 'integer' };
const ref = { type: 'object', required: ['id'], properties: { id: uuid, displayName: text } };
const meta = { type: 'object', properties: { created: moment, modified: moment } };
const words = (...known: string[]) => ({ type: 'string', enum: known });
const listOf = (items: object) => ({ type: 'array', items });
const object = (required: string[], properties: object) => ({ type: 'object', required, properties });

const schoolType = words(
  'FS',
  'FKLASS',
  'FTH',
  'OPPFTH',
  'GR',
  'GRS',
  'SP',
  'SAM',
  'GY',
  'GYS',
  'KOMVUX',
  'SARVUX',
  'SFI',
  'KU',
  'YH',
  'FHS',
  'STF',
  'KKU',
  'HS',
  'ABU',
  'AU',
);
const assignmentRoleType = words(
  'Mentor',
  'Förskollärare',
  'Barnskötare',
  'Fritidspedagog',
  'Specialpedagog',
  'Elevhälsopersonal',
  'Pedagogisk ledare',
  'Schemaläggare',
);
const span = { startDate: date, endDate: date };

const activity = object(
  ['id', 'displayName', 'organisation', 'calendarEventsRequired', 'startDate', 'groups'],
  {
    id: uuid,
    meta,
    displayName: text,
    calendarEventsRequired: { type: 'boolean' },
    activityType: words('Undervisning', 'Elevaktivitet', 'Provaktivitet', 'Läraraktivitet', 'Övrigt'),
    ...span,
    groups: { ...listOf(ref), minItems: 1 },
    organisation: ref,
  },
);

const entities: Record<string, object> = {
  organisations: object(['id', 'meta', 'displayName', 'organisationType'], {
    id: uuid,
    meta,
    displayName: text,
    organisationType: words('Huvudman', 'Stadsdel', 'Rektorsområde', 'Skola', 'Skolenhet', 'Övrigt'),
    organisationNumber: text,
    parentOrganisation: ref,
    schoolUnitCode: text,
    schoolTypes: { ...listOf(schoolType), uniqueItems: true },
    municipalityCode: text,
    ...span,
  }),
  persons: object(['id', 'givenName', 'familyName'], {
    id: uuid,
    meta,
    givenName: text,
    familyName: text,
    eduPersonPrincipalNames: { ...listOf(text), uniqueItems: true },
    civicNo: object(['value'], { value: text, nationality: text }),
    securityMarking: words('Ingen', 'Sekretessmarkering', 'Skyddad folkbokföring'),
    personStatus: words('Aktiv', 'Utvandrad', 'Avliden'),
    emails: listOf(
      object(['value'], {
        value: { type: 'string', format: 'email' },
        type: words('Privat', 'Skola elev', 'Skola personal', 'Arbete övrigt'),
      }),
    ),
    phoneNumbers: listOf(
      object([], { value: text, type: words('Hem', 'Arbete'), mobile: { type: 'boolean' } }),
    ),
    addresses: listOf(
      object([], {
        type: words('Folkbokföring', 'Särskildpostadress', 'Tillfälligadress', 'Postadress'),
        municipalityCode: { type: 'integer' },
      }),
    ),
    enrolments: listOf(
      object(['enroledAt', 'schoolType', 'startDate'], {
        enroledAt: ref,
        schoolYear: { type: 'integer', minimum: 0, maximum: 10 },
        schoolType,
        ...span,
        cancelled: { type: 'boolean' },
      }),
    ),
    responsibles: listOf(
      object([], {
        person: ref,
        relationType: words('Vårdnadshavare', 'Annan ansvarig', 'Annan behörig', 'God man', 'Förälder'),
      }),
    ),
  }),
  duties: object(['id', 'dutyAt', 'dutyRole', 'startDate'], {
    id: uuid,
    meta,
    person: ref,
    dutyAt: ref,
    dutyRole: words(
      'Rektor',
      'Lärare',
      'Förskollärare',
      'Övrig pedagogisk personal',
      'Förskolechef',
      'Annan personal',
      'Kurator',
      'Skolsköterska',
      'Skolpsykolog',
      'Skolläkare',
      'Speciallärare/specialpedagog',
    ),
    ...span,
    assignmentRole: listOf(
      object(['group', 'assignmentRoleType', 'startDate'], { group: ref, assignmentRoleType, ...span }),
    ),
  }),
  groups: object(['id', 'displayName', 'groupType', 'startDate', 'organisation'], {
    id: uuid,
    meta,
    displayName: text,
    groupType: words(
      'Undervisning',
      'Klass',
      'Mentor',
      'Provgrupp',
      'Schema',
      'Avdelning',
      'Personalgrupp',
      'Övrigt',
    ),
    ...span,
    organisation: ref,
    groupMemberships: listOf(object([], { person: ref, ...span })),
    _embedded: object([], {
      assignmentRoles: listOf(object([], { duty: ref, assignmentRoleType, ...span })),
    }),
  }),
  calendarEvents: object(['id', 'startTime', 'endTime', 'meta', 'activity'], {
    id: uuid,
    meta,
    activity: ref,
    startTime: moment,
    endTime: moment,
    cancelled: { type: 'boolean' },
    _embedded: object([], { activity }),
  }),
  attendances: object(['id', 'meta', 'student', 'calendarEvent', 'isReported', 'attendanceMinutes'], {
    id: uuid,
    meta,
    calendarEvent: ref,
    student: ref,
    reporter: ref,
    isReported: { type: 'boolean' },
    attendanceMinutes: minutes,
    validAbsenceMinutes: minutes,
    invalidAbsenceMinutes: minutes,
    absenceReason: text,
  }),
  aggregatedAttendance: object(['startDate', 'endDate', 'activity', 'student', 'attendanceSum'], {
    activity: ref,
    student: ref,
    ...span,
    attendanceSum: minutes,
    validAbsenceSum: minutes,
    invalidAbsenceSum: minutes,
    otherAttendanceSum: minutes,
    reportedSum: minutes,
    offeredSum: minutes,
    _embedded: object([], { activity }),
  }),
  absences: object(['id', 'meta', 'startTime', 'endTime', 'type', 'student'], {
    id: uuid,
    meta,
    startTime: moment,
    endTime: moment,
    type: words('Beviljad ledighet', 'Anmäld frånvaro'),
    student: ref,
    organisation: ref,
    registeredBy: ref,
  }),
};

const ids = listOf(uuid);
const deletedEntities = object(
  [],
  Object.fromEntries(
    ['absences', 'attendances', 'calendarEvents', 'duties', 'groups', 'persons', 'organisations'].map(
      (name) => [name, ids],
    ),
  ),
);

const ajv = new Ajv({ allErrors: false, strict: true, allowUnionTypes: true, strictRequired: false });
ajv.addFormat('uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/);
ajv.addFormat('date-time', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/);
ajv.addFormat('email', /^[^\s@]+@[^\s@]+$/);

const pageOf = (data: object) => object(['data'], { data, pageToken: { type: 'string', nullable: true } });

const validators = new Map<string, ValidateFunction>([
  ...Object.entries(entities).map(([name, schema]): [string, ValidateFunction] => [
    name,
    ajv.compile(pageOf(listOf(schema))),
  ]),
  ['deletedEntities', ajv.compile(pageOf(deletedEntities))],
]);

/** Where an answer departs from the draft. */
export const violations = (resource: string, body: unknown): string[] => {
  const validate = validators.get(resource);
  if (validate === undefined) return [`${resource}: nothing is known of it`];
  return validate(body) ? [] : [`${resource}: ${ajv.errorsText(validate.errors)}`];
};
