/** `/settings/policies`: the ways of working, one of them with its versions, and the running cases that follow it. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import type { Policy } from '../../../domain/policy.ts';
import { may } from '../../../domain/permissions.ts';
import { presets } from '../../../domain/presets.ts';
import { instant } from '../../../domain/time.ts';
import { casesWithOlderPolicy } from '../../../records/cases-by-policy.ts';
import { findPeople } from '../../../records/people.ts';
import { chosenPolicies, type PolicyVersion, policyVersions } from '../../../records/policies.ts';
import { MovedPage, PoliciesPage, PolicyPage, type PolicyView } from '../../../ui/pages/settings/policy.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { dayOf } from '../../../ui/words.ts';
import { signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { none } from '../../route.ts';
import { fullName } from '../../session.ts';
import { todayAt } from '../../today.ts';
import { apiRoute, ask } from '../ask.ts';
import { withDone } from '../form.ts';
import { definePage, type PageCall, type WebPage } from '../page.ts';
import { policySteps } from './policy-fields.ts';
import { policyForms, policyPage } from './policy-form.ts';
import { policyPreviewPage } from './policy-preview.ts';
import { valuesOf, wordsOf } from './policy-values.ts';

const read = { kind: 'action', action: 'settings.read', on: 'nothing' } as const;
const change = { kind: 'action', action: 'policy.change', on: 'nothing' } as const;
const moveRoute = apiRoute('post', '/cases/{id}/policy');
const params = z.object({ id: z.string().min(1).max(60) });

/** Cases that one press moves: each is a command of its own, and a page shouldn't keep one waiting. */
const atATime = 20;

/** The rules that people ask for first. */
const rulesOf = (ui: Ui, { limit, allocation, evaluation, cap }: Policy): string[] => [
  ui.t('settings.policy.limit', { percent: limit.percent, days: limit.leastSchoolDays }),
  ui.t('settings.policy.load', { limit: allocation.caseloadLimit }),
  ui.t('settings.policy.evaluation', { weeks: evaluation.everyWeeks }),
  cap.kind === 'none' ? ui.t('settings.policy.noCap') : ui.t('settings.policy.cap', { months: cap.months }),
];

const listPage = definePage({
  path: '/settings/policies',
  access: read,
  params: none,
  query: z.looseObject({}),
  async handle({ deps, ui, today }) {
    const policies = (await chosenPolicies(deps.db, today)).map((policy) => ({
      key: policy.id,
      href: policyPage(policy.id),
      name: policy.name,
      version: ui.t('settings.policy.version', { version: policy.version }),
      forms: ui.t('policy.list.forms', {
        forms: policy.start.schoolForms.map((form) => ui.t(`schoolForm.${form}`).toLowerCase()).join(', '),
      }),
      rules: rulesOf(ui, policy),
    }));
    return {
      kind: 'page',
      title: ui.t('policy.list.title'),
      body: h(PoliciesPage, { ui, policies }),
    };
  },
});

type Call = PageCall<z.output<typeof params>, unknown>;

/** The versions, and the one that stands today; 404 for a policy that isn't there. */
async function versionsOf({ deps, params: { id }, today }: Call) {
  const versions = await policyVersions(deps.db, id);
  const stands = versions.find(({ validFrom }) => validFrom === null || validFrom <= today);
  if (stands === undefined) throw new Problem('not-found', { field: 'path/id' });
  return { versions, stands };
}

const onePage = definePage({
  path: '/settings/policies/{id}',
  access: read,
  params,
  query: z.looseObject({}),
  async handle(call) {
    const {
      deps,
      ui,
      params: { id },
    } = call;
    const { versions, stands } = await versionsOf(call);
    const older = await casesWithOlderPolicy(deps.db, stands.policy);
    const view: PolicyView = {
      name: stands.policy.name,
      version: stands.policy.version,
      href: policyPage(id),
      mayChange: may(signedIn(call).actor, 'policy.change'),
      presets: Object.values(presets).map((preset) => ({
        href: `${policyPage(id)}/change/${preset.id}`,
        name: preset.name,
      })),
      steps: stepsOf(ui, stands.policy),
      versions: await versionRows(call, versions, stands),
      running: { older: older.length, atATime, sendKey: randomUUID() },
    };
    return { kind: 'page', title: view.name, body: h(PolicyPage, { ui, view }) };
  },
});

