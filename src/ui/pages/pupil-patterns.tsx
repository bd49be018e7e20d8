/** In which pattern a pupil is away: weekdays, subjects, whole days or lessons, spells, week by week. */
import type { LocalDate } from '../../domain/time.ts';
import { weekdayName } from '../../texts/dates.ts';
import { Bars } from '../components/bars.tsx';
import type { Ui } from '../ui.ts';
import { percentOf, shortDayOf, timeOf } from '../words.ts';

type Share = { percent: number | null; validPercent: number | null; invalidPercent: number | null };
type Minutes = { valid: number; invalid: number; total: number };

export type PatternsView = {
  from: LocalDate;
  weekdays: readonly (Share & { weekday: number })[];
  subjects: readonly (Minutes & { subject: string; lessons: number })[];
  extent: { wholeDays: number; partDays: number; daysPresent: number; lessonsOnPartDays: number };
  spells: readonly { from: LocalDate; to: LocalDate; schoolDays: number; total: number }[];
  trend: { now: number; before: number; change: number } | null;
  weeks: readonly (Share & { week: string })[];
};

/** Weekdays' and weeks' bars are of a full day's absence. */
const everything = 100;

export const Patterns = ({ ui, view }: { ui: Ui; view: PatternsView }) => {
  const shares = [ui.t('figures.total'), ui.t('figures.valid'), ui.t('figures.invalid')];
  const away = view.subjects.length > 0 || view.spells.length > 0;
  return (
    <section>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('figures.patterns', { from: shortDayOf(ui, view.from) })}
      </h2>
      {view.trend !== null && <p class="ds-paragraph">{trendWords(ui, view.trend)}</p>}
      {!away ? (
        <p class="ds-paragraph">{ui.t('figures.nothing')}</p>
      ) : (
        <>
          <p class="ds-paragraph">
            {ui.t('figures.extent', {
              whole: view.extent.wholeDays,
              part: view.extent.partDays,
              lessons: view.extent.lessonsOnPartDays,
              present: view.extent.daysPresent,
            })}
          </p>
          <p class="hint">{ui.t('figures.key')}</p>
          <div class="columns">
            <Bars
              ui={ui}
              caption={ui.t('figures.weekdays')}
              first={ui.t('figures.weekday')}
              columns={shares}
              most={everything}
              rows={view.weekdays.map((one) => ({
                key: String(one.weekday),
                label: weekdayName(ui.lang, one.weekday),
                ...shareRow(ui, one),
              }))}
            />
            <Subjects ui={ui} subjects={view.subjects} />
          </div>
          <Bars
            ui={ui}
            caption={ui.t('figures.weeks')}
            first={ui.t('figures.week')}
            columns={shares}
            most={everything}
            rows={view.weeks.map((one) => ({
              key: one.week,
              label: one.week.slice(-2),
              ...shareRow(ui, one),
            }))}
          />
          <Spells ui={ui} spells={view.spells} />
        </>
      )}
    </section>
  );
};

const shareRow = (ui: Ui, share: Share) => ({
  valid: share.validPercent ?? 0,
  invalid: share.invalidPercent ?? 0,
  cells: [share.percent, share.validPercent, share.invalidPercent].map((one) => percentOf(ui, one)),
});

const Subjects = ({ ui, subjects }: { ui: Ui; subjects: PatternsView['subjects'] }) => (
  <Bars
    ui={ui}
    caption={ui.t('figures.subjects')}
    first={ui.t('figures.subject')}
    columns={[ui.t('figures.lessons'), ui.t('figures.total')]}
    most={Math.max(...subjects.map(({ total }) => total), 1)}
    rows={subjects.map(({ subject, lessons, valid, invalid, total }) => ({
      key: subject,
      label: subject === '' ? '–' : subject,
      valid,
      invalid,
      cells: [String(lessons), timeOf(ui, total)],
    }))}
  />
);

/** The latest that fit a look; the weeks above hold them all. */
const shownSpells = 10;

const Spells = ({ ui, spells }: { ui: Ui; spells: PatternsView['spells'] }) => (
  <>
    <h3 class="ds-heading" data-size="xs">
      {ui.t('figures.spells')}
    </h3>
    <ul class="ds-list">
      {spells.slice(0, shownSpells).map(({ from, to, schoolDays, total }) => (
        <li key={from}>
          {schoolDays === 1
            ? ui.t('figures.spell.one', { from: shortDayOf(ui, from), time: timeOf(ui, total) })
            : ui.t('figures.spell', {
                from: shortDayOf(ui, from),
                to: shortDayOf(ui, to),
                days: schoolDays,
                time: timeOf(ui, total),
              })}
        </li>
      ))}
    </ul>
  </>
);

const trendWords = (ui: Ui, { now, before, change }: NonNullable<PatternsView['trend']>): string => {
  const shown = { now: percentOf(ui, now), before: percentOf(ui, before) };
  if (Math.abs(change) < 1) return ui.t('figures.trend.same', shown);
  return ui.t(change > 0 ? 'figures.trend.more' : 'figures.trend.less', shown);
};
