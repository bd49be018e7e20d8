/** The log of reads as it is answered from: a pupil's looks, and the chain that they are sealed in. */
import { sql } from 'kysely';
import type { PupilId } from '../domain/ids.ts';
import { addDays, type LocalDate } from '../domain/time.ts';
import { type AuditProof, verifyAudit } from './audit-seal.ts';
import type { Db } from './connect.ts';

/** What one person did at one moment: a page and what it read of the API are one look. */
export type KeptLook = {
  at: Date;
  personId: string;
  role: string;
  actions: string[];
  /** Relations by a space; null for who has none of their own. */
  relation: string | null;
};

/** A pupil's records that were joined into this one keep their own rows: the log is never altered. */
const ofPupil = (pupilId: PupilId) => sql<boolean>`
  pupil_id in (select id from pupil where id = ${pupilId} or merged_into = ${pupilId})`;

/** A pupil's looks, the newest first, `limit` (100) from `offset`; and how many there are. */
export async function looksAt(
  db: Db,
  pupilId: PupilId,
  page: { limit?: number; offset?: number } = {},
): Promise<{ looks: KeptLook[]; total: number }> {
  const looks = db
    .selectFrom('audit')
    .select([
      'at',
      'person_id as personId',
      'role',
      sql<string[]>`array_agg(distinct action order by action)`.as('actions'),
      sql<string | null>`max(relation)`.as('relation'),
    ])
    .where(ofPupil(pupilId))
    .groupBy(['at', 'person_id', 'role']);
  const { total } = await db
    .selectFrom(looks.as('looks'))
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow();
  const rows = await looks
    .orderBy('at', 'desc')
    .orderBy('person_id')
    .orderBy('role')
    .limit(page.limit ?? 100)
    .offset(page.offset ?? 0)
    .execute();
  return { looks: rows, total };
}

/** So many sealed entries are looked through at once; with more the chain is made anew when somebody asks. */
const atOnce = 50_000;

export type Chain = { proof: AuditProof | null; sealed: number };

/** Whether the log is what was sealed; `proof` is null where that is to be asked for. */
export async function chainOf(db: Db, asked: boolean): Promise<Chain> {
  const { sealed } = await db
    .selectFrom('audit_seal')
    .select(sql<number>`coalesce(sum(entries), 0)::int`.as('sealed'))
    .executeTakeFirstOrThrow();
  return { sealed, proof: asked || sealed <= atOnce ? await verifyAudit(db) : null };
}

/** One row of the log, to go through. */
export type SampledLook = {
  id: number;
  at: Date;
  personId: string;
  role: string;
  action: string;
  caseId: string | null;
  caseNumber: string | null;
  pupilId: string | null;
  relation: string | null;
  reviews: { by: string; at: Date; note: string }[];
};

/** The family reads its own: what is gone through is what staff read. */
const familyRoles = ['guardian', 'pupil'];

const staffLooks = (db: Db) =>
  db
    .selectFrom('audit')
    .leftJoin('case_file', 'case_file.id', 'audit.case_id')
    .select([
      'audit.id',
      'at',
      'person_id as personId',
      'role',
      'action',
      'case_id as caseId',
      'case_file.number as caseNumber',
      'audit.pupil_id as pupilId',
      'relation',
    ])
    .where('role', 'not in', familyRoles)
    .where('audit.pupil_id', 'is not', null);

/** When a day begins in Sweden. */
const midnight = (day: LocalDate) => sql<Date>`${day}::date::timestamp at time zone 'Europe/Stockholm'`;

/**
 * Up to `size` looks of the days `from`–`to` in an order that the seed alone decides, the same each time for the same rows: those
 * without a relation of their own (emergency access, which one takes oneself, is none), and those with one. `notBy`: whose looks are left out.
 */
export async function looksBySeed(
  db: Db,
  {
    from,
    to,
    seed,
    size,
    notBy,
  }: { from: LocalDate; to: LocalDate; seed: string; size: number; notBy: string },
): Promise<{ outside: SampledLook[]; inside: SampledLook[] }> {
  const drawn = async (outside: boolean): Promise<SampledLook[]> => {
    const rows = await staffLooks(db)
      .where('at', '>=', midnight(from))
      .where('at', '<', midnight(addDays(to, 1)))
      .where('person_id', '!=', notBy)
      .where(sql<boolean>`(relation is null or relation = 'emergency') = ${outside}`)
      .orderBy(sql`sha256(convert_to(${seed} || '/' || audit.id::text, 'UTF8'))`)
      .limit(size)
      .execute();
    return withReviews(db, rows);
  };
  const [outside, inside] = await Promise.all([drawn(true), drawn(false)]);
  return { outside, inside };
}

/** One row; null when there is none, or the family's own. */
export async function findLook(db: Db, id: number): Promise<SampledLook | null> {
  const rows = await staffLooks(db).where('audit.id', '=', id).execute();
  return (await withReviews(db, rows))[0] ?? null;
}

async function withReviews(db: Db, rows: readonly Omit<SampledLook, 'reviews'>[]): Promise<SampledLook[]> {
  const ids = rows.map(({ id }) => id);
  const found =
    ids.length === 0
      ? []
      : await db
          .selectFrom('audit_review')
          .select(['audit_id as auditId', 'reviewed_by as by', 'reviewed_at as at', 'note'])
          .where('audit_id', 'in', ids)
          .orderBy('reviewed_at')
          .orderBy('id')
          .execute();
  return rows.map((row) => ({
    ...row,
    reviews: found.filter(({ auditId }) => auditId === row.id).map(({ by, at, note }) => ({ by, at, note })),
  }));
}

/** Keeps that a row was gone through. Repeating it is fine: what was kept under its id stays. */
export async function saveReview(
  db: Db,
  review: { id: string; auditId: number; by: string; at: Date; note: string },
): Promise<void> {
  await db
    .insertInto('audit_review')
    .values({
      id: review.id,
      audit_id: review.auditId,
      reviewed_by: review.by,
      reviewed_at: review.at,
      note: review.note,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .execute();
}
