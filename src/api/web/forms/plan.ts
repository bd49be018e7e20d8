/** `/cases/{id}/plans/new`: the plan, or its next version, which starts from the last one. */
import type { PlanRecord } from '../../../domain/case/state.ts';
import { isMappingComplete } from '../../../domain/case/mapping.ts';
import type { FormValues, Step } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { grantedCase } from '../../granted.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { backToCase } from './back.ts';
import { responsibleOf, responsibleOptions, responsibleValue } from './responsible.ts';
import { staffOf, type NearStaff } from './staff.ts';
import { textsOf } from './texts-of.ts';

export const planForm = defineForm({
  path: '/cases/{id}/plans/new',
  route: apiRoute('post', '/cases/{id}/plans'),
  exclusive: true,
  spec: async (call) => {
    const { ui, deps } = call;
    const { file } = grantedCase(call);
    const isFirst = file.state.plans.length === 0;
    return {
      title: ui.t(isFirst ? 'plan.title' : 'plan.title.next'),
      send: ui.t('plan.send'),
      steps: [
        situationStep(ui, { isFirst, isMapped: isMappingComplete(file.state.mapping) }),
        goalStep(ui),
        measureStep(ui, await staffOf(deps.db, file)),
        wayBackStep(ui),
        voiceStep(ui),
      ],
    };
  },
  initial: async (call) => {
    const last = grantedCase(call).file.state.plans.at(-1);
    return { start: [call.today], ...(last === undefined ? {} : await valuesOf(call, last)) };
  },
  toBody: ({ measures, ...typed }) => ({
    ...typed,
    measures: Array.isArray(measures)
      ? measures.map((row: unknown) => {
          const measure: Record<string, unknown> = { ...Object(row) };
          // What begins with the plan isn't dated twice.
          return { start: typed['start'], ...measure, owner: responsibleOf(measure['owner']) };
        })
      : [],
  }),
  back: backToCase,
  done: (call) => withDone(`/cases/${call.params['id']}`, 'plan'),
});

const situationStep = (ui: Ui, { isFirst, isMapped }: { isFirst: boolean; isMapped: boolean }): Step => ({
  id: 'situation',
  title: ui.t('plan.situation'),
  intro: ui.t(isFirst ? 'plan.situation.intro' : 'plan.situation.next'),
  fields: [
    ...(isMapped ? [] : [{ kind: 'words', tone: 'warning', text: ui.t('plan.mappingMissing') } as const]),
    { kind: 'date', name: 'start', label: ui.t('plan.start'), hint: ui.t('plan.start.hint') },
    { kind: 'story', name: 'situation', label: ui.t('plan.situation.note') },
  ],
});

const goalStep = (ui: Ui): Step => ({
  id: 'goals',
  title: ui.t('plan.goals'),
  fields: [
    {
      kind: 'rows',
      name: 'goals',
      label: ui.t('plan.goals'),
      hint: ui.t('plan.goals.hint'),
      one: ui.t('plan.goal'),
      add: ui.t('plan.goal.add'),
      shown: 1,
      max: 20,
      fields: [{ kind: 'story', name: 'note', label: ui.t('plan.goal.note'), rows: 2 }],
    },
  ],
});

const measureStep = (ui: Ui, staff: readonly NearStaff[]): Step => ({
  id: 'measures',
  title: ui.t('plan.measures'),
  fields: [
    {
      kind: 'rows',
      name: 'measures',
      label: ui.t('plan.measures'),
      hint: ui.t('plan.measures.hint'),
      one: ui.t('plan.measure'),
      add: ui.t('plan.measure.add'),
      shown: 1,
      max: 30,
      fields: [
        { kind: 'kept', name: 'measureId' },
        { kind: 'kept', name: 'kindId' },
        { kind: 'story', name: 'note', label: ui.t('plan.measure.note'), rows: 2 },
        {
          kind: 'choice',
          name: 'owner',
          label: ui.t('plan.measure.owner'),
          as: 'select',
          options: responsibleOptions(ui, staff),
        },
        {
          kind: 'date',
          name: 'start',
          label: ui.t('plan.measure.start'),
          hint: ui.t('plan.measure.start.hint'),
          optional: true,
        },
        { kind: 'story', name: 'howMeasured', label: ui.t('plan.measure.howMeasured'), rows: 2 },
      ],
    },
  ],
});

const wayBackStep = (ui: Ui): Step => ({
  id: 'wayBack',
  title: ui.t('plan.wayBack'),
  intro: ui.t('plan.wayBack.intro'),
  fields: [
    {
      kind: 'rows',
      name: 'wayBack',
      label: ui.t('plan.wayBack'),
      one: ui.t('plan.step'),
      add: ui.t('plan.step.add'),
      shown: 0,
      max: 30,
      fields: [
        { kind: 'date', name: 'from', label: ui.t('plan.step.from') },
        {
          kind: 'number',
          name: 'percentOfTimetable',
          label: ui.t('plan.step.percent'),
          unit: ui.t('followUp.percent'),
        },
        { kind: 'story', name: 'note', label: ui.t('plan.step.note'), rows: 2, optional: true },
      ],
    },
  ],
});

const voiceStep = (ui: Ui): Step => ({
  id: 'voices',
  title: ui.t('plan.voices'),
  intro: ui.t('plan.voices.intro'),
  fields: [
    { kind: 'story', name: 'voice.pupil', label: ui.t('plan.voice.pupil'), rows: 3, optional: true },
    { kind: 'story', name: 'voice.guardians', label: ui.t('plan.voice.guardians'), rows: 3, optional: true },
  ],
});

/** The last version as it would have been typed; its measures keep their ids, so that follow-ups go on. */
async function valuesOf({ deps, today }: FormCall, plan: PlanRecord): Promise<FormValues> {
  const { goals, measures, wayBack, voice } = plan;
  const text = await textsOf(deps.db, [
    plan.situationContentId,
    voice.pupilContentId,
    voice.guardiansContentId,
    ...[...goals, ...wayBack].map((one) => one.contentId),
    ...measures.flatMap((one) => [one.contentId, one.howMeasuredContentId]),
  ]);
  const filled = {
    start: plan.start > today ? plan.start : today,
    situation: text(plan.situationContentId),
    'voice.pupil': text(voice.pupilContentId),
    'voice.guardians': text(voice.guardiansContentId),
    ...rows('goals', goals, ({ contentId }) => ({ note: text(contentId) })),
    ...rows('measures', measures, (one) => ({
      measureId: one.measureId,
      kindId: one.kindId ?? '',
      note: text(one.contentId),
      owner: responsibleValue(one.owner),
      start: one.start,
      howMeasured: text(one.howMeasuredContentId),
    })),
    ...rows('wayBack', wayBack, ({ from, percentOfTimetable, contentId }) => ({
      from,
      percentOfTimetable: String(percentOfTimetable),
      note: text(contentId),
    })),
  };
  return Object.fromEntries(Object.entries(filled).map(([name, value]) => [name, [value]]));
}

function rows<T>(
  name: string,
  list: readonly T[],
  row: (one: T) => Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    list.flatMap((one, index) =>
      Object.entries(row(one)).map(([field, value]): [string, string] => [
        `${name}.${index}.${field}`,
        value,
      ]),
    ),
  );
}
