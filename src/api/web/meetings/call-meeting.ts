/** `/cases/{id}/meetings/new`: calling a meeting, with a SIP's own fields where it is one. */
import type { MeetingKind } from '../../../domain/case/meeting-parts.ts';
import { coordinatorIdsOf } from '../../../domain/permissions.ts';
import { findPoll } from '../../../records/polls/polls.ts';
import { parseLocalDate } from '../../../domain/time.ts';
import {
  first,
  nameOfPointer,
  rowCount,
  type Field,
  type FormValues,
  type Option,
  type Step,
} from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, typedIn, withDone, type FormCall } from '../form.ts';
import { backToCase } from '../forms/back.ts';
import { optionsOf } from '../forms/options.ts';
import { receiverValues } from '../forms/receivers.ts';
import { participantFields, timeFields, whereFields, whereOf } from './fields.ts';
import { guardianLabels, invitable, participantOf, type Reading } from './people.ts';
import { thingsToMind } from './times.ts';

export const kinds: readonly MeetingKind[] = ['startMeeting', 'collaboration', 'sip'];

export const readingOf = (call: FormCall): Reading => {
  const { file, relation } = grantedCase(call);
  return { db: call.deps.db, ui: call.ui, file, relation, actor: signedIn(call).actor };
};

/** What was chosen, or what the address asks for. */
export const kindOf = (values: FormValues, { query }: FormCall): MeetingKind =>
  kinds.find((one) => one === (first(values, 'kind') || query['kind'])) ?? 'collaboration';

export const callMeetingForm = defineForm({
  path: '/cases/{id}/meetings/new',
  route: apiRoute('post', '/cases/{id}/meetings'),
  spec: async (call) => {
    const { ui } = call;
    const values = await typedIn(call);
    const kind = kindOf(values, call);
    const reading = readingOf(call);
    const [people, guardians] = await Promise.all([invitable(reading), guardianLabels(reading)]);
    const on = parseLocalDate(first(values, 'time.date')) ?? call.today;
    const whom = { file: reading.file, kind, on, invitable: people, guardians };
    return {
      title: ui.t('meeting.new.title'),
      send: ui.t('meeting.new.send'),
      steps: [
        { id: 'what', title: ui.t('meeting.what'), fields: whatFields(ui) },
        {
          id: 'when',
          title: ui.t('meeting.when'),
          fields: [...pollFields(call, values), ...(await whenFields(call))],
        },
        { id: 'where', title: ui.t('meeting.where'), fields: whereFields(ui) },
        {
          id: 'who',
          title: ui.t('meeting.who'),
          intro: ui.t('meeting.who.intro'),
          fields: participantFields(ui, whom),
        },
        ...(kind === 'sip' ? [sipStep(ui, chairs(people, values))] : []),
      ],
    };
  },
  initial: async (call) => {
    const { query } = call;
    return {
      kind: [kindOf({}, call)],
      'time.date': [query['date'] ?? ''],
      'time.from': [query['from'] ?? '14:00'],
      'time.minutes': [query['minutes'] ?? '60'],
      'where.kind': ['place'],
      participants: await usual(call),
    };
  },
  toBody: async (typed, call) => {
    const { participants, receivers, where, sip, pollId, ...rest } = typed;
    return {
      ...rest,
      where: whereOf(where),
      participants: calledIn(participants, receivers),
      ...(typed['kind'] === 'sip' ? { sip: sipOf(sip, chosenIn(participants)) } : {}),
      ...(await openPollId(call, pollId)),
    };
  },
  nameOf: participantName,
  back: backToCase,
  done: (call) => withDone(`/cases/${call.params['id']}`, 'meeting'),
});

/** Family and the case's coordinators are called unless somebody unticks them. */
export async function usual(call: FormCall): Promise<string[]> {
  const people = await invitable(readingOf(call));
  const own = coordinatorIdsOf(grantedCase(call).file.state).map((id) => `staff/${id}`);
  return people
    .map(({ value }) => value)
    .filter((value) => !value.startsWith('staff/') || own.includes(value));
}

/** Where no time is chosen yet: the way to ask for some; where one was chosen from a poll: that it closes. */
function pollFields({ ui, params }: FormCall, values: FormValues): Field[] {
  if (first(values, 'pollId') !== '') {
    return [
      { kind: 'kept', name: 'pollId' },
      { kind: 'words', text: ui.t('poll.fromPoll') },
    ];
  }
  const href = `/cases/${params['id']}/meeting-polls/new`;
  return [{ kind: 'words', text: ui.t('poll.suggest'), link: { href, label: ui.t('poll.new') } }];
}

