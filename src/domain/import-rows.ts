/**
 * What a municipality's files bring, row by row, once checked: the same shapes whatever the file's format was.
 * Dates are local dates, civic numbers are 12 characters, texts are trimmed and free of control characters.
 */
import type { StaffRole } from './case/parts.ts';
import type { SchoolUnitCode } from './ids.ts';
import type { SchoolForm } from './policy.ts';
import type { LocalDate } from './time.ts';

export type SchoolUnitRow = {
  code: SchoolUnitCode;
  name: string;
  /** As the unit is registered: `compulsory` holds förskoleklass as well. */
  schoolForm: SchoolForm;
  authority: 'municipal' | 'independent';
};

/** A term, a lov or a study day; `schoolUnit` null is for all schools. `from` and `to` are both inside it. */
export type CalendarPeriodRow = {
  schoolUnit: SchoolUnitCode | null;
  name: string;
  kind: 'term' | 'lov' | 'studyDay';
  from: LocalDate;
  to: LocalDate;
};

export type OfferedTimeRow = { yearLabel: string; minutesPerDay: number };

export type StaffRow = {
  personId: string;
  givenName: string;
  familyName: string;
  email: string | null;
  role: StaffRole;
  /** The title as the source wrote it. */
  title: string;
  schoolUnit: SchoolUnitCode | null;
  /** A mentor's class. */
  class: string | null;
};

export type PupilRow = {
  civicNo: string;
  birthDate: LocalDate;
  givenName: string;
  familyName: string;
  schoolUnit: SchoolUnitCode;
  /** F, 1–10, gy1–gy4, an1–an10, förskola. */
  yearLabel: string;
  class: string;
  securityMarking: 'none' | 'secrecy' | 'protectedRegistration';
  municipalityCode: string;
};

export type GuardianRow = {
  pupilCivicNo: string;
  civicNo: string;
  givenName: string;
  familyName: string;
  email: string | null;
  mobile: string | null;
  relation: 'guardian' | 'appointed' | 'other';
};

export type AbsenceRow = {
  pupilCivicNo: string;
  date: LocalDate;
  /** Which lesson of the day; empty where the whole day is one, as in preschool. */
  lesson: string;
  subject: string;
  /** Minutes of offered time. */
  minutes: number;
  kind: 'valid' | 'invalid';
  reason: string | null;
};

/**
 * Whether a row tells of absence from a day after `until`, the last that can have been; null knows of no such day.
 * Leave that was granted, or absence announced ahead, is no absence yet: SS 12000 keeps it apart from attendance
 * (`Absence`: "beskriva anmäld frånvaro", with a time of its own), and a source's announcement stands for a day once
 * that day has come. A file has no such announcement, only what was reported; taken in ahead it would stand as absence
 * though the pupil came.
 */
export const isAhead = ({ date }: Pick<AbsenceRow, 'date'>, until: LocalDate | null): boolean =>
  until !== null && date > until;

/** Every kind of file, with the row that it brings. */
export type ImportRows = {
  schoolUnits: SchoolUnitRow;
  calendar: CalendarPeriodRow;
  offeredTime: OfferedTimeRow;
  staff: StaffRow;
  pupils: PupilRow;
  guardians: GuardianRow;
  absence: AbsenceRow;
};

export type ImportKind = keyof ImportRows;

/** In the order that they build on each other: a school before its pupils, pupils before their absence. */
export const importKinds: readonly ImportKind[] = [
  'schoolUnits',
  'calendar',
  'offeredTime',
  'staff',
  'pupils',
  'guardians',
  'absence',
];

/** One outcome for each way: nothing unless all rows are good, the good rows, or only a report. */
export type ImportMode = 'all-or-nothing' | 'good-rows' | 'dry-run';

/** What can be wrong with a file, a row, or a row against the others. Stable: each has a text in the catalogue. */
const importProblemCodes = [
  // the file
  'empty-file',
  'unknown-header',
  'missing-column',
  'repeated-column',
  'wrong-kind',
  'quote-not-closed',
  'record-too-long',
  'not-a-table',
  // a row
  'column-count',
  'required',
  'too-long',
  'control-character',
  'broken-character',
  'invalid-civic-number',
  'invalid-id',
  'invalid-school-unit',
  'invalid-municipality',
  'invalid-date',
  'date-not-in-form',
  'end-before-start',
  'before-birth',
  'born-before-child',
  'invalid-number',
  'negative-minutes',
  'minutes-over-day',
  'invalid-email',
  'invalid-phone',
  'unknown-school-form',
  'unknown-authority',
  'unknown-role',
  'unknown-year',
  'unknown-security-marking',
  'unknown-relation',
  'unknown-absence-kind',
  'word-not-mapped',
  // a row against the others and the records
  'duplicate-row',
  'conflicting-row',
  'unknown-school',
  'unknown-pupil',
  'year-not-at-school',
  'absence-ahead',
  'too-many-left',
] as const;

export type ImportProblemCode = (typeof importProblemCodes)[number];

export const isImportProblemCode = (value: unknown): value is ImportProblemCode =>
  importProblemCodes.some((code) => code === value);

/** `row` 1 is the first after the header, 0 the file itself. `params` never hold what the row said. */
export type ImportProblem = {
  row: number;
  /** The column's name as our own files spell it: `personnummer`, `från`. */
  field: string | null;
  code: ImportProblemCode;
  params: Record<string, string | number>;
};

export type NumberedRow<T> = { row: number; value: T };

/**
 * What a dry run found that a row would do: which of our columns it changes, never from what to what.
 */
export type ImportChange = { row: number; what: 'added' | 'changed'; fields: string[] };
