/** `/year-wheel/tasks/…`: a task of the year's wheel added, changed or taken out. */
import { schoolYearOf, taskOwners, type WheelTask } from '../../../domain/year-wheel/task.ts';
import { may } from '../../../domain/permissions.ts';
import { listSchools, type School } from '../../../records/schools.ts';
import { monthName } from '../../../texts/dates.ts';
import type { FormSpec, FormValues, Option, SimpleField } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { requireMayEdit } from '../../year-wheel.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall, type FormDefinition } from '../form.ts';
import { bothNameOf, bothValues, english, inWords, swedish, type BothText } from '../forms/both.ts';
import { ownSchools } from '../own-schools.ts';
import { oneStep } from '../forms/one-step.ts';
import { optionsOf } from '../forms/options.ts';
import { wheelOf } from './wheel.ts';

const textsOf = (ui: Ui): BothText[] => [
  { name: 'title', label: ui.t('wheel.task.title'), hint: ui.t('wheel.task.title.hint'), kind: 'line' },
  { name: 'description', label: ui.t('wheel.task.description'), kind: 'story' },
];

const range = (length: number): number[] => Array.from({ length }, (_, index) => index + 1);

const dueFields = (ui: Ui): SimpleField[] => [
  {
    kind: 'choice',
    name: 'due.kind',
    label: ui.t('wheel.task.due'),
    options: optionsOf(ui, 'wheelDue', ['month', 'week', 'date']),
  },
  {
    kind: 'choice',
    name: 'due.month',
    label: ui.t('wheel.task.month'),
    hint: ui.t('wheel.task.month.hint'),
    number: true,
    options: range(12).map((month) => ({ value: String(month), label: monthName(ui.lang, month) })),
  },
  { kind: 'number', name: 'due.day', label: ui.t('wheel.task.day'), hint: ui.t('wheel.task.day.hint') },
  { kind: 'number', name: 'due.week', label: ui.t('wheel.task.week'), hint: ui.t('wheel.task.week.hint') },
];

/** Days before, offered; what a task has besides them stays. */
const usualReminders = [3, 7, 14, 28, 56];

function reminderField(ui: Ui, task: WheelTask | null): SimpleField {
  const days = [...new Set([...usualReminders, ...(task?.remindDaysBefore ?? [])])].sort((a, b) => a - b);
  const options: Option[] = days.map((n) => ({
    value: String(n),
    label: ui.t('wheel.task.daysBefore', { n }),
  }));
  return {
    kind: 'choices',
    name: 'remindDaysBefore',
    label: ui.t('wheel.task.remind'),
    hint: ui.t('wheel.task.remind.hint'),
    options,
  };
}

const isOfMunicipality = (call: FormCall): boolean => may(signedIn(call).actor, 'yearWheel.edit');

const schoolsFor = (call: FormCall): Promise<School[]> =>
  isOfMunicipality(call) ? listSchools(call.deps.db) : ownSchools(call.deps.db, signedIn(call).actor);

async function specOf(call: FormCall, title: string, task: WheelTask | null): Promise<FormSpec> {
  const { ui } = call;
  const whole = isOfMunicipality(call);
  const schools = await schoolsFor(call);
  return oneStep(title, ui.t('lists.save'), [
    ...textsOf(ui).map(swedish),
    {
      kind: 'choice',
      name: 'owner',
      label: ui.t('wheel.task.owner'),
      options: optionsOf(ui, 'role', whole ? taskOwners : ['pupilHealth', 'rector']),
    },
    {
      kind: 'choices',
      name: 'schoolUnits',
      label: ui.t('wheel.task.schools'),
      ...(whole ? { hint: ui.t('wheel.task.schools.hint') } : {}),
      options: schools.map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      kind: 'group',
      label: ui.t('wheel.task.when'),
      hint: ui.t('wheel.task.when.hint'),
      fields: dueFields(ui),
    },
    reminderField(ui, task),
    {
      kind: 'group',
      label: ui.t('lists.english'),
      hint: ui.t('lists.english.hint'),
      fields: textsOf(ui).map((text) => english(ui, text)),
    },
    ...(task === null
      ? []
      : [
          {
            kind: 'yesNo' as const,
            name: 'retired',
            label: ui.t('wheel.task.retire'),
            yes: ui.t('wheel.task.retire.yes'),
            no: ui.t('wheel.task.retire.no'),
          },
        ]),
  ]);
}

