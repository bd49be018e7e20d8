/** What is drawn up of a case, as the receiver may see it: the whole file, and each paper by itself. */
import { writePdf } from '../../../integrations/pdf/write-pdf.ts';
import type { ZipFile } from '../../../integrations/zip.ts';
import type { DocumentRow } from '../../../records/documents.ts';
import { letterheadOf } from '../../letterhead.ts';
import { signedIn } from '../../granted.ts';
import { readingOf } from '../case/head.ts';
import { evaluationEntry, planEntry } from '../case/plan-entries.ts';
import type { PageCall } from '../page.ts';
import { aboutBlocks, entryBlocks, paperOf } from '../prints/blocks.ts';
import { orderBlocks, placedOrder } from '../prints/order.ts';
import { wholeFileBlocks } from '../prints/whole-file.ts';

type Call = PageCall<{ id: string }, unknown>;

export async function* drawnUpFiles(call: Call, documents: readonly DocumentRow[]): AsyncGenerator<ZipFile> {
  const { ui, deps } = call;
  const reading = await readingOf(call);
  const letterhead = await letterheadOf(deps.db);
  const about = await aboutBlocks(call, reading);
  const pdf = async (
    path: string,
    title: string,
    blocks: Parameters<typeof paperOf>[3],
  ): Promise<ZipFile> => ({
    path,
    bytes: await writePdf(paperOf(call, reading, title, blocks, letterhead)),
  });
  yield await pdf('file.pdf', ui.t('print.file.title'), await wholeFileBlocks(call, reading, documents));
  const order = await placedOrder(deps.db, signedIn(call).actor, reading);
  if (order !== null) {
    const title = ui.t('order.title');
    yield await pdf('drawn-up/order.pdf', title, [...about, ...orderBlocks(ui, order, documents)]);
  }
  for (const plan of reading.state.plans) {
    const title = ui.t('document.kind.plan');
    const blocks = [...about, ...entryBlocks([planEntry(ui, reading, plan)], 'h2')];
    yield await pdf(`drawn-up/plan-${plan.planVersion}.pdf`, title, blocks);
  }
  for (const [index, one] of reading.state.evaluations.entries()) {
    const title = ui.t('document.kind.evaluation');
    const blocks = [...about, ...entryBlocks([evaluationEntry(ui, reading, one)], 'h2')];
    yield await pdf(`drawn-up/evaluation-${index + 1}.pdf`, title, blocks);
  }
}
