/** The line of a case as its page draws it. */
import { courseOf, type CourseMark, lanes } from '../../../domain/case/course.ts';
import { addDays, type LocalDate, maxDate, minDate, mondayOf } from '../../../domain/time.ts';
import { may } from '../../../domain/permissions.ts';
import { supportKindNames } from '../../support-kinds.ts';
import { shortMonth } from '../../../texts/dates.ts';
import { eventTitle } from '../../../texts/events.ts';
import type { CourseRow, CourseView } from '../../../ui/pages/case/course.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf, percentOf, timeOf } from '../../../ui/words.ts';
import { absenceCourse, type AbsenceBar, type AbsenceCourse } from '../../absence-course.ts';
import { readCaseTimeline } from '../../case-timeline.ts';
import type { CaseReading } from '../../case-view.ts';
import { findPupil } from '../../../records/pupils.ts';
import { signedIn } from '../../granted.ts';
import { todayAt } from '../../today.ts';
import { instant } from '../../../domain/time.ts';
import type { PageCall } from '../page.ts';

/** Before the case, so that one sees what it began with; and in all, so that the picture can be read. */
const weeksBefore = 6;
const weeksAtMost = 52;

export async function courseView(
  call: PageCall<unknown, unknown>,
  { file, relation }: CaseReading,
): Promise<CourseView> {
  const { deps, ui, today } = call;
  const { actor } = signedIn(call);
  const told = await readCaseTimeline(deps.db, actor, relation, file);
  const marks = courseOf(told.events);
  const begun = minDate(file.openedOn, ...marks.map(({ on }) => on));
  const from = maxDate(
    mondayOf(addDays(begun, -7 * weeksBefore)),
    mondayOf(addDays(today, -7 * weeksAtMost)),
  );
  const pupil = may(actor, 'attendance.read', relation) ? await findPupil(deps.db, file.pupilId) : null;
  const absence = pupil === null ? null : await absenceCourse(deps.db, pupil, from, today);
  const kinds = await supportKindNames(deps.db, ui.lang);
  const shown = marks.filter((mark) => (mark.lasts ? (mark.until ?? today) : mark.on) >= from);
  const to = maxDate(addDays(today, 14), ...shown.map(({ on }) => on));
  const drawn = shown.map((mark) => ({
    lane: mark.lane,
    from: maxDate(mark.on, from),
    to: mark.lasts ? (mark.until ?? today) : mark.on,
    lasts: mark.lasts,
    label: `${compactDayOf(ui, mark.on)}: ${wordsOf(ui, mark, kinds)}`,
  }));
  return {
    from,
    to,
    today,
    bars: (absence?.bars ?? []).map(barOf),
    limitPercent: absence?.limit?.percent ?? null,
    lanes: lanes.map((lane) => ({ lane, label: ui.t(`course.lane.${lane}`) })),
    marks: drawn,
    months: monthsBetween(ui, from, to),
    rows: rowsOf(ui, absence?.bars ?? [], shown, kinds),
    said: [...saidOf(ui, absence), ...(shown.length < marks.length ? [ui.t('course.earlier')] : [])],
  };
}

const share = (part: number, whole: number): number => Math.min(100, (100 * part) / whole);

const barOf = ({ from, to, minutes, valid, invalid }: AbsenceBar) => ({
  from,
  // Up to the next bar: the chart draws to the first day that isn't its own any more.
  to: addDays(to, 1),
  valid: minutes === null || minutes === 0 ? null : share(valid, minutes),
  invalid: minutes === null || minutes === 0 ? null : share(invalid, minutes),
});

