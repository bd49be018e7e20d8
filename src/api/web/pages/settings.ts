/** `/settings`: how the municipality works, which schools take part, the school year. */
import { h } from 'preact';
import { z } from 'zod';
import type { Policy } from '../../../domain/policy.ts';
import { periodsOf } from '../../../records/calendar.ts';
import { chosenPolicies } from '../../../records/policies.ts';
import { isLadderOn } from '../../../records/school-day/ladder-switch.ts';
import { listSchools } from '../../../records/schools.ts';
import { first } from '../../../ui/forms/spec.ts';
import { SettingsPage, type SettingsView } from '../../../ui/pages/settings.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { dayOf } from '../../../ui/words.ts';
import { Problem } from '../../problem.ts';
import { none } from '../../route.ts';
import { id } from '../../schemas/common.ts';
import { apiRoute, ask } from '../ask.ts';
import { definePage } from '../page.ts';

const switchRoute = apiRoute('post', '/schools/{id}/ladder');

export const settingsPages = [
  definePage({
    path: '/settings',
    access: { kind: 'action', action: 'settings.read', on: 'nothing' },
    params: none,
    query: z.looseObject({}),
    async handle({ deps: { db }, ui, today }) {
      const [policies, schools, periods] = await Promise.all([
        chosenPolicies(db, today),
        listSchools(db),
        periodsOf(db, ''),
      ]);
      const view: SettingsView = {
        policies: policies.map((policy) => ({
          key: policy.id,
          name: policy.name,
          version: ui.t('settings.policy.version', { version: policy.version }),
          rules: rulesOf(ui, policy),
        })),
        schools: await Promise.all(
          schools.map(async ({ code, name }) => ({ code, name, on: (await isLadderOn(db, code)) ?? false })),
        ),
        periods: periods.map(({ name, from, to }) => ({
          key: `${name} ${from}`,
          name,
          from: dayOf(ui, from),
          to: dayOf(ui, to),
        })),
      };
      return { kind: 'page', title: ui.t('settings.title'), body: h(SettingsPage, { ui, view }) };
    },
  }),
  definePage({
    method: 'post',
    path: '/settings/schools/{id}/ladder',
    access: switchRoute.access,
    params: z.object({ id: id('The school unit code.') }),
    query: none,
    async handle(call) {
      const json = { on: first(call.form, 'on') === 'yes' };
      const answered = await ask(call, switchRoute, { params: call.params, json });
      if (!answered.ok) throw new Problem(answered.problem.code, { status: answered.problem.status });
      return { kind: 'go', to: '/settings?done=sideSwitched' };
    },
  }),
];

/** The rules that people ask for first. */
const rulesOf = (ui: Ui, { limit, allocation, evaluation, cap }: Policy): string[] => [
  ui.t('settings.policy.limit', { percent: limit.percent, days: limit.leastSchoolDays }),
  ui.t('settings.policy.load', { limit: allocation.caseloadLimit }),
  ui.t('settings.policy.evaluation', { weeks: evaluation.everyWeeks }),
  cap.kind === 'none' ? ui.t('settings.policy.noCap') : ui.t('settings.policy.cap', { months: cap.months }),
];
