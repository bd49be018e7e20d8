/** `flags`, `cases/{id}/flags`: what a team leader asks a case's coordinators, their answer, and its end. */
import { z } from 'zod';
import { answerFlagDuty, closeFlagDuty, type CaseFlag } from '../../domain/flags.ts';
import type { SchoolCalendar } from '../../domain/calendar.ts';
import type { CaseFile } from '../../records/cases.ts';
import type { Db } from '../../records/connect.ts';
import { answerFlag, closeFlag, findFlag, flagsOf, openFlags, raiseFlag } from '../../records/flags.ts';
import type { LocalDate } from '../../domain/time.ts';
import { schoolCalendar } from '../calendar.ts';
import { idFrom } from '../draft.ts';
import { flagViews } from '../flags.ts';
import { grantedCase, signedIn } from '../granted.ts';
import { keyHeader, newId } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id, line } from '../schemas/common.ts';
import { pageOf } from '../schemas/page.ts';
import { todayAt } from '../today.ts';
import { noRelation } from '../../domain/permissions.ts';
import { noteShown } from '../looks.ts';

const said = z.object({ id: z.string(), name: z.string() });

const flagSchema = z
  .object({
    id: z.string(),
    caseId: z.string(),
    note: z.string(),
    by: said,
    on: z.string(),
    answer: z.object({ note: z.string(), by: said, on: z.string() }).nullable(),
    closedOn: z.string().nullable(),
  })
  .meta({ id: 'CaseFlag', description: 'A question of the team leader about a case.' });

const ofCase = z.object({ id: id('The case.') });
const oneFlag = ofCase.extend({ flagId: id('The flag.') });
const note = (description: string) =>
  z.strictObject({ note: line(description, 'Hur går det med kontakten med BUP?') });

/** The flag of the path, of the path's case. */
export async function flagOfPath(db: Db, path: { id: string; flagId: string }): Promise<CaseFlag> {
  const flag = await findFlag(db, path.id, path.flagId);
  if (flag === null) throw new Problem('not-found', { field: 'path/flagId' });
  return flag;
}

const calendarOf = (db: Db, { state }: CaseFile, today: LocalDate): Promise<SchoolCalendar> =>
  schoolCalendar(db, state.pupil.schoolUnit, today);

export const flagRoutes = [
  defineRoute({
    method: 'get',
    path: '/flags',
    tag: 'flags',
    access: { kind: 'action', action: 'team.read', on: 'nothing' },
    summary: "The team's open flags",
    params: none,
    query: none,
    body: none,
    answer: {
      status: 200,
      description: 'The oldest first.',
      schema: pageOf('flags', flagSchema.extend({ caseNumber: z.string() })),
    },
    async handle(call) {
      const { db } = call.deps;
      const open = await openFlags(db);
      const views = await flagViews(db, open);
      const shown = open.map(({ caseId }) => ({ caseId, pupilId: null }));
      await noteShown({ ...call, session: signedIn(call) }, 'get /api/v1/flags', noRelation, shown);
      const flags = views.map((view, at) => ({ ...view, caseNumber: open[at]?.caseNumber ?? '' }));
      return { status: 200, body: { flags, total: flags.length } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/cases/{id}/flags',
    tag: 'flags',
    access: { kind: 'action', action: 'flag.read', on: 'case' },
    summary: "A case's flags",
    params: ofCase,
    query: none,
    body: none,
    answer: { status: 200, description: 'The newest first.', schema: pageOf('flags', flagSchema) },
    async handle(call) {
      const { db } = call.deps;
      const flags = await flagViews(db, await flagsOf(db, grantedCase(call).file.id));
      return { status: 200, body: { flags, total: flags.length } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/flags',
    tag: 'flags',
    access: { kind: 'action', action: 'flag.raise', on: 'case' },
    summary: 'Flag a case to its coordinators, with a short note',
    description: 'They have three workdays to answer. The note is read behind sign-in and never mailed.',
    params: ofCase,
    query: none,
    headers: keyHeader,
    body: note('What you wonder or want looked at.').meta({ id: 'FlagBody' }),
    example: { note: 'Hur går det med kontakten med BUP?' },
    answer: { status: 201, description: 'The flag.', schema: flagSchema },
    async handle(call) {
      const { deps, body } = call;
      const { db } = deps;
      const { file } = grantedCase(call);
      if (file.coordinatorIds.length === 0) {
        throw new Problem('wrong-phase', { params: { phase: file.phase } });
      }
      const session = signedIn(call);
      const on = todayAt(call.now);
      const flagId = newId(call, session, 'flag');
      const raised = { flagId, caseId: file.id };
      const text = { id: idFrom(flagId, 'note'), text: body.note };
      const duty = answerFlagDuty(raised, on, await calendarOf(db, file, on));
      await raiseFlag(db, { ...raised, note: text, by: session.personId, on }, duty);
      const [flag] = await flagViews(db, [await flagOfPath(db, { id: file.id, flagId })]);
      return { status: 201, body: flag };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/flags/{flagId}/answer',
    tag: 'flags',
    access: { kind: 'action', action: 'flag.answer', on: 'case' },
    summary: 'Answer a flag',
    description: 'Once. Whoever flagged then reads the answer and closes.',
    params: oneFlag,
    query: none,
    headers: keyHeader,
    body: note('The answer.').meta({ id: 'FlagAnswerBody' }),
    example: { note: 'Tid bokad till den 28 september.' },
    answer: { status: 200, description: 'The flag with its answer.', schema: flagSchema },
    async handle(call) {
      const { deps, params, body } = call;
      const { db } = deps;
      const { file } = grantedCase(call);
      const session = signedIn(call);
      const flag = await flagOfPath(db, params);
      const on = todayAt(call.now);
      const answer = { id: newId(call, session, `flagAnswer/${flag.flagId}`), text: body.note };
      const duty = closeFlagDuty(flag, on, await calendarOf(db, file, on));
      const { flagId, caseId } = flag;
      const kept = await answerFlag(db, { flagId, caseId, answer, by: session.personId, on }, duty);
      const now = await flagOfPath(db, params);
      // The same key again: the same answer.
      if (!kept && now.answer?.contentId !== answer.id) {
        throw new Problem('already-done', { params: { on: now.answer?.on ?? now.closed?.on ?? on } });
      }
      const [view] = await flagViews(db, [now]);
      return { status: 200, body: view };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/flags/{flagId}/closing',
    tag: 'flags',
    access: { kind: 'action', action: 'flag.close', on: 'case' },
    summary: 'Close a flag',
    description: 'Answered or not. Closing it again changes nothing.',
    params: oneFlag,
    query: none,
    body: none,
    answer: { status: 200, description: 'The closed flag.', schema: flagSchema },
    async handle(call) {
      const { db } = call.deps;
      const { flagId } = await flagOfPath(db, call.params);
      await closeFlag(db, flagId, { by: signedIn(call).personId, on: todayAt(call.now) });
      const [view] = await flagViews(db, [await flagOfPath(db, call.params)]);
      return { status: 200, body: view };
    },
  }),
];
