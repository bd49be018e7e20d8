/** `/pupils/{id}/first-day-calls/{date}`: the talk of care on the first day away, its points at hand (seed 004). */
import { localDate } from '../../../domain/time.ts';
import { firstDayCallGuides } from '../../../texts/guides/first-day-call.ts';
import type { Field, FormSpec } from '../../../ui/forms/spec.ts';
import { dayOf } from '../../../ui/words.ts';
import { firstDayCalls } from '../../first-day-calls.ts';
import { Problem } from '../../problem.ts';
import { date } from '../../schemas/common.ts';
import { parseOrRefuse } from '../../validate.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { backToSubject, pupilOfForm } from './about-pupil.ts';
import { optionsOf } from './options.ts';

const dayOfCall = (call: FormCall) => parseOrRefuse(date('The day.'), call.params['date'], 'path');

async function known(call: FormCall) {
  const { pupil, masked } = await pupilOfForm(call);
  const calls = await firstDayCalls(call.deps.db, pupil, call.today, masked, localDate(dayOfCall(call)));
  if (calls.whom === null) throw new Problem('preschool-not-noticed');
  return { ...calls, whom: calls.whom };
}

async function spec(call: FormCall): Promise<FormSpec> {
  const { ui } = call;
  const { whom, guardians, guardianNotice } = await known(call);
  const numbers = guardians.map(({ name, mobile }, index) => {
    const who = name ?? ui.t('pupil.hiddenGuardian', { n: index + 1 });
    return mobile === null
      ? ui.t('call.noNumber', { name: who })
      : ui.t('call.number', { name: who, mobile });
  });
  const { title, intro, parts } = firstDayCallGuides[whom][ui.lang];
  const told: Field[] =
    guardianNotice === 'needed'
      ? [
          {
            kind: 'choice',
            name: 'guardianNotified',
            label: ui.t('call.guardianNotified'),
            hint: ui.t('call.guardianNotified.hint'),
            optional: true,
            options: optionsOf(ui, 'call.guardianNotified', ['bySchoolSystem', 'here']),
          },
        ]
      : [];
  return {
    title: ui.t('call.title'),
    send: ui.t('call.send'),
    steps: [
      {
        id: 'call',
        title: ui.t('call.title'),
        intro: ui.t('call.about', { date: dayOf(ui, localDate(dayOfCall(call))) }),
        fields: [
          {
            kind: 'guide',
            guide: {
              title,
              intro,
              parts: [
                ...(numbers.length === 0 ? [] : [{ heading: ui.t('call.numbers'), points: numbers }]),
                ...parts,
              ],
            },
          },
          {
            kind: 'choice',
            name: 'whom',
            label: ui.t('call.whom'),
            options: optionsOf(ui, 'call.whom', ['guardian', 'pupil']),
          },
          {
            kind: 'yesNo',
            name: 'reached',
            label: ui.t('call.reached'),
            yes: ui.t('call.reached.yes'),
            no: ui.t('call.reached.no'),
          },
          { kind: 'story', name: 'notes', label: ui.t('call.notes'), optional: true, rows: 4 },
          ...told,
        ],
      },
    ],
  };
}

export const firstDayCallForm = defineForm({
  path: '/pupils/{id}/first-day-calls/{date}',
  route: apiRoute('post', '/pupils/{id}/first-day-calls'),
  spec,
  initial: async (call) => ({ whom: [(await known(call)).whom] }),
  toBody: (body, call) => ({ ...body, date: dayOfCall(call) }),
  params: ({ params }) => ({ id: params['id'] ?? '' }),
  back: backToSubject,
  done: ({ params }) => withDone(`/pupils/${params['id']}`, 'call'),
});
