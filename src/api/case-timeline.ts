/** What has happened in a case, as its reader may see it. */
import type { RecordedEvent } from '../domain/case/events.ts';
import type { Actor } from '../domain/case/parts.ts';
import type { ContentId } from '../domain/ids.ts';
import { type Asker, may, type Relation } from '../domain/permissions.ts';
import { readsStrong, strongTextsIn } from '../domain/secrecy.ts';
import type { CaseFile } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { readContents } from '../records/contents.ts';
import { readTimeline } from '../records/timeline.ts';
import { namesOf } from './case-view.ts';
import { isFamily } from './family-entry.ts';
import { idsIn, noneFound, wordsOf } from './stories.ts';
import { isNamed } from './visible.ts';

/** Texts of these aren't for the family: talks with others, papers, each respondent's own part. */
const keptFromFamily: RecordedEvent['event']['type'][] = [
  'contactRecorded',
  'papersRequested',
  'papersReceived',
  'mappingPartRecorded',
  'concernRaised',
  'reportedToEht',
  'ehtDecisionMade',
  'ehtDecided',
  'mentorTold',
  'monthlyReviewHeld',
];

export type CaseTimeline = {
  /** In order; what the reader may not see is left out. */
  events: RecordedEvent[];
  /** A content of an event; null where the reader may not see it. */
  content(event: RecordedEvent['event'], id: ContentId): unknown;
  /** Who did it; null where they have no name that the reader sees. */
  by(actor: Actor): string | null;
  names: Readonly<Record<string, string>>;
};

/** Reads a case's time line for an actor whom the gate let through with this relation. */
export async function readCaseTimeline(
  db: Db,
  actor: Asker,
  relation: Relation,
  file: CaseFile,
  page: { afterSeq?: number; limit?: number } = {},
): Promise<CaseTimeline> {
  const all = await readTimeline(db, file.id, page);
  const events = all.filter(({ event }) => maySee(event, actor, relation));
  const found = noneFound();
  for (const one of events) idsIn([one.event, one.by], found);
  const masked = file.state.pupil.protectedIdentity && !isNamed(actor, relation);
  const [names, bodies] = await Promise.all([
    namesOf(db, found, file, masked),
    may(actor, 'content.read', relation)
      ? readContents(db, [...found.contentIds])
      : new Map<string, unknown>(),
  ]);
  const strong = new Set(
    readsStrong(actor, relation) ? [] : events.flatMap(({ event }) => strongTextsIn(event)),
  );
  return {
    events,
    content: (event, id) => {
      const closed = isFamily(actor) && keptFromFamily.includes(event.type);
      return closed || strong.has(id) ? null : wordsOf(bodies.get(id) ?? null);
    },
    by: (who) => {
      if ('personId' in who) return names[who.personId] ?? null;
      return who.role === 'guardian' ? (names[who.guardianId] ?? null) : null;
    },
    names,
  };
}

const maySee = (event: RecordedEvent['event'], actor: Asker, relation: Relation): boolean =>
  event.type !== 'concernReported' || may(actor, 'concernReport.read', relation);
