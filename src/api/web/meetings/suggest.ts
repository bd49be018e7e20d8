/** `/cases/{id}/meeting-polls/new`: times to suggest, and those who are asked. */
import { maxDate, parseLocalDate } from '../../../domain/time.ts';
import { mostTimes } from '../../../domain/polls/poll.ts';
import { longDateTime } from '../../../texts/dates.ts';
import { first, rowCount, type Field, type FormValues } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { grantedCase } from '../../granted.ts';
import { surroundingsAt } from '../../polls.ts';
import { meetingTime } from '../../schemas/meeting.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, typedIn, withDone, type FormCall } from '../form.ts';
import { optionsOf } from '../forms/options.ts';
import {
  calledIn,
  kindOf,
  kinds,
  participantName,
  readingOf,
  usual,
  whatStandsAround,
} from './call-meeting.ts';
import { participantFields } from './fields.ts';
import { guardianLabels, invitable } from './people.ts';
import { clashWords } from './times.ts';

export const suggestForm = defineForm({
  path: '/cases/{id}/meeting-polls/new',
  route: apiRoute('post', '/cases/{id}/meeting-polls'),
  spec: async (call) => {
    const { ui } = call;
    const values = await typedIn(call);
    const kind = kindOf(values, call);
    const reading = readingOf(call);
    const [people, guardians, around] = await Promise.all([
      invitable(reading),
      guardianLabels(reading),
      whatStandsAround(call),
    ]);
    const whom = { file: reading.file, kind, on: lastDay(values, call), invitable: people, guardians };
    return {
      title: ui.t('poll.new'),
      send: ui.t('poll.new.send'),
      steps: [
        {
          id: 'times',
          title: ui.t('poll.new.times'),
          fields: [
            {
              kind: 'choice',
              name: 'kind',
              label: ui.t('meeting.kind'),
              options: optionsOf(ui, 'meeting.kind', kinds),
            },
            around,
            ...timesFields(ui),
          ],
        },
        {
          id: 'who',
          title: ui.t('poll.new.who'),
          intro: ui.t('poll.new.who.intro'),
          fields: participantFields(ui, whom),
        },
      ],
    };
  },
  initial: async (call) => ({
    kind: [kindOf({}, call)],
    minutes: ['60'],
    participants: await usual(call),
  }),
  toBody: ({ kind, times, minutes, participants, receivers }) => ({
    kind,
    times: rowsOf(times).map((row) => ({ ...row, minutes })),
    participants: calledIn(participants, receivers),
  }),
  nameOf: (pointer, typed) =>
    /^\/times\/\d+\/minutes$/.test(pointer) ? 'minutes' : participantName(pointer, typed),
  remark: async ({ times, minutes }, call) => {
    const { ui, deps } = call;
    const { file } = grantedCase(call);
    const suggested = rowsOf(times).flatMap((row) => {
      const parsed = meetingTime.safeParse({ ...row, minutes });
      return parsed.success ? [parsed.data] : [];
    });
    const around = await surroundingsAt(deps.db, file, suggested);
    const lines = suggested.flatMap((time) =>
      clashWords(ui, file, time, around).map((what) =>
        ui.t('poll.clash.at', { when: longDateTime(ui.lang, time.date, time.from), what }),
      ),
    );
    return lines.length === 0 ? null : lines.join('\n');
  },
  back: ({ params, ui }) => ({ href: `/cases/${params['id']}/meeting-polls`, label: ui.t('poll.title') }),
  done: ({ params }, { body }) =>
    withDone(`/cases/${params['id']}/meeting-polls/${String(Object(body)['id'])}`, 'pollSent'),
});

const rowsOf = (rows: unknown): Record<string, unknown>[] =>
  Array.isArray(rows) ? rows.map((row): Record<string, unknown> => ({ ...Object(row) })) : [];

/** The latest of the days that were typed, on which consent must still hold. */
function lastDay(values: FormValues, { today }: FormCall) {
  const days = Array.from({ length: rowCount(values, 'times') }, (_, row) =>
    parseLocalDate(first(values, `times.${row}.date`)),
  ).filter((day) => day !== null);
  return maxDate(today, ...days);
}

const timesFields = (ui: Ui): Field[] => [
  {
    kind: 'rows',
    name: 'times',
    label: ui.t('poll.new.times'),
    hint: ui.t('poll.new.times.hint'),
    one: ui.t('poll.new.time'),
    add: ui.t('poll.new.time.add'),
    shown: 3,
    max: mostTimes,
    fields: [
      { kind: 'date', name: 'date', label: ui.t('meeting.date') },
      { kind: 'time', name: 'from', label: ui.t('meeting.from') },
    ],
  },
  {
    kind: 'number',
    name: 'minutes',
    label: ui.t('poll.new.minutes'),
    unit: ui.t('attendance.minutes'),
  },
];
