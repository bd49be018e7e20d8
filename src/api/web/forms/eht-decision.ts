/** EHT's decision, its answer to the mentor, the review of the month: in a case, or in the meeting's room. */
import { z } from 'zod';
import { first, type FormSpec, type FormValues, type SimpleField } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { backToCase } from './back.ts';
import { optionsOf } from './options.ts';

const oneStep = (title: string, send: string, fields: SimpleField[]): FormSpec => ({
  title,
  send,
  steps: [{ id: 'one', title, fields }],
});

const decisionFields = (ui: Ui): SimpleField[] => [
  {
    kind: 'choice',
    name: 'outcome',
    label: ui.t('ehtDecision.outcome'),
    options: optionsOf(ui, 'ehtDecision.outcome', [
      'coordinator',
      'otherMeasures',
      'inquiry',
      'wait',
      'noAction',
    ]),
  },
  {
    kind: 'date',
    name: 'waitUntil',
    label: ui.t('ehtDecision.waitUntil'),
    hint: ui.t('ehtDecision.waitUntil.hint'),
    optional: true,
  },
  {
    kind: 'story',
    name: 'note',
    label: ui.t('ehtDecision.note'),
    hint: ui.t('ehtDecision.note.hint'),
  },
  {
    kind: 'story',
    name: 'mentorAnswer',
    label: ui.t('ehtDecision.mentorAnswer'),
    hint: ui.t('ehtDecision.mentorAnswer.hint'),
    optional: true,
    rows: 3,
  },
];

/** Whether the names are out of sight goes along through the form, as the projector stays on. */
const namesField: SimpleField = { kind: 'kept', name: 'names' };
const namesOf = ({ query }: FormCall): FormValues => ({ names: [query['names'] ?? ''] });

const withoutNames = (typed: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => name !== 'names'));

function room({ params, query, form }: FormCall): string {
  const hidden = query['names'] === 'hidden' || first(form, 'names') === 'hidden';
  return `/eht/${params['id']}/meetings/${params['meetingId']}${hidden ? '?names=hidden' : ''}`;
}
const backToRoom = (call: FormCall) => ({ href: room(call), label: call.ui.t('meeting.room.back') });
const decisionsOfMeeting = apiRoute('post', '/eht/{id}/meetings/{meetingId}/decisions');
const ofMeeting = ({ params }: FormCall) => ({
  id: params['id'] ?? '',
  meetingId: params['meetingId'] ?? '',
});
/** `/decision/outcome` → `outcome`. */
const within = (pointer: string): string => pointer.split('/').slice(2).join('.');

