/** Flags with their words and the names of who wrote them. */
import type { CaseFlag } from '../domain/flags.ts';
import type { PersonId } from '../domain/ids.ts';
import type { LocalDate } from '../domain/time.ts';
import type { Db } from '../records/connect.ts';
import { readContents } from '../records/contents.ts';
import { findPeople } from '../records/people.ts';
import { fullName } from './session.ts';
import { wordsOf } from './stories.ts';

type By = { id: PersonId; name: string };

export type FlagView = {
  id: string;
  caseId: string;
  note: string;
  by: By;
  on: LocalDate;
  answer: { note: string; by: By; on: LocalDate } | null;
  closedOn: LocalDate | null;
};

/** In the order in which they come. */
export async function flagViews(db: Db, flags: readonly CaseFlag[]): Promise<FlagView[]> {
  const contentIds = flags.flatMap(({ noteId, answer }) => [
    noteId,
    ...(answer === null ? [] : [answer.contentId]),
  ]);
  const writers = flags.flatMap(({ flaggedBy, answer }) => [
    flaggedBy,
    ...(answer === null ? [] : [answer.by]),
  ]);
  const [contents, people] = await Promise.all([
    readContents(db, contentIds),
    findPeople(db, [...new Set(writers)]),
  ]);
  const text = (id: string): string => {
    const words = wordsOf(contents.get(id) ?? null);
    return typeof words === 'string' ? words : '';
  };
  const nameOf = new Map(people.map((person) => [person.id, fullName(person)]));
  const by = (id: PersonId): By => ({ id, name: nameOf.get(id) ?? '' });
  return flags.map(({ flagId, caseId, flaggedBy, flaggedOn, noteId, answer, closed }) => ({
    id: flagId,
    caseId,
    note: text(noteId),
    by: by(flaggedBy),
    on: flaggedOn,
    answer: answer === null ? null : { note: text(answer.contentId), by: by(answer.by), on: answer.on },
    closedOn: closed?.on ?? null,
  }));
}
