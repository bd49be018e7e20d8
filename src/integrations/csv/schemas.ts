/** The rows of each kind of file: Swedish words in, the domain's typed rows out (`src/domain/import-rows.ts`). */
import { z } from 'zod';
import type { ImportKind, ImportRows } from '../../domain/import-rows.ts';
import * as field from './fields.ts';
import {
  absenceKinds,
  authorities,
  periodKind,
  relations,
  roles,
  schoolForms,
  schoolRoles,
  securityMarkings,
} from './words.ts';

const schoolUnit = z
  .object({
    skolenhetskod: field.schoolUnitCode(),
    namn: field.requiredText(200),
    skolform: field.oneOf(schoolForms, 'unknown-school-form'),
    huvudman: field.oneOf(authorities, 'unknown-authority'),
  })
  .transform((row) => ({
    code: row.skolenhetskod,
    name: row.namn,
    schoolForm: row.skolform,
    authority: row.huvudman,
  }));

const calendarPeriod = z
  .object({
    skolenhetskod: field.optionalSchoolUnitCode(),
    namn: field.requiredText(80),
    från: field.date(),
    till: field.date(),
  })
  .superRefine((row, ctx) => {
    if (row.till < row.från) ctx.addIssue({ ...field.problem('end-before-start'), path: ['till'] });
  })
  .transform((row) => ({
    schoolUnit: row.skolenhetskod,
    name: row.namn,
    kind: periodKind(row.namn),
    from: row.från,
    to: row.till,
  }));

const offeredTime = z
  .object({ årskurs: field.yearLabel(), minuter_per_dag: field.minutes() })
  .transform((row) => ({ yearLabel: row.årskurs, minutesPerDay: row.minuter_per_dag }));

const staff = z
  .object({
    id: field.personId(),
    förnamn: field.requiredText(100),
    efternamn: field.requiredText(100),
    epost: field.email(),
    roll: field.requiredText(60),
    skolenhetskod: field.optionalSchoolUnitCode(),
    klass: field.optionalText(60),
  })
  .transform((row, ctx) => {
    const role = roles.get(row.roll.toLowerCase());
    if (role === undefined) {
      ctx.addIssue({ ...field.problem('unknown-role'), path: ['roll'] });
      return z.NEVER;
    }
    if (row.skolenhetskod === null && schoolRoles.includes(role)) {
      ctx.addIssue({ ...field.problem('required'), path: ['skolenhetskod'] });
    }
    if (row.klass === null && role === 'mentor') {
      ctx.addIssue({ ...field.problem('required'), path: ['klass'] });
    }
    return {
      personId: row.id,
      givenName: row.förnamn,
      familyName: row.efternamn,
      email: row.epost,
      role,
      title: row.roll,
      schoolUnit: row.skolenhetskod,
      class: row.klass,
    };
  });

const pupil = z
  .object({
    personnummer: field.civicNumber(),
    förnamn: field.requiredText(100),
    efternamn: field.requiredText(100),
    skolenhetskod: field.schoolUnitCode(),
    årskurs: field.yearLabel(),
    klass: field.requiredText(60),
    skyddsmarkering: field.oneOf(securityMarkings, 'unknown-security-marking'),
    folkbokföringskommun: field.municipalityCode(),
  })
  .transform((row) => ({
    ...row.personnummer,
    givenName: row.förnamn,
    familyName: row.efternamn,
    schoolUnit: row.skolenhetskod,
    yearLabel: row.årskurs,
    class: row.klass,
    securityMarking: row.skyddsmarkering,
    municipalityCode: row.folkbokföringskommun,
  }));

const guardian = z
  .object({
    elev: field.civicNumber(),
    vårdnadshavare: field.civicNumber(),
    förnamn: field.requiredText(100),
    efternamn: field.requiredText(100),
    epost: field.email(),
    mobil: field.mobile(),
    relation: field.oneOf(relations, 'unknown-relation'),
  })
  .superRefine((row, ctx) => {
    if (row.vårdnadshavare.birthDate >= row.elev.birthDate) {
      ctx.addIssue({ ...field.problem('born-before-child'), path: ['vårdnadshavare'] });
    }
  })
  .transform((row) => ({
    pupilCivicNo: row.elev.civicNo,
    civicNo: row.vårdnadshavare.civicNo,
    givenName: row.förnamn,
    familyName: row.efternamn,
    email: row.epost,
    mobile: row.mobil,
    relation: row.relation,
  }));

const absence = z
  .object({
    personnummer: field.civicNumber(),
    datum: field.date(),
    lektion: field.text(40),
    ämne: field.text(80),
    minuter: field.minutes(),
    typ: field.oneOf(absenceKinds, 'unknown-absence-kind'),
    orsak: field.optionalText(200),
  })
  .superRefine((row, ctx) => {
    if (row.datum < row.personnummer.birthDate) {
      ctx.addIssue({ ...field.problem('before-birth'), path: ['datum'] });
    }
  })
  .transform((row) => ({
    pupilCivicNo: row.personnummer.civicNo,
    date: row.datum,
    lesson: row.lektion,
    subject: row.ämne,
    minutes: row.minuter,
    kind: row.typ,
    reason: row.orsak,
  }));

/** Input: each column's text, by the names in `columns.ts`; a column that the file lacks is an empty text. */
export const rowSchemas: { [K in ImportKind]: z.ZodType<ImportRows[K]> } = {
  schoolUnits: schoolUnit,
  calendar: calendarPeriod,
  offeredTime,
  staff,
  pupils: pupil,
  guardians: guardian,
  absence,
};
