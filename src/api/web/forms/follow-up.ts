/** `/cases/{id}/follow-ups/new`: the week's follow-up, each measure of the plan with what came of it. */
import { isLov } from '../../../domain/calendar.ts';
import { nameOfPointer, type Field } from '../../../ui/forms/spec.ts';
import { schoolCalendar } from '../../calendar.ts';
import { grantedCase } from '../../granted.ts';
import { supportKinds } from '../../support-kinds.ts';
import { readList } from '../../editable-list.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { backToCase } from './back.ts';
import { optionsOf } from './options.ts';
import { beginningOf, textsOf } from './texts-of.ts';

export const followUpForm = defineForm({
  path: '/cases/{id}/follow-ups/new',
  route: apiRoute('post', '/cases/{id}/follow-ups'),
  spec: async (call) => {
    const { ui } = call;
    return {
      title: ui.t('followUp.title'),
      send: ui.t('followUp.send'),
      steps: [
        {
          id: 'followUp',
          title: ui.t('followUp.title'),
          fields: [
            ...(await noticesOf(call)),
            { kind: 'date', name: 'heldOn', label: ui.t('followUp.date') },
            {
              kind: 'choices',
              name: 'with',
              label: ui.t('followUp.with'),
              hint: ui.t('followUp.with.hint'),
              options: optionsOf(ui, 'followUp.with', ['school', 'pupil']),
            },
            {
              kind: 'number',
              name: 'attendancePercent',
              label: ui.t('followUp.attendance'),
              hint: ui.t('followUp.attendance.hint'),
              unit: ui.t('followUp.percent'),
              optional: true,
            },
            ...(await measureFields(call)),
            {
              kind: 'number',
              name: 'ownRating',
              label: ui.t('followUp.ownRating'),
              hint: ui.t('followUp.ownRating.hint'),
              optional: true,
            },
            { kind: 'story', name: 'nextStep', label: ui.t('followUp.nextStep'), rows: 3, optional: true },
          ],
        },
      ],
    };
  },
  initial: ({ today }) => ({ heldOn: [today] }),
  toBody: ({ with: withWhom, measures, ...typed }) => {
    const met = Array.isArray(withWhom) ? withWhom : [];
    return {
      ...typed,
      withSchool: met.includes('school'),
      withPupil: met.includes('pupil'),
      measures: saidOf(measures).map(([, one]) => one),
    };
  },
  nameOf: (pointer, { measures }) => {
    if (/^\/with(School|Pupil)$/.test(pointer)) return 'with';
    const [, row, rest = ''] = /^\/measures\/(\d+)(?:\/(.*))?$/s.exec(pointer) ?? [];
    const [group] = saidOf(measures)[Number(row)] ?? [];
    return group === undefined ? nameOfPointer(pointer) : `measures.${group}.${rest}`;
  },
  back: backToCase,
  done: (call) => withDone(`/cases/${call.params['id']}`, 'followUp'),
});

/** The measures that something was said of, by their groups' names: each holds its own id besides. */
const saidOf = (measures: unknown): [string, unknown][] =>
  Object.entries(Object(measures)).filter(([, one]) => Object.keys(Object(one)).length > 1);

async function noticesOf({ deps, today, ui, ...call }: FormCall): Promise<Field[]> {
  const { state } = grantedCase(call).file;
  const calendar = await schoolCalendar(deps.db, state.pupil.schoolUnit, today);
  return [
    ...(isLov(calendar, today) ? [{ kind: 'words', text: ui.t('followUp.lov') } as const] : []),
    ...(state.plans.length === 0
      ? [{ kind: 'words', tone: 'warning', text: ui.t('followUp.noPlan') } as const]
      : []),
  ];
}

/** The newest plan's measures, and support by others that goes on. */
async function measureFields(call: FormCall): Promise<Field[]> {
  const { ui, deps } = call;
  const { state } = grantedCase(call).file;
  const measures = state.plans.at(-1)?.measures ?? [];
  const support = state.supportMeasures.filter((one) => one.endedOn === null);
  const [text, kinds] = await Promise.all([
    textsOf(
      deps.db,
      measures.map((one) => one.contentId),
    ),
    readList(deps.db, supportKinds),
  ]);
  const all = [
    ...measures.map((one) => ({ id: one.measureId, label: beginningOf(text(one.contentId)) })),
    ...support.map((one) => {
      const name = kinds.find((kind) => kind.id === one.kindId)?.name;
      return { id: one.supportMeasureId, label: (ui.lang === 'en' ? name?.en : null) ?? name?.sv ?? '' };
    }),
  ];
  return all.map(({ id, label }, index) => ({
    kind: 'group',
    name: `measures.m${index}`,
    label,
    fields: [
      { kind: 'fixed', name: 'measureId', value: id },
      {
        kind: 'choice',
        name: 'done',
        label: ui.t('followUp.done'),
        options: optionsOf(ui, 'followUp.done', ['yes', 'partly', 'no']),
      },
      { kind: 'line', name: 'obstacle', label: ui.t('followUp.obstacle'), optional: true },
    ],
  }));
}
