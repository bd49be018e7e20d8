/** `eht/{id}/list`, `eht/{id}/decisions`: what waits for EHT/BHT at a school, and what it has decided. */
import { z } from 'zod';
import { byUrgency, ehtMatter } from '../../domain/eht-list.ts';
import { noRelation } from '../../domain/permissions.ts';
import { readsStrong } from '../../domain/secrecy.ts';
import { addDays, addMonths, localDate, monthOf } from '../../domain/time.ts';
import { decidedCases, ehtDuties } from '../../records/eht-list.ts';
import { requireSchool } from '../class-access.ts';
import { shownRows, textsOf, type ShownRow } from '../eht-rows.ts';
import { signedIn } from '../granted.ts';
import { noteShown, type Shown } from '../looks.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { ehtOutcome } from '../schemas/ladder.ts';
import { pageOf } from '../schemas/page.ts';
import { todayAt } from '../today.ts';

const school = z.object({ id: id('The school unit.') });

const head = {
  caseId: z.string(),
  caseNumber: z.string(),
  pupilName: z
    .string()
    .nullable()
    .meta({ description: 'Null where the identity is protected and kept from you.' }),
  class: z.string().nullable(),
  masked: z.boolean(),
  voluntary: z.boolean().meta({ description: "Whether it is all the family's free choice (frivilligt)." }),
};

export const ehtItem = z
  .object({
    ...head,
    key: z.string().meta({ description: "The obligation's." }),
    what: z.enum(['report', 'concern', 'wait', 'monthlyReview', 'answer', 'consider']),
    since: z.string().meta({ description: 'Since when it waits.' }),
    due: z.string(),
    overdue: z.boolean(),
    escalatedOn: z.string().nullable(),
    subjectId: z.string().nullable().meta({ description: 'The report, concern or decision.' }),
    asked: z.string().nullable().meta({ description: 'What was written to EHT.' }),
  })
  .meta({ id: 'EhtItem', description: 'One matter on the meeting list, the most urgent first.' });

const decision = z
  .object({
    ...head,
    ehtDecisionId: z.string(),
    decidedOn: z.string(),
    outcome: ehtOutcome,
    waitUntil: z.string().nullable(),
    note: z.string().nullable().meta({ description: "EHT's own words." }),
    mentorAnswer: z.string().nullable(),
    mentorToldOn: z.string().nullable(),
  })
  .meta({ id: 'EhtDecisionRow' });

/** Whom the list tells of, each by the relation that let their row through (domain.md §3). */
const toldOf = (rows: readonly ShownRow<{ pupilId: string }>[]): Shown[] =>
  rows.map(({ head: { caseId }, row: { pupilId }, relation }) => ({ caseId, pupilId, relation }));

export const ehtListRoutes = [
  defineRoute({
    method: 'get',
    path: '/eht/{id}/list',
    tag: 'eht',
    access: { kind: 'action', action: 'eht.read', on: 'body' },
    summary: "EHT's meeting list",
    description:
      'Reports, concerns, waits whose day has come, answers owed to mentors, and the month’s follow-up of every pupil at the limit: the most urgent first. A coordinator sees their own cases.',
    params: school,
    query: none,
    body: none,
    answer: { status: 200, description: 'What waits.', schema: pageOf('items', ehtItem) },
    async handle(call) {
      const session = signedIn(call);
      const { deps, params } = call;
      await requireSchool(deps.db, session.actor, 'eht.read', params.id);
      const today = todayAt(call.now);
      const lastOfMonth = addDays(addMonths(localDate(`${monthOf(today)}-01`), 1), -1);
      const duties = await ehtDuties(deps.db, params.id, { today, lastOfMonth });
      const shown = await shownRows(deps.db, session.actor, duties);
      const matters = shown.flatMap(({ row, head: about }) => {
        const matter = ehtMatter(row.state, row);
        return matter === null ? [] : [{ row, about, matter }];
      });
      const read = await textsOf(
        deps.db,
        matters.map(({ matter }) => matter.contentId),
      );
      await noteShown({ ...call, session }, 'get /api/v1/eht/{id}/list', noRelation, toldOf(shown));
      const items = matters
        .map(({ row, about, matter }) => ({
          ...about,
          key: row.key,
          what: matter.what,
          since: matter.since,
          due: row.due,
          overdue: row.due < today,
          escalatedOn: row.escalatedOn,
          subjectId: row.subjectId,
          asked: read(matter.contentId),
        }))
        .sort(byUrgency);
      return { status: 200, body: { items, total: items.length } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/eht/{id}/decisions',
    tag: 'eht',
    access: { kind: 'action', action: 'eht.read', on: 'body' },
    summary: 'What EHT has decided at a school',
    description: 'The newest first; with whether the mentor is told.',
    params: school,
    query: none,
    body: none,
    answer: { status: 200, description: 'Decisions.', schema: pageOf('decisions', decision) },
    async handle(call) {
      const session = signedIn(call);
      const { deps, params } = call;
      await requireSchool(deps.db, session.actor, 'eht.read', params.id);
      const shown = await shownRows(deps.db, session.actor, await decidedCases(deps.db, params.id));
      const made = shown.flatMap(({ row, relation, head: about }) =>
        row.state.ladder.ehtDecisions.map((one) => ({
          about,
          one,
          own: readsStrong(session.actor, relation) ? one.contentId : null,
        })),
      );
      const read = await textsOf(
        deps.db,
        made.flatMap(({ one, own }) => [own, one.mentorAnswerContentId]),
      );
      await noteShown({ ...call, session }, 'get /api/v1/eht/{id}/decisions', noRelation, toldOf(shown));
      const decisions = made
        .map(({ about, one, own }) => ({
          ...about,
          ehtDecisionId: one.ehtDecisionId,
          decidedOn: one.decidedOn,
          outcome: one.outcome,
          waitUntil: one.waitUntil,
          note: read(own),
          mentorAnswer: read(one.mentorAnswerContentId),
          mentorToldOn: one.mentorToldOn,
        }))
        .sort((a, b) => (a.decidedOn < b.decidedOn ? 1 : a.decidedOn > b.decidedOn ? -1 : 0));
      return { status: 200, body: { decisions, total: decisions.length } };
    },
  }),
];
