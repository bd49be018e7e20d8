/** `/retention`: the archivist's list, the dry run with the decision, and what is noted at a case. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { may } from '../../../domain/permissions.ts';
import { localDate } from '../../../domain/time.ts';
import { DestructionTrialPage } from '../../../ui/pages/destruction.tsx';
import { RetentionNotesPage, RetentionPage } from '../../../ui/pages/retention.tsx';
import { compactDayOf, dayOf } from '../../../ui/words.ts';
import { requireFreshFor } from '../../access.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { none } from '../../route.ts';
import { id } from '../../schemas/common.ts';
import { candidates, destructions, retentionNotes, retentionPlan, trial } from '../../schemas/retention.ts';
import { apiRoute, askBody } from '../ask.ts';
import { definePage, type WebPage } from '../page.ts';
import { definePress } from '../press.ts';
import { certificatePages } from './certificate.ts';
import { retentionForms } from './forms.ts';
import { heldBackInWords, rulesInWords } from './words.ts';

const readCandidates = apiRoute('get', '/retention/candidates');
const readPlan = apiRoute('get', '/retention/plan');
const readDecisions = apiRoute('get', '/destructions');
const readNotes = apiRoute('get', '/cases/{id}/retention-notes');
const tryRoute = apiRoute('post', '/destructions/trial');
const decideRoute = apiRoute('post', '/destructions');

const listPage = definePage({
  path: '/retention',
  access: readCandidates.access,
  params: none,
  query: z.looseObject({}),
  async handle(call) {
    const { ui, mayOpen } = call;
    const { actor } = signedIn(call);
    const { cases } = candidates.parse(await askBody(call, readCandidates));
    const plan = retentionPlan.parse(await askBody(call, readPlan));
    const decided = destructions.parse(await askBody(call, readDecisions)).destructions;
    const view = {
      plan:
        plan.version === null || plan.savedOn === null
          ? null
          : ui.t('retention.plan.inForce', {
              date: dayOf(ui, localDate(plan.savedOn)),
              basis: plan.basis ?? '',
            }),
      mayPlan: may(actor, 'retention.plan'),
      mayDecide: may(actor, 'retention.decide'),
      cases: cases.map((one) => ({
        caseId: one.caseId,
        number: one.number,
        href: mayOpen(`/cases/${one.caseId}`) ? `/cases/${one.caseId}` : null,
        endedOn: compactDayOf(ui, localDate(one.endedOn)),
        from: compactDayOf(ui, localDate(one.from)),
        by: rulesInWords(ui, one.by),
        heldBack: one.heldBack.map((held) => heldBackInWords(ui, held)),
        notes: may(actor, 'retention.note') ? `/cases/${one.caseId}/retention` : null,
      })),
      decisions: decided.map((one) => ({
        href: `/destructions/${one.id}`,
        label: ui.t('retention.decisions.of', {
          date: compactDayOf(ui, localDate(one.decidedOn)),
          count: one.cases.length,
        }),
        state: ui.t(one.certificate === null ? 'retention.underWay' : 'retention.done'),
      })),
    };
    return { kind: 'page', title: ui.t('retention.title'), body: h(RetentionPage, { ui, view }), wide: true };
  },
});

const chosen = z
  .union([z.string().max(64), z.array(z.string().max(64)).max(100)])
  .catch([])
  .default([])
  .transform((ids) => (typeof ids === 'string' ? [ids] : ids));

/** One signs in anew before the dry run is shown, so that the button under it can be pressed at once. */
const trialPage = definePage({
  path: '/retention/decision',
  access: decideRoute.access,
  params: none,
  query: z.looseObject({ case: chosen }),
  async handle(call) {
    const { deps, ui, query } = call;
    if (query.case.length === 0) return { kind: 'go', to: '/retention' };
    requireFreshFor('destruction', deps, signedIn(call));
    const tried = trial.parse(await askBody(call, tryRoute, { json: { caseIds: query.case } }));
    const view = {
      cases: tried.cases.map(({ caseId, number, rules, counts, files, keys, runs, register }) => ({
        caseId,
        number,
        facts: [
          { label: ui.t('destruction.rules'), value: rulesInWords(ui, rules) },
          { label: ui.t('destruction.trial.files'), value: String(files) },
          { label: ui.t('destruction.trial.keys'), value: String(keys) },
          { label: ui.t('destruction.trial.runs'), value: String(runs) },
        ],
        register: ui.t(register ? 'destruction.trial.register' : 'destruction.trial.registerStays'),
        counts: Object.entries(counts).map(([table, rows]) => ({ table, rows })),
      })),
      values: { cases: tried.cases.map(({ caseId }) => caseId).join(' '), trial: tried.digest },
      sendKey: randomUUID(),
    };
    return { kind: 'page', title: ui.t('destruction.title'), body: h(DestructionTrialPage, { ui, view }) };
  },
});

const decide = definePress({
  path: '/retention/decision',
  route: decideRoute,
  json: ({ form }) => ({
    caseIds: (form['cases']?.[0] ?? '').split(' ').filter((one) => one !== ''),
    trial: form['trial']?.[0] ?? '',
  }),
  to: (_, { body }) => `/destructions/${String(Object(body)['id'])}`,
});

const notesPage = definePage({
  path: '/cases/{id}/retention',
  access: readNotes.access,
  params: z.object({ id: id('The case.') }),
  query: z.looseObject({}),
  async handle(call) {
    const { ui, params, mayOpen } = call;
    const { file } = grantedCase(call);
    const { notes } = retentionNotes.parse(await askBody(call, readNotes, { params }));
    const unknown = ui.t('destruction.unknown');
    const base = `/cases/${params.id}/retention-notes`;
    const view = {
      back: mayOpen('/retention')
        ? { href: '/retention', label: ui.t('retention.title') }
        : { href: `/cases/${params.id}`, label: ui.t('day.case', { number: file.number }) },
      notes: notes.map(({ id: noteId, what, on, setBy, setOn, reason, lifted }) => ({
        id: noteId,
        what: ui.t(`retentionNote.${what}`),
        by: ui.t('retentionNote.setBy', {
          name: setBy ?? unknown,
          date: compactDayOf(ui, localDate(setOn)),
        }),
        on:
          on === null
            ? null
            : ui.t(what === 'archived' ? 'retentionNote.archivedOn' : 'retentionNote.until', {
                date: compactDayOf(ui, localDate(on)),
              }),
        reason,
        lifted:
          lifted === null
            ? null
            : ui.t('retentionNote.lifted', {
                name: lifted.by ?? unknown,
                date: compactDayOf(ui, localDate(lifted.on)),
                reason: lifted.reason,
              }),
        lift: lifted === null ? `${base}/${noteId}/lifting` : null,
      })),
      add: `${base}/new`,
    };
    const title = ui.t('retentionNote.page');
    return { kind: 'page', title, body: h(RetentionNotesPage, { ui, view }) };
  },
});

export const retentionPages: readonly WebPage[] = [
  listPage,
  trialPage,
  decide,
  notesPage,
  ...retentionForms,
  ...certificatePages,
];
