/** `schools/{id}/weekly-review`, `classes/{id}/weekly-review`: attendance looked through each week (seed 003 step 1). */
import { z } from 'zod';
import { type ClassName, classIdOf } from '../../domain/class-id.ts';
import type { PupilId } from '../../domain/ids.ts';
import type { SchoolDutyFacts } from '../../domain/school-day/duty.ts';
import type { Db } from '../../records/connect.ts';
import { saveContents } from '../../records/contents.ts';
import { findPeople, mentorsOf } from '../../records/people.ts';
import {
  addToSchoolDuty,
  finishSchoolDuties,
  type SchoolDutyRow,
  schoolDuties,
} from '../../records/school-day/duties.ts';
import { isLadderOn } from '../../records/school-day/ladder-switch.ts';
import { listSchools } from '../../records/schools.ts';
import { requireClass, requireSchool } from '../class-access.ts';
import { isAllSeen, reviewRows, type ReviewRow } from '../class-review.ts';
import { idFrom } from '../draft.ts';
import { signedIn } from '../granted.ts';
import { keyHeader } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none, type Call } from '../route.ts';
import { id } from '../schemas/common.ts';
import { classReview, isoWeek, reviewBody, schoolReview } from '../schemas/weekly-review.ts';
import { fullName } from '../session.ts';
import { todayAt } from '../today.ts';
import { isNamed } from '../visible.ts';
import { reviewDuties, standingsOf, weekOf, weekView, type Week } from '../weekly-review.ts';
import { noteShown } from '../looks.ts';

const classParams = z.object({ id: id('School unit and class: `98000001-7A`, the class percent-encoded.') });
const weekQuery = z.object({ week: isoWeek.optional() });

type Review = { named: ClassName; week: Week; duty: SchoolDutyRow | undefined; rows: ReviewRow[] };

async function readReview(
  call: Call<{ id: string }, unknown, unknown>,
  action: 'weeklyReview.read' | 'weeklyReview.do',
  asked: string | undefined,
): Promise<Review> {
  const { deps, params, now } = call;
  const { actor } = signedIn(call);
  const { named, relation } = await requireClass(deps.db, actor, action, params.id);
  const school = (await listSchools(deps.db)).find(({ code }) => code === named.schoolUnit);
  if (school === undefined) throw new Problem('not-found', { field: 'path/id' });
  const week = await weekOf(deps.db, school, asked, todayAt(now));
  const [duty] = await reviewDuties(deps.db, named, week);
  const rows = await reviewRows(deps.db, named, week, duty, isNamed(actor, relation));
  const looking = { ...call, session: signedIn(call) };
  const told = rows.map((row) => ({ pupilId: row.id }));
  await noteShown(looking, 'get /api/v1/classes/{id}/weekly-review', relation, told);
  return { named, week, duty, rows };
}

async function reviewView(
  db: Db,
  { named, week, duty, rows }: Review,
): Promise<z.output<typeof classReview>> {
  const standingOf = await standingsOf(db, duty === undefined ? [] : [duty], week.today);
  return {
    id: classIdOf(named),
    schoolUnit: named.schoolUnit,
    class: named.class,
    ...weekView(week),
    ...standingOf(duty),
    pupils: rows.map(({ view }) => view),
  };
}

/** Notes who was seen; with all of them, or the class as a whole, the review is done, and so are older ones. */
async function see(
  call: Call<{ id: string }, unknown, z.output<typeof reviewBody>>,
  { named, duty, rows, week }: Review & { duty: SchoolDutyRow },
): Promise<void> {
  const { db } = call.deps;
  const { personId } = signedIn(call);
  const { seen } = call.body;
  const facts = seen === 'class' ? {} : await seenFacts(db, duty, rows, seen, personId);
  const seenIds = new Set<PupilId>(Object.keys(facts.seen ?? {}));
  if (seen !== 'class') await addToSchoolDuty(db, duty.key, facts);
  if (seen !== 'class' && !isAllSeen(rows, seenIds)) return;
  const done = { on: week.today, by: personId };
  await finishSchoolDuties(db, [duty.key], done);
  const earlier = await schoolDuties(db, { kind: 'weeklyReview', ...named, until: duty.from });
  const open = earlier.filter((one) => one.doneOn === null && one.key !== duty.key).map((one) => one.key);
  await finishSchoolDuties(db, open, { ...done, facts: { withWeek: week.week } });
}

