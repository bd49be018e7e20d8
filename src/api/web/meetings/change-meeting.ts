/** `/cases/{id}/meetings/{meetingId}/changes`, `/cancellation`, `/answers`: what becomes of a called meeting. */
import { stillInvited } from '../../../domain/case/coverage.ts';
import type { Meeting } from '../../../domain/case/state.ts';
import { parseLocalDate } from '../../../domain/time.ts';
import { first, type Option } from '../../../ui/forms/spec.ts';
import { grantedCase } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, typedIn, withDone, type FormCall } from '../form.ts';
import { optionsOf } from '../forms/options.ts';
import { textsOf } from '../forms/texts-of.ts';
import { calledIn, participantName, readingOf, whenFields } from './call-meeting.ts';
import { participantFields, whereFields, whereOf } from './fields.ts';
import { guardianLabels, invitable, labelsOf, valueOfInvited } from './people.ts';

/** The meeting of the address. Throws not-found. */
export function meetingOf(call: Pick<FormCall, 'granted'> & { params: Record<string, string> }): Meeting {
  const { state } = grantedCase(call).file;
  const meeting = state.meetings.find((one) => one.meetingId === call.params['meetingId']);
  if (meeting === undefined) throw new Problem('not-found');
  return meeting;
}

const pageOf = ({ params }: FormCall): string => `/cases/${params['id']}/meetings/${params['meetingId']}`;
export const toMeeting = (what: string) => (call: FormCall) => withDone(pageOf(call), what);
export const backToMeeting = (call: FormCall) => ({
  href: pageOf(call),
  label: call.ui.t(`meeting.kind.${meetingOf(call).kind}`),
});

/** Those who are invited by their own ids, so that they keep them; then everyone else who may be called. */
async function circleOf(call: FormCall): Promise<Option[]> {
  const meeting = meetingOf(call);
  const reading = readingOf(call);
  const [labels, others] = await Promise.all([labelsOf(reading, [meeting]), invitable(reading)]);
  const invited = stillInvited(meeting);
  const there = new Set(invited.map(valueOfInvited));
  return [
    ...invited.map(({ participantId }) => ({
      value: `kept/${participantId}`,
      label: labels.get(participantId) ?? '',
    })),
    ...others.filter(({ value }) => !there.has(value)),
  ];
}

const change = defineForm({
  path: '/cases/{id}/meetings/{meetingId}/changes',
  route: apiRoute('post', '/cases/{id}/meetings/{meetingId}/changes'),
  spec: async (call) => {
    const { ui } = call;
    const { kind, time } = meetingOf(call);
    const reading = readingOf(call);
    const [values, people, guardians] = await Promise.all([
      typedIn(call),
      circleOf(call),
      guardianLabels(reading),
    ]);
    const on = parseLocalDate(first(values, 'time.date')) ?? time.date;
    const whom = { file: reading.file, kind, on, invitable: people, guardians };
    return {
      title: ui.t('meeting.change.title'),
      send: ui.t('meeting.change.send'),
      steps: [
        {
          id: 'change',
          title: ui.t('meeting.change.title'),
          intro: ui.t('meeting.change.intro'),
          fields: [...(await whenFields(call)), ...whereFields(ui), ...participantFields(ui, whom)],
        },
      ],
    };
  },
  initial: async (call) => {
    const { time, where, participants } = meetingOf(call);
    const [text, people] = await Promise.all([textsOf(call.deps.db, [where.contentId]), circleOf(call)]);
    const known = new Set(participants.map(({ participantId }) => `kept/${participantId}`));
    return {
      'time.date': [time.date],
      'time.from': [time.from],
      'time.minutes': [String(time.minutes)],
      'where.kind': [where.kind],
      [`where.${where.kind}`]: [text(where.contentId)],
      participants: people.map(({ value }) => value).filter((value) => known.has(value)),
    };
  },
  toBody: ({ participants, receivers, where, ...rest }) => ({
    ...rest,
    where: whereOf(where),
    participants: calledIn(participants, receivers),
  }),
  nameOf: participantName,
  back: backToMeeting,
  done: toMeeting('meetingChanged'),
});

const cancel = defineForm({
  path: '/cases/{id}/meetings/{meetingId}/cancellation',
  route: apiRoute('post', '/cases/{id}/meetings/{meetingId}/cancellation'),
  spec: (call) => {
    const { ui } = call;
    meetingOf(call);
    return {
      title: ui.t('meeting.cancel.title'),
      send: ui.t('meeting.cancel.send'),
      steps: [
        {
          id: 'cancel',
          title: ui.t('meeting.cancel.title'),
          intro: ui.t('meeting.cancel.intro'),
          fields: [
            { kind: 'story', name: 'reason', label: ui.t('meeting.cancel.reason'), rows: 2, optional: true },
          ],
        },
      ],
    };
  },
  back: backToMeeting,
  done: toMeeting('meetingCancelled'),
});

const answer = defineForm({
  path: '/cases/{id}/meetings/{meetingId}/answers',
  route: apiRoute('post', '/cases/{id}/meetings/{meetingId}/answers'),
  spec: async (call) => {
    const { ui } = call;
    const meeting = meetingOf(call);
    const labels = await labelsOf(readingOf(call), [meeting]);
    return {
      title: ui.t('meeting.answers.title'),
      send: ui.t('meeting.answers.send'),
      steps: [
        {
          id: 'answer',
          title: ui.t('meeting.answers.title'),
          fields: [
            {
              kind: 'choice',
              name: 'participantId',
              label: ui.t('meeting.answers.who'),
              as: 'select',
              options: stillInvited(meeting).map(({ participantId }) => ({
                value: participantId,
                label: labels.get(participantId) ?? '',
              })),
            },
            {
              kind: 'choice',
              name: 'rsvp',
              label: ui.t('meeting.rsvp'),
              options: optionsOf(ui, 'meeting.rsvp', ['accepted', 'declined', 'tentative']),
            },
          ],
        },
      ],
    };
  },
  back: backToMeeting,
  done: toMeeting('rsvp'),
});

export const changeMeetingForms = [...change, ...cancel, ...answer];
