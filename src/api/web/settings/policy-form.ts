/** The editor of a policy's next version: step by step, tried before it is saved, kept as a draft meanwhile. */
import { presets } from '../../../domain/presets.ts';
import type { Policy } from '../../../domain/policy.ts';
import { policyVersions } from '../../../records/policies.ts';
import type { FormSpec, FormValues } from '../../../ui/forms/spec.ts';
import { nameOfPointer } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { Problem } from '../../problem.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { policySteps } from './policy-fields.ts';
import { formField, policyBodyOf, valuesOf } from './policy-values.ts';

/** The presets that one may begin from instead of the policy as it stands. */
const bases: Readonly<Record<string, Policy>> = presets;

type Call = Pick<FormCall, 'deps' | 'params'>;

/** The newest version, which the next one follows; 404 for a policy that isn't there. */
export async function newestOf({ deps, params }: Call): Promise<Policy> {
  const [newest] = await policyVersions(deps.db, params['id'] ?? '');
  if (newest === undefined) throw new Problem('not-found', { field: 'path/id' });
  return newest.policy;
}

/** What stands in the form at first: the newest version's values, or a preset's under the same name. */
export async function initialValues(call: Call): Promise<FormValues> {
  const newest = await newestOf(call);
  const base = bases[call.params['base'] ?? ''];
  return {
    ...valuesOf(base ?? newest),
    name: [newest.name],
    follows: [String(newest.version)],
  };
}

/** The body's policy; its version follows the one that the form was opened on, so that nobody's work is written over. */
export const policyTyped = ({ params }: Pick<FormCall, 'params'>, typed: Record<string, unknown>): unknown =>
  policyBodyOf(typed, { id: params['id'] ?? '', version: Number(typed['follows'] ?? 0) + 1 });

export async function policySpec(call: Call & { ui: Ui }): Promise<FormSpec> {
  const { ui, params } = call;
  const { name } = await newestOf(call);
  const here = `/settings/policies/${encodeURIComponent(params['id'] ?? '')}/change/${params['base']}`;
  return {
    title: ui.t('policy.form.title', { name }),
    send: ui.t('policy.form.send'),
    steps: [
      ...policySteps.map(({ id, fields }, index) => ({
        id,
        title: ui.t(`policy.form.step.${id}`),
        fields: [
          ...(index === 0 ? [{ kind: 'kept' as const, name: 'follows' }] : []),
          ...fields.map((field) => formField(ui, field)),
        ],
      })),
      {
        id: 'from',
        title: ui.t('policy.form.step.from'),
        fields: [
          {
            kind: 'words',
            text: ui.t('policy.form.preview'),
            link: { href: `${here}/preview`, label: ui.t('policy.form.preview.link') },
          },
          {
            kind: 'date',
            name: 'validFrom',
            label: ui.t('policy.form.validFrom'),
            hint: ui.t('policy.form.validFrom.hint'),
          },
        ],
      },
    ],
  };
}

export const policyNameOf = (pointer: string): string =>
  nameOfPointer(pointer.replace(/^\/policy(?=\/)/, '')).replace(
    'start.residence.municipalityCodes',
    'start.municipalityCodes',
  );

export const policyPage = (id: string): string => `/settings/policies/${encodeURIComponent(id)}`;

export const policyForms = defineForm({
  path: '/settings/policies/{id}/change/{base}',
  route: apiRoute('post', '/policies'),
  spec: policySpec,
  initial: initialValues,
  toBody: (typed, call) => ({ policy: policyTyped(call, typed), validFrom: typed['validFrom'] }),
  nameOf: policyNameOf,
  params: () => ({}),
  back: ({ params, ui }) => ({ href: policyPage(params['id'] ?? ''), label: ui.t('policy.list.title') }),
  done: ({ params }) => withDone(policyPage(params['id'] ?? ''), 'policySaved'),
});
