/** What is drawn up of a case: made as a PDF when it is asked for, from what the case is then. */
import type { LocalDate } from '../../../domain/time.ts';
import type { Ui } from '../../../ui/ui.ts';
import type { CaseReading } from '../../case-view.ts';
import type { MayOpen } from '../may-open.ts';
import type { PlacedOrder } from './order.ts';

export type DrawnUp = { key: string; what: string; on: LocalDate; by: string | null; href: string };

/** The newest first; what the reader may not open isn't there. */
export function drawnUp(
  { ui, mayOpen }: { ui: Ui; mayOpen: MayOpen },
  { file, state, name }: CaseReading,
  order: PlacedOrder | null,
): DrawnUp[] {
  const at = `/cases/${file.id}`;
  const all: DrawnUp[] = [
    ...(order === null
      ? []
      : [
          {
            key: 'order',
            what: ui.t('order.title'),
            on: order.on,
            by: order.byName,
            href: `${at}/order.pdf`,
          },
        ]),
    ...state.plans.map((plan) => ({
      key: `${plan.planId}/${plan.planVersion}`,
      what: ui.t('drawn.plan', { version: plan.planVersion }),
      on: plan.madeOn,
      by: null,
      href: `${at}/plans/${plan.planVersion}.pdf`,
    })),
    ...state.evaluations.map((one) => ({
      key: one.evaluationId,
      what: one.final ? ui.t('casePlan.final') : ui.t('document.kind.evaluation'),
      on: one.heldOn,
      by: null,
      href: `${at}/evaluations/${one.evaluationId}.pdf`,
    })),
    ...state.meetings
      .filter(({ minutes }) => minutes !== null)
      .map((one) => ({
        key: one.meetingId,
        what: `${ui.t('meeting.minutes.title')}: ${ui.t(`meeting.kind.${one.kind}`)}`,
        on: one.minutes?.heldOn ?? one.time.date,
        by: null,
        href: `${at}/meetings/${one.meetingId}/minutes.pdf`,
      })),
    ...state.ladder.talks.map((talk) => ({
      key: talk.guardianTalkId,
      what: ui.t('drawn.talk'),
      on: talk.heldOn,
      by: state.pupil.mentorIds.map((id) => name(id)).find((one) => one !== null) ?? null,
      href: `/api/v1${at}/guardian-talks/${talk.guardianTalkId}/form.pdf?lang=${ui.lang}`,
    })),
  ];
  return all
    .filter(({ href }) => href.startsWith('/api/') || mayOpen(href))
    .toSorted((a, b) => (a.on < b.on ? 1 : -1));
}
