/** Who can be called to a meeting and what they are called on a page; protected names stay with those near. */
import type { Meeting } from '../../../domain/case/state.ts';
import type { Participant } from '../../../domain/case/meeting-parts.ts';
import type { Relation } from '../../../domain/permissions.ts';
import type { Actor } from '../../../domain/case/parts.ts';
import type { CaseFile } from '../../../records/cases.ts';
import type { Db } from '../../../records/connect.ts';
import { readContents } from '../../../records/contents.ts';
import { findPeople } from '../../../records/people.ts';
import { guardiansOf } from '../../../records/pupils.ts';
import type { Option } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { fullName } from '../../session.ts';
import { isNamed } from '../../visible.ts';
import { staffOf, staffOptions } from '../forms/staff.ts';

export type Reading = { db: Db; ui: Ui; file: CaseFile; actor: Actor; relation: Relation };

/** The guardians' names; numbers in their place where the identity is protected and the reader isn't near. */
export async function guardianLabels({
  db,
  ui,
  file,
  actor,
  relation,
}: Reading): Promise<Map<string, string>> {
  const { pupil } = file.state;
  const hidden = pupil.protectedIdentity && !isNamed(actor, relation);
  const known = hidden ? [] : await guardiansOf(db, file.pupilId);
  return new Map(
    pupil.guardianIds.map((id, index): [string, string] => {
      const found = known.find((one) => one.id === id);
      return [
        id,
        found === undefined
          ? ui.t('meeting.guardianNo', { no: index + 1 })
          : ui.t('meeting.guardian', { name: fullName(found) }),
      ];
    }),
  );
}

/** Family and staff who may be called without consent; `guardian/<id>`, `staff/<id>` or `pupil`. */
export async function invitable(reading: Reading): Promise<Option[]> {
  const { db, ui, file } = reading;
  const [guardians, staff] = await Promise.all([guardianLabels(reading), staffOf(db, file)]);
  const family = file.state.ofAge
    ? []
    : [...guardians].map(([id, label]) => ({ value: `guardian/${id}`, label }));
  return [
    { value: 'pupil', label: ui.t('meeting.pupil') },
    ...family,
    ...staffOptions(ui, staff).map(({ value, label }) => ({ value: `staff/${value}`, label })),
  ];
}

/** What an option of `invitable` is on the wire. */
export function participantOf(value: string): Record<string, string> {
  const [kind = '', id = ''] = value.split('/');
  if (kind === 'kept') return { participantId: id };
  if (kind === 'guardian') return { kind, guardianId: id };
  return kind === 'staff' ? { kind, personId: id } : { kind: 'pupil' };
}

/** The option that an invited participant already is; null for receivers. */
export const valueOfInvited = ({ as }: Participant): string | null => {
  switch (as.kind) {
    case 'pupil':
      return 'pupil';
    case 'guardian':
      return `guardian/${as.guardianId}`;
    case 'staff':
      return `staff/${as.personId}`;
    case 'receiver':
      return null;
  }
};

/** Each participant's words: name and what they are; a receiver's by its kind and the name that was given. */
export const labelsOf = (reading: Reading, meetings: readonly Meeting[]): Promise<Map<string, string>> =>
  labelsOfParticipants(
    reading,
    meetings.flatMap((meeting) => meeting.participants),
  );

/** The same of any who may be called. */
export async function labelsOfParticipants(
  reading: Reading,
  all: readonly Participant[],
): Promise<Map<string, string>> {
  const { db, ui } = reading;
  const staffIds = all.flatMap(({ as }) => (as.kind === 'staff' ? [as.personId] : []));
  const addressIds = all.flatMap(({ as }) => (as.kind === 'receiver' ? [as.addressId] : []));
  const [guardians, staff, near, addresses] = await Promise.all([
    guardianLabels(reading),
    findPeople(db, staffIds),
    staffOf(db, reading.file),
    readContents(db, addressIds),
  ]);
  const roles = new Map(staffOptions(ui, near).map(({ value, label }) => [value, label]));
  const words = ({ as }: Participant): string => {
    switch (as.kind) {
      case 'pupil':
        return ui.t('meeting.pupil');
      case 'guardian':
        return guardians.get(as.guardianId) ?? ui.t('party.guardian');
      case 'staff': {
        const person = staff.find((one) => one.id === as.personId);
        return roles.get(as.personId) ?? (person === undefined ? '' : fullName(person));
      }
      case 'receiver': {
        const name: unknown = Object(addresses.get(as.addressId))['name'];
        const kind = ui.t(`receiver.${as.receiver}`);
        return typeof name === 'string' ? `${name} (${kind})` : kind;
      }
    }
  };
  return new Map(all.map((one): [string, string] => [one.participantId, words(one)]));
}
