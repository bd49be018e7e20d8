/** `retention`: the municipality's plan, the cases whose time has come, and what holds them back. */
import { z } from 'zod';
import { isListed } from '../../domain/retention/judge.ts';
import { retentionRuleIds, type RetentionPlan, type RetentionRule } from '../../domain/retention/rules.ts';
import { judgeCases } from '../../records/retention/candidates.ts';
import { liftRetentionNote, listRetentionNotes, saveRetentionNote } from '../../records/retention/notes.ts';
import { findRetentionPlan, saveRetentionPlan } from '../../records/retention/plans.ts';
import { idFrom } from '../draft.ts';
import { grantedCase, signedIn } from '../granted.ts';
import { keyHeader, newId } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { candidateView, noteViews, planView } from '../retention-views.ts';
import { defineRoute, none } from '../route.ts';
import { id, note } from '../schemas/common.ts';
import { candidates, noteBody, planFields, retentionNotes, retentionPlan } from '../schemas/retention.ts';
import { todayAt } from '../today.ts';

const planBody = z.strictObject(planFields).meta({ id: 'RetentionPlanBody' });

/** Refuses a rule without its years, and one with years that are never counted. */
function planOf({ basis, rules }: z.output<typeof planBody>): RetentionPlan {
  const ruleOf = (of: (typeof retentionRuleIds)[number]): RetentionRule => {
    const { what, afterYears, from } = rules[of];
    const field = `/rules/${of}`;
    if (what === 'keep') {
      if (afterYears !== null) throw new Problem('years-of-kept', { field: `${field}/afterYears` });
      return { what };
    }
    if (afterYears === null) throw new Problem('years-missing', { field: `${field}/afterYears` });
    return { what, afterYears, from: from ?? 'yearEnded' };
  };
  return {
    basis,
    rules: {
      notice: ruleOf('notice'),
      inquiry: ruleOf('inquiry'),
      actionProgramme: ruleOf('actionProgramme'),
      order: ruleOf('order'),
      consent: ruleOf('consent'),
      decision: ruleOf('decision'),
      journal: ruleOf('journal'),
      plan: ruleOf('plan'),
      minutes: ruleOf('minutes'),
      concernReport: ruleOf('concernReport'),
      survey: ruleOf('survey'),
      correspondence: ruleOf('correspondence'),
    },
  };
}

const exampleRules = Object.fromEntries(
  retentionRuleIds.map((of) => [
    of,
    of === 'notice' ? { what: 'destroy', afterYears: 5, from: 'yearEnded' } : { what: 'keep' },
  ]),
);

const oneCase = z.object({ id: id('The case.') });