/** What the mark was, in a few words. */
function wordsOf(ui: Ui, { event, until }: CourseMark, kinds: ReadonlyMap<string, string>): string {
  const title = eventTitle(event)[ui.lang];
  switch (event.type) {
    case 'contactRecorded': {
      const kind = ui.t(`contact.kind.${event.contact.kind}`);
      return event.contact.reached ? kind : `${kind} (${ui.t('contact.reached.no')})`;
    }
    case 'planMade':
      return ui.t('course.plan', { version: event.planVersion });
    case 'supportMeasureBegun': {
      const kind = kinds.get(event.measure.kindId) ?? title;
      return until === null
        ? kind
        : `${kind}, ${ui.t('course.until.day', { date: compactDayOf(ui, until) })}`;
    }
    case 'meetingCalled':
      return ui.t(`meeting.${event.meeting.kind}`);
    default:
      return title;
  }
}

/** A row for each bar that has something, and for the days around them on which something happened. */
function rowsOf(
  ui: Ui,
  bars: readonly AbsenceBar[],
  marks: readonly CourseMark[],
  kinds: ReadonlyMap<string, string>,
): CourseRow[] {
  const left = new Set(marks);
  const told = (mark: CourseMark) => `${compactDayOf(ui, mark.on)}: ${wordsOf(ui, mark, kinds)}`;
  const rows = bars.map((bar) => {
    const within = marks.filter(
      (mark) => bar.from <= mark.on && mark.on <= addDays(mondayOf(bar.to), 6) && left.delete(mark),
    );
    return { from: bar.from, row: rowOf(ui, bar, within.map(told)) };
  });
  const weeks = new Map<LocalDate, CourseMark[]>();
  for (const mark of left) weeks.set(mondayOf(mark.on), [...(weeks.get(mondayOf(mark.on)) ?? []), mark]);
  for (const [from, within] of weeks) {
    const week = { from, to: addDays(from, 6), minutes: null, valid: 0, invalid: 0 };
    rows.push({ from, row: rowOf(ui, week, within.map(told)) });
  }
  return rows.sort((a, b) => (a.from < b.from ? 1 : -1)).map(({ row }) => row);
}

function rowOf(ui: Ui, bar: AbsenceBar, happened: string[]): CourseRow {
  const { minutes, valid, invalid } = bar;
  const unknown = ui.t('course.unknown');
  const percent = (part: number) =>
    minutes === null || minutes === 0 ? unknown : percentOf(ui, share(part, minutes));
  return {
    days: `${compactDayOf(ui, bar.from)} – ${compactDayOf(ui, bar.to)}`,
    offered: minutes === null ? unknown : timeOf(ui, minutes),
    valid: percent(valid),
    invalid: percent(invalid),
    total: percent(valid + invalid),
    happened,
  };
}

function saidOf(ui: Ui, absence: AbsenceCourse | null): string[] {
  if (absence === null) return [];
  const { lately, until, by, bars } = absence;
  if (by === 'reported') return [ui.t(bars.length === 0 ? 'course.noData' : 'course.untilReported')];
  const said: string[] = [];
  if (lately?.percent) {
    said.push(
      ui.t(lately.denominator === 'offered' ? 'course.lately' : 'course.latelyReported', {
        from: compactDayOf(ui, lately.window.from),
        to: compactDayOf(ui, lately.window.to),
        total: percentOf(ui, lately.percent.total),
        minutes: timeOf(ui, lately.minutes),
        days: lately.countedDays,
        valid: percentOf(ui, lately.percent.valid),
        invalid: percentOf(ui, lately.percent.invalid),
      }),
    );
  }
  if (until.latestRow !== null) {
    const date = compactDayOf(ui, until.latestRow);
    const came = until.importedAt === null ? null : todayAt(instant(until.importedAt.getTime()));
    said.push(
      came === null
        ? ui.t('course.until', { date })
        : ui.t('course.untilCame', { date, imported: compactDayOf(ui, came) }),
    );
  }
  return said.length === 0 ? [ui.t('course.noData')] : said;
}

function monthsBetween(ui: Ui, from: LocalDate, to: LocalDate): { on: LocalDate; label: string }[] {
  const months: { on: LocalDate; label: string }[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (day.endsWith('-01')) months.push({ on: day, label: shortMonth(ui.lang, Number(day.slice(5, 7))) });
  }
  return months;
}
