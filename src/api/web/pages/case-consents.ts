/** `/cases/{id}/consents`: who lets what be shared with whom, as a grid and each consent in detail. */
import { h } from 'preact';
import { z } from 'zod';
import { consentGrid, type ConsentStanding } from '../../../domain/case/consent-grid.ts';
import type { ConsentRecord, Giver, ReceiverKind } from '../../../domain/case/consent-parts.ts';
import { coordinatorsCovered, giverKey, sameGiver } from '../../../domain/consent.ts';
import type { LocalDate } from '../../../domain/time.ts';
import { ConsentsPage, type ConsentsView } from '../../../ui/pages/case/consents.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf } from '../../../ui/words.ts';
import type { CaseReading } from '../../case-view.ts';
import { signedIn } from '../../granted.ts';
import { id } from '../../schemas/common.ts';
import { headOf, readingOf } from '../case/head.ts';
import { ownGiver } from '../forms/givers.ts';
import { liveOf } from '../live.ts';
import { definePage, type PageCall } from '../page.ts';

const params = z.object({ id: id('The case.') });

function standingOf(ui: Ui, consent: ConsentRecord, today: LocalDate): string {
  const day = (date: LocalDate) => compactDayOf(ui, date);
  if (consent.withdrawnOn !== null) return ui.t('consents.withdrawn', { date: day(consent.withdrawnOn) });
  if (consent.until < today) return ui.t('consents.expired', { date: day(consent.until) });
  if (consent.from > today) return ui.t('consents.later', { date: day(consent.from) });
  return ui.t('consents.valid', { from: day(consent.from), until: day(consent.until) });
}

const giverName = (ui: Ui, { name, masked, state }: CaseReading, giver: Giver): string => {
  if (giver.role === 'pupil') return ui.t('party.pupil');
  const no = state.pupil.guardianIds.indexOf(giver.guardianId) + 1;
  const unnamed = no > 0 ? ui.t('consent.guardianNo', { no }) : ui.t('party.guardian');
  return masked ? unnamed : (name(giver.guardianId) ?? unnamed);
};

type Cell = ConsentsView['grid'][number]['cells'][number];

const tones: Readonly<Record<ConsentStanding['kind'], Cell['tone']>> = {
  given: 'success',
  later: 'success',
  refused: 'danger',
  withdrawn: 'danger',
  expired: 'warning',
  asked: 'warning',
  missing: 'neutral',
};

function wordsOf(ui: Ui, standing: ConsentStanding): string {
  const day = (date: LocalDate) => compactDayOf(ui, date);
  switch (standing.kind) {
    case 'given':
      return ui.t('consents.cell.given', { from: day(standing.from), until: day(standing.until) });
    case 'later':
      return ui.t('consents.cell.later', { date: day(standing.from) });
    case 'asked':
      return ui.t('consents.cell.asked', { date: day(standing.since) });
    case 'missing':
      return ui.t('consents.cell.missing');
    default:
      return ui.t(`consents.cell.${standing.kind}`, { date: day(standing.on) });
  }
}

/** One thing to do in each cell: take it back while it holds, else note an answer. Of the family each their own. */
function actionOf(
  { ui, mayOpen, session }: Pick<PageCall<unknown, unknown>, 'ui' | 'mayOpen' | 'session'>,
  caseId: string,
  at: { giver: Giver; receiver: ReceiverKind; standing: ConsentStanding },
): Cell['action'] {
  const own = session === null ? null : ownGiver(session.actor);
  const { giver, receiver, standing } = at;
  if (own !== null && !sameGiver(own, giver)) return null;
  const consents = `/cases/${caseId}/consents`;
  const action =
    standing.kind === 'given' || standing.kind === 'later'
      ? { href: `${consents}/${standing.consentId}/withdrawal`, label: ui.t('consents.withdraw') }
      : {
          href: `${consents}/new?${new URLSearchParams({ receiver, giver: giverKey(giver) }).toString()}`,
          label: ui.t(own === null ? 'consents.answer' : 'consents.own.give'),
        };
  return mayOpen(action.href) ? action : null;
}

export const caseConsentPages = [
  definePage({
    path: '/cases/{id}/consents',
    access: { kind: 'action', action: 'consents.read', on: 'case' },
    params,
    query: z.looseObject({}),
    async handle(call) {
      const { ui, today, mayOpen } = call;
      const reading = await readingOf(call);
      const { file, state } = reading;
      const covered = coordinatorsCovered(state, today);
      const missing = covered.covered ? [] : covered.missing;
      const own = ownGiver(signedIn(call).actor);
      const give = `/cases/${file.id}/consents/new`;
      const grid = consentGrid(state, today);
      const rows = state.consents.map((consent) => {
        const withdraw = `/cases/${file.id}/consents/${consent.consentId}/withdrawal`;
        const over = consent.withdrawnOn !== null || consent.until < today || consent.kinds.length === 0;
        return {
          key: consent.consentId,
          giver: giverName(ui, reading, consent.giver),
          receiver: ui.t(`receiver.${consent.receiver}`),
          purpose: ui.t(`purpose.${consent.purpose}`),
          kinds: consent.kinds.map((kind) => ui.t(`information.${kind}`)).join(', ') || '–',
          standing: standingOf(ui, consent, today),
          // Of the family each withdraws what they gave themselves.
          withdraw:
            !over && mayOpen(withdraw) && (own === null || sameGiver(own, consent.giver)) ? withdraw : null,
        };
      });
      const view: ConsentsView = {
        head: await headOf(call, reading),
        missing: missing.map((giver) => giverName(ui, reading, giver)).join(', '),
        give: mayOpen(give) ? give : null,
        givers: grid.givers.map((giver) => giverName(ui, reading, giver)),
        grid: grid.rows.map(({ receiver, cells }) => ({
          receiver: ui.t(`receiver.${receiver}`),
          cells: cells.map((standing, index) => {
            const giver = grid.givers[index];
            return {
              words: wordsOf(ui, standing),
              tone: tones[standing.kind],
              action: giver === undefined ? null : actionOf(call, file.id, { giver, receiver, standing }),
            };
          }),
        })),
        rows,
      };
      const number = ui.t('day.case', { number: file.number });
      const title = `${number}: ${ui.t('case.tab.consents')}`;
      return { kind: 'page', title, body: h(ConsentsPage, { ui, view }), live: liveOf(file) };
    },
  }),
];
