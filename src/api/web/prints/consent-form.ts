/**
 * The form for consent on paper, with what is known filled in: to be ticked, dated and signed by each giver (seed 002:
 * in writing, so that those concerned may exchange what concerns the pupil, to increase attendance).
 */
import type { PdfBlock } from '../../../integrations/pdf/blocks.ts';
import type { Ui } from '../../../ui/ui.ts';
import type { CaseReading } from '../../case-view.ts';
import { informationValues, purposeValues, receiverValues } from '../forms/receivers.ts';

/** Blank but for whom it is about, which stands above. One giver signs one form. */
export function consentBlocks(ui: Ui, { state }: CaseReading): PdfBlock[] {
  const write = (label: string): PdfBlock => ({ kind: 'field', label, value: null, lines: 1 });
  const sign = (label: string): PdfBlock => ({ kind: 'signature', label, name: null });
  return [
    { kind: 'paragraph', text: ui.t('print.consent.why') },
    { kind: 'paragraph', text: ui.t('print.consent.free') },
    { kind: 'h2', text: ui.t('print.consent.receiver') },
    {
      kind: 'ticks',
      items: ['coordinators' as const, ...receiverValues].map((one) => ui.t(`receiver.${one}`)),
    },
    { kind: 'h2', text: ui.t('print.consent.kinds') },
    { kind: 'ticks', items: informationValues.map((one) => ui.t(`information.${one}`)) },
    { kind: 'h2', text: ui.t('print.consent.purpose') },
    { kind: 'ticks', items: purposeValues.map((one) => ui.t(`purpose.${one}`)) },
    write(ui.t('print.consent.from')),
    write(ui.t('print.consent.until', { months: state.policy.consent.maxMonths })),
    { kind: 'paragraph', text: ui.t('print.consent.duty') },
    { kind: 'h2', text: ui.t('print.consent.as') },
    { kind: 'ticks', items: [ui.t('print.consent.guardian'), ui.t('consent.pupil')] },
    sign(ui.t('print.consent.sign')),
    sign(ui.t('print.consent.name')),
    sign(ui.t('print.consent.witness')),
    { kind: 'paragraph', text: ui.t('print.consent.copy') },
  ];
}
