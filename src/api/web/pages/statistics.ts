/** `/statistics`: figures of a half-year's cases, and the same as a file. */
import { h } from 'preact';
import { z } from 'zod';
import { needOf } from '../../../domain/permissions.ts';
import {
  caseFigures,
  halfYear,
  halfYearOf,
  measures,
  type CaseFigures,
  type HalfYear,
  type Shown,
} from '../../../domain/statistics/case-figures.ts';
import { addDays } from '../../../domain/time.ts';
import { writeCsv, type Cell } from '../../../integrations/csv/write.ts';
import { caseFacts } from '../../../records/case-facts.ts';
import { listSchools } from '../../../records/schools.ts';
import { StatisticsPage, type StatisticsView } from '../../../ui/pages/statistics.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { signedIn } from '../../granted.ts';
import { none } from '../../route.ts';
import { definePage, type PageCall } from '../page.ts';

/** Asked for the role; the reading is then limited to the reader's schools. */
const access = { kind: 'action', action: 'statistics.read', on: 'body' } as const;
const query = z.looseObject({ period: z.string().max(10).optional() });

/** Half-years that one may choose: this one and those before it. */
const periodsBack = 4;

type Asked = { period: HalfYear; figures: CaseFigures; names: Map<string, string> };

async function asked(call: PageCall<unknown, z.output<typeof query>>): Promise<Asked> {
  const { deps, today } = call;
  const { actor } = signedIn(call);
  const period = halfYear(call.query.period ?? '') ?? halfYearOf(today);
  const everywhere = needOf(actor.role, 'statistics.read') === 'any';
  const schoolUnits = everywhere ? null : 'schoolUnits' in actor ? actor.schoolUnits : [];
  const cases = await caseFacts(deps.db, { from: period.from, to: period.to, schoolUnits });
  const names = new Map((await listSchools(deps.db)).map(({ code, name }) => [code, name]));
  return { period, figures: caseFigures(cases), names };
}

const periodName = (ui: Ui, { key }: HalfYear): string => {
  const year = key.slice(0, 4);
  return key.endsWith('1') ? ui.t('stats.period.1', { year }) : ui.t('stats.period.2', { year });
};

function periodsUntil(call: PageCall<unknown, unknown>): HalfYear[] {
  const periods = [halfYearOf(call.today)];
  while (periods.length < periodsBack) {
    const last = periods.at(-1) ?? halfYearOf(call.today);
    periods.push(halfYearOf(addDays(last.from, -1)));
  }
  return periods;
}

/** A figure in words: hidden, of nobody, or the number as Swedish writes it. */
function inWords(ui: Ui, shown: Shown): string {
  if (shown === null) return ui.t('stats.hidden');
  if (shown.cases === 0 || shown.value === null) return ui.t('stats.nothing');
  return ui.lang === 'sv' ? String(shown.value).replace('.', ',') : String(shown.value);
}

export const statisticsPages = [
  definePage({
    path: '/statistics',
    access,
    params: none,
    query,
    async handle(call) {
      const { ui } = call;
      const { period, figures, names } = await asked(call);
      const row = (name: string, of: CaseFigures['all']) => ({
        name,
        figures: measures.map((measure) => inWords(ui, of[measure])),
      });
      const view: StatisticsView = {
        period: period.key,
        periods: periodsUntil(call).map((one) => ({ key: one.key, name: periodName(ui, one) })),
        name: periodName(ui, period),
        all: row(ui.t('stats.all'), figures.all),
        schools: figures.schools.map((one) => row(names.get(one.schoolUnit) ?? one.schoolUnit, one.figures)),
        phases: figures.phases.map(({ phase, cases }) => ({ name: ui.t(`stats.phase.${phase}`), cases })),
      };
      return { kind: 'page', title: ui.t('stats.title'), body: h(StatisticsPage, { ui, view }) };
    },
  }),
  definePage({
    path: '/statistics/table.csv',
    access,
    params: none,
    query,
    async handle(call) {
      const { ui } = call;
      const { period, figures, names } = await asked(call);
      const row = (name: string, of: CaseFigures['all']): Cell[] => [
        name,
        ...measures.map((measure) => of[measure]?.value ?? inWords(ui, of[measure])),
      ];
      const content = writeCsv(
        [ui.t('stats.school'), ...measures.map((measure) => ui.t(`stats.${measure}`))],
        [
          row(ui.t('stats.all'), figures.all),
          ...figures.schools.map((one) => row(names.get(one.schoolUnit) ?? one.schoolUnit, one.figures)),
        ],
      );
      return {
        kind: 'file',
        mediaType: 'text/csv; charset=utf-8',
        content,
        saveAs: `statistik-${period.key}.csv`,
      };
    },
  }),
];
