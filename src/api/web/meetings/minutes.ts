/** `/cases/{id}/meetings/{meetingId}/minutes`: the minutes, typed together with what was decided. */
import { stillInvited } from '../../../domain/case/coverage.ts';
import { openSip } from '../../../domain/case/sip.ts';
import type { Field } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { grantedCase } from '../../granted.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, type FormCall } from '../form.ts';
import { responsibleOf, responsibleOptions } from '../forms/responsible.ts';
import { staffOf, type NearStaff } from '../forms/staff.ts';
import { readingOf } from './call-meeting.ts';
import { backToMeeting, meetingOf, toMeeting } from './change-meeting.ts';
import { labelsOf } from './people.ts';

export const minutesForm = defineForm({
  path: '/cases/{id}/meetings/{meetingId}/minutes',
  route: apiRoute('post', '/cases/{id}/meetings/{meetingId}/minutes'),
  spec: async (call) => {
    const { ui, deps } = call;
    const staff = await staffOf(deps.db, grantedCase(call).file);
    const title = ui.t('meeting.minutes.title');
    return {
      title,
      send: ui.t('meeting.minutes.send'),
      steps: [
        {
          id: 'minutes',
          title,
          fields: [
            { kind: 'date', name: 'heldOn', label: ui.t('meeting.minutes.date') },
            await attendedField(call),
            { kind: 'story', name: 'note', label: ui.t('meeting.minutes.note'), rows: 10 },
            decisionRows(ui, staff),
            ...sipEnd(call),
          ],
        },
      ],
    };
  },
  initial: (call) => {
    const meeting = meetingOf(call);
    const came = meeting.answers.filter(({ rsvp }) => rsvp === 'accepted');
    return {
      heldOn: [meeting.time.date <= call.today ? meeting.time.date : call.today],
      attended: came.map(({ participantId }) => participantId),
    };
  },
  toBody: ({ decisions, ...typed }) => ({
    attended: [],
    ...typed,
    decisions: (Array.isArray(decisions) ? decisions : []).map((row: unknown) => {
      const decision: Record<string, unknown> = { ...Object(row) };
      return { ...decision, owner: responsibleOf(decision['owner']) };
    }),
  }),
  back: backToMeeting,
  done: toMeeting('minutes'),
});

async function attendedField(call: FormCall): Promise<Field> {
  const meeting = meetingOf(call);
  const labels = await labelsOf(readingOf(call), [meeting]);
  return {
    kind: 'choices',
    name: 'attended',
    label: call.ui.t('meeting.minutes.attended'),
    options: stillInvited(meeting).map(({ participantId }) => ({
      value: participantId,
      label: labels.get(participantId) ?? '',
    })),
  };
}

const decisionRows = (ui: Ui, staff: readonly NearStaff[]): Field => ({
  kind: 'rows',
  name: 'decisions',
  label: ui.t('meeting.decisions'),
  hint: ui.t('meeting.decisions.hint'),
  one: ui.t('meeting.decision'),
  add: ui.t('meeting.decision.add'),
  shown: 1,
  max: 40,
  fields: [
    {
      kind: 'choice',
      name: 'owner',
      label: ui.t('meeting.decision.owner'),
      as: 'select',
      options: responsibleOptions(ui, staff),
    },
    { kind: 'story', name: 'note', label: ui.t('meeting.decision.note'), rows: 2 },
    { kind: 'date', name: 'due', label: ui.t('meeting.decision.due') },
  ],
});

/** Asked only where there is a SIP to end. */
function sipEnd(call: FormCall): Field[] {
  const { ui } = call;
  if (meetingOf(call).sip === null && openSip(grantedCase(call).file.state) === null) return [];
  return [
    {
      kind: 'yesNo',
      name: 'endsSip',
      label: ui.t('meeting.endsSip'),
      yes: ui.t('meeting.endsSip.yes'),
      no: ui.t('meeting.endsSip.no'),
      optional: true,
    },
  ];
}
