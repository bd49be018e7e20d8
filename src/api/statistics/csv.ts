/** Statistics as a file for a spreadsheet: one row for each figure, so that they can be sorted and put together. */
import type { SchoolUnitCode } from '../../domain/ids.ts';
import { workMeasures } from '../../domain/statistics/case-figures.ts';
import { courseParts } from '../../domain/statistics/course.ts';
import { type Cell, writeCsv } from '../../integrations/csv/write.ts';
import { text, type TextKey, type TextParams } from '../../texts/text.ts';
import type { StatisticsAnswer, StatisticsGroup } from '../schemas/statistics.ts';

/** In Swedish, as what a municipality opens. */
type Plain = { [K in TextKey]: TextParams<K> extends [] ? K : never }[TextKey];
const t = (key: Plain): string => text('sv', key);

type Row = { measure: string; unit: string; value: Cell; atLeast?: number };
type MonthFigure = StatisticsAnswer['absence']['whole'];

const hidden = t('stats.hidden');

function shareRows(figure: MonthFigure): Row[] {
  const of = (part: 'total' | 'valid' | 'invalid'): Row => ({
    measure: t(`stats.absence.${part}`),
    unit: t('stats.file.percent'),
    value:
      figure.state === 'shown'
        ? figure.shares[part]
        : figure.state === 'hidden'
          ? hidden
          : t(`stats.absence.${figure.state}`),
  });
  return [of('total'), of('valid'), of('invalid')];
}

type Figure<V> = { state: 'hidden' } | { state: 'none' } | { state: 'shown'; atLeast: number; value: V };

/** A row of a figure, or of a part of it. */
function rowOf<V>(figure: Figure<V>, measure: string, unit: string, valueOf: (value: V) => Cell): Row {
  if (figure.state !== 'shown')
    return { measure, unit, value: figure.state === 'hidden' ? hidden : t('stats.nothing') };
  return { measure, unit, value: valueOf(figure.value), atLeast: figure.atLeast };
}

const workRows = ({ work }: StatisticsGroup): Row[] =>
  workMeasures.map((measure) =>
    rowOf(
      work[measure],
      t(`stats.${measure}`),
      t(measure === 'followUpsHeld' ? 'stats.file.percent' : 'stats.file.days'),
      (value) => value,
    ),
  );

const courseRows = ({ course }: StatisticsGroup): Row[] =>
  courseParts.flatMap((part) => {
    const [name, unit] = [t(`stats.${part}`), t('stats.file.percent')];
    const quartile = (at: 0 | 1, label: string): Row =>
      rowOf(course, `${name}, ${label}`, unit, (value) => value[part].quartiles?.[at] ?? null);
    return [
      rowOf(course, name, unit, (value) => value[part].median),
      quartile(0, t('stats.file.lower')),
      quartile(1, t('stats.file.upper')),
    ];
  });

function resultRows({ ownRating, eligible }: StatisticsGroup): Row[] {
  const [rating, unit] = [t('stats.ownRating'), t('stats.file.rating')];
  const [name, percent] = [t('stats.eligible'), t('stats.file.percent')];
  return [
    rowOf(ownRating, `${rating}, ${t('stats.file.first')}`, unit, ({ first }) => first),
    rowOf(ownRating, `${rating}, ${t('stats.file.last')}`, unit, ({ last }) => last),
    eligible.state === 'nearlyAll' || eligible.state === 'few'
      ? { measure: name, unit: percent, value: t(`stats.eligible.${eligible.state}`) }
      : rowOf(eligible, name, percent, (value) => value),
  ];
}

/** All the figures of an answer; `names` are the schools' by code. */
export function statisticsCsv(answer: StatisticsAnswer, names: ReadonlyMap<SchoolUnitCode, string>): string {
  const { absence, groups, phases } = answer;
  const [first] = groups;
  const span = `${answer.from} – ${answer.to}`;
  const place = ({ schoolUnit, stage }: Pick<StatisticsGroup, 'schoolUnit' | 'stage'>): Cell[] => [
    schoolUnit === null ? t('stats.school.all') : (names.get(schoolUnit) ?? schoolUnit),
    stage === null ? t('stats.stage.all') : t(`stage.${stage}`),
  ];
  const lines = (table: string, of: StatisticsGroup, when: string, rows: readonly Row[]): Cell[][] =>
    rows.map(({ measure, unit, value, atLeast }) => [
      table,
      ...place(of),
      when,
      measure,
      value,
      unit,
      atLeast ?? null,
    ]);
  const terms = answer.terms.join(', ');
  const whole = first === undefined ? [] : [first];
  return writeCsv(
    [
      t('stats.file.table'),
      t('stats.school'),
      t('stats.stage'),
      t('stats.period'),
      t('stats.file.measure'),
      t('stats.file.value'),
      t('stats.file.unit'),
      t('stats.file.atLeast'),
    ],
    [
      ...whole.flatMap((of) =>
        absence.months.flatMap(({ month, figure }) =>
          lines(t('stats.absence'), of, month, shareRows(figure)),
        ),
      ),
      ...groups.flatMap((of) => lines(t('stats.absence.byGroup'), of, span, shareRows(of.absence))),
      ...whole.flatMap((of) =>
        lines(
          t('stats.phases'),
          of,
          '',
          phases.map(({ phase, cases }) => ({
            measure: t(`phase.${phase}`),
            unit: t('stats.cases'),
            value: cases ?? hidden,
          })),
        ),
      ),
      ...groups.flatMap((of) => lines(t('stats.work'), of, terms, workRows(of))),
      ...groups.flatMap((of) => lines(t('stats.results'), of, terms, [...courseRows(of), ...resultRows(of)])),
    ],
  );
}
