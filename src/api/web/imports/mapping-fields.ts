/** What the form of a mapping asks, step by step; its columns are those of the kind that was chosen first. */
import { dateForms } from '../../../domain/import-mapping.ts';
import { type ImportKind, importKinds } from '../../../domain/import-rows.ts';
import { columnsOf } from '../../../integrations/csv/columns.ts';
import type { Field, Option, Step } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { optionsOf } from '../forms/options.ts';
import { delimiters } from './mapping-values.ts';

const asTheyAre = (values: readonly string[]): Option[] => values.map((value) => ({ value, label: value }));

/** Nobody fills in more at once; a mapping holds up to 500 words a column by the API. */
const mostRows = 60;

/** `name` is given where it can't be changed: a mapping of another name is another one. */
export function mappingSteps(ui: Ui, kind: ImportKind | null, name: string | null): Step[] {
  const columns = kind === null ? [] : columnsOf[kind];
  const ours = asTheyAre(
    kind === null
      ? [...new Set(importKinds.flatMap((one) => columnsOf[one].map((column) => column.name)))]
      : columns.map((column) => column.name),
  );
  return [aboutStep(ui, name), columnStep(ui, columns, ours), wordStep(ui, ours), writingStep(ui)];
}

const aboutStep = (ui: Ui, name: string | null): Step => ({
  id: 'about',
  title: ui.t('mappings.about'),
  fields: [
    name === null
      ? {
          kind: 'line',
          name: 'name',
          label: ui.t('mappings.field.name'),
          hint: ui.t('mappings.field.name.hint'),
        }
      : { kind: 'fixed', name: 'name', value: name },
    {
      kind: 'choice',
      name: 'kind',
      label: ui.t('mappings.field.kind'),
      as: 'select',
      options: optionsOf(ui, 'imports.kind', importKinds),
    },
    {
      kind: 'line',
      name: 'filePattern',
      label: ui.t('mappings.field.pattern'),
      hint: ui.t('mappings.field.pattern.hint'),
      optional: true,
    },
    yesNo(ui, 'complete', ui.t('mappings.field.complete')),
  ],
});

function columnStep(ui: Ui, columns: readonly { name: string; required: boolean }[], ours: Option[]): Step {
  const named = (required: boolean) => {
    const names = columns.filter((column) => column.required === required).map(({ name }) => name);
    return names.join(', ') || ui.t('mappings.columns.nothing');
  };
  return {
    id: 'columns',
    title: ui.t('mappings.columns'),
    intro: ui.t('mappings.columns.intro', { needed: named(true), others: named(false) }),
    fields: [
      yesNo(ui, 'header', ui.t('mappings.field.header')),
      {
        kind: 'rows',
        name: 'columns',
        label: ui.t('mappings.columns'),
        one: ui.t('mappings.column'),
        add: ui.t('mappings.column.add'),
        shown: Math.max(1, columns.length),
        max: mostRows,
        fields: [
          { kind: 'choice', name: 'ours', label: ui.t('mappings.column.ours'), as: 'select', options: ours },
          { kind: 'line', name: 'theirs', label: ui.t('mappings.column.theirs'), optional: true },
          {
            kind: 'number',
            name: 'position',
            label: ui.t('mappings.column.position'),
            hint: ui.t('mappings.column.position.hint'),
            optional: true,
          },
        ],
      },
    ],
  };
}

const wordStep = (ui: Ui, ours: Option[]): Step => {
  const column: Field = {
    kind: 'choice',
    name: 'column',
    label: ui.t('mappings.word.column'),
    as: 'select',
    options: ours,
  };
  return {
    id: 'words',
    title: ui.t('mappings.words'),
    intro: ui.t('mappings.words.intro'),
    fields: [
      {
        kind: 'rows',
        name: 'words',
        label: ui.t('mappings.words.list'),
        hint: ui.t('mappings.words.hint'),
        one: ui.t('mappings.word'),
        add: ui.t('mappings.word.add'),
        shown: 1,
        max: mostRows,
        fields: [
          column,
          { kind: 'line', name: 'theirs', label: ui.t('mappings.word.theirs'), optional: true },
          { kind: 'line', name: 'ours', label: ui.t('mappings.word.ours'), optional: true },
        ],
      },
      {
        kind: 'rows',
        name: 'same',
        label: ui.t('mappings.same.list'),
        hint: ui.t('mappings.same.hint'),
        one: ui.t('mappings.same'),
        add: ui.t('mappings.same.add'),
        shown: 1,
        max: mostRows,
        fields: [column, { kind: 'line', name: 'value', label: ui.t('mappings.same.value'), optional: true }],
      },
    ],
  };
};

const writingStep = (ui: Ui): Step => ({
  id: 'writing',
  title: ui.t('mappings.form'),
  fields: [
    { kind: 'number', name: 'skipRows', label: ui.t('mappings.field.skipRows') },
    select('delimiter', ui.t('mappings.field.delimiter'), optionsOf(ui, 'mappings.delimiter', delimiters)),
    select('encoding', ui.t('mappings.field.encoding'), [
      { value: 'auto', label: ui.t('mappings.encoding.auto') },
      ...asTheyAre(['utf-8', 'utf-16le', 'windows-1252']),
    ]),
    select('dateForm', ui.t('mappings.field.dateForm'), asTheyAre(dateForms)),
    {
      kind: 'yesNo',
      name: 'decimalComma',
      label: ui.t('mappings.field.decimalComma'),
      yes: ui.t('mappings.decimal.comma'),
      no: ui.t('mappings.decimal.point'),
    },
    {
      kind: 'choice',
      name: 'minutesIn',
      label: ui.t('mappings.field.minutesIn'),
      as: 'radios',
      options: optionsOf(ui, 'mappings.minutesIn', ['minutes', 'hours']),
    },
  ],
});

const yesNo = (ui: Ui, name: string, label: string) => ({
  kind: 'yesNo' as const,
  name,
  label,
  yes: ui.t('mappings.yes'),
  no: ui.t('mappings.no'),
});

const select = (name: string, label: string, options: Option[]) => ({
  kind: 'choice' as const,
  name,
  label,
  as: 'select' as const,
  options,
});
