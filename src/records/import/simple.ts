/** School units and offered time: one row, one record. */
import type { OfferedTimeRow, SchoolUnitRow } from '../../domain/import-rows.ts';
import { type Applier, removesNothing } from './applier.ts';
import { splitSeen } from './seen.ts';
import { upsertDiffering } from './upsert.ts';

export const schoolUnitApplier = (): Applier<SchoolUnitRow> => ({
  removeMissing: removesNothing,
  async apply(trx, rows) {
    const { good, bad } = await splitSeen(trx, rows, {
      code: 'duplicate-row',
      field: 'skolenhetskod',
      keyOf: (unit) => unit.code,
    });
    const { added, changed } = await upsertDiffering(
      trx,
      {
        table: 'school_unit',
        key: { code: 'text' },
        values: { name: 'text', school_form: 'text', authority: 'text' },
      },
      good.map(({ value }) => ({
        code: value.code,
        name: value.name,
        school_form: value.schoolForm,
        authority: value.authority,
      })),
    );
    return {
      added: added.size,
      changed: changed.size,
      unchanged: good.length - added.size - changed.size,
      bad,
    };
  },
});

export const offeredTimeApplier = (): Applier<OfferedTimeRow> => ({
  removeMissing: removesNothing,
  async apply(trx, rows) {
    const { good, bad } = await splitSeen(trx, rows, {
      code: 'duplicate-row',
      field: 'årskurs',
      keyOf: (time) => time.yearLabel,
    });
    const { added, changed } = await upsertDiffering(
      trx,
      { table: 'offered_time', key: { year_label: 'text' }, values: { minutes_per_day: 'integer' } },
      good.map(({ value }) => ({ year_label: value.yearLabel, minutes_per_day: value.minutesPerDay })),
    );
    return {
      added: added.size,
      changed: changed.size,
      unchanged: good.length - added.size - changed.size,
      bad,
    };
  },
});
