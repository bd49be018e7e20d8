import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../domain/policy.ts';
import { presets } from '../../../domain/presets.ts';
import { wordingOf } from '../../../texts/mail/wording.ts';
import { catalogue } from '../../../texts/text.ts';
import { decode } from '../../../ui/forms/decode.ts';
import type { Ui } from '../../../ui/ui.ts';
import { policySchema } from '../../schemas/policy.ts';
import { policySteps } from './policy-fields.ts';
import { formField, policyBodyOf, valuesOf } from './policy-values.ts';

const fields = policySteps.flatMap((step) => step.fields);
const ui: Pick<Ui, 'lang' | 't'> = { lang: 'sv', t: wordingOf('sv').say };

const everyPolicy: readonly Policy[] = [
  ...Object.values(presets),
  {
    ...presets.uppsala,
    start: { ...presets.uppsala.start, residence: 'any' },
    limit: { ...presets.uppsala.limit, percent: 12.5, window: { kind: 'term' } },
  },
];

describe('a policy’s form', () => {
  it.each(everyPolicy)('gives back what stood in it: $id', (policy) => {
    const asked = fields.map((field) => formField(ui, field));
    const body = policyBodyOf(decode(asked, valuesOf(policy)), { id: policy.id, version: policy.version });
    expect(policySchema.parse(body)).toEqual(policy);
  });

  it('asks for every value of a policy', () => {
    const asked = new Set<string>(fields.map(({ name }) => name));
    const beside = new Set(['id', 'version', 'start.residence.municipalityCodes']);
    for (const policy of everyPolicy) {
      for (const name of Object.keys(valuesOf(policy))) {
        expect(asked.has(name) || beside.has(name) ? '' : name).toBe('');
      }
    }
  });

  it('has words for every choice, in both languages', () => {
    for (const field of fields) {
      if (field.kind !== 'choice' && field.kind !== 'choices') continue;
      for (const value of field.values) {
        for (const lang of ['sv', 'en'] as const) {
          expect(catalogue[lang]).toHaveProperty([`${field.words}.${value}`]);
        }
      }
    }
  });
});
