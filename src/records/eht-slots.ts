/** Drop-in times that EHT opens (seed 003): listed, taken one by one under a reservation, freed again. */
import { sql } from 'kysely';
import type { CaseId, PersonId, SchoolUnitCode, SlotId } from '../domain/ids.ts';
import type { LocalDate, LocalTime } from '../domain/time.ts';
import type { Db } from './connect.ts';

export type Slot = {
  id: SlotId;
  schoolUnit: SchoolUnitCode;
  date: LocalDate;
  from: LocalTime;
  minutes: number;
  place: string | null;
  /** The case that has it; null while it is free. */
  takenBy: CaseId | null;
};

/** Opens times. One that the school has at that moment already stays as it is; the answer holds only the new ones. */
export async function openSlots(
  db: Db,
  slots: readonly Omit<Slot, 'takenBy'>[],
  openedBy: PersonId,
): Promise<SlotId[]> {
  if (slots.length === 0) return [];
  const rows = await db
    .insertInto('eht_slot')
    .values(
      slots.map((slot) => ({
        id: slot.id,
        school_unit: slot.schoolUnit,
        on_date: slot.date,
        from_time: slot.from,
        minutes: slot.minutes,
        place: slot.place,
        opened_by: openedBy,
        withdrawn_at: null,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

/** A school's slots from a day on, by time; those that EHT withdrew are left out. */
export async function listSlots(db: Db, schoolUnit: SchoolUnitCode, from: LocalDate): Promise<Slot[]> {
  return slots(db)
    .where('school_unit', '=', schoolUnit)
    .where('on_date', '>=', from)
    .orderBy('on_date')
    .orderBy('from_time')
    .execute();
}

/** One slot that stands; null when there is none. */
export async function findSlot(db: Db, id: SlotId): Promise<Slot | null> {
  return (await slots(db).where('eht_slot.id', '=', id).executeTakeFirst()) ?? null;
}

/**
 * Takes a slot for a case under the command's key: of two at the same moment one gets it. Repeating it for the same
 * case is fine. False when another case has it, or when it is withdrawn.
 */
export async function reserveSlot(
  db: Db,
  wish: { slotId: SlotId; caseId: CaseId; commandId: string },
): Promise<boolean> {
  const { slotId, caseId, commandId } = wish;
  const { rows } = await sql<{ case_id: string }>`
    insert into reservation (kind, key, case_id, command_id, confirmed)
    select 'ehtSlot', id, ${caseId}, ${commandId}, false from eht_slot
      where id = ${slotId} and withdrawn_at is null
    on conflict (kind, key) do update set key = reservation.key
    returning case_id
  `.execute(db);
  return rows[0]?.case_id === caseId;
}

/** Frees a slot that a case had taken; false when it was free. */
export async function freeSlot(db: Db, id: SlotId): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('reservation')
    .where('kind', '=', 'ehtSlot')
    .where('key', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Takes a free slot away; false when a case has it or it isn't there. */
export async function withdrawSlot(db: Db, id: SlotId): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('eht_slot')
    .set({ withdrawn_at: sql<Date>`now()` })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('reservation')
            .select('key')
            .where('kind', '=', 'ehtSlot')
            .whereRef('key', '=', 'eht_slot.id'),
        ),
      ),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const slots = (db: Db) =>
  db
    .selectFrom('eht_slot')
    .leftJoin('reservation', (join) =>
      join.on('reservation.kind', '=', 'ehtSlot').onRef('reservation.key', '=', 'eht_slot.id'),
    )
    .where('withdrawn_at', 'is', null)
    .select([
      'eht_slot.id',
      'school_unit as schoolUnit',
      'on_date as date',
      'from_time as from',
      'minutes',
      'place',
      'reservation.case_id as takenBy',
    ]);
