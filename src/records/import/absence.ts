/** Absence: one row for each lesson, by far the longest file. */
import type { AbsenceRow } from '../../domain/import-rows.ts';
import { type Applier, removesNothing } from './applier.ts';
import { pupilIds, splitKnown } from './lookups.ts';
import { splitSeen } from './seen.ts';
import { keyText, upsertDiffering } from './upsert.ts';

/** A lesson that isn't in the file stays as it was: files hold a stretch of days each. */
export const absenceApplier = (): Applier<AbsenceRow> => ({
  removeMissing: removesNothing,
  async apply(trx, rows) {
    const ids = await pupilIds(
      trx,
      rows.map(({ value }) => value.pupilCivicNo),
    );
    const once = await splitSeen(trx, rows, {
      code: 'duplicate-row',
      field: 'personnummer',
      keyOf: (absence) => keyText(absence.pupilCivicNo, absence.date, absence.lesson),
    });
    const known = splitKnown(once.good, (absence) => ids.has(absence.pupilCivicNo), {
      field: 'personnummer',
      code: 'unknown-pupil',
    });
    const { added, changed } = await upsertDiffering(
      trx,
      {
        table: 'absence',
        key: { pupil_id: 'text', date: 'date', lesson: 'text' },
        values: { subject: 'text', minutes: 'integer', kind: 'text', reason: 'text' },
      },
      known.good.map(({ value }) => ({
        pupil_id: ids.get(value.pupilCivicNo) ?? null,
        date: value.date,
        lesson: value.lesson,
        subject: value.subject,
        minutes: value.minutes,
        kind: value.kind,
        reason: value.reason,
      })),
    );
    return {
      added: added.size,
      changed: changed.size,
      unchanged: known.good.length - added.size - changed.size,
      bad: [...once.bad, ...known.bad],
    };
  },
});
