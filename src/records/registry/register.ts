/** Enters papers in the register: each once, with the next number of its year, in one transaction with its own mark. */
import { sql, type Transaction } from 'kysely';
import type { RegistryPaper } from '../../domain/registry/entry.ts';
import { paperOfDocument, paperOfEvent } from '../../domain/registry/papers-of.ts';
import type { CaseId, ContentId, PersonId } from '../../domain/ids.ts';
import type { LocalDate } from '../../domain/time.ts';
import { type Db, inTransaction } from '../connect.ts';
import type { Database } from '../schema.ts';
import { isOneOf } from '../sql.ts';

type NewEntry = {
  caseId: CaseId;
  source: string;
  paper: RegistryPaper;
  registeredOn: LocalDate;
  by: PersonId | null;
  noteId: ContentId | null;
};
export type RegistryPlace = { year: number; running: number };

const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));

/**
 * The next `count` numbers of a year's series: the first of them. The series' row is held until the transaction ends, so that
 * whoever comes at the same moment waits, and one that is rolled back gives its numbers back.
 */
async function nextNumbers(trx: Transaction<Database>, year: number, count: number): Promise<number> {
  const { last } = await trx
    .insertInto('registry_series')
    .values({ year, last: count })
    .onConflict((oc) =>
      oc.column('year').doUpdateSet({ last: sql<number>`registry_series.last + excluded.last` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last - count + 1;
}

/** Enters in the order given; the places they got. */
async function enter(trx: Transaction<Database>, entries: readonly NewEntry[]): Promise<RegistryPlace[]> {
  const places: RegistryPlace[] = [];
  // By rising year, so that two who enter in two years don't wait for each other.
  const years = [...new Set(entries.map(({ registeredOn }) => yearOf(registeredOn)))].sort();
  for (const year of years) {
    const ofYear = entries.filter(({ registeredOn }) => yearOf(registeredOn) === year);
    const first = await nextNumbers(trx, year, ofYear.length);
    const rows = ofYear.map(({ caseId, source, paper, registeredOn, by, noteId }, index) => ({
      year,
      running: first + index,
      case_id: caseId,
      source,
      direction: paper.direction,
      kind: paper.kind,
      party: paper.party,
      secrecy: paper.secrecy,
      rule: paper.rule,
      on_date: paper.on,
      registered_on: registeredOn,
      registered_by: by,
      note_id: noteId,
    }));
    await trx.insertInto('registry_entry').values(rows).execute();
    places.push(...rows.map(({ running }) => ({ year, running })));
  }
  return places;
}

/** Enters one paper by hand. Repeating it under its id is fine: it keeps the place that it got. */
export const registerByHand = (db: Db, id: string, entry: Omit<NewEntry, 'source'>): Promise<RegistryPlace> =>
  inTransaction(db, async (trx) => {
    const source = `hand/${id}`;
    await sql`select pg_advisory_xact_lock(hashtext('registry'), hashtext(${source}))`.execute(trx);
    const before = await trx
      .selectFrom('registry_entry')
      .select(['year', 'running'])
      .where('case_id', '=', entry.caseId)
      .where('source', '=', source)
      .executeTakeFirst();
    if (before !== undefined) return before;
    const [place] = await enter(trx, [{ ...entry, source }]);
    if (place === undefined) throw new Error('the register gave no number');
    return place;
  });

/**
 * Enters up to `limit` (500) papers that cases' events and filed documents are and that aren't entered yet, the oldest first; how many
 * were looked at. Safe in any number of processes: one at a time looks.
 */
export const registerWaiting = (db: Db, limit = 500): Promise<number> =>
  inTransaction(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('registry'), 0)`.execute(trx);
    const events = await trx
      .selectFrom('timeline')
      .select(['case_id as caseId', 'seq', 'on_date as on', 'at', 'event'])
      .where('awaits_registry', '=', true)
      .orderBy('on_date')
      .orderBy('at')
      .orderBy('case_id')
      .orderBy('seq')
      .limit(limit)
      .execute();
    const documents = await trx
      .selectFrom('document')
      .select(['id', 'case_id as caseId', 'kind', 'secrecy', 'dated', 'received_on as receivedOn'])
      .where('awaits_registry', '=', true)
      .where('confirmed', '=', true)
      .where('case_id', 'is not', null)
      .orderBy('received_on')
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit)
      .execute();
    const askedOf = await papersAskedFor(
      trx,
      events.map(({ caseId }) => caseId),
    );
    const entries = [
      ...events.flatMap(({ caseId, seq, on, event }) => {
        const paper = paperOfEvent(event, on, askedOf);
        return paper === null ? [] : [{ caseId, source: `event/${seq}`, paper, registeredOn: on }];
      }),
      ...documents.flatMap(({ id, caseId, ...document }) =>
        caseId === null
          ? []
          : [
              {
                caseId,
                source: `document/${id}`,
                paper: paperOfDocument(document),
                registeredOn: document.receivedOn,
              },
            ],
      ),
    ];
    await enter(
      trx,
      entries.map((entry) => ({ ...entry, by: null, noteId: null })),
    );
    if (events.length > 0) {
      await sql`update timeline set awaits_registry = false
        from unnest(${events.map(({ caseId }) => caseId)}::text[], ${events.map(({ seq }) => seq)}::integer[])
          as seen (case_id, seq)
        where timeline.case_id = seen.case_id and timeline.seq = seen.seq`.execute(trx);
    }
    const seen = documents.map(({ id }) => id);
    await trx.updateTable('document').set({ awaits_registry: false }).where(isOneOf('id', seen)).execute();
    return events.length + documents.length;
  });

/** Whom cases asked for papers, by the request's id. */
async function papersAskedFor(trx: Transaction<Database>, caseIds: readonly CaseId[]) {
  const rows = await trx
    .selectFrom('timeline')
    .select('event')
    .where(isOneOf('case_id', [...new Set(caseIds)]))
    .where('type', '=', 'papersRequested')
    .execute();
  return new Map(
    rows.flatMap(({ event }) =>
      event.type === 'papersRequested' ? [[event.request.paperRequestId, event.request.from] as const] : [],
    ),
  );
}