export const retentionRoutes = [
  defineRoute({
    method: 'get',
    path: '/retention/plan',
    tag: 'retention',
    access: { kind: 'action', action: 'retention.read', on: 'nothing' },
    summary: 'How long each kind of paper is kept',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'The plan in force, or what is suggested.', schema: retentionPlan },
    handle: async ({ deps }) => ({ status: 200, body: planView(await findRetentionPlan(deps.db, null)) }),
  }),
  defineRoute({
    method: 'post',
    path: '/retention/plan',
    tag: 'retention',
    access: { kind: 'action', action: 'retention.plan', on: 'nothing' },
    summary: "Adopt the municipality's plan, or a new version of it",
    description:
      'As its own dokumenthanteringsplan says. It holds for all cases from then on; decisions that are made keep the version that they were made by.',
    params: none,
    query: none,
    body: planBody,
    example: { basis: 'Dokumenthanteringsplan, BUN 2026-09-01 § 84', rules: exampleRules },
    answer: { status: 201, description: 'The plan in force.', schema: retentionPlan },
    async handle(call) {
      const { deps, body, now } = call;
      await saveRetentionPlan(deps.db, planOf(body), signedIn(call).personId, todayAt(now));
      return { status: 201, body: planView(await findRetentionPlan(deps.db, null)) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/retention/candidates',
    tag: 'retention',
    access: { kind: 'action', action: 'retention.read', on: 'nothing' },
    summary: 'Cases whose time has come by the plan, and what holds each back',
    description: 'By number and day alone. Nothing is destroyed by itself: see `POST /destructions`.',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'By number.', schema: candidates },
    async handle({ deps, now }) {
      const today = todayAt(now);
      const plan = await findRetentionPlan(deps.db, null);
      const judged = await judgeCases(deps.db, { caseIds: 'ended', plan: plan?.plan ?? null, today });
      const cases = judged.filter(({ judgement }) => isListed(judgement)).map(candidateView);
      return { status: 200, body: { on: today, planVersion: plan?.version ?? null, cases } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/cases/{id}/retention-notes',
    tag: 'retention',
    access: { kind: 'action', action: 'retention.note', on: 'case' },
    summary: "What was noted about a case's destruction",
    params: oneCase,
    query: none,
    body: none,
    answer: { status: 200, description: 'The oldest first.', schema: retentionNotes },
    async handle(call) {
      const { db } = call.deps;
      const notes = await listRetentionNotes(db, grantedCase(call).file.id);
      return { status: 200, body: { notes: await noteViews(db, notes) } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/retention-notes',
    tag: 'retention',
    access: { kind: 'action', action: 'retention.note', on: 'case' },
    summary: 'Hold a case’s destruction back, or say that the archive has it',
    params: oneCase,
    query: none,
    headers: keyHeader,
    body: z.strictObject(noteBody).meta({ id: 'RetentionNoteBody' }),
    example: { what: 'legalHold', on: null, reason: 'Skolinspektionen har begärt in akten.' },
    answer: { status: 201, description: 'What is noted now.', schema: retentionNotes },
    async handle(call) {
      const { deps, body, now } = call;
      const { db } = deps;
      const session = signedIn(call);
      const { file } = grantedCase(call);
      const { what, on, reason } = body;
      const today = todayAt(now);
      if (what === 'archived' && on === null) throw new Problem('invalid-value', { field: '/on' });
      if (what === 'archived' && on !== null && on > today)
        throw new Problem('date-in-future', { field: '/on', params: { date: on } });
      if (what !== 'archived' && on !== null && on < today)
        throw new Problem('date-in-past', { field: '/on', params: { date: on } });
      const noteId = newId(call, session, `retentionNote/${file.id}`);
      const said = { contentId: idFrom(noteId, 'reason'), text: reason };
      const by = { setBy: session.personId, setOn: today };
      if (!(await saveRetentionNote(db, { id: noteId, caseId: file.id, what, on, ...by, reason: said })))
        throw new Problem('destruction-decided');
      return { status: 201, body: { notes: await noteViews(db, await listRetentionNotes(db, file.id)) } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/cases/{id}/retention-notes/{noteId}/lifting',
    tag: 'retention',
    access: { kind: 'action', action: 'retention.note', on: 'case' },
    summary: 'Take a note back, with the reason',
    params: oneCase.extend({ noteId: id('The note.') }),
    query: none,
    headers: keyHeader,
    body: z.strictObject({ reason: note('Why it holds no longer.') }).meta({ id: 'LiftingBody' }),
    example: { reason: 'Ärendet hos Skolinspektionen är avslutat.' },
    answer: { status: 200, description: 'What is noted now.', schema: retentionNotes },
    async handle(call) {
      const { deps, params, body, now } = call;
      const { db } = deps;
      const session = signedIn(call);
      const { file } = grantedCase(call);
      const noted = (await listRetentionNotes(db, file.id)).find((one) => one.id === params.noteId);
      if (noted === undefined) throw new Problem('not-found', { field: 'path/noteId' });
      const contentId = newId(call, session, `lifting/${noted.id}`);
      const on = todayAt(now);
      const lifting = { id: noted.id, caseId: file.id, by: session.personId, on };
      if (!(await liftRetentionNote(db, { ...lifting, reason: { contentId, text: body.reason } })))
        throw new Problem('already-done', { params: { on: noted.lifted?.on ?? on } });
      return { status: 200, body: { notes: await noteViews(db, await listRetentionNotes(db, file.id)) } };
    },
  }),
];
