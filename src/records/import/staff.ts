/** Staff: one row for each role that someone holds. Ids come from the file. */
import { sql } from 'kysely';
import type { StaffRole } from '../../domain/case/parts.ts';
import type { StaffRow } from '../../domain/import-rows.ts';
import { isOneOf } from '../sql.ts';
import { type Applier, countRows, didTo, type Explain, type Trx } from './applier.ts';
import { schoolForms, splitKnown } from './lookups.ts';
import { splitSeen } from './seen.ts';
import { keyText, upsertDiffering } from './upsert.ts';

const roleKey = (row: StaffRow): string => keyText(row.personId, row.role, row.schoolUnit, row.class);

/**
 * Someone whom the file names holds the roles that it gives, and no others of those that it can `tell` of (null: all
 * of them). Who isn't in it keeps theirs, and so does everyone what was set by hand in the product.
 */
const removeFormerRoles = async (trx: Trx, tells: readonly StaffRole[] | null): Promise<number> => {
  const removed = await sql`
    delete from person_role
    where not by_hand and (${tells === null} or ${isOneOf('role', tells ?? [])})
      and exists (select from import_seen where key = 'person/' || person_id)
      and not exists (select from import_seen where key = 'role/' || person_id || '/' || role || '/'
        || coalesce(school_unit, '') || '/' || coalesce(class, ''))`.execute(trx);
  return Number(removed.numAffectedRows ?? 0);
};

export const staffApplier = ({
  explain = false,
  tells = null,
}: Explain & { tells?: readonly StaffRole[] | null } = {}): Applier<StaffRow> => ({
  removeMissing: (trx) => removeFormerRoles(trx, tells),
  async apply(trx, rows) {
    const forms = await schoolForms(
      trx,
      rows.map(({ value }) => value.schoolUnit),
    );
    const known = splitKnown(rows, (row) => row.schoolUnit === null || forms.has(row.schoolUnit), {
      field: 'skolenhetskod',
      code: 'unknown-school',
    });
    const once = await splitSeen(trx, known.good, {
      code: 'duplicate-row',
      field: 'id',
      keyOf: (row) => `title/${roleKey(row)}/${row.title}`,
    });
    const { good, bad } = await splitSeen(trx, once.good, {
      code: 'conflicting-row',
      field: 'id',
      keyOf: (row) => `person/${row.personId}`,
      factsOf: (row) => JSON.stringify([row.givenName, row.familyName, row.email]),
    });
    // Two titles in one role (kurator and specialpedagog at a small school) are one role with the first title.
    const roles = await splitSeen(trx, good, {
      code: 'duplicate-row',
      field: 'roll',
      keyOf: (row) => `role/${roleKey(row)}`,
    });
    const people = await upsertDiffering(
      trx,
      {
        table: 'person',
        key: { id: 'text' },
        values: { given_name: 'text', family_name: 'text', email: 'text', active: 'boolean' },
        called: { given_name: 'förnamn', family_name: 'efternamn', email: 'epost', active: null },
      },
      [...new Map(good.map(({ value }) => [value.personId, value])).values()].map((value) => ({
        id: value.personId,
        given_name: value.givenName,
        family_name: value.familyName,
        email: value.email,
        active: true,
      })),
      explain,
    );
    const held = await upsertDiffering(
      trx,
      {
        table: 'person_role',
        key: { person_id: 'text', role: 'text', school_unit: 'text', class: 'text' },
        nullableKey: ['school_unit', 'class'],
        values: { title: 'text' },
        called: { title: 'roll' },
      },
      roles.good.map(({ value }) => ({
        person_id: value.personId,
        role: value.role,
        title: value.title,
        school_unit: value.schoolUnit,
        class: value.class,
      })),
      explain,
    );
    return countRows(good, [...known.bad, ...once.bad, ...bad], explain, (value) => {
      const person = didTo(people, value.personId);
      const role = didTo(held, roleKey(value));
      // A role counts once, and a changed person with the first of their roles.
      const personChanged = people.changed.delete(value.personId);
      const what = held.added.delete(roleKey(value))
        ? 'added'
        : held.changed.delete(roleKey(value)) || personChanged
          ? 'changed'
          : 'unchanged';
      return { what, fields: [...person.fields, ...role.fields] };
    });
  },
});
