/** The fields of a meeting: time, place, participants, the receivers whom consent covers. */
import type { MeetingKind } from '../../../domain/case/meeting-parts.ts';
import { isCovered, meetingSharing } from '../../../domain/consent.ts';
import type { Giver } from '../../../domain/case/consent-parts.ts';
import type { LocalDate } from '../../../domain/time.ts';
import type { CaseFile } from '../../../records/cases.ts';
import type { Field, Option } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { optionsOf } from '../forms/options.ts';
import { receiverValues } from '../forms/receivers.ts';

export const timeFields = (ui: Ui): Field[] => [
  { kind: 'date', name: 'time.date', label: ui.t('meeting.date') },
  { kind: 'time', name: 'time.from', label: ui.t('meeting.from') },
  {
    kind: 'number',
    name: 'time.minutes',
    label: ui.t('meeting.minutes'),
    unit: ui.t('attendance.minutes'),
  },
];

export const whereFields = (ui: Ui): Field[] => [
  {
    kind: 'choice',
    name: 'where.kind',
    label: ui.t('meeting.where.kind'),
    options: optionsOf(ui, 'meeting.where.kind', ['place', 'link']),
  },
  { kind: 'line', name: 'where.place', label: ui.t('meeting.place') },
  { kind: 'line', name: 'where.link', label: ui.t('meeting.link'), hint: ui.t('meeting.link.hint') },
];

/** Only the part that was chosen: the other may have been typed in before. */
export function whereOf(typed: unknown): unknown {
  const { kind, place, link }: Record<string, unknown> = { ...Object(typed) };
  return kind === 'link' ? { kind, link } : { kind, place };
}

/** Everyone who may be called, and rows for those outside the school whom consent covers on the day. */
export function participantFields(
  ui: Ui,
  call: {
    file: CaseFile;
    kind: MeetingKind;
    on: LocalDate;
    invitable: Option[];
    guardians: ReadonlyMap<string, string>;
  },
): Field[] {
  const { file, kind, on, invitable, guardians } = call;
  const standings = receiverValues.map((receiver) => ({
    receiver,
    coverage: isCovered(file.state, meetingSharing(kind, receiver), on),
  }));
  const covered = standings.flatMap(({ receiver, coverage }) => (coverage.covered ? [receiver] : []));
  return [
    { kind: 'choices', name: 'participants', label: ui.t('meeting.participants'), options: invitable },
    covered.length === 0
      ? { kind: 'words', text: ui.t('meeting.noReceivers') }
      : {
          kind: 'rows',
          name: 'receivers',
          label: ui.t('meeting.receivers'),
          one: ui.t('meeting.receiver.one'),
          add: ui.t('meeting.receiver.add'),
          shown: 0,
          max: 20,
          fields: [
            {
              kind: 'choice',
              name: 'receiver',
              label: ui.t('meeting.receiver'),
              as: 'select',
              options: optionsOf(ui, 'receiver', covered),
            },
            { kind: 'line', name: 'name', label: ui.t('meeting.receiver.name') },
            { kind: 'line', name: 'email', label: ui.t('meeting.receiver.email'), inputMode: 'email' },
          ],
        },
    ...uncoveredWords(
      ui,
      file,
      standings.flatMap(({ receiver, coverage }) =>
        coverage.covered ? [] : [{ receiver, missing: coverage.missing }],
      ),
      guardians,
    ),
  ];
}

type Uncovered = { receiver: (typeof receiverValues)[number]; missing: readonly Giver[] };

/** Receivers whom the same consents are missing for stand in one sentence. */
function uncoveredWords(
  ui: Ui,
  file: CaseFile,
  uncovered: readonly Uncovered[],
  guardians: ReadonlyMap<string, string>,
): Field[] {
  const nameOf = (giver: Giver): string =>
    giver.role === 'pupil'
      ? ui.t('meeting.pupil').toLowerCase()
      : (guardians.get(giver.guardianId) ?? ui.t('party.guardian'));
  const byGivers = new Map<string, string[]>();
  for (const { receiver, missing } of uncovered) {
    const givers = missing.map(nameOf).join(', ');
    byGivers.set(givers, [...(byGivers.get(givers) ?? []), ui.t(`receiver.${receiver}`)]);
  }
  const link = { href: `/cases/${file.id}/consents/new`, label: ui.t('meeting.askConsent') };
  return [...byGivers].map(([givers, receivers]): Field => ({
    kind: 'words',
    text: ui.t('meeting.uncovered', { receivers: receivers.join(', '), givers }),
    link,
  }));
}