/** A draft may be older than the end of its poll: the meeting is called all the same. */
async function openPollId({ deps, params }: FormCall, pollId: unknown): Promise<{ pollId?: string }> {
  if (typeof pollId !== 'string') return {};
  const poll = await findPoll(deps.db, params['id'] ?? '', pollId);
  return poll?.closed === null ? { pollId } : {};
}

/** Those who were ticked and the rows of those outside the school, as the body has them. */
export const calledIn = (participants: unknown, receivers: unknown): unknown[] => [
  ...chosenIn(participants).map(participantOf),
  ...(Array.isArray(receivers) ? receivers : []).map((one) => ({ kind: 'receiver', ...Object(one) })),
];

export const chosenIn = (participants: unknown): string[] =>
  Array.isArray(participants) ? participants.map(String) : [];

/** A refused participant is a box that was ticked, or one of the rows after them. */
export function participantName(pointer: string, typed: Record<string, unknown>): string {
  const [, at, rest = ''] = /^\/participants\/(\d+)(?:\/(.*))?$/s.exec(pointer) ?? [];
  if (at === undefined) return nameOfPointer(pointer);
  const row = Number(at) - chosenIn(typed['participants']).length;
  return row < 0 ? 'participants' : `receivers.${row}.${rest === '' ? 'receiver' : rest}`;
}

/** The chair's place among the participants; somebody who isn't called stays out of it, for the schema to refuse. */
function sipOf(typed: unknown, chosen: readonly string[]): unknown {
  const sip: Record<string, unknown> = { measures: [], ...Object(typed) };
  const chair = String(sip['chair'] ?? '');
  const [kind, row] = chair.split('/');
  const place = kind === 'row' ? chosen.length + Number(row) : chosen.indexOf(chair);
  return { ...sip, chair: place < 0 ? undefined : place };
}

const whatFields = (ui: Ui): Field[] => [
  {
    kind: 'choice',
    name: 'kind',
    label: ui.t('meeting.kind'),
    options: optionsOf(ui, 'meeting.kind', ['startMeeting', 'collaboration', 'sip']),
  },
  {
    kind: 'story',
    name: 'question',
    label: ui.t('meeting.question'),
    hint: ui.t('meeting.question.hint'),
    rows: 3,
  },
];

/** The time, with what stands around it; `words` go before it. */
export const whenFields = async (call: FormCall): Promise<Field[]> => [
  await whatStandsAround(call),
  ...timeFields(call.ui),
];

export async function whatStandsAround(call: FormCall): Promise<Field> {
  const { ui, deps } = call;
  const things = await thingsToMind(deps.db, ui, grantedCase(call).file);
  const text =
    things.length === 0 ? ui.t('meeting.when.free') : ui.t('meeting.when.own', { list: things.join('\n') });
  return { kind: 'words', text };
}

/** Those who are ticked, the family among them, and the rows of those outside the school by the names that were typed. */
function chairs(people: readonly Option[], values: FormValues): Option[] {
  const ticked = values['participants'] ?? [];
  const rows = Array.from({ length: rowCount(values, 'receivers') }, (_, row) => ({
    value: `row/${row}`,
    label: first(values, `receivers.${row}.name`),
  }));
  const called = people.filter(({ value }) => ticked.includes(value));
  return [...(called.length === 0 ? people : called), ...rows.filter(({ label }) => label !== '')];
}

const sipStep = (ui: Ui, chair: Option[]): Step => {
  const authorities = optionsOf(ui, 'receiver', ['school', 'coordinators', ...receiverValues]);
  return {
    id: 'sip',
    title: ui.t('meeting.aboutSip'),
    fields: [
      {
        kind: 'choice',
        name: 'sip.initiator',
        label: ui.t('meeting.sip.initiator'),
        as: 'select',
        options: authorities,
      },
      { kind: 'choice', name: 'sip.chair', label: ui.t('meeting.sip.chair'), as: 'select', options: chair },
      {
        kind: 'choice',
        name: 'sip.overallResponsible',
        label: ui.t('meeting.sip.overall'),
        as: 'select',
        options: authorities,
      },
      {
        kind: 'rows',
        name: 'sip.measures',
        label: ui.t('meeting.sip.measures'),
        one: ui.t('meeting.sip.measure'),
        add: ui.t('meeting.sip.measure.add'),
        shown: 0,
        max: 30,
        fields: [
          {
            kind: 'choice',
            name: 'authority',
            label: ui.t('meeting.sip.authority'),
            as: 'select',
            options: authorities,
          },
          { kind: 'story', name: 'note', label: ui.t('meeting.sip.note'), rows: 2 },
        ],
      },
      { kind: 'date', name: 'sip.followUpOn', label: ui.t('meeting.sip.followUpOn') },
    ],
  };
};
