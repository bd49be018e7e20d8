/**
 * What the product keeps of an entity: the facts that its own rows are made of, and the edges to other entities.
 * Both are compared with what was kept before, so that an entity that only got a new time stamp touches nothing.
 */
import { z } from 'zod';
import { parseLocalDate, type LocalDate } from '../../domain/time.ts';
import type { Entities } from '../../integrations/ss12000/entities.ts';
import type { Edge } from '../../records/sources/entities.ts';

const text = z.string().nullable();
const date = z
  .string()
  .nullable()
  .transform((told) => (told === null ? null : parseLocalDate(told)));

/** As they stand in `source_entity.facts`. */
export const factShapes = {
  organisation: z.object({
    name: text,
    type: text,
    number: text,
    parent: text,
    code: text,
    municipality: text,
    schoolTypes: z.array(z.string()),
  }),
  person: z.object({
    givenName: text,
    familyName: text,
    eppn: text,
    /** Those after the first; facts that were kept before there were any have none. */
    otherEppns: z.array(z.string()).default([]),
    civicNo: text,
    marking: text,
    /** The marking was there, but as a word that nobody knows. */
    markingUnknown: z.boolean(),
    alive: z.boolean(),
    staffEmail: text,
    privateEmail: text,
    mobile: text,
    municipality: text,
    /** Null: the source says nothing of it. */
    enrolments: z
      .array(z.object({ at: text, year: z.int().nullable(), type: text, from: date, to: date }))
      .nullable(),
    responsiblesTold: z.boolean(),
  }),
  duty: z.object({ person: text, at: text, role: text, from: date, to: date }),
  group: z.object({ name: text, type: text, at: text, from: date, to: date }),
  absence: z.object({ student: text, from: z.number(), to: z.number(), type: text }),
};

export type Facts = { [K in keyof typeof factShapes]: z.output<(typeof factShapes)[K]> };
export type Kept<K extends keyof Facts> = { externalId: string; facts: Facts[K]; edges: Edge[] };

const dateOf = (told: string | null): LocalDate | null => (told === null ? null : parseLocalDate(told));

const edge = (
  kind: Edge['kind'],
  target: string | null,
  word: string | null = null,
  span: { startDate: string | null; endDate: string | null } = { startDate: null, endDate: null },
): Edge[] =>
  target === null
    ? []
    : [{ kind, target, word: word ?? '', from: dateOf(span.startDate), to: dateOf(span.endDate) }];

export const keepOrganisation = (told: Entities['organisation']): Kept<'organisation'> => ({
  externalId: told.id,
  facts: {
    name: told.displayName,
    type: told.organisationType,
    number: told.organisationNumber,
    parent: told.parentOrganisation,
    code: told.schoolUnitCode,
    municipality: told.municipalityCode,
    schoolTypes: told.schoolTypes ?? [],
  },
  edges: [],
});

/** Municipality codes are texts of four digits; the draft makes them numbers, which lose a leading zero. */
const fourDigits = (code: string | null): string | null => (code === null ? null : code.padStart(4, '0'));

const registered = (addresses: Entities['person']['addresses']): string | null =>
  addresses?.find(({ type }) => type === null || type === 'Folkbokföring')?.municipalityCode ?? null;

/** `markingUnknown`: the word for the marking was none of the standard's. */
export const keepPerson = (told: Entities['person'], markingUnknown: boolean): Kept<'person'> => {
  const emails = told.emails ?? [];
  /** The first of these types, else the first that may be used so; versions and suppliers name types differently. */
  const emailOf = (types: readonly string[], usable: (type: string | null) => boolean) =>
    (
      types.flatMap((type) => emails.find((email) => email.type === type) ?? [])[0] ??
      emails.find(({ type }) => usable(type))
    )?.value ?? null;
  const phones = (told.phoneNumbers ?? []).filter(({ value }) => value !== null);
  // The standard's default for `mobile` is true.
  const mobile = phones.find((phone) => phone.mobile !== false)?.value ?? null;
  const enrolments = told.enrolments?.filter(({ cancelled }) => cancelled !== true) ?? null;
  return {
    externalId: told.id,
    facts: {
      givenName: told.givenName,
      familyName: told.familyName,
      eppn: told.eduPersonPrincipalNames?.[0] ?? null,
      otherEppns: told.eduPersonPrincipalNames?.slice(1) ?? [],
      civicNo: told.civicNo?.value ?? null,
      marking: told.securityMarking,
      markingUnknown,
      alive: told.personStatus === null || told.personStatus === 'Aktiv',
      staffEmail: emailOf(['Skola personal', 'Arbete övrigt'], (type) => type !== 'Privat'),
      privateEmail: emailOf(['Privat'], () => true),
      mobile,
      municipality: fourDigits(registered(told.addresses)),
      enrolments:
        enrolments?.map((one) => ({
          at: one.enroledAt,
          year: one.schoolYear,
          type: one.schoolType,
          from: dateOf(one.startDate),
          to: dateOf(one.endDate),
        })) ?? null,
      responsiblesTold: told.responsibles !== null,
    },
    edges: [
      ...(enrolments ?? []).flatMap((one) => edge('enrolment', one.enroledAt, one.schoolType, one)),
      ...(told.responsibles ?? []).flatMap((one) => edge('responsible', one.person, one.relationType)),
    ],
  };
};

export const keepDuty = (told: Entities['duty']): Kept<'duty'> => ({
  externalId: told.id,
  facts: {
    person: told.person,
    at: told.dutyAt,
    role: told.dutyRole,
    from: dateOf(told.startDate),
    to: dateOf(told.endDate),
  },
  edges: [
    ...edge('dutyOf', told.person, told.dutyRole, told),
    ...(told.assignmentRole ?? []).flatMap((one) => edge('dutyRole', one.group, one.assignmentRoleType, one)),
  ],
});

export const keepGroup = (told: Entities['group']): Kept<'group'> => ({
  externalId: told.id,
  facts: {
    name: told.displayName,
    type: told.groupType,
    at: told.organisation,
    from: dateOf(told.startDate),
    to: dateOf(told.endDate),
  },
  edges: [
    ...(told.groupMemberships ?? []).flatMap((one) => edge('member', one.person, null, one)),
    ...(told._embedded?.assignmentRoles ?? []).flatMap((one) =>
      edge('groupRole', one.duty, one.assignmentRoleType, one),
    ),
  ],
});

/** Null when it has no beginning or end, or nobody whom it is about. `dayOf` is the wall clock's day. */
export const keepAbsence = (
  told: Entities['absence'],
  dayOf: (at: number) => LocalDate,
): Kept<'absence'> | null => {
  const { student, startTime, endTime } = told;
  if (student === null || startTime === null || endTime === null) return null;
  const span = { from: dayOf(startTime), to: dayOf(endTime) };
  return {
    externalId: told.id,
    facts: { student, from: startTime, to: endTime, type: told.type },
    edges: [{ kind: 'absenceOf', target: student, word: '', ...span }],
  };
};
