/** A policy as a form holds it, and back: lists, unions and numbers as typed words. The API's schema judges it. */
import type { Policy } from '../../../domain/policy.ts';
import { catalogue } from '../../../texts/text.ts';
import type { Field, FormValues, SimpleField } from '../../../ui/forms/spec.ts';
import { shown } from '../../../ui/forms/decode.ts';
import type { Ui } from '../../../ui/ui.ts';
import type { PolicyField } from './policy-fields.ts';

/** What stands in the form for this policy. */
export function valuesOf(policy: Policy): FormValues {
  const { residence } = policy.start;
  const values: Record<string, readonly string[]> = {};
  flatten(values, '', policy);
  const codes = residence === 'any' ? [] : residence.municipalityCodes;
  return {
    ...values,
    'start.residence': [residence === 'any' ? 'any' : 'listed'],
    'start.municipalityCodes': [codes.join(', ')],
    'monitoring.checkUpWeeks': [policy.monitoring.checkUpWeeks.join(', ')],
  };
}

function flatten(into: Record<string, readonly string[]>, name: string, value: unknown): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) into[name] = value.map(String);
  else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value))
      flatten(into, name === '' ? key : `${name}.${key}`, inner);
  } else if (typeof value === 'boolean') into[name] = [value ? 'yes' : 'no'];
  else into[name] = [String(value).replace('.', typeof value === 'number' ? ',' : '.')];
}

/** All that a field needs of the reader. */
type Words = Pick<Ui, 'lang' | 't'>;

type Typed = Readonly<Record<string, unknown>>;

const within = (typed: unknown, name: string): Typed => {
  const inner = typeof typed === 'object' && typed !== null ? Reflect.get(typed, name) : undefined;
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...inner } : {};
};

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const words = (value: unknown): string[] =>
  typeof value === 'string' ? value.split(/[\s,;]+/).filter((word) => word !== '') : [];
const numbers = (value: unknown): (number | string)[] =>
  words(value).map((word) => (/^\d+$/.test(word) ? Number(word) : word));

/** The API's body for what was typed. What isn't asked for by what was chosen is left out, whatever stands in it. */
export function policyBodyOf(typed: Typed, identity: { id: string; version: number }): unknown {
  const [start, limit, cap, allocation] = [
    within(typed, 'start'),
    within(typed, 'limit'),
    within(typed, 'cap'),
    within(typed, 'allocation'),
  ];
  const { municipalityCodes, residence, ...started } = start;
  const window = within(limit, 'window');
  const extension = within(cap, 'extension');
  const { weeks: _, ...withoutWeeks } = window;
  return {
    ...identity,
    name: typed['name'],
    start: {
      ...started,
      by: list(start['by']),
      schoolForms: list(start['schoolForms']),
      schoolAuthorities: list(start['schoolAuthorities']),
      attachments: list(start['attachments']),
      preconditions: within(start, 'preconditions'),
      residence: residence === 'listed' ? { municipalityCodes: words(municipalityCodes) } : residence,
    },
    limit: { ...limit, window: window['kind'] === 'rollingWeeks' ? window : withoutWeeks },
    ladder: typed['ladder'],
    consent: typed['consent'],
    allocation: { ...allocation, stages: list(allocation['stages']) },
    work: typed['work'],
    meetings: typed['meetings'],
    followUp: typed['followUp'],
    evaluation: typed['evaluation'],
    escalation: typed['escalation'],
    cap:
      cap['kind'] === 'months'
        ? {
            ...cap,
            extension: { maxTimes: null, ...extension, decidedBy: list(extension['decidedBy']) },
          }
        : { kind: cap['kind'] },
    monitoring: { checkUpWeeks: numbers(within(typed, 'monitoring')['checkUpWeeks']) },
    comingOfAge: typed['comingOfAge'],
  };
}

/** The field as the form engine asks it: a sentence, its unit, where the rule comes from. */
export function formField(ui: Words, field: PolicyField): SimpleField {
  const { name } = field;
  const source = ui.t('policy.form.source', { source: ui.t(`rule.source.${field.source}`) });
  const asked = { name, label: ui.t(`policy.field.${name}`), hint: source };
  switch (field.kind) {
    case 'number':
      return {
        ...asked,
        kind: 'number',
        unit: ui.t(`policy.unit.${field.unit}`),
        ...(field.optional === true ? { optional: true } : {}),
      };
    case 'line':
      return { ...asked, kind: 'line' };
    case 'yesNo':
      return { ...asked, kind: 'yesNo', yes: ui.t('policy.yes'), no: ui.t('policy.no') };
    case 'choice':
      return {
        ...asked,
        kind: 'choice',
        as: 'radios',
        options: optionsFor(ui, field),
        ...(field.number === true ? { number: true } : {}),
      };
    case 'choices':
      return { ...asked, kind: 'choices', options: optionsFor(ui, field) };
  }
}

const optionsFor = (ui: Words, field: Extract<PolicyField, { kind: 'choice' | 'choices' }>) => {
  const all: Readonly<Record<string, string>> = catalogue[ui.lang];
  return field.values.map((value) => ({ value, label: all[`${field.words}.${value}`] ?? value }));
};

/** A field's value in words, with its unit; null where the policy has none of it. */
export function wordsOf(ui: Words, field: PolicyField, values: FormValues): string | null {
  const asked: Field = formField(ui, field);
  const said = shown(asked, values, field.name);
  if (said !== '') return field.kind === 'number' ? `${said} ${ui.t(`policy.unit.${field.unit}`)}` : said;
  if (field.name === 'cap.extension.maxTimes' && values['cap.kind']?.[0] === 'months')
    return ui.t('policy.any');
  return field.kind === 'choices' && values[field.name] !== undefined ? ui.t('policy.nothing') : null;
}
