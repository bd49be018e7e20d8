/** Tells running cases what the school's data newly says of their pupils: after an import, and every now and then. */
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { CaseId } from '../domain/ids.ts';
import type { Database } from '../records/schema.ts';
import { untoldCases, type UntoldCase } from '../records/untold-cases.ts';
import { EngineAway, type CaseEngine } from '../temporal/case-engine.ts';
import { idFrom } from './draft.ts';

export type PupilNews = {
  /**
   * Tells every case that doesn't know yet, and answers how many were told. Never throws: whom it can't reach now is
   * still untold at the next call, in this process or another.
   */
  tell(): Promise<number>;
};

/** So many cases are told at a time: a whole school's new mentors don't wait for one another. */
const lanes = 8;

/** One for each process; its calls go one after the other. */
export function createPupilNews(deps: {
  db: Kysely<Database>;
  caseEngine: Pick<CaseEngine, 'fact'>;
  log: Logger;
}): PupilNews {
  /** What the engine has taken and the records don't show yet: a slow projection isn't told again each minute. */
  const taken = new Map<CaseId, string>();

  const tellCase = async ({ caseId, version, facts }: UntoldCase): Promise<boolean> => {
    // The same difference is the same fact, whoever tells it; once the case has moved on it is another one.
    const commandId = idFrom('pupil-news', caseId, String(version), JSON.stringify(facts));
    if (taken.get(caseId) === commandId) return false;
    const command = { type: 'updatePupil' as const, pupil: facts };
    await deps.caseEngine.fact(caseId, { commandId, actor: { role: 'system' }, command, ifRevision: null });
    taken.set(caseId, commandId);
    return true;
  };

  const tellAll = async (): Promise<number> => {
    let told = 0;
    for await (const page of untoldCases(deps.db)) {
      for (let from = 0; from < page.length; from += lanes) {
        const answers = await Promise.all(page.slice(from, from + lanes).map(tellCase));
        told += answers.filter(Boolean).length;
      }
    }
    return told;
  };

  const tellOrLeave = (): Promise<number> =>
    tellAll().catch((error: unknown) => {
      const why = error instanceof EngineAway ? 'the engine is away' : 'it failed';
      deps.log.warn({ err: error }, `cases are still to be told of their pupils: ${why}`);
      return 0;
    });

  let last: Promise<unknown> = Promise.resolve();
  return {
    tell() {
      const next = last.then(tellOrLeave);
      last = next;
      return next;
    },
  };
}
