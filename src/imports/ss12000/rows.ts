/** The source's facts as checked rows: the same checks as the CSV's, told by the source's own attributes. */
import type { ImportKind, ImportProblem, ImportRows, NumberedRow } from '../../domain/import-rows.ts';
import { problemsOf } from '../../integrations/csv/problems.ts';
import { rowSchemas } from '../../integrations/csv/schemas.ts';
import type { SourceProblem } from '../../records/sources/problems.ts';
import { sourceProblemText, type SourceProblemCode } from '../../texts/source-problems.ts';

/** What the rows' columns are called in SS 12000. */
const attributes: Partial<Record<ImportKind, Record<string, string>>> = {
  schoolUnits: { skolenhetskod: 'schoolUnitCode', namn: 'displayName', skolform: 'schoolTypes' },
  pupils: {
    personnummer: 'civicNo',
    förnamn: 'givenName',
    efternamn: 'familyName',
    skolenhetskod: 'enrolments.enroledAt',
    årskurs: 'enrolments.schoolYear',
    skyddsmarkering: 'securityMarking',
    folkbokföringskommun: 'addresses.municipalityCode',
  },
  guardians: {
    vårdnadshavare: 'civicNo',
    förnamn: 'givenName',
    efternamn: 'familyName',
    epost: 'emails',
    mobil: 'phoneNumbers',
  },
  staff: { förnamn: 'givenName', efternamn: 'familyName', epost: 'emails', skolenhetskod: 'dutyAt' },
  absence: { personnummer: 'student', minuter: 'minutes', datum: 'startTime', orsak: 'absenceReason' },
};

/** Columns without which the row still says something: what can't be read there is left out. */
const dispensable: Partial<Record<ImportKind, readonly string[]>> = {
  guardians: ['epost', 'mobil'],
  staff: ['epost'],
  absence: ['orsak', 'ämne'],
};

/** Whom a row is about, and whether they may be named in a report. */
export type About = { resource: string; externalId: string; masked: boolean };

/** A problem of one entity; protected identities are not even named by their id. */
export const problemOf = (
  { resource, externalId, masked }: About,
  code: SourceProblemCode,
  field: string | null,
  params: ImportProblem['params'] = {},
): SourceProblem => ({
  resource,
  externalId: masked ? null : externalId,
  field,
  code,
  message: sourceProblemText({ code, params }),
});

/** The same for what a row's check or an applier found. */
export const rowProblem = (kind: ImportKind, about: About, problem: ImportProblem): SourceProblem => {
  const field = problem.field === null ? null : (attributes[kind]?.[problem.field] ?? problem.field);
  return problemOf(about, problem.code, field, problem.params);
};

type Checked<T> = { value: T | null; problems: SourceProblem[] };

/** Checks a row as the CSV's; a dispensable field that is wrong is told and emptied, others refuse the row. */
export const checkRow = <K extends ImportKind>(
  kind: K,
  about: About,
  row: Record<string, string>,
): Checked<ImportRows[K]> => {
  const parsed = rowSchemas[kind].safeParse(row);
  if (parsed.success) return { value: parsed.data, problems: [] };
  const found = problemsOf(0, parsed.error);
  const problems = found.map((problem) => rowProblem(kind, about, problem));
  const spare: readonly string[] = dispensable[kind] ?? [];
  const bad = found.flatMap(({ field }) => (field === null ? [] : [field]));
  if (bad.length === 0 || !bad.every((field) => spare.includes(field))) return { value: null, problems };
  const again = rowSchemas[kind].safeParse({
    ...row,
    ...Object.fromEntries(bad.map((field) => [field, ''])),
  });
  return { value: again.success ? again.data : null, problems };
};

/** Rows with numbers by which an applier's problems find back to whom they are about. */
export class Numbered<T> {
  readonly rows: NumberedRow<T>[] = [];
  private readonly abouts: About[] = [];

  add(about: About, value: T): void {
    this.abouts.push(about);
    this.rows.push({ row: this.abouts.length, value });
  }

  problems(kind: ImportKind, found: readonly ImportProblem[]): SourceProblem[] {
    return found.flatMap((problem) => {
      const about = this.abouts[problem.row - 1];
      return about === undefined ? [] : [rowProblem(kind, about, problem)];
    });
  }

  /** Those whom a problem is about. */
  badIds(found: readonly ImportProblem[]): Set<string> {
    return new Set(found.flatMap(({ row }) => this.abouts[row - 1]?.externalId ?? []));
  }
}
