/** `/registry`, `/registry/public`, `/cases/{id}/registry`: the register of papers, as pages and spreadsheets. */
import { h } from 'preact';
import { z } from 'zod';
import { registryDirections, registryKinds } from '../../../domain/registry/entry.ts';
import { writeCsv } from '../../../integrations/csv/write.ts';
import { registryYears } from '../../../records/registry/read.ts';
import { type RegistryLine, RegistryPage, shownColumns } from '../../../ui/pages/registry.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { grantedCase } from '../../granted.ts';
import { none } from '../../route.ts';
import { id } from '../../schemas/common.ts';
import { publicRegistryEntry, registryEntry, registryEntryOfCase } from '../../schemas/registry.ts';
import { apiRoute, askBody } from '../ask.ts';
import { optionsOf } from '../forms/options.ts';
import { definePage, type PageCall, type WebPage } from '../page.ts';
import { registryForm } from './form.ts';
import { lineOf, publicLineOf } from './words.ts';

const ofYear = apiRoute('get', '/registry');
const ofPublic = apiRoute('get', '/registry/public');
const ofCase = apiRoute('get', '/cases/{id}/registry');
const perPage = 100;
/** What a page of the API holds at most: a spreadsheet asks for them all, one after another. */
const perAsking = 500;

const text = z.string().max(40).catch('').default('');
const listQuery = z.looseObject({
  year: text,
  direction: text,
  kind: text,
  search: text,
  from: z.coerce.number().int().min(0).max(1_000_000).catch(0).default(0),
});
type Query = z.output<typeof listQuery>;
type Call = PageCall<unknown, Query>;
type Asked = { entries: RegistryLine[]; total: number };
type List = 'year' | 'public';

const oneOf = (known: readonly string[], given: string): string => (known.includes(given) ? given : '');

/** What was asked for and can be; the newest year unless one is named. */
function askedFor({ query }: Call, years: readonly number[]): Record<string, string> {
  const year = oneOf(years.map(String), query.year) || String(years[0] ?? '');
  return Object.fromEntries(
    Object.entries({
      year: query.search.trim() === '' ? year : '',
      direction: oneOf(registryDirections, query.direction),
      kind: oneOf(registryKinds, query.kind),
      search: query.search.trim(),
    }).filter(([, value]) => value !== ''),
  );
}

const answerOf = <T extends z.ZodType>(entry: T) => z.object({ entries: z.array(entry), total: z.int() });

async function ask(
  call: Call,
  list: List,
  asking: Record<string, string>,
  page: { limit: number; offset: number },
): Promise<Asked> {
  const { ui } = call;
  const at = { limit: String(page.limit), offset: String(page.offset) };
  if (list === 'public') {
    const query = { ...(asking['year'] === undefined ? {} : { year: asking['year'] }), ...at };
    const told = answerOf(publicRegistryEntry).parse(await askBody(call, ofPublic, { query }));
    return { total: told.total, entries: told.entries.map((one) => publicLineOf(ui, one)) };
  }
  const told = answerOf(registryEntry).parse(await askBody(call, ofYear, { query: { ...asking, ...at } }));
  return { total: told.total, entries: told.entries.map((one) => lineOf(ui, one)) };
}

const findFields = (ui: Ui, list: List, years: readonly number[], asking: Record<string, string>) => {
  const any = { value: '', label: ui.t('registry.any') };
  const valueOf = (name: string) => asking[name] ?? '';
  const year = {
    name: 'year',
    label: ui.t('registry.year'),
    value: valueOf('year'),
    options: years.map((one) => ({ value: String(one), label: String(one) })),
  };
  if (list === 'public') return [year];
  return [
    year,
    {
      name: 'direction',
      label: ui.t('registry.direction'),
      value: valueOf('direction'),
      options: [any, ...optionsOf(ui, 'registryDirection', registryDirections)],
    },
    {
      name: 'kind',
      label: ui.t('registry.kind'),
      value: valueOf('kind'),
      options: [any, ...optionsOf(ui, 'registryKind', registryKinds)],
    },
    { name: 'search', label: ui.t('registry.search'), value: valueOf('search'), options: null },
  ];
};