async function seenFacts(
  db: Db,
  duty: SchoolDutyRow,
  rows: readonly ReviewRow[],
  seen: Exclude<z.output<typeof reviewBody>['seen'], 'class'>,
  personId: string,
): Promise<SchoolDutyFacts> {
  const known = new Set(rows.map((row) => row.id));
  const stranger = seen.findIndex((one) => !known.has(one.pupilId));
  if (stranger >= 0) throw new Problem('unknown-id', { field: `/seen/${stranger}/pupilId` });
  const noted = seen.map(({ pupilId, how, note }) => ({
    pupilId,
    how,
    note,
    contentId: note === null ? null : idFrom(duty.key, pupilId, note),
  }));
  await saveContents(
    db,
    noted.flatMap(({ contentId, note }) =>
      contentId === null ? [] : [{ id: contentId, kind: 'weeklyReview', body: { text: note } }],
    ),
    { caseId: null, commandId: null, createdBy: personId },
  );
  const entries = noted.map(({ pupilId, how, contentId }) => [pupilId, { how, contentId }] as const);
  return { seen: { ...duty.how.seen, ...Object.fromEntries(entries) } };
}

export const weeklyReviewRoutes = [
  defineRoute({
    method: 'get',
    path: '/schools/{id}/weekly-review',
    tag: 'schoolDay',
    access: { kind: 'action', action: 'schoolReview.read', on: 'body' },
    summary: 'Which classes were looked through in a week',
    params: z.object({ id: id('The school unit code.') }),
    query: weekQuery,
    body: none,
    answer: { status: 200, description: "The school's classes.", schema: schoolReview },
    async handle(call) {
      const { deps, params, query, now } = call;
      const { db } = deps;
      const { school } = await requireSchool(db, signedIn(call).actor, 'schoolReview.read', params.id);
      const week = await weekOf(db, school, query.week, todayAt(now));
      const duties = await reviewDuties(db, { schoolUnit: school.code }, week);
      const standingOf = await standingsOf(db, duties, week.today);
      const classes = [];
      for (const duty of duties) {
        if (duty.class === null) continue;
        const named = { schoolUnit: school.code, class: duty.class };
        const mentors = await findPeople(db, await mentorsOf(db, named.schoolUnit, named.class));
        classes.push({
          id: classIdOf(named),
          class: named.class,
          mentors: mentors.map((one) => ({ id: one.id, name: fullName(one) })),
          ...standingOf(duty),
        });
      }
      const body: z.output<typeof schoolReview> = {
        schoolUnit: school.code,
        name: school.name,
        ladder: (await isLadderOn(db, school.code)) ?? false,
        ...weekView(week),
        classes,
      };
      return { status: 200, body };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/classes/{id}/weekly-review',
    tag: 'schoolDay',
    access: { kind: 'action', action: 'weeklyReview.read', on: 'body' },
    summary: "A class's week: who was away, how much, what changed",
    description: 'The latest review, or that of a week. Figures end with the last school day before it.',
    params: classParams,
    query: weekQuery,
    body: none,
    answer: { status: 200, description: 'The pupils, who is over the limit first.', schema: classReview },
    async handle(call) {
      const review = await readReview(call, 'weeklyReview.read', call.query.week);
      return { status: 200, body: await reviewView(call.deps.db, review) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/classes/{id}/weekly-review',
    tag: 'schoolDay',
    access: { kind: 'action', action: 'weeklyReview.do', on: 'body' },
    summary: 'Mark the class, or pupils, as seen',
    description:
      'Pupil by pupil, in as many requests as it takes, or the class as a whole. Done when everyone whom there is something to see of is seen; earlier weeks that were left are closed with it.',
    params: classParams,
    query: none,
    headers: keyHeader,
    body: reviewBody,
    example: { week: '2026-W37', seen: 'class' },
    answer: { status: 200, description: 'The review as it stands.', schema: classReview },
    async handle(call) {
      const review = await readReview(call, 'weeklyReview.do', call.body.week);
      const { duty } = review;
      if (duty === undefined) throw new Problem('unknown-id', { field: '/week' });
      await see(call, { ...review, duty });
      return {
        status: 200,
        body: await reviewView(call.deps.db, await readReview(call, 'weeklyReview.do', call.body.week)),
      };
    },
  }),
];