const valuesOf = (task: WheelTask): FormValues => ({
  ...bothValues('title', task.title),
  ...bothValues('description', task.description),
  owner: [task.owner],
  schoolUnits: task.schoolUnits ?? [],
  'due.kind': [task.due.kind],
  'due.month': ['month' in task.due ? String(task.due.month) : ''],
  'due.day': ['day' in task.due ? String(task.due.day) : ''],
  'due.week': ['week' in task.due ? String(task.due.week) : ''],
  remindDaysBefore: task.remindDaysBefore.map(String),
  retired: [task.retired ? 'yes' : 'no'],
});

/** What each way to say the day asks for; the rest of what was typed is left out. */
const dueParts: Readonly<Record<string, readonly string[]>> = {
  month: ['kind', 'month'],
  week: ['kind', 'week'],
  date: ['kind', 'month', 'day'],
};

function dueOf(typed: unknown): Record<string, unknown> {
  const due: Record<string, unknown> = { ...Object(typed) };
  const asked = dueParts[String(due['kind'])] ?? [];
  return Object.fromEntries(Object.entries(due).filter(([name]) => asked.includes(name)));
}

const inCommon: Pick<FormDefinition, 'toBody' | 'nameOf' | 'back' | 'done'> = {
  toBody: ({ due, schoolUnits, remindDaysBefore, ...typed }, call) => ({
    ...typed,
    due: dueOf(due),
    // Nothing chosen is every school for the municipality, and a missing answer for a school's own people.
    schoolUnits: schoolUnits ?? (isOfMunicipality(call) ? null : []),
    remindDaysBefore: Array.isArray(remindDaysBefore) ? remindDaysBefore.map(Number) : [],
  }),
  nameOf: bothNameOf('title', 'description'),
  back: ({ ui, today }) => {
    const from = schoolYearOf(today);
    return { href: '/year-wheel', label: ui.t('wheel.title', { from, to: from + 1 }) };
  },
  done: () => withDone('/year-wheel', 'list'),
};

/** The task that the path names, if the reader may change it. */
async function taskIn(call: FormCall): Promise<WheelTask> {
  const found = (await wheelOf(call)).tasks.find(({ id }) => id === call.params['id']);
  if (found === undefined) throw new Problem('not-found', { field: 'path/id' });
  requireMayEdit(signedIn(call).actor, found);
  return found;
}

export const wheelTaskForms = [
  ...defineForm({
    path: '/year-wheel/tasks/new',
    route: apiRoute('post', '/year-wheel'),
    spec: (call) => specOf(call, call.ui.t('wheel.task.add'), null),
    async initial(call) {
      const schools = await schoolsFor(call);
      const [only] = schools;
      return {
        remindDaysBefore: ['14'],
        ...(schools.length === 1 && only !== undefined && !isOfMunicipality(call)
          ? { schoolUnits: [only.code] }
          : {}),
      };
    },
    ...inCommon,
  }),
  ...defineForm({
    path: '/year-wheel/tasks/{id}/change',
    route: apiRoute('post', '/year-wheel/tasks/{id}'),
    async spec(call) {
      const task = await taskIn(call);
      const title = call.ui.t('wheel.task.change', { title: inWords(call.ui, task.title) });
      return specOf(call, title, task);
    },
    initial: async (call) => valuesOf(await taskIn(call)),
    ...inCommon,
  }),
];
