/** A pupil's figures: each with its denominator, its window, and how fresh it is. */
import type { LocalDate } from '../../domain/time.ts';
import { Scroll } from '../components/scroll.tsx';
import type { Ui } from '../ui.ts';
import { percentOf, shortDayOf, timeOf } from '../words.ts';

export type FigureView = {
  window: { from: LocalDate; to: LocalDate; schoolDays: number };
  denominator: 'offered' | 'reported';
  offered: number;
  percent: number | null;
  validPercent: number | null;
  invalidPercent: number | null;
};

const windows = ['rollingWeeks', 'term', 'calendarMonth'] as const;
type WindowKind = (typeof windows)[number];

export type FiguresView = {
  dutyToAttend: boolean;
  band: 'below' | 'limit' | 'total' | null;
  overLimit: boolean;
  limit: {
    percent: number;
    comparison: 'above' | 'from';
    measure: 'total' | 'invalid';
    kind: WindowKind;
    weeks: number;
  } | null;
  latestRow: LocalDate | null;
  figures: Readonly<Record<WindowKind, FigureView | null>>;
};

export const Figures = ({ ui, view }: { ui: Ui; view: FiguresView }) => (
  <section>
    <h2 class="ds-heading" data-size="sm">
      {ui.t('figures.caption')}
    </h2>
    <p>
      {view.dutyToAttend ? <Standing ui={ui} view={view} /> : ui.t('figures.voluntary')}{' '}
      {view.limit !== null && view.dutyToAttend && limitWords(ui, view.limit)}
    </p>
    <Scroll label={ui.t('figures.caption')}>
      <table class="ds-table">
        <caption class="ds-sr-only">{ui.t('figures.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{ui.t('figures.window')}</th>
            <th scope="col">{ui.t('figures.total')}</th>
            <th scope="col">{ui.t('figures.valid')}</th>
            <th scope="col">{ui.t('figures.invalid')}</th>
            <th scope="col">{ui.t('figures.of')}</th>
          </tr>
        </thead>
        <tbody>
          {windows.map((kind) => (
            <WindowRow key={kind} ui={ui} kind={kind} figure={view.figures[kind]} />
          ))}
        </tbody>
      </table>
    </Scroll>
    <p class="hint">
      {view.latestRow === null
        ? ui.t('figures.noData')
        : ui.t('figures.until', { date: shortDayOf(ui, view.latestRow) })}
    </p>
  </section>
);

const Standing = ({ ui, view }: { ui: Ui; view: FiguresView }) => (
  <span class="ds-tag" data-color={view.overLimit ? 'danger' : 'neutral'}>
    {ui.t(view.overLimit ? 'figures.over' : view.band === null ? 'figures.tooEarly' : 'figures.under')}
  </span>
);

const limitWords = (ui: Ui, limit: NonNullable<FiguresView['limit']>): string =>
  ui.t('figures.limit', {
    comparison: ui.t(`figures.limit.${limit.comparison}`),
    percent: percentOf(ui, limit.percent),
    measure: ui.t(`figures.limit.${limit.measure}`),
    window:
      limit.kind === 'rollingWeeks'
        ? ui.t('figures.limit.rollingWeeks', { weeks: limit.weeks })
        : ui.t(`figures.limit.${limit.kind}`),
  });

const WindowRow = ({ ui, kind, figure }: { ui: Ui; kind: WindowKind; figure: FigureView | null }) => (
  <tr>
    <th scope="row">{ui.t(`figures.${kind}`)}</th>
    {figure === null || figure.percent === null ? (
      <td colSpan={4}>{ui.t('figures.unknown')}</td>
    ) : (
      <>
        <td>
          <strong>{percentOf(ui, figure.percent)}</strong>
        </td>
        <td>{percentOf(ui, figure.validPercent)}</td>
        <td>{percentOf(ui, figure.invalidPercent)}</td>
        <td>{ofWords(ui, figure)}</td>
      </>
    )}
  </tr>
);

const ofWords = (ui: Ui, { denominator, offered, window }: FigureView): string =>
  ui.t(`figures.of.${denominator}`, {
    time: timeOf(ui, offered),
    days: window.schoolDays,
    from: shortDayOf(ui, window.from),
    to: shortDayOf(ui, window.to),
  });
