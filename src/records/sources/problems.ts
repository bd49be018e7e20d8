/** What was wrong with single entities of a source, without what they said. */
import type { Db } from '../connect.ts';
import { count } from '../sql.ts';

/** A problem of one entity. `externalId` null for protected identities; no text says what the entity said. */
export type SourceProblem = {
  resource: string;
  externalId: string | null;
  field: string | null;
  code: string;
  message: { sv: string; en: string };
};

/** As many as a person may go through. */
const mostProblems = 1000;

/** Notes problems, each once for a run. Answers how many were new, listed or not. */
export async function saveProblems(
  db: Db,
  runId: string,
  problems: readonly SourceProblem[],
): Promise<number> {
  if (problems.length === 0) return 0;
  const { there } = await db
    .selectFrom('source_problem')
    .select(count.as('there'))
    .where('run_id', '=', runId)
    .executeTakeFirstOrThrow();
  const listed = problems.slice(0, Math.max(0, mostProblems - there));
  if (listed.length === 0) return problems.length;
  const saved = await db
    .insertInto('source_problem')
    .values(
      listed.map(({ resource, externalId, field, code, message }) => ({
        run_id: runId,
        resource,
        external_id: externalId,
        field,
        code,
        message: message.sv,
        message_en: message.en,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return Number(saved.numInsertedOrUpdatedRows ?? 0) + (problems.length - listed.length);
}

export async function problemsOfRun(db: Db, runId: string): Promise<SourceProblem[]> {
  const rows = await db
    .selectFrom('source_problem')
    .select(['resource', 'external_id', 'field', 'code', 'message', 'message_en'])
    .where('run_id', '=', runId)
    .orderBy('id')
    .execute();
  return rows.map(({ external_id, message, message_en, ...rest }) => ({
    ...rest,
    externalId: external_id,
    message: { sv: message, en: message_en },
  }));
}
