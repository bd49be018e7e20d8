/** The absence's figures in the reader's words. */
import { firstDayOf, type Month } from '../../../domain/statistics/period.ts';
import { instant, localDate } from '../../../domain/time.ts';
import { shortMonth } from '../../../texts/dates.ts';
import type { Shown } from '../../../ui/pages/statistics/view-model.ts';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf, monthOf, percentOf } from '../../../ui/words.ts';
import type { StatisticsAnswer, StatisticsGroup } from '../../schemas/statistics.ts';
import { todayAt } from '../../today.ts';

type Share = StatisticsAnswer['absence']['whole'];

/** `september 2026`. */
export const monthName = (ui: Ui, month: Month): string => monthOf(ui, firstDayOf(month));

const noShare = (ui: Ui, { state }: Exclude<Share, { state: 'shown' }>): string =>
  state === 'hidden' ? ui.t('stats.hidden') : ui.t(`stats.absence.${state}`);

const shareCells = (ui: Ui, share: Share): string[] =>
  share.state === 'shown'
    ? [share.shares.total, share.shares.valid, share.shares.invalid].map((part) => percentOf(ui, part))
    : [noShare(ui, share), '–', '–'];

export function absenceOf(
  ui: Ui,
  { absence, data, groups }: StatisticsAnswer,
  nameOf: (group: StatisticsGroup) => string,
): Shown['absence'] {
  const { months, whole, denominator } = absence;
  const shares = [...months.map(({ figure }) => figure), ...groups.map((group) => group.absence)];
  return {
    title: ui.t('stats.absence'),
    about: ui.t(`stats.absence.${denominator}`),
    how: [{ term: ui.t('stats.group'), text: ui.t('stats.absence.placed') }],
    freshness: freshnessOf(ui, data),
    summary: summaryOf(ui, months, whole),
    most: Math.max(1, ...shares.map((one) => (one.state === 'shown' ? one.shares.total : 0))),
    months: months.map(({ month, figure }, index) => ({
      key: month,
      name: monthName(ui, month),
      short: shortMonth(ui.lang, Number(month.slice(5))),
      year: index === 0 || month.endsWith('-01') ? month.slice(0, 4) : null,
      shares: figure.state === 'shown' ? figure.shares : null,
      cells: shareCells(ui, figure),
    })),
    groups: groups.map((group) => ({
      key: nameOf(group),
      label: nameOf(group),
      valid: group.absence.state === 'shown' ? group.absence.shares.valid : 0,
      invalid: group.absence.state === 'shown' ? group.absence.shares.invalid : 0,
      cells: shareCells(ui, group.absence),
    })),
  };
}

function freshnessOf(ui: Ui, { until, earliestUntil, importedAt }: StatisticsAnswer['data']): string[] {
  if (until === null) return [];
  const day = (date: string): string => compactDayOf(ui, localDate(date));
  return [
    [
      ui.t('stats.absence.until', { date: day(until) }),
      ...(earliestUntil === null || earliestUntil === until
        ? []
        : [ui.t('stats.absence.earliest', { date: day(earliestUntil) })]),
      ...(importedAt === null
        ? []
        : [
            ui.t('stats.absence.imported', {
              when: compactDayOf(ui, todayAt(instant(Date.parse(importedAt)))),
            }),
          ]),
    ].join(' '),
  ];
}

function summaryOf(ui: Ui, months: StatisticsAnswer['absence']['months'], whole: Share): string | null {
  const shown = months.flatMap(({ month, figure }) =>
    figure.state === 'shown' ? [{ month, total: figure.shares.total }] : [],
  );
  if (shown.length === 0) return null;
  const byTotal = shown.toSorted((a, b) => a.total - b.total);
  const [low, high] = [byTotal[0], byTotal.at(-1)];
  const name = (month: Month) => monthName(ui, month);
  return [
    ...(whole.state === 'shown'
      ? [
          ui.t('stats.absence.summary', {
            total: percentOf(ui, whole.shares.total),
            invalid: percentOf(ui, whole.shares.invalid),
          }),
        ]
      : []),
    ...(low === undefined || high === undefined || low.total === high.total
      ? []
      : [
          ui.t('stats.absence.range', {
            high: name(high.month),
            most: percentOf(ui, high.total),
            low: name(low.month),
            least: percentOf(ui, low.total),
          }),
        ]),
  ].join(' ');
}
