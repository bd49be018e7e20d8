/** `/cases/{id}/history`, `/cases/{id}/consents`: parts of a case on pages of their own. */
import { h } from 'preact';
import { z } from 'zod';
import type { ConsentRecord, Giver } from '../../../domain/case/consent-parts.ts';
import { coordinatorsCovered, sameGiver } from '../../../domain/consent.ts';
import type { LocalDate } from '../../../domain/time.ts';
import { eventTitle } from '../../../texts/events.ts';
import { ConsentsPage, HistoryPage } from '../../../ui/pages/case/parts.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf } from '../../../ui/words.ts';
import { readCaseTimeline } from '../../case-timeline.ts';
import type { CaseReading } from '../../case-view.ts';
import { signedIn } from '../../granted.ts';
import { id } from '../../schemas/common.ts';
import { headOf, readingOf } from '../case/head.ts';
import { ownGiver } from '../forms/givers.ts';
import { liveOf } from '../live.ts';
import { definePage } from '../page.ts';

const params = z.object({ id: id('The case.') });

function standingOf(ui: Ui, consent: ConsentRecord, today: LocalDate): string {
  const day = (date: LocalDate) => compactDayOf(ui, date);
  if (consent.withdrawnOn !== null) return ui.t('consents.withdrawn', { date: day(consent.withdrawnOn) });
  if (consent.until < today) return ui.t('consents.expired', { date: day(consent.until) });
  if (consent.from > today) return ui.t('consents.later', { date: day(consent.from) });
  return ui.t('consents.valid', { from: day(consent.from), until: day(consent.until) });
}

const giverName = (ui: Ui, { name, masked }: CaseReading, giver: Giver): string => {
  if (giver.role === 'pupil') return ui.t('party.pupil');
  return masked ? ui.t('party.guardian') : (name(giver.guardianId) ?? ui.t('party.guardian'));
};

export const casePartPages = [
  definePage({
    path: '/cases/{id}/history',
    access: { kind: 'action', action: 'timeline.read', on: 'case' },
    params,
    query: z.looseObject({ kind: z.string().max(60).default('') }),
    async handle(call) {
      const { deps, ui, query } = call;
      const reading = await readingOf(call);
      const { file, relation } = reading;
      const told = await readCaseTimeline(deps.db, signedIn(call).actor, relation, file);
      const titled = told.events.map((one) => ({ ...one, title: eventTitle(one.event)[ui.lang] }));
      const rows = titled
        .filter(({ title }) => query.kind === '' || title === query.kind)
        .toReversed()
        .map(({ on, title, by }) => ({
          on: compactDayOf(ui, on),
          what: title,
          by:
            by.role === 'system' || by.role === 'guest'
              ? ui.t('history.product')
              : (told.by(by) ?? ui.t(`role.${by.role}`)),
        }));
      const titles = [...new Set(titled.map(({ title }) => title))].sort();
      const kinds = titles.map((title) => ({ value: title, label: title }));
      const view = { head: await headOf(call, reading), kind: query.kind, kinds, rows };
      const number = ui.t('day.case', { number: file.number });
      const title = `${number}: ${ui.t('case.tab.history')}`;
      return { kind: 'page', title, body: h(HistoryPage, { ui, view }), live: liveOf(file) };
    },
  }),
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
      const view = {
        head: await headOf(call, reading),
        missing: missing.map((giver) => giverName(ui, reading, giver)).join(', '),
        give: mayOpen(give) ? give : null,
        rows,
      };
      const number = ui.t('day.case', { number: file.number });
      const title = `${number}: ${ui.t('case.tab.consents')}`;
      return { kind: 'page', title, body: h(ConsentsPage, { ui, view }), live: liveOf(file) };
    },
  }),
];
