/** Running cases that know other things of their pupil than the records do: what an import changed under them. */
import { sql } from 'kysely';
import { changedFacts } from '../domain/case/pupil.ts';
import type { PupilFacts } from '../domain/case/parts.ts';
import type { CaseId } from '../domain/ids.ts';
import type { Db } from './connect.ts';
import { pupilFactsOf } from './pupil-facts.ts';

export type UntoldCase = {
  caseId: CaseId;
  /** Of the projection that was compared. */
  version: number;
  /** What the records say of the pupil now. */
  facts: PupilFacts;
};

const casesAPage = 500;

/**
 * Every case that hasn't ended and whose projection differs from the records, in pages. The difference itself is the
 * note that somebody is to be told: it is there until the case has taken it in, whoever dies in between.
 */
export async function* untoldCases(db: Db): AsyncGenerator<UntoldCase[]> {
  for (let after = ''; ;) {
    const page = await db
      .selectFrom('case_file')
      .select(['id', 'version', 'pupil_id as pupilId', sql<PupilFacts>`state -> 'pupil'`.as('told')])
      .where('phase', '!=', 'ended')
      .where('id', '>', after)
      .orderBy('id')
      .limit(casesAPage)
      .execute();
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.id;
    const known = await pupilFactsOf(
      db,
      page.map((one) => one.pupilId),
    );
    yield page.flatMap(({ id, version, pupilId, told }) => {
      const facts = known.get(pupilId);
      const differs = facts !== undefined && changedFacts(told, facts).length > 0;
      return differs ? [{ caseId: id, version, facts }] : [];
    });
  }
}
