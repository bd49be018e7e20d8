/** Terms, lov and study days. The same period is the same school, name and first day. */
import { sql } from 'kysely';
import type { CalendarPeriodRow } from '../../domain/import-rows.ts';
import type { LocalDate } from '../../domain/time.ts';
import { isOneOf } from '../sql.ts';
import type { Applier, Explain, Outcome } from './applier.ts';
import { schoolForms, splitKnown } from './lookups.ts';
import { splitSeen } from './seen.ts';
import { keyText } from './upsert.ts';

const periodKey = (row: Pick<CalendarPeriodRow, 'schoolUnit' | 'name' | 'from'>): string =>
  keyText(row.schoolUnit, row.name, row.from);

export const calendarApplier = ({ explain = false }: Explain = {}): Applier<CalendarPeriodRow> => {
  /** For each school ('' is all), the stretch that the file speaks for. */
  const spans = new Map<string, { from: LocalDate; to: LocalDate }>();
  const widen = ({ schoolUnit, from, to }: CalendarPeriodRow) => {
    const span = spans.get(schoolUnit ?? '') ?? { from, to };
    spans.set(schoolUnit ?? '', {
      from: from < span.from ? from : span.from,
      to: to > span.to ? to : span.to,
    });
  };
  return {
    async apply(trx, rows) {
      const forms = await schoolForms(
        trx,
        rows.map(({ value }) => value.schoolUnit),
      );
      const known = splitKnown(rows, (row) => row.schoolUnit === null || forms.has(row.schoolUnit), {
        field: 'skolenhetskod',
        code: 'unknown-school',
      });
      const { good, bad } = await splitSeen(trx, known.good, {
        code: 'duplicate-row',
        field: 'namn',
        keyOf: periodKey,
      });
      const there = await trx
        .selectFrom('calendar_period')
        .select(['id', 'school_unit as schoolUnit', 'name', 'kind', 'from_date as from', 'to_date as to'])
        .where(isOneOf('from_date', [...new Set(good.map(({ value }) => value.from))]))
        .execute();
      const byKey = new Map(there.map((period) => [periodKey(period), period]));
      const outcome: Outcome = {
        added: 0,
        changed: 0,
        unchanged: 0,
        bad: [...known.bad, ...bad],
        changes: [],
      };
      for (const { row, value } of good) {
        widen(value);
        const before = byKey.get(periodKey(value));
        if (before === undefined) {
          const { schoolUnit: school_unit, name, kind, from: from_date, to: to_date } = value;
          await trx
            .insertInto('calendar_period')
            .values({ school_unit, name, kind, from_date, to_date })
            .execute();
          outcome.added += 1;
          if (explain) outcome.changes.push({ row, what: 'added', fields: [] });
        } else if (before.to !== value.to || before.kind !== value.kind) {
          await trx
            .updateTable('calendar_period')
            .set({ to_date: value.to, kind: value.kind })
            .where('id', '=', before.id)
            .execute();
          outcome.changed += 1;
          if (explain) outcome.changes.push({ row, what: 'changed', fields: ['till'] });
        } else outcome.unchanged += 1;
      }
      return outcome;
    },
    /** A lov that was moved must not stand at its old place: within the file's stretch, what it doesn't say goes. */
    async removeMissing(trx) {
      let removed = 0;
      for (const [schoolUnit, { from, to }] of spans) {
        const gone = await sql`
          delete from calendar_period
          where coalesce(school_unit, '') = ${schoolUnit} and from_date >= ${from} and to_date <= ${to}
            and not exists (select from import_seen
              where key = coalesce(school_unit, '') || '/' || name || '/' || from_date::text)`.execute(trx);
        removed += Number(gone.numAffectedRows ?? 0);
      }
      return removed;
    },
  };
};
