/** `…/reports-to-eht/new` of a pupil or a case: in a drop-in time that EHT has opened, or in writing (seed 003 step 3). */
import { localTime } from '../../../domain/time.ts';
import { listSlots, type Slot } from '../../../records/eht-slots.ts';
import { clockTime } from '../../../texts/dates.ts';
import type { FormSpec } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { dayOf } from '../../../ui/words.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, type FormCall } from '../form.ts';
import { backToSubject, pupilOfForm, toCase } from './about-pupil.ts';

/** `måndag 14 september 2026 kl. 14.00, 20 minuter, Kuratorns rum`. */
export const slotWords = (ui: Ui, { date, from, minutes, place }: Slot): string => {
  const when = { date: dayOf(ui, date), time: clockTime(ui.lang, localTime(from)), minutes };
  return place === null ? ui.t('report.how.slot', when) : ui.t('report.how.slotAt', { ...when, place });
};

/** More than anybody chooses among. */
const shownAtMost = 12;

async function spec(call: FormCall): Promise<FormSpec> {
  const { ui, deps, today } = call;
  const { pupil } = await pupilOfForm(call);
  const slots = await listSlots(deps.db, pupil.schoolUnit, today);
  const free = slots.filter(({ takenBy }) => takenBy === null).slice(0, shownAtMost);
  return {
    title: ui.t('report.title'),
    send: ui.t('report.send'),
    steps: [
      {
        id: 'report',
        title: ui.t('report.title'),
        intro: ui.t('report.intro'),
        fields: [
          { kind: 'date', name: 'reportedOn', label: ui.t('report.reportedOn') },
          {
            kind: 'choice',
            name: 'how',
            label: ui.t('report.how'),
            as: 'radios',
            ...(free.length === 0 ? { hint: ui.t('report.how.none') } : {}),
            options: [
              { value: 'written', label: ui.t('report.how.written') },
              ...free.map((slot) => ({ value: slot.id, label: slotWords(ui, slot) })),
            ],
          },
          { kind: 'story', name: 'note', label: ui.t('report.note') },
        ],
      },
    ],
  };
}

const shared = {
  spec,
  initial: ({ today }: FormCall) => ({ reportedOn: [today], how: ['written'] }),
  toBody: ({ how, ...body }: Record<string, unknown>) => ({
    ...body,
    how: how === 'written' ? { by: 'written' } : { by: 'slot', slotId: how },
  }),
  back: backToSubject,
  done: toCase('report'),
};

export const reportForms = [
  ...defineForm({
    ...shared,
    path: '/pupils/{id}/reports-to-eht/new',
    route: apiRoute('post', '/pupils/{id}/reports-to-eht'),
  }),
  ...defineForm({
    ...shared,
    path: '/cases/{id}/reports-to-eht/new',
    route: apiRoute('post', '/cases/{id}/reports-to-eht'),
  }),
];
