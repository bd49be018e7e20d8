/** `pupils/{id}/first-day-calls`, `cases/{id}/first-day-calls`: the talk of care on the first day away (seed 004). */
import { z } from 'zod';
import type { Relation } from '../../domain/permissions.ts';
import { firstDayCallKey } from '../../domain/school-day/first-day-call.ts';
import { saveContents } from '../../records/contents.ts';
import { findPupil, type Pupil } from '../../records/pupils.ts';
import { saveCall } from '../../records/school-day/calls.ts';
import { finishSchoolDuties } from '../../records/school-day/duties.ts';
import { idFrom } from '../draft.ts';
import { firstDayCalls } from '../first-day-calls.ts';
import { grantedCase, grantedPupil, signedIn } from '../granted.ts';
import { keyHeader, newId } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none, type Call } from '../route.ts';
import { id } from '../schemas/common.ts';
import { callBody, callExample, callsAnswer } from '../schemas/first-day-call.ts';
import { todayAt } from '../today.ts';
import { isNamed } from '../visible.ts';

type Body = z.output<typeof callBody>;
type Asked = Call<unknown, unknown, unknown>;

const seenAs = (call: Asked, pupil: Pupil, relation: Relation): boolean =>
  pupil.securityMarking !== 'none' && !isNamed(signedIn(call).actor, relation);

async function show(call: Asked, pupil: Pupil, relation: Relation) {
  return firstDayCalls(call.deps.db, pupil, todayAt(call.now), seenAs(call, pupil, relation));
}

/** Keeps the call; when somebody was reached, nothing is owed any more. */
async function record(call: Call<unknown, unknown, Body>, pupil: Pupil, relation: Relation) {
  const { deps, body, now } = call;
  const session = signedIn(call);
  const today = todayAt(now);
  if (body.date > today)
    throw new Problem('date-in-future', { field: '/date', params: { date: body.date, today } });
  if (body.date < pupil.birthDate)
    throw new Problem('before-birth', { field: '/date', params: { date: body.date } });
  if (pupil.schoolForm === 'preschool') throw new Problem('preschool-not-noticed');
  const callId = newId(call, session, `firstDayCall/${pupil.id}`);
  const contentId = body.notes === null ? null : idFrom(callId, 'notes');
  if (contentId !== null) {
    const content = { id: contentId, kind: 'firstDayCall', body: { text: body.notes } };
    await saveContents(deps.db, [content], { caseId: null, commandId: null, createdBy: session.personId });
  }
  await saveCall(
    deps.db,
    {
      id: callId,
      pupilId: pupil.id,
      date: body.date,
      calledOn: today,
      whom: body.whom,
      reached: body.reached,
      contentId,
      guardianNotified: body.guardianNotified,
      byPersonId: session.personId,
    },
    now,
  );
  if (body.reached) {
    const done = { on: today, by: session.personId };
    await finishSchoolDuties(deps.db, [firstDayCallKey(pupil.id, body.date)], done);
  }
  return show(call, pupil, relation);
}

async function pupilOfCase(call: Asked): Promise<{ pupil: Pupil; relation: Relation }> {
  const { file, relation } = grantedCase(call);
  const pupil = await findPupil(call.deps.db, file.pupilId);
  if (pupil === null) throw new Problem('not-found', { field: 'path/id' });
  return { pupil, relation };
}

const ofPupil = z.object({ id: id('The pupil.') });
const ofCase = z.object({ id: id('The case.') });
const read = {
  method: 'get',
  tag: 'schoolDay',
  query: none,
  body: none,
  answer: { status: 200, description: 'The calls, and who calls whom.', schema: callsAnswer },
} as const;
const write = {
  method: 'post',
  tag: 'schoolDay',
  description:
    'Kept with what was said in short, reached or not. Somebody reached: the duty is done; nobody: it stays, and may be recorded again.',
  query: none,
  headers: keyHeader,
  body: callBody,
  example: callExample,
  answer: { status: 201, description: 'The call is kept.', schema: callsAnswer },
} as const;

export const firstDayCallRoutes = [
  defineRoute({
    ...read,
    path: '/pupils/{id}/first-day-calls',
    access: { kind: 'action', action: 'firstDayCall.read', on: 'pupil' },
    summary: "A pupil's first-day calls, and the one that is owed",
    params: ofPupil,
    async handle(call) {
      const { pupil, relation } = grantedPupil(call);
      return { status: 200, body: await show(call, pupil, relation) };
    },
  }),
  defineRoute({
    ...write,
    path: '/pupils/{id}/first-day-calls',
    access: { kind: 'action', action: 'firstDayCall.record', on: 'pupil' },
    summary: 'Record a first-day call',
    params: ofPupil,
    async handle(call) {
      const { pupil, relation } = grantedPupil(call);
      return { status: 201, body: await record(call, pupil, relation) };
    },
  }),
  defineRoute({
    ...read,
    path: '/cases/{id}/first-day-calls',
    access: { kind: 'action', action: 'firstDayCall.read', on: 'case' },
    summary: "First-day calls of a case's pupil",
    params: ofCase,
    async handle(call) {
      const { pupil, relation } = await pupilOfCase(call);
      return { status: 200, body: await show(call, pupil, relation) };
    },
  }),
  defineRoute({
    ...write,
    path: '/cases/{id}/first-day-calls',
    access: { kind: 'action', action: 'firstDayCall.record', on: 'case' },
    summary: "Record a first-day call to a case's pupil",
    params: ofCase,
    async handle(call) {
      const { pupil, relation } = await pupilOfCase(call);
      return { status: 201, body: await record(call, pupil, relation) };
    },
  }),
];
