/** The forms of retention: the municipality's plan, and notes at a case. */
import { retentionRuleIds } from '../../../domain/retention/rules.ts';
import type { FormValues } from '../../../ui/forms/spec.ts';
import { retentionPlan } from '../../schemas/retention.ts';
import { apiRoute, askBody } from '../ask.ts';
import { defineForm, withDone } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';

const readPlan = apiRoute('get', '/retention/plan');

const planForm = defineForm({
  path: '/retention/plan',
  route: apiRoute('post', '/retention/plan'),
  spec: ({ ui }) =>
    oneStep(
      ui.t('retentionPlan.title'),
      ui.t('retentionPlan.send'),
      [
        {
          kind: 'line',
          name: 'basis',
          label: ui.t('retentionPlan.basis'),
          hint: ui.t('retentionPlan.basis.hint'),
        },
        ...retentionRuleIds.map((rule) => ({
          kind: 'group' as const,
          name: `rules.${rule}`,
          label: ui.t(`retentionRule.${rule}`),
          fields: [
            {
              kind: 'choice' as const,
              name: 'what',
              label: ui.t('retentionPlan.what'),
              options: (['keep', 'destroy'] as const).map((value) => ({
                value,
                label: ui.t(`retentionPlan.${value}`),
              })),
            },
            {
              kind: 'number' as const,
              name: 'afterYears',
              label: ui.t('retentionPlan.afterYears'),
              optional: true as const,
            },
            {
              kind: 'choice' as const,
              name: 'from',
              label: ui.t('retentionPlan.from'),
              as: 'select' as const,
              optional: true as const,
              options: (['caseEnded', 'yearEnded'] as const).map((value) => ({
                value,
                label: ui.t(`retentionPlan.${value}`),
              })),
            },
          ],
        })),
      ],
      ui.t('retentionPlan.intro'),
    ),
  async initial(call): Promise<FormValues> {
    const { basis, rules } = retentionPlan.parse(await askBody(call, readPlan));
    return Object.assign(
      { basis: [basis ?? ''] },
      ...retentionRuleIds.map((rule) => ({
        [`rules.${rule}.what`]: [rules[rule].what],
        [`rules.${rule}.afterYears`]: [String(rules[rule].afterYears ?? '')],
        [`rules.${rule}.from`]: [rules[rule].from ?? ''],
      })),
    );
  },
  back: ({ ui }) => ({ href: '/retention', label: ui.t('retention.title') }),
  done: () => withDone('/retention', 'retentionPlan'),
});

const kinds = ['legalHold', 'exception', 'archived'] as const;

const noteForm = defineForm({
  path: '/cases/{id}/retention-notes/new',
  route: apiRoute('post', '/cases/{id}/retention-notes'),
  spec: ({ ui }) =>
    oneStep(ui.t('retentionNote.title'), ui.t('retentionNote.send'), [
      {
        kind: 'choice',
        name: 'what',
        label: ui.t('retentionNote.what'),
        options: kinds.map((value) => ({ value, label: ui.t(`retentionNote.${value}`) })),
      },
      {
        kind: 'date',
        name: 'on',
        label: ui.t('retentionNote.on'),
        hint: ui.t('retentionNote.on.hint'),
        optional: true,
      },
      { kind: 'story', name: 'reason', label: ui.t('retentionNote.reason'), rows: 3 },
    ]),
  back: ({ ui, params }) => ({
    href: `/cases/${params['id'] ?? ''}/retention`,
    label: ui.t('retentionNote.page'),
  }),
  done: ({ params }) => withDone(`/cases/${params['id'] ?? ''}/retention`, 'retentionNote'),
});

const liftForm = defineForm({
  path: '/cases/{id}/retention-notes/{noteId}/lifting',
  route: apiRoute('post', '/cases/{id}/retention-notes/{noteId}/lifting'),
  spec: ({ ui }) =>
    oneStep(ui.t('retentionNote.lift.title'), ui.t('retentionNote.send'), [
      { kind: 'story', name: 'reason', label: ui.t('retentionNote.lift.reason'), rows: 3 },
    ]),
  back: ({ ui, params }) => ({
    href: `/cases/${params['id'] ?? ''}/retention`,
    label: ui.t('retentionNote.page'),
  }),
  done: ({ params }) => withDone(`/cases/${params['id'] ?? ''}/retention`, 'retentionNote'),
});

export const retentionForms = [...planForm, ...noteForm, ...liftForm];
