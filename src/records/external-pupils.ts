/**
 * Schools that send no data, and their pupils, as an order on paper names them. What an import knows is never
 * overwritten by a paper, and nobody loses a protection by one.
 */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PupilId, SchoolUnitCode } from '../domain/ids.ts';
import type { GuardianRow, PupilRow } from '../domain/import-rows.ts';
import type { Placement } from '../domain/placement.ts';
import type { SchoolForm } from '../domain/policy.ts';
import { type Db, inTransaction } from './connect.ts';
import { idFrom } from './stable-id.ts';

export type ExternalSchool = {
  /** The national code where the paper says it; else one is made of name and form. */
  code: SchoolUnitCode | null;
  name: string;
  /** How to reach the rector there. */
  contact: string;
  schoolForm: SchoolForm;
  authority: 'municipal' | 'independent';
};

export type ExternalPupil = Omit<PupilRow, 'schoolUnit'> & { placement: Placement };

export type ExternalGuardian = Omit<GuardianRow, 'pupilCivicNo'>;

export type ExternalSaved =
  | { ok: true; pupilId: PupilId; schoolUnit: SchoolUnitCode }
  /** The school, or the pupil's own, sends data and orders for itself. */
  | { ok: false; known: 'school' | 'pupil' };

/** The code of a school whose national code nobody wrote down: the same name and form give the same. */
const madeCode = ({ name, schoolForm }: ExternalSchool): SchoolUnitCode =>
  `X${idFrom('externalSchool', schoolForm, name.trim().toLowerCase()).slice(0, 7)}`;

/** Saves what the paper says, all of it or nothing. Repeating it is fine. */
export function saveExternal(
  db: Db,
  paper: { school: ExternalSchool; pupil: ExternalPupil; guardians: readonly ExternalGuardian[] },
): Promise<ExternalSaved> {
  const code = paper.school.code ?? madeCode(paper.school);
  return inTransaction(db, async (trx): Promise<ExternalSaved> => {
    const unit = await trx
      .selectFrom('school_unit')
      .select('external')
      .where('code', '=', code)
      .executeTakeFirst();
    if (unit?.external === false) return { ok: false, known: 'school' };
    const before = await trx
      .selectFrom('pupil')
      .innerJoin('school_unit', 'code', 'pupil.school_unit')
      .select(['external', 'active', 'merged_into'])
      .where('civic_no', '=', paper.pupil.civicNo)
      .executeTakeFirst();
    // A record that was made one with another is told of by that one.
    const isElsewhere =
      before !== undefined && (before.merged_into !== null || (before.active && !before.external));
    if (isElsewhere) return { ok: false, known: 'pupil' };
    await saveSchool(trx, code, paper.school);
    const pupilId = await savePupil(trx, code, paper.pupil);
    for (const guardian of paper.guardians) await saveGuardian(trx, pupilId, guardian);
    return { ok: true, pupilId, schoolUnit: code };
  });
}

async function saveSchool(trx: Db, code: SchoolUnitCode, school: ExternalSchool): Promise<void> {
  const values = {
    name: school.name,
    school_form: school.schoolForm,
    authority: school.authority,
    contact: school.contact,
  };
  await trx
    .insertInto('school_unit')
    .values({ code, external: true, ...values })
    .onConflict((oc) => oc.column('code').doUpdateSet(values).where('school_unit.external', '=', true))
    .execute();
}

async function savePupil(trx: Db, code: SchoolUnitCode, pupil: ExternalPupil): Promise<PupilId> {
  const values = {
    given_name: pupil.givenName,
    family_name: pupil.familyName,
    school_unit: code,
    school_form: pupil.placement.schoolForm,
    year_label: pupil.yearLabel,
    year: pupil.placement.year,
    stage: pupil.placement.stage,
    class: pupil.class,
    municipality_code: pupil.municipalityCode,
    active: true,
    left_on: null,
    updated_at: sql<Date>`now()`,
  };
  const row = await trx
    .insertInto('pupil')
    .values({
      id: randomUUID(),
      civic_no: pupil.civicNo,
      birth_date: pupil.birthDate,
      security_marking: pupil.securityMarking,
      ...values,
    })
    .onConflict((oc) =>
      oc.column('civic_no').doUpdateSet({
        ...values,
        // A paper may protect somebody, and never takes a protection away.
        security_marking: sql`case when pupil.security_marking = 'none'
          then excluded.security_marking else pupil.security_marking end`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** A guardian whom the records know keeps the address that they know. */
async function saveGuardian(trx: Db, pupilId: PupilId, guardian: ExternalGuardian): Promise<void> {
  const { id } = await trx
    .insertInto('guardian')
    .values({
      id: randomUUID(),
      civic_no: guardian.civicNo,
      given_name: guardian.givenName,
      family_name: guardian.familyName,
      email: guardian.email,
      mobile: guardian.mobile,
      updated_at: sql<Date>`now()`,
    })
    .onConflict((oc) =>
      oc.column('civic_no').doUpdateSet((eb) => ({
        email: eb.fn.coalesce('guardian.email', 'excluded.email'),
        mobile: eb.fn.coalesce('guardian.mobile', 'excluded.mobile'),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('guardianship')
    .values({ pupil_id: pupilId, guardian_id: id, relation: guardian.relation })
    .onConflict((oc) => oc.doNothing())
    .execute();
}
