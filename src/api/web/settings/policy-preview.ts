/** `/settings/policies/{id}/change/{base}/preview`: the draft tried on a half-year's cases. */
import { h } from 'preact';
import { z } from 'zod';
import { offeredPeriods, termOfDay } from '../../../domain/statistics/period.ts';
import { catalogue } from '../../../texts/text.ts';
import { findDraft } from '../../../records/form-drafts.ts';
import { PolicyPreviewPage, type PreviewView } from '../../../ui/pages/settings/policy-preview.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { signedIn } from '../../granted.ts';
import { apiRoute, ask } from '../ask.ts';
import { errorsOf } from '../form-errors.ts';
import { typedOf } from '../form-values.ts';
import { definePage } from '../page.ts';
import { termName } from '../statistics/view.ts';
import { initialValues, policyNameOf, policySpec, policyTyped } from './policy-form.ts';
import { DraftProblemPage } from '../../../ui/pages/settings/draft-problem.tsx';

const route = apiRoute('post', '/policies/preview');
const name = z.string().min(1).max(60);

const compared = z.object({ key: z.string(), today: z.number(), proposed: z.number() });
const answered = z.object({
  total: z.object({ today: z.number(), proposed: z.number() }),
  kinds: z.array(compared),
  weeks: z.array(compared),
  cases: z.object({ all: z.number(), counted: z.number() }),
});

export const policyPreviewPage = definePage({
  path: '/settings/policies/{id}/change/{base}/preview',
  access: route.access,
  params: z.object({ id: name, base: name }),
  query: z.looseObject({ period: z.string().max(10).optional() }),
  async handle(call) {
    const { deps, ui, query, today, path } = call;
    const { personId, role } = signedIn(call);
    const form = path.replace(/\/preview$/, '');
    const [spec, draft] = await Promise.all([policySpec(call), findDraft(deps.db, { personId, role, form })]);
    const values = draft?.values ?? (await initialValues(call));
    const { terms } = offeredPeriods(today);
    const period = terms.find((term) => term === query.period) ?? termOfDay(today);
    const asked = await ask(call, route, {
      json: { policy: policyTyped(call, typedOf(spec, values)), period },
    });
    const back = `${form}?step=${spec.steps.length - 1}`;
    if (!asked.ok) {
      const errors = errorsOf(ui, spec, values, asked.problem, policyNameOf);
      const body = h(DraftProblemPage, { ui, spec, errors, form });
      return { kind: 'page', title: ui.t('preview.title'), body, status: 422 };
    }
    const { total, kinds, weeks, cases } = answered.parse(asked.reply.body);
    const view: PreviewView = {
      action: path,
      back,
      period,
      periods: terms.map((term) => ({ key: term, name: termName(ui, term) })),
      total,
      cases,
      kinds: kinds.map((one) => ({ ...one, label: dutyOf(ui, one.key) })),
      weeks: weeks.map((one) => ({ ...one, label: one.key.replace('-W', ', v. ') })),
    };
    return { kind: 'page', title: ui.t('preview.title'), body: h(PolicyPreviewPage, { ui, view }) };
  },
});

/** A kind of duty as a line begins. */
const dutyOf = (ui: Ui, kind: string): string => {
  const words: Readonly<Record<string, string>> = catalogue[ui.lang];
  const said = words[`duty.${kind}`] ?? kind;
  return `${said.slice(0, 1).toUpperCase()}${said.slice(1)}`;
};