export const ehtDecisionForms = [
  ...defineForm({
    path: '/cases/{id}/eht-decisions/new',
    route: apiRoute('post', '/cases/{id}/eht-decisions'),
    spec: ({ ui }) =>
      oneStep(ui.t('ehtDecision.title'), ui.t('ehtDecision.send'), [
        { kind: 'date', name: 'decidedOn', label: ui.t('ehtDecision.decidedOn') },
        ...decisionFields(ui),
      ]),
    initial: ({ today }) => ({ decidedOn: [today] }),
    back: backToCase,
    done: ({ params }) => withDone(`/cases/${params['id']}`, 'ehtDecision'),
  }),
  ...defineForm({
    path: '/cases/{id}/eht-decisions/{ehtDecisionId}/answer',
    route: apiRoute('post', '/cases/{id}/eht-decisions/{ehtDecisionId}/answer'),
    spec: ({ ui }) =>
      oneStep(ui.t('ehtAnswer.title'), ui.t('ehtAnswer.send'), [
        { kind: 'date', name: 'toldOn', label: ui.t('ehtAnswer.toldOn') },
        { kind: 'story', name: 'note', label: ui.t('ehtAnswer.note'), hint: ui.t('ehtAnswer.note.hint') },
      ]),
    initial: ({ today }) => ({ toldOn: [today] }),
    back: backToCase,
    done: ({ params }) => withDone(`/cases/${params['id']}`, 'ehtAnswer'),
  }),
  ...defineForm({
    path: '/eht/{id}/meetings/{meetingId}/cases/{caseId}/decision',
    route: decisionsOfMeeting,
    params: ofMeeting,
    spec: ({ ui }) =>
      oneStep(ui.t('ehtDecision.title'), ui.t('ehtDecision.send'), [namesField, ...decisionFields(ui)]),
    initial: namesOf,
    toBody: (typed, { params }) => ({ caseId: params['caseId'], decision: withoutNames(typed) }),
    nameOf: within,
    back: backToRoom,
    done: (call) => withDone(room(call), 'ehtDecision'),
  }),
  ...defineForm({
    path: '/eht/{id}/meetings/{meetingId}/cases/{caseId}/review',
    route: decisionsOfMeeting,
    params: ofMeeting,
    spec: ({ ui }) =>
      oneStep(ui.t('ehtReview.title'), ui.t('ehtReview.send'), [
        namesField,
        {
          kind: 'choice',
          name: 'outcome',
          label: ui.t('ehtReview.outcome'),
          options: optionsOf(ui, 'ehtReview.outcome', [
            'goOn',
            'otherMeasures',
            'coordinator',
            'inquiry',
            'end',
          ]),
        },
        { kind: 'story', name: 'note', label: ui.t('ehtReview.note'), optional: true },
      ]),
    initial: namesOf,
    toBody: (typed, { params }) => ({ caseId: params['caseId'], monthlyReview: withoutNames(typed) }),
    nameOf: within,
    back: backToRoom,
    done: (call) => withDone(room(call), 'ehtReview'),
  }),
  ...defineForm({
    path: '/eht/{id}/meetings/{meetingId}/minutes',
    route: apiRoute('post', '/eht/{id}/meetings/{meetingId}/minutes'),
    spec: ({ ui }) =>
      oneStep(ui.t('meeting.room.minutes.add'), ui.t('meeting.room.minutes.send'), [
        namesField,
        {
          kind: 'story',
          name: 'note',
          label: ui.t('meeting.room.minutes'),
          hint: ui.t('meeting.room.minutes.hint'),
        },
      ]),
    initial: namesOf,
    toBody: withoutNames,
    back: backToRoom,
    done: (call) => withDone(room(call), 'minute'),
  }),
];

/** `/eht/{id}/slots/new`: drop-in times for mentors. */
export const slotsForm = defineForm({
  path: '/eht/{id}/slots/new',
  route: apiRoute('post', '/eht/{id}/slots'),
  spec: ({ ui }) => ({
    title: ui.t('eht.slots.open'),
    send: ui.t('eht.slots.open'),
    steps: [
      {
        id: 'slots',
        title: ui.t('eht.slots.open'),
        fields: [
          {
            kind: 'rows',
            name: 'slots',
            label: ui.t('eht.slots'),
            one: ui.t('eht.slots.one'),
            add: ui.t('eht.slots.add'),
            shown: 1,
            max: 20,
            fields: [
              { kind: 'date', name: 'date', label: ui.t('eht.slots.date') },
              { kind: 'time', name: 'from', label: ui.t('eht.slots.from') },
              {
                kind: 'number',
                name: 'minutes',
                label: ui.t('eht.slots.minutes'),
                unit: ui.t('eht.slots.unit'),
              },
              { kind: 'line', name: 'place', label: ui.t('eht.slots.place'), optional: true },
            ],
          },
        ],
      },
    ],
  }),
  initial: () => ({ 'slots.0.minutes': ['20'], '_rows.slots': ['1'] }),
  back: ({ params, ui }) => ({ href: `/eht/${params['id']}`, label: ui.t('meeting.room.list') }),
  done: ({ params }) => withDone(`/eht/${params['id']}`, 'slotsOpened'),
});

const begun = z.object({ meetingId: z.string() });
export const meetingIdOf = (body: unknown): string => begun.parse(body).meetingId;
