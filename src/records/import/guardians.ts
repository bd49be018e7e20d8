/** Guardians and whom they are guardians of: one row for each child. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { GuardianRow, NumberedRow } from '../../domain/import-rows.ts';
import { isOneOf } from '../sql.ts';
import { type Applier, countRows, didTo, type Explain, type Trx } from './applier.ts';
import { pupilIds, splitKnown } from './lookups.ts';
import { splitSeen } from './seen.ts';
import { type Upserted, keyText, upsertDiffering } from './upsert.ts';

/** Each guardian once, though siblings name them several times. */
const upsertGuardians = async (
  trx: Trx,
  rows: NumberedRow<GuardianRow>[],
  explain: boolean,
): Promise<Upserted> => {
  const guardians = new Map(rows.map(({ value }) => [value.civicNo, value]));
  return upsertDiffering(
    trx,
    {
      table: 'guardian',
      key: { civic_no: 'text' },
      onInsert: { id: 'text' },
      values: { given_name: 'text', family_name: 'text', email: 'text', mobile: 'text' },
      touched: true,
      called: { given_name: 'förnamn', family_name: 'efternamn', email: 'epost', mobile: 'mobil' },
    },
    [...guardians.values()].map((value) => ({
      id: randomUUID(),
      civic_no: value.civicNo,
      given_name: value.givenName,
      family_name: value.familyName,
      email: value.email,
      mobile: value.mobile,
    })),
    explain,
  );
};

const guardianIds = async (trx: Trx, rows: NumberedRow<GuardianRow>[]): Promise<Map<string, string>> => {
  const civicNos = [...new Set(rows.map(({ value }) => value.civicNo))];
  const found = await trx
    .selectFrom('guardian')
    .select(['id', 'civic_no'])
    .where(isOneOf('civic_no', civicNos))
    .execute();
  return new Map(found.map((guardian) => [guardian.civic_no, guardian.id]));
};

/**
 * A pupil whom the file names has the guardians that the file gives, and no others: who lost custody must stop seeing
 * and hearing of the child. Pupils who aren't in the file keep theirs.
 */
const removeFormerGuardianships = async (trx: Trx): Promise<number> => {
  const removed = await sql`
    delete from guardianship using pupil, guardian
    where pupil.id = pupil_id and guardian.id = guardian_id
      and exists (select from import_seen where key = 'pupil/' || pupil.id)
      and not exists (select from import_seen where key = 'pair/' || pupil.id || '/' || guardian.civic_no)`.execute(
    trx,
  );
  return Number(removed.numAffectedRows ?? 0);
};

export const guardianApplier = ({ explain = false }: Explain = {}): Applier<GuardianRow> => ({
  removeMissing: removeFormerGuardianships,
  async apply(trx, rows) {
    const pupils = await pupilIds(
      trx,
      rows.map(({ value }) => value.pupilCivicNo),
    );
    const known = splitKnown(rows, (row) => pupils.has(row.pupilCivicNo), {
      field: 'elev',
      code: 'unknown-pupil',
    });
    const childOf = (row: GuardianRow) => pupils.get(row.pupilCivicNo) ?? '';
    const once = await splitSeen(trx, known.good, {
      code: 'duplicate-row',
      field: 'vårdnadshavare',
      keyOf: (row) => `pair/${childOf(row)}/${row.civicNo}`,
    });
    const { good, bad } = await splitSeen(trx, once.good, {
      code: 'conflicting-row',
      field: 'vårdnadshavare',
      keyOf: (row) => `guardian/${row.civicNo}`,
      factsOf: (row) => JSON.stringify([row.givenName, row.familyName, row.email, row.mobile]),
    });
    await splitSeen(trx, good, {
      code: 'duplicate-row',
      field: 'elev',
      keyOf: (row) => `pupil/${childOf(row)}`,
      factsOf: () => '',
    });
    const guardians = await upsertGuardians(trx, good, explain);
    const ids = await guardianIds(trx, good);
    const idsOf = (row: GuardianRow) => ({
      pupil_id: pupils.get(row.pupilCivicNo) ?? null,
      guardian_id: ids.get(row.civicNo) ?? null,
    });
    const pairs = await upsertDiffering(
      trx,
      {
        table: 'guardianship',
        key: { pupil_id: 'text', guardian_id: 'text' },
        values: { relation: 'text' },
        called: { relation: 'relation' },
      },
      good.map(({ value }) => ({ ...idsOf(value), relation: value.relation })),
      explain,
    );
    return countRows(good, [...known.bad, ...once.bad, ...bad], explain, (value) => {
      const { pupil_id, guardian_id } = idsOf(value);
      const pair = didTo(pairs, keyText(pupil_id, guardian_id));
      const { fields } = didTo(guardians, value.civicNo);
      // A changed guardian counts with the first of their children.
      const guardianChanged = guardians.changed.delete(value.civicNo);
      const what = pair.what === 'unchanged' && guardianChanged ? 'changed' : pair.what;
      return { what, fields: [...fields, ...pair.fields] };
    });
  },
});
