/** `/pupils/{id}/read-log`: «who has read?» about one pupil, answered by one button; the same as CSV and PDF. */
import { h } from 'preact';
import { z } from 'zod';
import { writeCsv } from '../../../integrations/csv/write.ts';
import type { PdfBlock } from '../../../integrations/pdf/blocks.ts';
import { writePdf } from '../../../integrations/pdf/write-pdf.ts';
import { ReadLogPage, type LookLine } from '../../../ui/pages/read-log.tsx';
import { dayOf } from '../../../ui/words.ts';
import { chainOf } from '../../../records/read-log.ts';
import { grantedPupil, signedIn } from '../../granted.ts';
import { letterheadOf } from '../../letterhead.ts';
import { chainView, readLogOf } from '../../read-log.ts';
import { id } from '../../schemas/common.ts';
import { readLog } from '../../schemas/read-log.ts';
import { fullName } from '../../session.ts';
import { isNamed } from '../../visible.ts';
import { apiRoute, askBody } from '../ask.ts';
import { definePage, type PageCall } from '../page.ts';
import { chainWords, lineOf } from './words.ts';
import { samplePages } from './sample.ts';

const read = apiRoute('get', '/pupils/{id}/read-log');
const { access } = read;
const params = z.object({ id: id('The pupil.') });
const perPage = 100;
/** A paper of more pages is nobody's answer: the spreadsheet has them all. */
const linesOnPaper = 1_000;

type Call = PageCall<{ id: string }, unknown>;

/** `Vem har läst om Anna Andersson?`; without the name where that is kept from the reader. */
function titleOf(call: Call): string {
  const { ui } = call;
  const { pupil, relation } = grantedPupil(call);
  const hidden = pupil.securityMarking !== 'none' && !isNamed(signedIn(call).actor, relation);
  return ui.t('readLog.of', { name: hidden ? ui.t('print.protected') : fullName(pupil) });
}

const columns = ['when', 'who', 'role', 'what', 'why'] as const;
const cellsOf = ({ when, who, role, what, why }: LookLine): string[] => [when, who, role, what, why];

/** The latest looks, all unless told. */
async function linesOf(call: Call, limit?: number): Promise<{ lines: LookLine[]; total: number }> {
  const { deps, ui, params: at } = call;
  const { looks, total } = await readLogOf(deps.db, at.id, { limit: limit ?? 10_000_000 });
  return {
    total,
    lines: looks.map((look, index) => lineOf(ui, String(index), { ...look, at: look.at.toISOString() })),
  };
}

export const readLogPages = [
  definePage({
    path: '/pupils/{id}/read-log',
    access,
    params,
    query: z.looseObject({
      from: z.coerce.number().int().min(0).max(1_000_000).catch(0).default(0),
      verify: z.enum(['yes', 'no']).catch('no').default('no'),
    }),
    async handle(call) {
      const { ui, query, path } = call;
      const asking = { offset: String(query.from), limit: String(perPage), verify: query.verify };
      const told = readLog.parse(await askBody(call, read, { params: call.params, query: asking }));
      const at = (from: number) => `${path}?from=${from}`;
      const title = titleOf(call);
      const view = {
        title,
        looks: told.looks.map((look, index) => lineOf(ui, String(index), look)),
        total: told.total,
        chain: chainWords(ui, told.chain, `${path}?from=${query.from}&verify=yes`),
        csv: `${path}.csv`,
        pdf: `${path}.pdf`,
        newer: query.from === 0 ? null : at(Math.max(0, query.from - perPage)),
        older: query.from + perPage < told.total ? at(query.from + perPage) : null,
      };
      return { kind: 'page', title, body: h(ReadLogPage, { ui, view }), wide: true };
    },
  }),
  definePage({
    path: '/pupils/{id}/read-log.csv',
    access,
    params,
    query: z.looseObject({}),
    async handle(call) {
      const { lines } = await linesOf(call);
      const content = writeCsv(
        columns.map((one) => call.ui.t(`readLog.${one}`)),
        lines.map(cellsOf),
      );
      return { kind: 'file', mediaType: 'text/csv; charset=utf-8', content, saveAs: 'vem-har-last.csv' };
    },
  }),
  definePage({
    path: '/pupils/{id}/read-log.pdf',
    access,
    params,
    query: z.looseObject({}),
    async handle(call) {
      const { deps, ui, now } = call;
      const [{ lines, total }, chain] = await Promise.all([
        linesOf(call, linesOnPaper),
        chainOf(deps.db, false),
      ]);
      const title = titleOf(call);
      const head = columns.map((one) => ui.t(`readLog.${one}`));
      const blocks: PdfBlock[] = [
        { kind: 'h1', text: title },
        { kind: 'field', label: ui.t('readLog.madeOn'), value: dayOf(ui), lines: 1 },
        { kind: 'paragraph', text: ui.t('readLog.intro') },
        { kind: 'paragraph', text: ui.t('readLog.family') },
        { kind: 'paragraph', text: chainWords(ui, chainView(chain), '').words },
        ...(total > lines.length
          ? [{ kind: 'paragraph' as const, text: ui.t('readLog.cut', { count: lines.length }) }]
          : []),
        { kind: 'table', head, rows: lines.map(cellsOf), shares: [4, 3, 2, 5, 3] },
      ];
      const content = await writePdf({
        title,
        lang: ui.lang,
        blocks,
        footer: ui.t('readLog.footer', { title, page: '{page}', pages: '{pages}' }),
        madeAt: now,
        letterhead: await letterheadOf(deps.db),
      });
      return { kind: 'file', mediaType: 'application/pdf', content, saveAs: 'vem-har-last.pdf' };
    },
  }),
  ...samplePages,
];
