/** What a case's projection does to its polls, in its own transaction. */
import { runningAssignment } from '../../domain/case/working.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { mayBeAsked } from '../../domain/polls/poll.ts';
import type { Db } from '../connect.ts';
import { revokeGuests } from './polls.ts';

/**
 * Takes the links back of those whom the case as it stands no longer lets in: consent was withdrawn or ran out, a
 * guardian's part has ended. Where no assignment runs any more the polls are over.
 */
export async function settlePolls(db: Db, state: CaseState): Promise<void> {
  const guests = await db
    .selectFrom('meeting_poll as poll')
    .innerJoin('meeting_poll_guest as guest', 'guest.poll_id', 'poll.id')
    .select(['guest.id', 'guest.who', 'poll.kind', 'poll.times'])
    .where('case_id', '=', state.caseId)
    .where('closed', 'is', null)
    .where('revoked', '=', false)
    .execute();
  if (guests.length === 0) return;
  if (runningAssignment(state) === null) {
    await db
      .updateTable('meeting_poll')
      .set({ closed: 'over' })
      .where('case_id', '=', state.caseId)
      .where('closed', 'is', null)
      .execute();
    return;
  }
  const out = guests.filter(({ who, kind, times }) => !mayBeAsked(state, { as: who }, { kind, times }));
  await revokeGuests(
    db,
    out.map(({ id }) => id),
  );
}
