/** Pupils: a random id at first sight, found again by civic number. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { PupilRow } from '../../domain/import-rows.ts';
import { placementOf } from '../../domain/placement.ts';
import type { LocalDate } from '../../domain/time.ts';
import { isOneOf } from '../sql.ts';
import { type Applier, countRows, didTo, type Explain, RefusedFile, type Trx } from './applier.ts';
import { schoolForms, splitKnown } from './lookups.ts';
import { splitSeen } from './seen.ts';
import { upsertDiffering } from './upsert.ts';

const called = {
  given_name: 'förnamn',
  family_name: 'efternamn',
  birth_date: 'personnummer',
  school_unit: 'skolenhetskod',
  school_form: 'skolenhetskod',
  year_label: 'årskurs',
  year: 'årskurs',
  stage: 'årskurs',
  class: 'klass',
  security_marking: 'skyddsmarkering',
  municipality_code: 'folkbokföringskommun',
  active: null,
  left_on: null,
};

/** The civic numbers whose record was made one with another: what is said of them says nothing new. */
const mergedAway = async (trx: Trx, civicNos: string[]): Promise<Set<string>> => {
  const found = await trx
    .selectFrom('pupil')
    .select('civic_no')
    .where(isOneOf('civic_no', civicNos))
    .where('merged_into', 'is not', null)
    .execute();
  return new Set(found.map((pupil) => pupil.civic_no));
};

/** A school smaller than this may well lose half of its pupils. */
const smallSchool = 20;

/** A file that was cut off on its way would have a whole school leave: refused, as nobody meant it. */
const refuseHalfASchool = async (trx: Trx, schools: string[]): Promise<void> => {
  const { rows } = await sql<{ left: number; all: number }>`
    select count(*) filter (where not exists (select from import_seen where key = civic_no))::integer as "left",
      count(*)::integer as "all"
    from pupil where active and ${isOneOf('school_unit', schools)} group by school_unit`.execute(trx);
  const emptied = rows.find((school) => school.all >= smallSchool && school.left * 2 > school.all);
  if (emptied === undefined) return;
  throw new RefusedFile({
    field: null,
    code: 'too-many-left',
    params: { left: emptied.left, all: emptied.all },
  });
};

/**
 * Who is named in the file is a pupil again, also after having left. Who isn't stays as they are, as a file may hold
 * a few only, unless it's said to be whole: `missingLeftOn` is then the day on which those who are missing from the
 * schools that the file names have left. They keep their row.
 */
export const pupilApplier = ({
  explain = false,
  missingLeftOn = null,
}: Explain & { missingLeftOn?: LocalDate | null } = {}): Applier<PupilRow> => {
  const schoolsNamed = new Set<string>();
  return {
    async removeMissing(trx) {
      if (missingLeftOn === null) return 0;
      await refuseHalfASchool(trx, [...schoolsNamed]);
      const left = await sql`
        update pupil set active = false, left_on = ${missingLeftOn}, updated_at = now()
        where active and ${isOneOf('school_unit', [...schoolsNamed])}
          and not exists (select from import_seen where key = civic_no)`.execute(trx);
      return Number(left.numAffectedRows ?? 0);
    },
    async apply(trx, rows) {
      const forms = await schoolForms(
        trx,
        rows.map(({ value }) => value.schoolUnit),
      );
      const placed = (pupil: PupilRow) => {
        const form = forms.get(pupil.schoolUnit);
        return form === undefined ? null : placementOf(form, pupil.yearLabel);
      };
      const once = await splitSeen(trx, rows, {
        code: 'duplicate-row',
        field: 'personnummer',
        keyOf: (pupil) => pupil.civicNo,
      });
      const atSchool = splitKnown(once.good, (pupil) => forms.has(pupil.schoolUnit), {
        field: 'skolenhetskod',
        code: 'unknown-school',
      });
      const { good, bad } = splitKnown(atSchool.good, (pupil) => placed(pupil) !== null, {
        field: 'årskurs',
        code: 'year-not-at-school',
      });
      for (const { value } of good) schoolsNamed.add(value.schoolUnit);
      const merged = await mergedAway(
        trx,
        good.map(({ value }) => value.civicNo),
      );
      const written = await upsertDiffering(
        trx,
        {
          table: 'pupil',
          key: { civic_no: 'text' },
          onInsert: { id: 'text' },
          values: {
            given_name: 'text',
            family_name: 'text',
            birth_date: 'date',
            school_unit: 'text',
            school_form: 'text',
            year_label: 'text',
            year: 'integer',
            stage: 'text',
            class: 'text',
            security_marking: 'text',
            municipality_code: 'text',
            active: 'boolean',
            left_on: 'date',
          },
          touched: true,
          called,
        },
        good.flatMap(({ value }) => {
          if (merged.has(value.civicNo)) return [];
          const placement = placed(value);
          return {
            id: randomUUID(),
            civic_no: value.civicNo,
            given_name: value.givenName,
            family_name: value.familyName,
            birth_date: value.birthDate,
            school_unit: value.schoolUnit,
            school_form: placement?.schoolForm ?? null,
            year_label: value.yearLabel,
            year: placement?.year ?? null,
            stage: placement?.stage ?? null,
            class: value.class,
            security_marking: value.securityMarking,
            municipality_code: value.municipalityCode,
            active: true,
            left_on: null,
          };
        }),
        explain,
      );
      const problems = [...once.bad, ...atSchool.bad, ...bad];
      return countRows(good, problems, explain, (pupil) => {
        const { what, fields } = didTo(written, pupil.civicNo);
        return { what, fields: [...new Set(fields)] };
      });
    },
  };
};
