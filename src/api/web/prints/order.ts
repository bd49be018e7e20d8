/** The order on paper: each precondition with its day and where it is shown, what came along, the question (seed 002). */
import type { OrderInput } from '../../../domain/case/parts.ts';
import type { Actor } from '../../../domain/case/parts.ts';
import type { ContentId, DocumentId, PersonId } from '../../../domain/ids.ts';
import type { LocalDate } from '../../../domain/time.ts';
import type { PdfBlock } from '../../../integrations/pdf/blocks.ts';
import type { Db } from '../../../records/connect.ts';
import type { DocumentRow } from '../../../records/documents.ts';
import type { Ui } from '../../../ui/ui.ts';
import { dayOf } from '../../../ui/words.ts';
import { readCaseTimeline } from '../../case-timeline.ts';
import type { CaseReading } from '../../case-view.ts';
import { documentName } from '../case/document-words.ts';
import { field } from './blocks.ts';

export type PlacedOrder = {
  order: OrderInput;
  on: LocalDate;
  by: PersonId;
  byName: string | null;
  /** Null where the reader may not see it. */
  text(id: ContentId | null): string | null;
};

/** The order that was placed last in this case, as its reader may see it; null where none was. */
export async function placedOrder(
  db: Db,
  actor: Actor,
  { file, relation }: Pick<CaseReading, 'file' | 'relation'>,
): Promise<PlacedOrder | null> {
  const told = await readCaseTimeline(db, actor, relation, file);
  const placed = told.events.findLast(({ event }) => event.type === 'orderPlaced');
  if (placed === undefined || placed.event.type !== 'orderPlaced') return null;
  const { event, on } = placed;
  const text = (id: ContentId | null) => {
    const words = id === null ? null : told.content(event, id);
    return typeof words === 'string' ? words : null;
  };
  return { order: event.order, on, by: event.by, byName: told.names[event.by] ?? null, text };
}

/** `documents`: those of the case that the reader may open. */
export function orderBlocks(
  ui: Ui,
  { order, on, byName, text }: PlacedOrder,
  documents: readonly DocumentRow[],
): PdfBlock[] {
  const document = (id: DocumentId | null) => {
    const found = documents.find((one) => one.id === id);
    return field(ui.t('print.order.document'), found === undefined ? null : documentName(ui, found));
  };
  const none = (blocks: PdfBlock[]): PdfBlock[] =>
    blocks.length > 0 ? blocks : [{ kind: 'paragraph', text: ui.t('print.nothing') }];
  return [
    ...field(ui.t('print.order.placedOn'), dayOf(ui, on)),
    ...field(ui.t('print.by'), byName),
    { kind: 'h2', text: ui.t('order.preconditions') },
    ...none(
      order.preconditions.flatMap(({ kind, metOn, evidence }): PdfBlock[] => [
        { kind: 'h3', text: ui.t(`order.precondition.${kind}`) },
        ...field(ui.t('print.order.metOn'), dayOf(ui, metOn)),
        ...('documentId' in evidence
          ? document(evidence.documentId)
          : field(ui.t('order.evidence'), text(evidence.contentId))),
      ]),
    ),
    { kind: 'h2', text: ui.t('order.attachments') },
    ...none(
      order.attachments.flatMap(({ kind, documentId, contentId }): PdfBlock[] => [
        { kind: 'h3', text: ui.t(`order.attachment.${kind}`) },
        ...(text(contentId) === null ? [] : [{ kind: 'paragraph' as const, text: text(contentId) ?? '' }]),
        ...document(documentId),
      ]),
    ),
    { kind: 'h2', text: ui.t('order.question.step') },
    { kind: 'paragraph', text: text(order.questionContentId) ?? ui.t('print.nothing') },
  ];
}
