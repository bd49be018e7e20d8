/** The API's figures in the reader's words. */
import type { SchoolUnitCode } from '../../../domain/ids.ts';
import { workMeasures } from '../../../domain/statistics/case-figures.ts';
import { courseParts, leastCourseDays } from '../../../domain/statistics/course.ts';
import type { Term } from '../../../domain/statistics/period.ts';
import type { FigureCell, FigureTable, Shown } from '../../../ui/pages/statistics/view-model.ts';
import type { Ui } from '../../../ui/ui.ts';
import { percentOf } from '../../../ui/words.ts';
import type { StatisticsAnswer, StatisticsGroup } from '../../schemas/statistics.ts';
import { absenceOf } from './absence-view.ts';

/** `höstterminen 2026`. */
export function termName(ui: Ui, term: Term): string {
  const year = term.slice(0, 4);
  return term.endsWith('1') ? ui.t('stats.period.term.1', { year }) : ui.t('stats.period.term.2', { year });
}

type Figure<V> = { state: 'hidden' } | { state: 'none' } | { state: 'shown'; atLeast: number; value: V };

export function shownStatistics(
  ui: Ui,
  answer: StatisticsAnswer,
  { file, names }: { file: string; names: ReadonlyMap<SchoolUnitCode, string> },
): Shown {
  const terms = new Intl.ListFormat(ui.lang).format(answer.terms.map((term) => termName(ui, term)));
  const nameOf = (group: StatisticsGroup): string => {
    if (group === answer.groups[0]) return ui.t('stats.whole');
    if (answer.schoolUnit === null && group.schoolUnit !== null)
      return names.get(group.schoolUnit) ?? group.schoolUnit;
    return group.stage === null ? '' : ui.t('stats.stageOf', { stage: ui.t(`stage.${group.stage}`) });
  };
  const rows = (cells: (group: StatisticsGroup) => FigureCell[]) =>
    answer.groups.map((group) => ({ name: nameOf(group), cells: cells(group) }));
  return {
    file,
    absence: absenceOf(ui, answer, nameOf),
    phases: answer.phases.map(({ phase, cases }) => ({ name: ui.t(`phase.${phase}`), cases })),
    work: {
      title: ui.t('stats.work'),
      about: ui.t('stats.work.how', { terms }),
      how: workMeasures.map((measure) => ({
        term: ui.t(`stats.${measure}`),
        text: ui.t(`stats.${measure}.how`),
      })),
      notes: [ui.t('stats.behind'), ui.t('stats.work.median')],
      columns: workMeasures.map((measure) => ui.t(`stats.${measure}`)),
      rows: rows(({ work }) => [
        cellOf(ui, work.noticedToContact, (days) => daysOf(ui, days)),
        cellOf(ui, work.orderToAllocation, (days) => daysOf(ui, days)),
        cellOf(ui, work.orderToFirstTalk, (days) => daysOf(ui, days)),
        cellOf(ui, work.followUpsHeld, (percent) => percentOf(ui, percent)),
      ]),
    },
    results: resultsOf(ui, terms, rows),
  };
}

function resultsOf(
  ui: Ui,
  terms: string,
  rows: (cells: (group: StatisticsGroup) => FigureCell[]) => FigureTable['rows'],
): FigureTable {
  return {
    title: ui.t('stats.results'),
    about: ui.t('stats.results.how', { terms }),
    how: [
      {
        term: courseParts.map((part) => ui.t(`stats.${part}`)).join(', '),
        text: ui.t('stats.course.how', { days: leastCourseDays }),
      },
      { term: ui.t('stats.ownRating'), text: ui.t('stats.ownRating.how') },
      { term: ui.t('stats.eligible'), text: ui.t('stats.eligible.how') },
    ],
    notes: [ui.t('stats.behind'), ui.t('stats.course.cause')],
    columns: [
      ...courseParts.map((part) => ui.t(`stats.${part}`)),
      ui.t('stats.ownRating'),
      ui.t('stats.eligible'),
    ],
    rows: rows(({ course, ownRating, eligible }) => [
      ...courseParts.map((part) =>
        cellOf(ui, course, (value) => {
          const { median, quartiles } = value[part];
          const middle = percentOf(ui, median);
          if (quartiles === null) return middle;
          const [low, high] = [numberOf(ui, quartiles[0]), numberOf(ui, quartiles[1])];
          return `${middle} ${ui.t('stats.quartiles', { low, high })}`;
        }),
      ),
      cellOf(ui, ownRating, ({ first, last }) =>
        ui.t('stats.ownRating.change', { first: numberOf(ui, first), last: numberOf(ui, last) }),
      ),
      eligible.state === 'nearlyAll' || eligible.state === 'few'
        ? { text: ui.t(`stats.eligible.${eligible.state}`), behind: null }
        : cellOf(ui, eligible, (percent) => percentOf(ui, percent)),
    ]),
  };
}

const numberOf = (ui: Ui, value: number): string =>
  ui.lang === 'sv' ? String(value).replace('.', ',') : String(value);

const daysOf = (ui: Ui, days: number): string =>
  days === 1 ? ui.t('stats.days.one') : ui.t('stats.days', { n: numberOf(ui, days) });

function cellOf<V>(ui: Ui, figure: Figure<V>, inWords: (value: V) => string): FigureCell {
  switch (figure.state) {
    case 'hidden':
      return { text: ui.t('stats.hidden'), behind: null };
    case 'none':
      return { text: ui.t('stats.nothing'), behind: null };
    case 'shown':
      return { text: inWords(figure.value), behind: ui.t('stats.atLeast', { n: figure.atLeast }) };
  }
}
