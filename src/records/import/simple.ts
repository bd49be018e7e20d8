/** School units and offered time: one row, one record. */
import type { OfferedTimeRow, SchoolUnitRow } from '../../domain/import-rows.ts';
import { type Applier, countRows, didTo, type Explain, removesNothing } from './applier.ts';
import { splitSeen } from './seen.ts';
import { upsertDiffering } from './upsert.ts';

export const schoolUnitApplier = ({ explain = false }: Explain = {}): Applier<SchoolUnitRow> => ({
  removeMissing: removesNothing,
  async apply(trx, rows) {
    const { good, bad } = await splitSeen(trx, rows, {
      code: 'duplicate-row',
      field: 'skolenhetskod',
      keyOf: (unit) => unit.code,
    });
    const written = await upsertDiffering(
      trx,
      {
        table: 'school_unit',
        key: { code: 'text' },
        // A school that sends data is no longer one that orders on paper only.
        values: { name: 'text', school_form: 'text', authority: 'text', external: 'boolean' },
        called: { name: 'namn', school_form: 'skolform', authority: 'huvudman', external: null },
      },
      good.map(({ value }) => ({
        code: value.code,
        name: value.name,
        school_form: value.schoolForm,
        authority: value.authority,
        external: false,
      })),
      explain,
    );
    return countRows(good, bad, explain, (unit) => didTo(written, unit.code));
  },
});

export const offeredTimeApplier = ({ explain = false }: Explain = {}): Applier<OfferedTimeRow> => ({
  removeMissing: removesNothing,
  async apply(trx, rows) {
    const { good, bad } = await splitSeen(trx, rows, {
      code: 'duplicate-row',
      field: 'årskurs',
      keyOf: (time) => time.yearLabel,
    });
    const written = await upsertDiffering(
      trx,
      {
        table: 'offered_time',
        key: { year_label: 'text' },
        values: { minutes_per_day: 'integer' },
        called: { minutes_per_day: 'minuter_per_dag' },
      },
      good.map(({ value }) => ({ year_label: value.yearLabel, minutes_per_day: value.minutesPerDay })),
      explain,
    );
    return countRows(good, bad, explain, (time) => didTo(written, time.yearLabel));
  },
});
