/** `/cases/{id}/measures/new` and `/cases/{id}/measures/{supportMeasureId}/end`: support by others. */
import { offered } from '../../../domain/support-kinds/kind.ts';
import type { Both } from '../../../domain/both.ts';
import { dayOf } from '../../../ui/words.ts';
import type { Ui } from '../../../ui/ui.ts';
import { readList } from '../../editable-list.ts';
import { grantedCase } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { supportKinds } from '../../support-kinds.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { backToCase } from './back.ts';
import { staffOf, staffOptions } from './staff.ts';

const toCase = (what: string) => (call: FormCall) => withDone(`/cases/${call.params['id']}`, what);

const inLanguage = (ui: Ui, { sv, en }: Both): string => (ui.lang === 'en' ? en : null) ?? sv;

const begin = defineForm({
  path: '/cases/{id}/measures/new',
  route: apiRoute('post', '/cases/{id}/support-measures'),
  spec: async (call) => {
    const { ui, deps } = call;
    const [kinds, staff] = await Promise.all([
      readList(deps.db, supportKinds),
      staffOf(deps.db, grantedCase(call).file),
    ]);
    return {
      title: ui.t('measure.title'),
      send: ui.t('measure.send'),
      steps: [
        {
          id: 'measure',
          title: ui.t('measure.title'),
          intro: ui.t('measure.intro'),
          fields: [
            {
              kind: 'choice',
              name: 'kindId',
              label: ui.t('measure.kind'),
              as: 'select',
              options: offered(kinds).map(({ id, name }) => ({ value: id, label: inLanguage(ui, name) })),
            },
            { kind: 'date', name: 'beganOn', label: ui.t('measure.beganOn') },
            {
              kind: 'choice',
              name: 'ownerPersonId',
              label: ui.t('measure.owner'),
              as: 'select',
              optional: true,
              options: staffOptions(ui, staff),
            },
            { kind: 'story', name: 'note', label: ui.t('measure.note'), rows: 3, optional: true },
            {
              kind: 'rows',
              name: 'steps',
              label: ui.t('measure.steps'),
              hint: ui.t('measure.steps.hint'),
              one: ui.t('measure.step.one'),
              add: ui.t('measure.step.add'),
              shown: 0,
              max: 20,
              fields: [
                { kind: 'date', name: 'from', label: ui.t('measure.step.from') },
                {
                  kind: 'number',
                  name: 'percentOfTimetable',
                  label: ui.t('measure.step.percent'),
                  unit: ui.t('followUp.percent'),
                },
              ],
            },
          ],
        },
      ],
    };
  },
  initial: ({ today }) => ({ beganOn: [today] }),
  back: backToCase,
  done: toCase('measure'),
});

const end = defineForm({
  path: '/cases/{id}/measures/{supportMeasureId}/end',
  route: apiRoute('post', '/cases/{id}/support-measures/{supportMeasureId}/end'),
  spec: async (call) => {
    const { ui, deps, params } = call;
    const { state } = grantedCase(call).file;
    const measure = state.supportMeasures.find((one) => one.supportMeasureId === params['supportMeasureId']);
    if (measure === undefined) throw new Problem('not-found');
    const kind = (await readList(deps.db, supportKinds)).find((one) => one.id === measure.kindId);
    const what = {
      kind: kind === undefined ? '' : inLanguage(ui, kind.name),
      date: dayOf(ui, measure.beganOn),
    };
    return {
      title: ui.t('measure.end.title'),
      send: ui.t('measure.end.send'),
      steps: [
        {
          id: 'end',
          title: ui.t('measure.end.title'),
          intro: ui.t('measure.end.what', what),
          fields: [
            { kind: 'date', name: 'endedOn', label: ui.t('measure.end.date') },
            { kind: 'story', name: 'note', label: ui.t('measure.end.note'), rows: 3, optional: true },
          ],
        },
      ],
    };
  },
  initial: ({ today }) => ({ endedOn: [today] }),
  back: backToCase,
  done: toCase('measureEnded'),
});

export const supportMeasureForms = [...begin, ...end];