const stepsOf = (ui: Ui, policy: Policy): PolicyView['steps'] => {
  const values = valuesOf(policy);
  return policySteps.map(({ id, fields }) => ({
    title: ui.t(`policy.form.step.${id}`),
    rows: fields.flatMap((field) => {
      const value = wordsOf(ui, field, values);
      if (value === null) return [];
      const source = ui.t(`rule.source.${field.source}`);
      return [{ label: ui.t(`policy.field.${field.name}`), value, source }];
    }),
  }));
};

async function versionRows(
  { deps, ui, today }: Call,
  versions: readonly PolicyVersion[],
  stands: PolicyVersion,
): Promise<PolicyView['versions']> {
  const savers = versions.flatMap(({ savedBy }) => savedBy ?? []);
  const names = new Map((await findPeople(deps.db, savers)).map((one) => [one.id, fullName(one)]));
  return versions.map((one, index) => {
    const { policy, validFrom, savedBy, savedAt } = one;
    const isComing = policy.version > stands.policy.version && validFrom !== null && validFrom > today;
    return {
      version: policy.version,
      from:
        validFrom === null
          ? ui.t('policy.page.fromStart')
          : ui.t('policy.page.from', { date: dayOf(ui, validFrom) }),
      standing: ui.t(`policy.page.${one === stands ? 'stands' : isComing ? 'coming' : 'replaced'}`),
      saved:
        savedBy === null || savedAt === null
          ? null
          : ui.t('policy.page.savedBy', {
              name: names.get(savedBy) ?? '',
              date: dayOf(ui, todayAt(instant(savedAt.getTime()))),
            }),
      changes: changesOf(ui, versions[index + 1]?.policy ?? null, policy),
    };
  });
}

/** What a version says otherwise than the one before it, field by field. */
function changesOf(ui: Ui, before: Policy | null, after: Policy): string[] {
  if (before === null) return [];
  const [was, is] = [valuesOf(before), valuesOf(after)];
  const changes = policySteps
    .flatMap(({ fields }) => fields)
    .flatMap((field) => {
      const nothing = ui.t('policy.nothing');
      const [from, to] = [wordsOf(ui, field, was) ?? nothing, wordsOf(ui, field, is) ?? nothing];
      const label = ui.t(`policy.field.${field.name}`);
      return from === to ? [] : [ui.t('policy.page.was', { label, before: from, after: to })];
    });
  return changes.length === 0 ? [ui.t('policy.page.same')] : changes;
}

/** Moves some running cases to the version that stands, each by its own command. */
const movePage: WebPage = definePage({
  method: 'post',
  path: '/settings/policies/{id}/running',
  access: change,
  params,
  query: z.looseObject({}),
  async handle(call) {
    const {
      deps,
      ui,
      params: { id },
    } = call;
    const { stands } = await versionsOf(call);
    const older = await casesWithOlderPolicy(deps.db, stands.policy);
    const refused: { href: string; number: string; why: string }[] = [];
    for (const one of older.slice(0, atATime)) {
      const answered = await ask(call, moveRoute, {
        params: { id: one.id },
        json: { policy: stands.policy },
        headers: { 'idempotency-key': randomUUID() },
      });
      if (answered.ok) continue;
      const { detail, detail_en } = answered.problem;
      refused.push({
        href: `/cases/${one.id}`,
        number: one.number,
        why: ui.lang === 'sv' ? detail : detail_en,
      });
    }
    if (refused.length === 0) return { kind: 'go', to: withDone(policyPage(id), 'policyMoved') };
    const moved = Math.min(older.length, atATime) - refused.length;
    const view = { back: policyPage(id), moved, left: older.length - moved, refused };
    return {
      kind: 'page',
      title: ui.t('policy.running.title'),
      body: h(MovedPage, { ui, view }),
      status: 409,
    };
  },
});

export const policyPages: readonly WebPage[] = [
  listPage,
  onePage,
  ...policyForms,
  policyPreviewPage,
  movePage,
];
