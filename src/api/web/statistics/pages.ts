/** `/statistics`: figures of groups over a period, and the same as a file; both ask the API's own route. */
import { h } from 'preact';
import { z } from 'zod';
import {
  offeredPeriods,
  periodOfSchoolYear,
  periodOfTerm,
  termOfDay,
} from '../../../domain/statistics/period.ts';
import { monthOf } from '../../../domain/time.ts';
import { listSchools } from '../../../records/schools.ts';
import { StatisticsPage } from '../../../ui/pages/statistics/page.tsx';
import type { StatisticsView } from '../../../ui/pages/statistics/view-model.ts';
import { signedIn } from '../../granted.ts';
import { none } from '../../route.ts';
import { stageValues } from '../../schemas/common.ts';
import { statistics } from '../../schemas/statistics.ts';
import { schoolsOf } from '../../statistics/for-reader.ts';
import { apiRoute, ask, askBody, type AskInput } from '../ask.ts';
import { definePage, type PageCall } from '../page.ts';
import { monthName } from './absence-view.ts';
import { shownStatistics, termName } from './view.ts';

/** Asked for the role; the reading is then limited to the reader's schools. */
const access = { kind: 'action', action: 'statistics.read', on: 'body' } as const;
const readStatistics = apiRoute('get', '/statistics');

const text = z.string().max(40).catch('').default('');
const query = z.looseObject({ period: text, from: text, to: text, schoolUnit: text, stage: text });

type Call = PageCall<unknown, z.output<typeof query>>;

/** In the select: a term (`2026-2`), a school year (`year-2026`), or months of one's own. */
const own = 'own';
const yearKey = (year: number): string => `year-${year}`;

/** What was chosen, as the select has it; the running term where nothing, or nothing offered, was. */
function chosenPeriod({ query: { period }, today }: Call): string {
  const { terms, years } = offeredPeriods(today);
  const offered = [own, ...terms, ...years.map(yearKey)];
  return offered.includes(period) ? period : termOfDay(today);
}

/** The months of the choice; what lies ahead is left out. */
function monthsChosen(call: Call): { from: string; to: string } {
  const { query: asked, today } = call;
  const chosen = chosenPeriod(call);
  if (chosen === own) return { from: asked.from, to: asked.to };
  const whole = chosen.startsWith('year-')
    ? periodOfSchoolYear(Number(chosen.slice('year-'.length)))
    : periodOfTerm(chosen);
  const last = monthOf(today);
  return { from: whole.from, to: whole.to < last ? whole.to : last };
}

function asInput(call: Call): NonNullable<AskInput['query']> {
  const { schoolUnit, stage } = call.query;
  return {
    ...monthsChosen(call),
    ...(schoolUnit === '' ? {} : { schoolUnit }),
    ...(stage === '' ? {} : { stage }),
  };
}

function choicesOf(
  call: Call,
  schools: readonly { code: string; name: string }[],
): StatisticsView['choices'] {
  const { ui, query: asked, today } = call;
  const { terms, years, months } = offeredPeriods(today);
  const { from, to } = monthsChosen(call);
  const monthOptions = months.map((month) => ({ value: month, label: monthName(ui, month) }));
  const everywhere = schoolsOf(signedIn(call).actor) === null;
  return [
    {
      name: 'period',
      label: ui.t('stats.period'),
      chosen: chosenPeriod(call),
      options: [
        ...terms.map((term) => ({ value: term, label: termName(ui, term) })),
        ...years.map((year) => ({
          value: yearKey(year),
          label: ui.t('stats.period.year', { from: year, to: String(year + 1).slice(2) }),
        })),
        { value: own, label: ui.t('stats.period.own') },
      ],
    },
    { name: 'from', label: ui.t('stats.from'), chosen: from, options: monthOptions },
    { name: 'to', label: ui.t('stats.to'), chosen: to, options: monthOptions },
    {
      name: 'schoolUnit',
      label: ui.t('stats.school'),
      chosen: asked.schoolUnit,
      options: [
        { value: '', label: ui.t(everywhere ? 'stats.school.all' : 'stats.school.own') },
        ...schools.map(({ code, name }) => ({ value: code, label: name })),
      ],
    },
    {
      name: 'stage',
      label: ui.t('stats.stage'),
      chosen: asked.stage,
      options: [
        { value: '', label: ui.t('stats.stage.all') },
        ...stageValues.map((stage) => ({ value: stage, label: ui.t(`stage.${stage}`) })),
      ],
    },
  ];
}

export const statisticsPages = [
  definePage({
    path: '/statistics',
    access,
    params: none,
    query,
    async handle(call) {
      const { ui, deps } = call;
      const mine = schoolsOf(signedIn(call).actor);
      const schools = (await listSchools(deps.db)).filter(({ code }) => mine?.has(code) ?? true);
      const input = asInput(call);
      const answered = await ask(call, readStatistics, { query: input });
      const choices = choicesOf(call, schools);
      const title = ui.t('stats.title');
      if (!answered.ok) {
        const { problem } = answered;
        const said = problem.errors?.[0] ?? problem;
        const view = { choices, refused: ui.lang === 'sv' ? said.detail : said.detail_en, shown: null };
        return { kind: 'page', title, status: problem.status, body: h(StatisticsPage, { ui, view }) };
      }
      const view: StatisticsView = {
        choices,
        refused: null,
        shown: shownStatistics(ui, statistics.parse(answered.reply.body), {
          file: `/statistics/table.csv?${new URLSearchParams(input).toString()}`,
          names: new Map(schools.map(({ code, name }) => [code, name])),
        }),
      };
      return { kind: 'page', title, body: h(StatisticsPage, { ui, view }), wide: true };
    },
  }),
  definePage({
    path: '/statistics/table.csv',
    access,
    params: none,
    query: z.looseObject({ from: text, to: text, schoolUnit: text, stage: text }),
    async handle(call) {
      const { from, to, schoolUnit, stage } = call.query;
      const asked = { from, to, schoolUnit, stage };
      const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));
      const content = await askBody(call, readStatistics, { query: { ...given, format: 'csv' } });
      return {
        kind: 'file',
        mediaType: 'text/csv; charset=utf-8',
        content: z.string().parse(content),
        saveAs: ['statistik', from, to].filter((part) => part !== '').join('-') + '.csv',
      };
    },
  }),
];