const csvOf = (ui: Ui, list: keyof typeof shownColumns, lines: readonly RegistryLine[], saveAs: string) => ({
  kind: 'file' as const,
  mediaType: 'text/csv; charset=utf-8',
  content: writeCsv(
    shownColumns[list].map((column) => ui.t(`registry.${column}`)),
    lines.map((line) => shownColumns[list].map((column) => line[column])),
  ),
  saveAs,
});

const listPages = (list: List, path: '/registry' | '/registry/public'): readonly WebPage[] => {
  const { access } = list === 'year' ? ofYear : ofPublic;
  return [
    definePage({
      path,
      access,
      params: none,
      query: listQuery,
      async handle(call) {
        const { deps, ui, query, mayOpen } = call;
        const { from } = query;
        // The API enters what waits; before the first of a year there is no year to choose.
        await ask(call, 'public', {}, { limit: 1, offset: 0 });
        const years = await registryYears(deps.db);
        const asking = askedFor(call, years);
        const { entries, total } = await ask(call, list, asking, { limit: perPage, offset: from });
        const at = (offset: number, to = path as string) =>
          `${to}?${new URLSearchParams({ ...asking, from: String(offset) }).toString()}`;
        const other = list === 'year' ? '/registry/public' : '/registry';
        const title = ui.t(list === 'year' ? 'registry.title' : 'registry.public');
        const view = {
          list,
          title,
          intro: ui.t(list === 'year' ? 'registry.intro' : 'registry.public.intro'),
          lines: entries,
          total,
          links: [
            ...(from === 0 ? [] : [{ href: at(Math.max(0, from - perPage)), label: ui.t('registry.newer') }]),
            ...(from + perPage < total ? [{ href: at(from + perPage), label: ui.t('registry.older') }] : []),
            { href: at(0, `${path}.csv`), label: ui.t('registry.csv') },
            ...(mayOpen(other)
              ? [{ href: other, label: ui.t(list === 'year' ? 'registry.public' : 'registry.full') }]
              : []),
          ],
          find: { action: path, fields: findFields(ui, list, years, asking) },
        };
        return { kind: 'page', title, body: h(RegistryPage, { ui, view }), wide: true };
      },
    }),
    definePage({
      path: `${path}.csv`,
      access,
      params: none,
      query: listQuery,
      async handle(call) {
        const asking = askedFor(call, await registryYears(call.deps.db));
        const lines: RegistryLine[] = [];
        for (let total = 1; lines.length < total;) {
          const page = await ask(call, list, asking, { limit: perAsking, offset: lines.length });
          lines.push(...page.entries);
          total = page.entries.length === 0 ? 0 : page.total;
        }
        return csvOf(call.ui, list, lines, list === 'year' ? 'diarium.csv' : 'diarium-allman.csv');
      },
    }),
  ];
};

const casePage = definePage({
  path: '/cases/{id}/registry',
  access: ofCase.access,
  params: z.object({ id: id('The case.') }),
  query: z.looseObject({}),
  async handle(call) {
    const { ui, params, mayOpen } = call;
    const asking = { params, query: { limit: String(perAsking) } };
    const told = answerOf(registryEntryOfCase).parse(await askBody(call, ofCase, asking));
    const title = ui.t('registry.ofCase', { number: grantedCase(call).file.number });
    const enter = `/cases/${params.id}/registry/new`;
    const view = {
      list: 'case' as const,
      title,
      intro: ui.t('registry.ofCase.intro'),
      lines: told.entries.map((one) => lineOf(ui, one)),
      total: told.total,
      links: [
        ...(mayOpen(enter) ? [{ href: enter, label: ui.t('registry.new'), button: true as const }] : []),
        ...(mayOpen('/registry') ? [{ href: '/registry', label: ui.t('registry.title') }] : []),
      ],
      find: null,
    };
    return { kind: 'page', title, body: h(RegistryPage, { ui, view }), wide: true };
  },
});

export const registryPages: readonly WebPage[] = [
  ...listPages('year', '/registry'),
  ...listPages('public', '/registry/public'),
  casePage,
  ...registryForm,
];
