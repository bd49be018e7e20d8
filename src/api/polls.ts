/** Polls of suggested times as the API and the pages tell of them. */
import type { MeetingTime, Participant } from '../domain/case/meeting-parts.ts';
import { clashesWith } from '../domain/polls/clashes.ts';
import { mayBeAsked, suitsMost, tallies, type Tally } from '../domain/polls/poll.ts';
import type { LocalDate } from '../domain/time.ts';
import { findCase, type CaseFile } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { readContents } from '../records/contents.ts';
import { findByToken, findPoll, type Poll, type PollGuest } from '../records/polls/polls.ts';
import { maxDate, minDate } from '../domain/time.ts';
import { withPupilOfToday } from './access.ts';
import { withoutDenied } from './case-view.ts';
import { surroundingsOf, type Surroundings } from './meeting-surroundings.ts';
import { Problem } from './problem.ts';
import { tokenPattern } from './survey-tokens.ts';

/** The poll of a path, of the path's case. Throws not-found. */
export async function pollOfPath(db: Db, path: { id: string; pollId: string }): Promise<Poll> {
  const poll = await findPoll(db, path.id, path.pollId);
  if (poll === null) throw new Problem('not-found', { field: 'path/pollId' });
  return poll;
}

/** One who is asked by a poll. Throws not-found. */
export function guestOf(poll: Poll, guestId: string): PollGuest {
  const guest = poll.guests.find((one) => one.guestId === guestId);
  if (guest === undefined) throw new Problem('not-found', { field: 'path/guestId' });
  return guest;
}

export type PollFacts = {
  /** For each time: how it fares, and whether none fares better. */
  times: { time: MeetingTime; tally: Tally; suitsMost: boolean }[];
  around: Surroundings;
};

/** Counts of those who are still asked, and what stands around the times. */
export async function pollFacts(db: Db, file: CaseFile, { times, guests }: Poll): Promise<PollFacts> {
  const counted = tallies(
    times,
    guests.filter(({ revoked }) => !revoked).map(({ answers }) => answers),
  );
  const best = new Set(suitsMost(counted));
  return {
    times: times.flatMap((time, at) => {
      const tally = counted[at];
      return tally === undefined ? [] : [{ time, tally, suitsMost: best.has(at) }];
    }),
    around: await surroundingsAt(db, file, times),
  };
}

/** Of the days from the first to the last of some times. */
export async function surroundingsAt(
  db: Db,
  file: CaseFile,
  times: readonly MeetingTime[],
): Promise<Surroundings> {
  const [first, ...rest] = times.map(({ date }) => date);
  if (first === undefined) return { meetings: [], closed: [] };
  return surroundingsOf(db, file, { from: minDate(first, ...rest), to: maxDate(first, ...rest) });
}

/** A poll as JSON. */
export async function pollView(db: Db, file: CaseFile, poll: Poll): Promise<Record<string, unknown>> {
  const [{ times, around }, names] = await Promise.all([
    pollFacts(db, file, poll),
    receiverNames(db, poll.guests),
  ]);
  const { pollId, kind, createdOn, expiresOn, closed, guests } = poll;
  return {
    id: pollId,
    kind,
    createdOn,
    expiresOn,
    closed,
    times: times.map(({ time, tally, suitsMost: best }) => {
      const { meetings, closed: spells } = clashesWith(time, around.meetings, around.closed);
      return {
        ...time,
        tally,
        suitsMost: best,
        clashes: { meetings: meetings.map(({ number, time: at }) => ({ number, ...at })), closed: spells },
      };
    }),
    guests: guests.map(({ guestId, as, enteredBy, ...guest }) => ({
      id: guestId,
      who: as.kind === 'receiver' ? { kind: as.kind, receiver: as.receiver, name: names.get(guestId) } : as,
      ...guest,
      byLink: guest.answers !== null && enteredBy === null,
    })),
  };
}

async function receiverNames(db: Db, guests: readonly PollGuest[]): Promise<Map<string, string>> {
  const addressOf = ({ as }: { as: Participant['as'] }) => (as.kind === 'receiver' ? [as.addressId] : []);
  const addresses = await readContents(db, guests.flatMap(addressOf));
  return new Map(
    guests.flatMap((guest) =>
      addressOf(guest).map((id): [string, string] => {
        const name: unknown = Object(addresses.get(id))['name'];
        return [guest.guestId, typeof name === 'string' ? name : ''];
      }),
    ),
  );
}

/** A guest's link: still to be answered, or over. */
export type OpenTimes =
  { kind: 'open'; poll: Poll; guest: PollGuest } | { kind: 'over'; why: 'chosen' | 'closed' };

/**
 * What stands behind a guest's token today. Unknown, taken back, expired, or no longer covered by consent (a withdrawal
 * that the case hasn't confirmed yet counts as well): one and the same problem.
 */
export async function openTimes(db: Db, token: string, today: LocalDate): Promise<OpenTimes> {
  const found = tokenPattern.test(token) ? await findByToken(db, token) : null;
  if (found === null || found.guest.revoked || found.poll.expiresOn < today) {
    throw new Problem('answer-link-gone');
  }
  const { poll, guest } = found;
  if (poll.closed !== null) return { kind: 'over', why: poll.closed === 'chosen' ? 'chosen' : 'closed' };
  const told = await findCase(db, poll.caseId);
  const state = told === null ? null : await withoutDenied(db, (await withPupilOfToday(db, told)).state);
  if (state === null || !mayBeAsked(state, guest, poll)) throw new Problem('answer-link-gone');
  return { kind: 'open', poll, guest };
}
