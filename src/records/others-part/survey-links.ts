/** Links to answer by. The token itself is never stored, only its SHA-256; nothing says who got which. */
import type { Transaction } from 'kysely';
import type { Group } from '../../domain/surveys/groups.ts';
import type { LinkTerms } from '../../domain/surveys/link.ts';
import type { LocalDate } from '../../domain/time.ts';
import type { Db } from '../connect.ts';
import type { Database } from '../schema.ts';
import { secretHash } from '../secret-hash.ts';

export type LinkTarget =
  { kind: 'round'; roundId: string; group: Group } | { kind: 'case'; caseSurveyId: string };

export type SurveyLink = LinkTerms & { target: LinkTarget };

/** Keeps links under their tokens' hashes. */
export async function saveLinks(
  db: Db,
  tokens: readonly string[],
  { target, expiresOn, repeatable }: SurveyLink,
): Promise<void> {
  await db
    .insertInto('survey_link')
    .values(
      // Sorted by hash: the order of the rows isn't that in which the links were printed.
      tokens
        .map(secretHash)
        .sort()
        .map((token_hash) => ({
          token_hash,
          round_id: target.kind === 'round' ? target.roundId : null,
          school_unit: target.kind === 'round' ? target.group.schoolUnit : null,
          class: target.kind === 'round' ? target.group.class : null,
          case_survey_id: target.kind === 'case' ? target.caseSurveyId : null,
          repeatable,
          expires_on: expiresOn,
        })),
    )
    .execute();
}

/** The link behind a token; null when there is none. */
export async function findLink(db: Db, token: string): Promise<SurveyLink | null> {
  const row = await db
    .selectFrom('survey_link')
    .select(['round_id', 'school_unit', 'class', 'case_survey_id', 'repeatable', 'expires_on as expiresOn'])
    .where('token_hash', '=', secretHash(token))
    .executeTakeFirst();
  if (row === undefined) return null;
  const { repeatable, expiresOn } = row;
  if (row.case_survey_id !== null) {
    return { target: { kind: 'case', caseSurveyId: row.case_survey_id }, repeatable, expiresOn };
  }
  if (row.round_id === null || row.school_unit === null || row.class === null) return null;
  const group = { schoolUnit: row.school_unit, class: row.class };
  return { target: { kind: 'round', roundId: row.round_id, group }, repeatable, expiresOn };
}

/**
 * Takes away a link that may be used once: nothing is left that says it was there. False when it was gone already;
 * whoever comes at the same moment waits for the other's transaction.
 */
export async function useUpLink(trx: Transaction<Database>, token: string): Promise<boolean> {
  const gone = await trx
    .deleteFrom('survey_link')
    .where('token_hash', '=', secretHash(token))
    .returning('expires_on')
    .executeTakeFirst();
  return gone !== undefined;
}

/** Clears away those that have run out. */
export async function deleteExpiredLinks(db: Db, today: LocalDate): Promise<void> {
  await db.deleteFrom('survey_link').where('expires_on', '<', today).execute();
}
