/** `cases/{id}/timeline`: what has happened. */
import { z } from 'zod';
import type { RecordedEvent } from '../../domain/case/events.ts';
import type { Actor } from '../../domain/case/parts.ts';
import { may, type Relation } from '../../domain/permissions.ts';
import { readsStrong, strongTextsIn } from '../../domain/secrecy.ts';
import { readContents } from '../../records/contents.ts';
import { readTimeline } from '../../records/timeline.ts';
import { eventTitle } from '../../texts/events.ts';
import { isFamily, namesOf } from '../case-view.ts';
import { grantedCase, signedIn } from '../granted.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { idsIn, noneFound, withStories, wordsOf } from '../stories.ts';
import { isNamed } from '../visible.ts';

const event = z
  .object({
    seq: z.int(),
    at: z.string().meta({ description: 'The moment, UTC.' }),
    on: z.string().meta({ description: 'The day in Sweden.' }),
    type: z.string(),
    title: z.string().meta({ description: 'What happened, in Swedish.' }),
    title_en: z.string().meta({ description: 'The same in English.' }),
    by: z.looseObject({ role: z.string(), name: z.string().nullable() }),
    detail: z.looseObject({}).meta({ description: 'What happened, with the texts that you may see.' }),
  })
  .meta({ id: 'TimelineEvent' });

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

export const timelineRoutes = [
  defineRoute({
    method: 'get',
    path: '/cases/{id}/timeline',
    tag: 'cases',
    access: { kind: 'action', action: 'timeline.read', on: 'case' },
    summary: 'What has happened in a case',
    description: 'In order. What you may not see is left out.',
    params: z.object({ id: id('The case.') }),
    query: z.object({
      after: z.coerce
        .number()
        .int()
        .min(0)
        .default(0)
        .meta({ description: 'Only events with a greater `seq`.' }),
      limit: z.coerce.number().int().min(1).max(1000).default(1000),
    }),
    body: none,
    answer: {
      status: 200,
      description: 'The events.',
      schema: z.object({ events: z.array(event), names: z.record(z.string(), z.string()) }),
    },
    async handle(call) {
      const { actor } = signedIn(call);
      const { file, relation } = grantedCase(call);
      const { deps, query } = call;
      const all = await readTimeline(deps.db, file.id, { afterSeq: query.after, limit: query.limit });
      const shown = all.filter(({ event }) => maySee(event, actor, relation));
      const found = noneFound();
      for (const one of shown) idsIn([one.event, one.by], found);
      const hidden = file.state.pupil.protectedIdentity && !isNamed(actor, relation);
      const [names, bodies] = await Promise.all([
        namesOf(deps.db, found, file, hidden),
        may(actor, 'content.read', relation)
          ? readContents(deps.db, [...found.contentIds])
          : new Map<string, unknown>(),
      ]);
      const strong = new Set(
        readsStrong(actor, relation) ? [] : shown.flatMap(({ event }) => strongTextsIn(event)),
      );
      const events = shown.map(({ seq, at, on, by, event }) => {
        const { type, ...detail } = event;
        const closed = isFamily(actor) && keptFromFamily.includes(type);
        const title = eventTitle(event);
        return {
          seq,
          at: new Date(at).toISOString(),
          on,
          type,
          title: title.sv,
          title_en: title.en,
          by: { ...by, name: 'personId' in by ? (names[by.personId] ?? null) : nameOfFamily(by, names) },
          detail: withStories(detail, (contentId) =>
            closed || strong.has(contentId) ? null : wordsOf(bodies.get(contentId) ?? null),
          ),
        };
      });
      return { status: 200, body: { events, names } };
    },
  }),
];

const maySee = (event: RecordedEvent['event'], actor: Actor, relation: Relation): boolean =>
  event.type !== 'concernReported' || may(actor, 'concernReport.read', relation);

const nameOfFamily = (by: Actor, names: Record<string, string>): string | null =>
  by.role === 'guardian' ? (names[by.guardianId] ?? null) : null;
