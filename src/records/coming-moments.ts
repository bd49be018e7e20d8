/** What the rehearsal's clock needs of the records: the clock itself, and whose moment comes next. */
import { sql } from 'kysely';
import type { CaseId } from '../domain/ids.ts';
import { instant, type Instant, localDate, type LocalDate } from '../domain/time.ts';
import type { Db } from './connect.ts';
import { firstBusyDay } from './quiet-mornings.ts';
import { readClock, writeClock } from './rehearsal.ts';

type ComingMoment = { workflow: { caseId: CaseId } | { workflowId: string }; at: Instant };

/** A morning in Sweden falls on the same day in UTC. */
const utcDay = (at: Instant): LocalDate => localDate(new Date(at).toISOString().slice(0, 10));

/** The rehearsal clock's view of the records. Without a clock row the clock is real time. */
export const clockRecords = (db: Db) => ({
  readClock: async () => (await readClock(db)) ?? { offsetMs: 0, skippedMs: 0 },

  saveSkipped: async (skippedMs: number): Promise<void> => {
    const { offsetMs } = (await readClock(db)) ?? { offsetMs: 0 };
    await writeClock(db, { offsetMs, skippedMs });
  },

  momentOf: async (workflow: ComingMoment['workflow']): Promise<Instant | null> => {
    const row = await (
      'caseId' in workflow
        ? db.selectFrom('case_file').select('next_moment').where('id', '=', workflow.caseId)
        : db
            .selectFrom('rehearsal_workflow')
            .select('next_moment')
            .where('workflow_id', '=', workflow.workflowId)
    ).executeTakeFirst();
    const at = row?.next_moment ?? null;
    return at === null ? null : instant(at.getTime());
  },

  quietUntil: async (args: { from: Instant; until: Instant }): Promise<Instant | null> => {
    const day = await firstBusyDay(db, { from: utcDay(args.from), until: utcDay(args.until) });
    return day === null ? null : instant(Date.parse(day));
  },

  comingMoments: async (args: { until: Instant | null; limit: number }): Promise<ComingMoment[]> => {
    const until = args.until === null ? null : new Date(args.until);
    const { rows } = await sql<{ case_id: string | null; workflow_id: string | null; at: Date }>`
      select id as case_id, null as workflow_id, next_moment as at from case_file
      where next_moment is not null and (${until}::timestamptz is null or next_moment <= ${until})
      union all
      select null, workflow_id, next_moment from rehearsal_workflow
      where next_moment is not null and (${until}::timestamptz is null or next_moment <= ${until})
      order by at, case_id, workflow_id
      limit ${args.limit}
    `.execute(db);
    return rows.flatMap(({ case_id, workflow_id, at }): ComingMoment[] => {
      const when = instant(at.getTime());
      if (case_id !== null) return [{ workflow: { caseId: case_id }, at: when }];
      return workflow_id === null ? [] : [{ workflow: { workflowId: workflow_id }, at: when }];
    });
  },
});
