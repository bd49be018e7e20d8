/** The order and each consent as it was given, refused and taken back. */
import { compactDayOf } from '../../../../ui/words.ts';
import type { OrderInput } from '../../../../domain/case/parts.ts';
import type { PersonId } from '../../../../domain/ids.ts';
import type { PdfBlock } from '../../../../integrations/pdf/blocks.ts';
import { field } from '../blocks.ts';
import { orderBlocks } from '../order.ts';
import { giverOf, rowsOf, staffOf, type Tellings, type Words } from './telling.ts';

function orderIn(words: Words, order: OrderInput, by: PersonId): PdfBlock[] {
  const { ui, on, name, text, documents } = words;
  const placed = { order, on, by, byName: name(by), text };
  // A paper of its own as a part of the file: its headings one step down.
  return orderBlocks(ui, placed, documents).map((block) =>
    block.kind === 'h2' ? { ...block, kind: 'h3' } : block,
  );
}

export const consentTellings: Tellings<
  | 'orderDrafted'
  | 'orderPlaced'
  | 'orderReturned'
  | 'consentGiven'
  | 'consentRefused'
  | 'consentWithdrawn'
  | 'consentExpired'
  | 'maturityJudged'
> = {
  orderDrafted: { part: 'order', tell: ({ order, by }, words) => orderIn(words, order, by) },
  orderPlaced: { part: 'order', tell: ({ order, by }, words) => orderIn(words, order, by) },
  orderReturned: {
    part: 'order',
    tell: ({ reasonContentId }, { ui, text }) => field(ui.t('order.return.reason'), text(reasonContentId)),
  },
  consentGiven: {
    part: 'consents',
    tell({ consent }, words) {
      const { ui, document } = words;
      const { giver, receiver, purpose, kinds, from, until, form } = consent;
      return rowsOf([
        { label: ui.t('consents.giver'), value: giverOf(words, giver) },
        { label: ui.t('consents.receiver'), value: ui.t(`receiver.${receiver}`) },
        { label: ui.t('consents.purpose'), value: ui.t(`purpose.${purpose}`) },
        { label: ui.t('consents.kinds'), value: kinds.map((one) => ui.t(`information.${one}`)).join(', ') },
        { label: ui.t('consent.from'), value: compactDayOf(ui, from) },
        { label: ui.t('consent.until'), value: compactDayOf(ui, until) },
        { label: ui.t('consent.how'), value: ui.t(`consent.how.${form.how}`) },
        ...(form.how === 'electronic'
          ? []
          : [
              {
                label: ui.t('consent.witness'),
                value: form.witnessId === null ? null : staffOf(words, [form.witnessId]),
              },
              { label: ui.t('consent.scan'), value: document(form.scanId) },
            ]),
      ]);
    },
  },
  consentRefused: {
    part: 'consents',
    tell: ({ giver, receiver, contentId }, words) =>
      rowsOf([
        { label: words.ui.t('consents.giver'), value: giverOf(words, giver) },
        { label: words.ui.t('refuse.receiver'), value: words.ui.t(`receiver.${receiver}`) },
        { label: words.ui.t('refuse.note'), value: words.text(contentId) },
      ]),
  },
  consentWithdrawn: {
    part: 'consents',
    tell: ({ giver, receiver, kinds }, words) =>
      rowsOf([
        { label: words.ui.t('consents.giver'), value: giverOf(words, giver) },
        { label: words.ui.t('consents.receiver'), value: words.ui.t(`receiver.${receiver}`) },
        {
          label: words.ui.t('withdraw.kinds'),
          value: kinds.map((one) => words.ui.t(`information.${one}`)).join(', '),
        },
      ]),
  },
  consentExpired: {
    part: 'consents',
    tell: ({ giver, receiver }, words) =>
      rowsOf([
        { label: words.ui.t('consents.giver'), value: giverOf(words, giver) },
        { label: words.ui.t('consents.receiver'), value: words.ui.t(`receiver.${receiver}`) },
      ]),
  },
  maturityJudged: {
    part: 'consents',
    tell: ({ maturity }, { ui, text }) =>
      rowsOf([
        {
          label: ui.t('maturity.speaks'),
          value: ui.t(maturity.speaksForSelf ? 'maturity.yes' : 'maturity.no'),
        },
        { label: ui.t('maturity.on'), value: compactDayOf(ui, maturity.judgedOn) },
        { label: ui.t('maturity.note'), value: text(maturity.contentId) },
      ]),
  },
};
