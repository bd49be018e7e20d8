/** `/destructions/{id}`: a decision of destruction and its certificate, as a page and as PDF. */
import { h } from 'preact';
import { z } from 'zod';
import { instant, localDate } from '../../../domain/time.ts';
import type { PdfBlock } from '../../../integrations/pdf/blocks.ts';
import { writePdf } from '../../../integrations/pdf/write-pdf.ts';
import { CertificatePage } from '../../../ui/pages/destruction.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf, dayOf, momentOf } from '../../../ui/words.ts';
import { letterheadOf } from '../../letterhead.ts';
import { Problem } from '../../problem.ts';
import { id } from '../../schemas/common.ts';
import { destruction } from '../../schemas/retention.ts';
import { apiRoute, askBody } from '../ask.ts';
import { definePage } from '../page.ts';
import { rulesInWords } from './words.ts';

const read = apiRoute('get', '/destructions/{id}');
const params = z.object({ id: id('The decision.') });
type Told = z.output<typeof destruction>;

const factsOf = (ui: Ui, told: Told) => [
  { label: ui.t('destruction.decidedBy'), value: told.decidedBy.name ?? ui.t('destruction.unknown') },
  { label: ui.t('destruction.decidedOn'), value: dayOf(ui, localDate(told.decidedOn)) },
  { label: ui.t('destruction.basis'), value: told.plan.basis },
  ...(told.certificate === null
    ? []
    : [
        {
          label: ui.t('destruction.completedAt'),
          value: momentOf(ui, instant(Date.parse(told.certificate.completedAt))),
        },
        { label: ui.t('destruction.digest'), value: told.certificate.digest },
      ]),
];

const columnsOf = (ui: Ui): string[] => [
  ui.t('retention.number'),
  ui.t('retention.endedOn'),
  ui.t('destruction.rules'),
  ui.t('destruction.outcome'),
  ui.t('destruction.rows'),
  ui.t('destruction.trial.runs'),
];

const cellsOf = (ui: Ui, one: Told['cases'][number]): string[] => [
  compactDayOf(ui, localDate(one.endedOn)),
  rulesInWords(ui, one.rules),
  ui.t(`destruction.outcome.${one.outcome}`),
  one.counts === null ? '–' : String(Object.values(one.counts).reduce((sum, rows) => sum + rows, 0)),
  one.runs === null ? '–' : String(one.runs),
];

export const certificatePages = [
  definePage({
    path: '/destructions/{id}',
    access: read.access,
    params,
    query: z.looseObject({}),
    async handle(call) {
      const { ui } = call;
      const told = destruction.parse(await askBody(call, read, { params: call.params }));
      const view = {
        facts: factsOf(ui, told),
        unchanged: told.certificate?.unchanged ?? null,
        columns: columnsOf(ui),
        cases: told.cases.map((one) => ({ number: one.number, cells: cellsOf(ui, one) })),
        pdf: `/destructions/${told.id}/certificate.pdf`,
      };
      const body = h(CertificatePage, { ui, view });
      return {
        kind: 'page',
        title: ui.t('destruction.certificate'),
        body,
        wide: true,
        ...(told.certificate === null ? { refreshSeconds: 5 } : {}),
      };
    },
  }),
  definePage({
    path: '/destructions/{id}/certificate.pdf',
    access: read.access,
    params,
    query: z.looseObject({}),
    async handle(call) {
      const { deps, ui, now } = call;
      const told = destruction.parse(await askBody(call, read, { params: call.params }));
      if (told.certificate === null) throw new Problem('not-found', { field: 'path/id' });
      const title = ui.t('destruction.certificate');
      const rows = (one: Told['cases'][number]): PdfBlock[] => [
        { kind: 'h2', text: one.number },
        {
          kind: 'table',
          head: [ui.t('destruction.table'), ui.t('destruction.rows')],
          rows: Object.entries(one.counts ?? {}).map(([table, count]) => [table, String(count)]),
          shares: [3, 1],
        },
      ];
      const blocks: PdfBlock[] = [
        { kind: 'h1', text: title },
        ...factsOf(ui, told).map(({ label, value }): PdfBlock => ({ kind: 'field', label, value, lines: 1 })),
        {
          kind: 'table',
          head: columnsOf(ui),
          rows: told.cases.map((one) => [one.number, ...cellsOf(ui, one)]),
          shares: [3, 3, 6, 3, 2, 3],
        },
        ...told.cases.filter(({ counts }) => counts !== null).flatMap(rows),
      ];
      const content = await writePdf({
        title,
        lang: ui.lang,
        blocks,
        footer: ui.t('destruction.footer', { title, page: '{page}', pages: '{pages}' }),
        madeAt: now,
        letterhead: await letterheadOf(deps.db),
      });
      return { kind: 'file', mediaType: 'application/pdf', content, saveAs: 'intyg-om-gallring.pdf' };
    },
  }),
];
