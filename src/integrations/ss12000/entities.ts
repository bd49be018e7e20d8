/**
 * The entities of SS 12000:2020 (API 2.0) and its amended 2.1 that the product reads, each with the attributes that
 * it uses. Words of both versions are known; `enroledAt` and `modifiedEntites` are spelled as the standard has them.
 */
import { z } from 'zod';
import { entity, fieldReaders, type FieldNote, type Notes } from './lenient.ts';
import {
  assignmentRoleTypes,
  dutyRoles,
  groupTypes,
  organisationTypes,
  relationTypes,
  schoolTypes,
  securityMarkings,
} from './words.ts';

const schemasWith = (notes: Notes) => {
  const f = fieldReaders(notes);
  const id = z.string().min(1);
  const meta = f.part('meta', entity({ modified: f.moment('meta.modified') }));
  const span = { startDate: f.date('startDate'), endDate: f.date('endDate') };
  const address = entity({
    type: f.text('addresses.type'),
    municipalityCode: f.text('addresses.municipalityCode'),
  });
  const enrolment = entity({
    enroledAt: f.reference('enrolments.enroledAt', 'wanted'),
    schoolYear: f.whole('enrolments.schoolYear'),
    schoolType: f.word('enrolments.schoolType', schoolTypes, 'wanted'),
    startDate: f.date('enrolments.startDate'),
    endDate: f.date('enrolments.endDate'),
    cancelled: f.flag('enrolments.cancelled'),
  });
  const assignment = {
    assignmentRoleType: f.word('assignmentRoleType', assignmentRoleTypes, 'wanted'),
    ...span,
  };
  return {
    organisation: entity({
      id,
      meta,
      displayName: f.text('displayName', 'wanted'),
      organisationType: f.word('organisationType', organisationTypes, 'wanted'),
      organisationNumber: f.text('organisationNumber'),
      parentOrganisation: f.reference('parentOrganisation'),
      schoolUnitCode: f.text('schoolUnitCode'),
      municipalityCode: f.text('municipalityCode'),
      schoolTypes: f.list('schoolTypes', z.string()),
    }),
    person: entity({
      id,
      meta,
      givenName: f.text('givenName', 'wanted'),
      familyName: f.text('familyName', 'wanted'),
      eduPersonPrincipalNames: f.list('eduPersonPrincipalNames', z.string()),
      civicNo: f.part('civicNo', entity({ value: f.text('civicNo.value') })),
      securityMarking: f.word('securityMarking', securityMarkings),
      personStatus: f.word('personStatus', ['Aktiv', 'Utvandrad', 'Avliden']),
      emails: f.list('emails', entity({ value: f.text('emails.value'), type: f.text('emails.type') })),
      phoneNumbers: f.list(
        'phoneNumbers',
        entity({ value: f.text('phoneNumbers.value'), mobile: f.flag('phoneNumbers.mobile') }),
      ),
      addresses: f.list('addresses', address),
      enrolments: f.list('enrolments', enrolment),
      responsibles: f.list(
        'responsibles',
        entity({
          person: f.reference('responsibles.person', 'wanted'),
          relationType: f.word('responsibles.relationType', relationTypes, 'wanted'),
        }),
      ),
    }),
    duty: entity({
      id,
      meta,
      person: f.reference('person', 'wanted'),
      dutyAt: f.reference('dutyAt', 'wanted'),
      dutyRole: f.word('dutyRole', dutyRoles, 'wanted'),
      ...span,
      assignmentRole: f.list(
        'assignmentRole',
        entity({ group: f.reference('assignmentRole.group', 'wanted'), ...assignment }),
      ),
    }),
    group: entity({
      id,
      meta,
      displayName: f.text('displayName', 'wanted'),
      groupType: f.word('groupType', groupTypes, 'wanted'),
      ...span,
      organisation: f.reference('organisation', 'wanted'),
      groupMemberships: f.list(
        'groupMemberships',
        entity({ person: f.reference('groupMemberships.person', 'wanted'), ...span }),
      ),
      _embedded: f.part(
        '_embedded',
        entity({
          assignmentRoles: f.list(
            'assignmentRoles',
            entity({ duty: f.reference('assignmentRoles.duty', 'wanted'), ...assignment }),
          ),
        }),
      ),
    }),
    calendarEvent: entity({
      id,
      meta,
      activity: f.reference('activity'),
      startTime: f.moment('startTime', 'wanted'),
      cancelled: f.flag('cancelled'),
      _embedded: f.part(
        '_embedded',
        entity({
          activity: f.part(
            '_embedded.activity',
            entity({ displayName: f.text('_embedded.activity.displayName') }),
          ),
        }),
      ),
    }),
    activity: entity({ id, meta, displayName: f.text('displayName', 'wanted') }),
    attendance: entity({
      id,
      meta,
      calendarEvent: f.reference('calendarEvent', 'wanted'),
      student: f.reference('student', 'wanted'),
      isReported: f.flag('isReported'),
      attendanceMinutes: f.whole('attendanceMinutes'),
      otherAttendanceMinutes: f.whole('otherAttendanceMinutes'),
      validAbsenceMinutes: f.whole('validAbsenceMinutes'),
      invalidAbsenceMinutes: f.whole('invalidAbsenceMinutes'),
      absenceReason: f.text('absenceReason'),
    }),
    aggregatedAttendance: entity({
      activity: f.reference('activity', 'wanted'),
      student: f.reference('student', 'wanted'),
      startDate: f.date('startDate', 'wanted'),
      endDate: f.date('endDate', 'wanted'),
      validAbsenceSum: f.whole('validAbsenceSum'),
      invalidAbsenceSum: f.whole('invalidAbsenceSum'),
      offeredSum: f.whole('offeredSum'),
      reportedSum: f.whole('reportedSum'),
      _embedded: f.part(
        '_embedded',
        entity({
          activity: f.part(
            '_embedded.activity',
            entity({ displayName: f.text('_embedded.activity.displayName') }),
          ),
        }),
      ),
    }),
    absence: entity({
      id,
      meta,
      startTime: f.moment('startTime', 'wanted'),
      endTime: f.moment('endTime', 'wanted'),
      type: f.word('type', ['Beviljad ledighet', 'Anmäld frånvaro']),
      student: f.reference('student', 'wanted'),
    }),
  };
};

type Schemas = ReturnType<typeof schemasWith>;
export type EntityKind = keyof Schemas;
/** What each kind of entity is once read; absent fields are null. */
export type Entities = { [K in EntityKind]: z.output<Schemas[K]> };

export type ReadEntity<K extends EntityKind> =
  | { ok: true; value: Entities[K]; notes: FieldNote[] }
  /** Not even an id: nothing can be said of it. */
  | { ok: false };

const notes: Notes = [];
const schemas: { [K in EntityKind]: z.ZodType<Entities[K]> } = schemasWith(notes);

/** One entity, read leniently, with what was wrong with it. */
export const readEntity = <K extends EntityKind>(kind: K, raw: unknown): ReadEntity<K> => {
  notes.length = 0;
  const parsed = schemas[kind].safeParse(raw);
  return parsed.success ? { ok: true, value: parsed.data, notes: [...notes] } : { ok: false };
};
