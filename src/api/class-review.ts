/** A class's pupils in the week's review: who was away, how much, what changed, who is seen. */
import type { z } from 'zod';
import type { ClassName } from '../domain/class-id.ts';
import type { PupilId } from '../domain/ids.ts';
import { absentDaysOf } from '../records/absence-days.ts';
import { figuresOf, type PupilFigures } from '../records/absence-figures.ts';
import type { Db } from '../records/connect.ts';
import { readContents } from '../records/contents.ts';
import { listPupils, type Pupil } from '../records/pupils.ts';
import type { SchoolDutyRow } from '../records/school-day/duties.ts';
import type { classReview } from './schemas/weekly-review.ts';
import { fullName } from './session.ts';
import { wordsOf } from './stories.ts';
import { figureDays, type Week } from './weekly-review.ts';

export type ReviewPupil = z.output<typeof classReview>['pupils'][number];

/** More than any class has. */
const everyone = { limit: 1_000 };

/** A pupil with their id, whether or not the reader may see it. */
export type ReviewRow = { id: PupilId; view: ReviewPupil };

/** The class's pupils; `named`: the reader is near, so that protected pupils aren't masked. */
export async function reviewRows(
  db: Db,
  named: ClassName,
  week: Week,
  duty: SchoolDutyRow | undefined,
  isNear: boolean,
): Promise<ReviewRow[]> {
  const days = figureDays(week);
  if (week.review === null || days === null) return [];
  const { calendar } = week;
  const figures = await byPupil(figuresOf(db, { ...named, calendar, asOf: days.asOf }));
  const earlier =
    days.before === null
      ? new Map<PupilId, PupilFigures>()
      : await byPupil(figuresOf(db, { ...named, calendar, asOf: days.before }));
  const away = new Map(
    (await absentDaysOf(db, { ...named, ...week.review.about })).map(({ pupilId, absent }) => [
      pupilId,
      absent,
    ]),
  );
  const noteOf = await notesOf(db, duty);
  const filter = { schoolUnits: [named.schoolUnit], class: named.class };
  const { pupils } = await listPupils(db, filter, everyone);
  const rows = pupils.map((pupil): ReviewRow => {
    const now = figures.get(pupil.id);
    const absent = away.get(pupil.id) ?? [];
    const change = changeOf(earlier.get(pupil.id), now);
    const seen = duty?.how.seen?.[pupil.id];
    const view: ReviewPupil = {
      ...whoIs(pupil, isNear),
      days: absent.length,
      validMinutes: sum(absent.map((day) => day.valid)),
      invalidMinutes: sum(absent.map((day) => day.invalid)),
      percent: percentOf(now),
      percentOf: timeBehind(now),
      percentBefore: percentOf(earlier.get(pupil.id)),
      band: now?.band ?? null,
      overLimit: now?.overLimit ?? false,
      change,
      toSee: absent.length > 0 || now?.overLimit === true,
      seen: seen?.how ?? (duty?.doneOn != null && duty.how.seen === undefined ? 'seen' : null),
      note: seen?.contentId == null ? null : noteOf(seen.contentId),
    };
    return { id: pupil.id, view };
  });
  return rows.sort(byUrgency);
}

const whoIs = (pupil: Pupil, isNear: boolean) => {
  const masked = pupil.securityMarking !== 'none' && !isNear;
  return { pupilId: masked ? null : pupil.id, name: masked ? null : fullName(pupil), masked };
};

const byPupil = async (figures: Promise<PupilFigures[]>): Promise<Map<PupilId, PupilFigures>> =>
  new Map((await figures).map((one) => [one.pupilId, one]));

const sum = (minutes: readonly number[]): number => minutes.reduce((all, one) => all + one, 0);

/** Over the window of the policy's limit. */
const figureOf = (figures: PupilFigures | undefined) =>
  figures?.figures[figures.limit?.window.kind ?? 'rollingWeeks'] ?? null;

/** Of what the limit measures. */
const percentOf = (figures: PupilFigures | undefined): number | null =>
  figureOf(figures)?.percent?.[figures?.limit?.measure ?? 'total'] ?? null;

const timeBehind = (figures: PupilFigures | undefined): ReviewPupil['percentOf'] => {
  const figure = figureOf(figures);
  if (figure === null || figure.percent === null) return null;
  const { from, to, schoolDays } = figure.window;
  return { minutes: figure.minutes, from, to, schoolDays };
};

const changeOf = (before: PupilFigures | undefined, now: PupilFigures | undefined): ReviewPupil['change'] => {
  const was = before?.overLimit ?? false;
  const is = now?.overLimit ?? false;
  if (was !== is) return is ? 'passed' : 'fell';
  const difference = (percentOf(now) ?? 0) - (percentOf(before) ?? 0);
  if (Math.abs(difference) < 1) return 'same';
  return difference > 0 ? 'more' : 'less';
};

const byUrgency = (a: ReviewRow, b: ReviewRow): number =>
  Number(b.view.overLimit) - Number(a.view.overLimit) ||
  b.view.validMinutes + b.view.invalidMinutes - (a.view.validMinutes + a.view.invalidMinutes);

async function notesOf(db: Db, duty: SchoolDutyRow | undefined): Promise<(id: string) => string | null> {
  const ids = Object.values(duty?.how.seen ?? {}).flatMap(({ contentId }) =>
    contentId === null ? [] : [contentId],
  );
  const texts = await readContents(db, ids);
  return (id) => {
    const words = wordsOf(texts.get(id));
    return typeof words === 'string' ? words : null;
  };
}

/** Whether a review is done: all whom there is something to see of were seen. */
export const isAllSeen = (rows: readonly ReviewRow[], seen: ReadonlySet<PupilId>): boolean =>
  rows.every(({ id, view }) => !view.toSee || seen.has(id));
