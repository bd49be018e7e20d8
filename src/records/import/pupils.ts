/** Pupils: a random id at first sight, found again by civic number. */
import { randomUUID } from 'node:crypto';
import type { PupilRow } from '../../domain/import-rows.ts';
import { placementOf } from '../../domain/placement.ts';
import { type Applier, removesNothing } from './applier.ts';
import { schoolForms, splitKnown } from './lookups.ts';
import { splitSeen } from './seen.ts';
import { upsertDiffering } from './upsert.ts';

/** A pupil who isn't in the file stays as they are: a file may hold one school only. */
export const pupilApplier = (): Applier<PupilRow> => ({
  removeMissing: removesNothing,
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
    const good = splitKnown(atSchool.good, (pupil) => placed(pupil) !== null, {
      field: 'årskurs',
      code: 'year-not-at-school',
    });
    const { added, changed } = await upsertDiffering(
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
        },
        touched: true,
      },
      good.good.map(({ value }) => {
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
        };
      }),
    );
    return {
      added: added.size,
      changed: changed.size,
      unchanged: good.good.length - added.size - changed.size,
      bad: [...once.bad, ...atSchool.bad, ...good.bad],
    };
  },
});
