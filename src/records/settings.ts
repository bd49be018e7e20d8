/** The municipality's own settings: one row each, checked when read. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from './connect.ts';
import { json } from './sql.ts';

/** `code` is the national municipality code, e.g. `9801`. */
const municipalityShape = z.object({ code: z.string(), name: z.string() });
const policiesShape = z.array(z.string()).min(1);
const modeShape = z.enum(['rehearsal', 'live']);
const versionShape = z.int();

export type Municipality = z.output<typeof municipalityShape>;
export type Mode = z.output<typeof modeShape>;

/** Whose records these are; null until they are loaded. */
export const readMunicipality = (db: Db) => readSetting(db, 'municipality', municipalityShape);
export const writeMunicipality = (db: Db, value: Municipality) => writeSetting(db, 'municipality', value);

/**
 * The ids of the municipality's policies, in the order in which a new case is offered them: see `policyFor`. Null
 * until they are chosen.
 */
export const readPolicyIds = (db: Db) => readSetting(db, 'policyIds', policiesShape);
export const writePolicyIds = (db: Db, value: string[]) => writeSetting(db, 'policyIds', value);

/** Whether these records were made for a rehearsal: a live API refuses those of a rehearsal, and the reverse. */
export const readMode = (db: Db) => readSetting(db, 'mode', modeShape);
export const writeMode = (db: Db, value: Mode) => writeSetting(db, 'mode', value);

/**
 * Makes records that say neither this mode's own, for good, and gives the mode that they have. Records that hold people
 * already are taken for live ones, whoever asks: only a rehearsal's are marked before they are filled.
 */
export async function claimMode(db: Db, mode: Mode): Promise<Mode> {
  const there = await readMode(db);
  if (there !== null) return there;
  const { rows } = await sql<{ filled: boolean }>`
    select exists (select from person) or exists (select from pupil) or exists (select from case_file) as filled
  `.execute(db);
  const claimed = rows[0]?.filled === true ? 'live' : mode;
  await db
    .insertInto('setting')
    .values({ key: 'mode', value: json(claimed) })
    .onConflict((oc) => oc.column('key').doNothing())
    .execute();
  return (await readMode(db)) ?? claimed;
}

/** Which version of the sample data was loaded; null before. */
export const readDataVersion = (db: Db) => readSetting(db, 'dataVersion', versionShape);
export const writeDataVersion = (db: Db, value: number) => writeSetting(db, 'dataVersion', value);

/**
 * One setting, or null when it was never written.
 * @throws when the row holds something else than the shape says
 */
export async function readSetting<T>(db: Db, key: string, shape: z.ZodType<T>): Promise<T | null> {
  const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
  return row === undefined ? null : shape.parse(row.value);
}

export async function writeSetting(db: Db, key: string, value: unknown): Promise<void> {
  await db
    .insertInto('setting')
    .values({ key, value: json(value) })
    .onConflict((oc) => oc.column('key').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })))
    .execute();
}
