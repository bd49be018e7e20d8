/** One parsed file meets the records: rows in batches, memory bounded by the batch. */
import type { ImportProblem, NumberedRow } from '../domain/import-rows.ts';
import type { PupilId } from '../domain/ids.ts';
import type { LocalDate } from '../domain/time.ts';
import type { ParsedFile, ParsedRow } from '../integrations/csv/parse.ts';
import { absenceApplier } from '../records/import/absence.ts';
import type { Applier, Trx } from '../records/import/applier.ts';
import { calendarApplier } from '../records/import/calendar.ts';
import { guardianApplier } from '../records/import/guardians.ts';
import { pupilApplier } from '../records/import/pupils.ts';
import { beginSeen } from '../records/import/seen.ts';
import { offeredTimeApplier, schoolUnitApplier } from '../records/import/simple.ts';
import { staffApplier } from '../records/import/staff.ts';
import { noteArrival } from '../records/school-day/standings.ts';
import type { Tally } from './report.ts';

const ROWS_A_BATCH = 1000;

export type Applying = {
  tally: Tally;
  /** Also list what each row would change. */
  explain: boolean;
  /** The pupils' file is whole: the day on which those who are missing from it have left. */
  missingLeftOn: LocalDate | null;
  /** The last day that absence can be from; null where the days ahead are made up. */
  absenceUntil: LocalDate | null;
  /** After each batch. */
  onBatch: () => void;
};

const applyRows = async <T>(
  trx: Trx,
  parsedRows: AsyncGenerator<ParsedRow<T>>,
  applier: Applier<T>,
  { tally, onBatch }: Applying,
): Promise<void> => {
  let good: NumberedRow<T>[] = [];
  let bad: ImportProblem[] = [];
  const flush = async () => {
    const [rows, unread] = [good, bad];
    good = [];
    bad = [];
    const outcome = rows.length > 0 ? await applier.apply(trx, rows) : null;
    tally.added += outcome?.added ?? 0;
    tally.changed += outcome?.changed ?? 0;
    tally.unchanged += outcome?.unchanged ?? 0;
    tally.addBad([...unread, ...(outcome?.bad ?? [])].sort((a, b) => a.row - b.row));
    tally.addChanges(outcome?.changes ?? []);
    onBatch();
  };
  // While the records take in one batch the next is read: two batches are in memory, however long the file is.
  let flushing: Promise<void> = Promise.resolve();
  try {
    for await (const parsed of parsedRows) {
      tally.rows += 1;
      if (parsed.ok) good.push({ row: parsed.row, value: parsed.value });
      else bad.push(...parsed.problems);
      if (good.length + bad.length < ROWS_A_BATCH) continue;
      await flushing;
      flushing = flush();
      // Awaited before the next one; what it throws is met there, not as nobody's.
      flushing.catch(() => undefined);
    }
  } finally {
    // Also when the file can't be read further: nothing may run on in a transaction that ends.
    await flushing.catch(() => undefined);
  }
  await flushing;
  await flush();
  // With a bad row among them nobody knows what the file meant to leave out.
  if (tally.badRows === 0) tally.removed = await applier.removeMissing(trx);
};

/** Within the caller's transaction, which the caller commits or rolls back. */
export const applyFile = async (trx: Trx, file: ParsedFile, applying: Applying): Promise<void> => {
  await beginSeen(trx);
  switch (file.kind) {
    case 'schoolUnits':
      return applyRows(trx, file.rows, schoolUnitApplier(applying), applying);
    case 'calendar':
      return applyRows(trx, file.rows, calendarApplier(applying), applying);
    case 'offeredTime':
      return applyRows(trx, file.rows, offeredTimeApplier(applying), applying);
    case 'staff':
      return applyRows(trx, file.rows, staffApplier(applying), applying);
    case 'pupils':
      return applyRows(trx, file.rows, pupilApplier(applying), applying);
    case 'guardians':
      return applyRows(trx, file.rows, guardianApplier(applying), applying);
    case 'absence': {
      const touched = new Set<PupilId>();
      await applyRows(
        trx,
        file.rows,
        absenceApplier({ ...applying, touched, until: applying.absenceUntil }),
        applying,
      );
      await noteArrival(trx, [...touched]);
    }
  }
};
