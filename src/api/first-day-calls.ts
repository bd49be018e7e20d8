/** A pupil's first-day calls: what was called, what is owed, and what supports the talk. */
import type { z } from 'zod';
import { byDay } from '../domain/absence-patterns.ts';
import { ageOfMajority } from '../domain/case/open.ts';
import { guardiansMustBeTold, whoIsCalled } from '../domain/school-day/first-day-call.ts';
import { ageOn, type LocalDate } from '../domain/time.ts';
import { absentLessonsOf } from '../records/absence-days.ts';
import type { Db } from '../records/connect.ts';
import { readContents } from '../records/contents.ts';
import { findPeople } from '../records/people.ts';
import { policyFor } from '../records/policies.ts';
import { guardiansOf, type Pupil } from '../records/pupils.ts';
import { callsOf, type FirstDayCall } from '../records/school-day/calls.ts';
import { schoolDuties } from '../records/school-day/duties.ts';
import { firstDayCallGuides } from '../texts/guides/first-day-call.ts';
import type { callsAnswer, callView } from './schemas/first-day-call.ts';
import { fullName } from './session.ts';
import { wordsOf } from './stories.ts';

type CallsAnswer = z.output<typeof callsAnswer>;

/**
 * Everything about the calls of a pupil. `masked`: the reader isn't near a protected pupil; `about`: the day that is
 * asked about, by default the one that is owed or else today.
 */
export async function firstDayCalls(
  db: Db,
  pupil: Pupil,
  today: LocalDate,
  masked: boolean,
  about: LocalDate | null = null,
): Promise<CallsAnswer> {
  const calls = await callsOf(db, pupil.id);
  const owed = (await schoolDuties(db, { kind: 'firstDayCall', pupilId: pupil.id })).findLast(
    (duty) => duty.doneOn === null && (duty.lapsesOn === null || duty.lapsesOn > today),
  );
  const owedDay = owed?.how.date ?? today;
  const date = about ?? owedDay;
  const rule = (await policyFor(db, pupil.schoolForm, today))?.ladder.firstDayCall;
  const whom = whoIsCalled(rule ?? { upperSecondary: 'pupil' }, pupil, date);
  const guide = whom === null ? null : firstDayCallGuides[whom];
  return {
    pupilId: pupil.id,
    calls: await callViews(db, calls),
    duty: owed === undefined ? null : { key: owed.key, date: owedDay, due: owed.due },
    whom,
    guardians: await guardiansToCall(db, pupil, today, masked),
    guardianNotice: await noticeOf(db, pupil, date, calls),
    points: guide === null ? null : { sv: pointsOf(guide.sv), en: pointsOf(guide.en) },
  };
}

const pointsOf = ({ title, intro, parts }: (typeof firstDayCallGuides)['pupil']['sv']) => ({
  title,
  intro,
  parts: parts.map(({ heading, points }) => ({ heading, points: [...points] })),
});

/** domain.md §3: at 18 the guardians' part ends. */
async function guardiansToCall(
  db: Db,
  pupil: Pupil,
  today: LocalDate,
  masked: boolean,
): Promise<CallsAnswer['guardians']> {
  if (ageOn(pupil.birthDate, today) >= ageOfMajority) return [];
  const guardians = await guardiansOf(db, pupil.id);
  return guardians.map((one) => ({
    id: one.id,
    name: masked ? null : fullName(one),
    mobile: masked ? null : one.mobile,
  }));
}

async function noticeOf(
  db: Db,
  pupil: Pupil,
  date: LocalDate,
  calls: readonly FirstDayCall[],
): Promise<CallsAnswer['guardianNotice']> {
  const [day] = byDay(await absentLessonsOf(db, pupil.id, date, date));
  if (!guardiansMustBeTold(pupil, day?.invalid ?? 0, date)) return 'notNeeded';
  return calls.some((call) => call.date === date && call.guardianNotified !== null) ? 'done' : 'needed';
}

async function callViews(db: Db, calls: readonly FirstDayCall[]): Promise<z.output<typeof callView>[]> {
  const texts = await readContents(
    db,
    calls.flatMap(({ contentId }) => (contentId === null ? [] : [contentId])),
  );
  const people = await findPeople(db, [...new Set(calls.map(({ byPersonId }) => byPersonId))]);
  const nameOf = new Map(people.map((person) => [person.id, fullName(person)]));
  return calls.map(({ id, date, calledOn, whom, reached, guardianNotified, contentId, byPersonId }) => {
    const words = contentId === null ? null : wordsOf(texts.get(contentId));
    return {
      id,
      date,
      calledOn,
      whom,
      reached,
      guardianNotified,
      notes: typeof words === 'string' ? words : null,
      by: { id: byPersonId, name: nameOf.get(byPersonId) ?? null },
    };
  });
}
