/** Absence: one row for each lesson, by far the longest file. */
import type { PupilId } from '../../domain/ids.ts';
import { type AbsenceRow, isAhead } from '../../domain/import-rows.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Applier, countRows, didTo, type Explain, removesNothing } from './applier.ts';
import { pupilIds, splitKnown } from './lookups.ts';
import { splitSeen } from './seen.ts';
import { keyText, upsertDiffering } from './upsert.ts';

/**
 * A lesson that isn't in the file stays as it was: files hold a stretch of days each. `touched` gathers the pupils of
 * whom anything changed. Days after `until` are refused; null where those are made up with the rest.
 */
export const absenceApplier = ({
  explain = false,
  touched = new Set(),
  until = null,
}: Explain & { touched?: Set<PupilId>; until?: LocalDate | null } = {}): Applier<AbsenceRow> => ({
  removeMissing: removesNothing,
  async apply(trx, rows) {
    const ids = await pupilIds(
      trx,
      rows.map(({ value }) => value.pupilCivicNo),
    );
    const past = splitKnown(rows, (absence) => !isAhead(absence, until), {
      field: 'datum',
      code: 'absence-ahead',
    });
    const known = splitKnown(past.good, (absence) => ids.has(absence.pupilCivicNo), {
      field: 'personnummer',
      code: 'unknown-pupil',
    });
    // By the pupil and not by the number: somebody whose two records were made one has two.
    const keyOf = (absence: AbsenceRow) =>
      keyText(ids.get(absence.pupilCivicNo) ?? '', absence.date, absence.lesson);
    const once = await splitSeen(trx, known.good, { code: 'duplicate-row', field: 'personnummer', keyOf });
    const written = await upsertDiffering(
      trx,
      {
        table: 'absence',
        key: { pupil_id: 'text', date: 'date', lesson: 'text' },
        values: { subject: 'text', minutes: 'integer', kind: 'text', reason: 'text' },
        called: { subject: 'ämne', minutes: 'minuter', kind: 'typ', reason: 'orsak' },
      },
      once.good.map(({ value }) => ({
        pupil_id: ids.get(value.pupilCivicNo) ?? null,
        date: value.date,
        lesson: value.lesson,
        subject: value.subject,
        minutes: value.minutes,
        kind: value.kind,
        reason: value.reason,
      })),
      explain,
    );
    return countRows(once.good, [...past.bad, ...known.bad, ...once.bad], explain, (one) => {
      const did = didTo(written, keyOf(one));
      const id = ids.get(one.pupilCivicNo);
      if (did.what !== 'unchanged' && id !== undefined) touched.add(id);
      return did;
    });
  },
});
