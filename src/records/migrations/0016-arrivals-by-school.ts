/** Which school absence came in for, and the duty of those who answer for data that no longer comes. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Null: any of them; so those that came before this.
    alter table absence_arrival add column school_unit text;

    alter table school_duty drop constraint school_duty_kind_check;
    alter table school_duty add constraint school_duty_kind_check
      check (kind in ('weeklyReview', 'firstDayCall', 'yearWheelTask', 'dataSilence'));
  `.execute(db);
}
