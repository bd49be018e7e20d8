/**
 * What the source newly said of schools, pupils, guardians and staff, put into the municipality's own records: in
 * batches, each one transaction, until nothing is left to apply. A batch that was cut off is done again.
 */
import { type LocalDate } from '../../domain/time.ts';
import type { SchoolUnitRow } from '../../domain/import-rows.ts';
import { schoolUnitApplier } from '../../records/import/simple.ts';
import { waitForOtherImports } from '../../records/import/run.ts';
import { beginSeen } from '../../records/import/seen.ts';
import type { Trx } from '../../records/import/applier.ts';
import {
  dirtyEntities,
  entitiesOf,
  markApplied,
  nameOrigin,
  touchByDate,
} from '../../records/sources/matches.ts';
import { readMunicipality } from '../../records/settings.ts';
import { around } from '../../records/sources/related.ts';
import { applyPupils } from './apply-pupils.ts';
import { applyStaff } from './apply-staff.ts';
import { factShapes, type Facts } from './facts.ts';
import type { Reading } from './reading.ts';
import { checkRow, Numbered } from './rows.ts';
import { type Organisation, Organisations } from './schools.ts';

const PERSONS_A_BATCH = 300;

/** A person as the source has told of them. */
export type PersonTold = { externalId: string; ourId: string | null; gone: boolean; facts: Facts['person'] };

/** `since` is the day of the last register that was read; null on the first. */
export const applyRegister = async (reading: Reading, since: LocalDate | null): Promise<void> => {
  const { db } = reading.deps;
  const told = await entitiesOf(db, reading.sourceId, 'organisation');
  const organisations = new Organisations(
    told.flatMap(({ externalId, facts }): Organisation[] => {
      const parsed = factShapes.organisation.safeParse(facts);
      return parsed.success ? [{ id: externalId, ...parsed.data }] : [];
    }),
    (await readMunicipality(db))?.code ?? null,
  );
  await reading.inTransaction(async (trx) => {
    await begin(trx, reading);
    if (since !== null) await touchByDate(trx, reading.sourceId, { since, today: reading.today });
    await applySchools(reading, trx, organisations);
  });
  for (;;) {
    const applied = await reading.inTransaction(async (trx) => {
      await begin(trx, reading);
      return applyPersons(reading, trx, organisations);
    });
    reading.deps.progress('register');
    if (applied < PERSONS_A_BATCH) return;
  }
};

/** Every transaction that changes the municipality's rows begins so. */
export const begin = async (trx: Trx, { runId }: Reading): Promise<void> => {
  await waitForOtherImports(trx);
  await beginSeen(trx);
  await nameOrigin(trx, `source/${runId}`);
};

const applySchools = async (reading: Reading, trx: Trx, organisations: Organisations): Promise<void> => {
  const dirty = await dirtyEntities(trx, reading.sourceId, 'organisation', 100_000);
  const rows = new Numbered<SchoolUnitRow>();
  for (const { externalId } of dirty) {
    const one = organisations.get(externalId);
    const row = one === null ? null : organisations.unitRow(one);
    if (row === null) continue;
    const about = { resource: 'organisations', externalId, masked: false };
    const { value, problems } = checkRow('schoolUnits', about, row);
    await reading.problems(trx, problems);
    if (value !== null) rows.add(about, value);
  }
  const { bad, ...counts } = await schoolUnitApplier().apply(trx, rows.rows);
  await reading.problems(trx, rows.problems('schoolUnits', bad));
  reading.applied('schoolUnits', counts);
  await markApplied(
    trx,
    reading.sourceId,
    'organisation',
    dirty.map(({ externalId }) => externalId),
  );
};

const applyPersons = async (reading: Reading, trx: Trx, organisations: Organisations): Promise<number> => {
  const dirty = await dirtyEntities(trx, reading.sourceId, 'person', PERSONS_A_BATCH);
  const persons = dirty.flatMap(({ facts, ...person }): PersonTold[] => {
    const parsed = factShapes.person.safeParse(facts);
    return parsed.success ? [{ ...person, facts: parsed.data }] : [];
  });
  const ids = dirty.map(({ externalId }) => externalId);
  const surroundings = await around(trx, reading.sourceId, ids);
  await applyPupils(reading, trx, persons, surroundings, organisations);
  await applyStaff(reading, trx, persons, surroundings, organisations);
  await markApplied(trx, reading.sourceId, 'person', ids);
  return dirty.length;
};
