/** Who an effect's mail goes to, by the records as they stand when it is sent. */
import type { Effect } from '../../domain/case/effects.ts';
import type { Giver } from '../../domain/case/consent-parts.ts';
import type { Participant } from '../../domain/case/meeting-parts.ts';
import type { Undeliverable } from '../../domain/case/parts.ts';
import type { Owner } from '../../domain/obligations/obligation.ts';
import type { CaseFile } from '../../records/cases.ts';
import type { Db } from '../../records/connect.ts';
import { deputiesIn } from '../../records/deputies.ts';
import { findContent } from '../../records/contents.ts';
import { findPeople, mentorsOf, type Person, peopleWithRole } from '../../records/people.ts';
import { findGuardian, findPupil, type Pupil } from '../../records/pupils.ts';

export type Recipient = {
  /** The mail's key: the effect's own, or one for each person behind a role. */
  key: string;
  /** Whom the case names when the mail doesn't arrive. */
  ref: Undeliverable['to'];
  audience: 'staff' | 'family' | 'guest';
  /** Null where the records have none. `protected`: they may have one, and it is never used by itself. */
  address: string | null | 'protected';
};

/** The people of one effect; empty when nobody holds the role. */
export const recipientsOf = async (db: Db, effect: Effect, file: CaseFile): Promise<Recipient[]> => {
  const pupil = await findPupil(db, file.pupilId);
  const { key } = effect;
  if (effect.type === 'invitation') return [await participantRecipient(db, key, effect.to, file, pupil)];
  if (effect.to.by === 'giver') return [await familyMember(db, key, effect.to.giver, file, pupil)];
  const { role } = effect.to;
  const people = [...(await owners(db, effect.to, pupil)), ...(await deputies(db, effect.to, file))];
  return people.map((person) => ({
    key: `${key}/${person.id}`,
    ref: { role, personId: person.id },
    audience: 'staff',
    address: addressOf(person),
  }));
};

/** Whoever has left is not written to. */
const addressOf = (person: Person | undefined): string | null =>
  person?.active === true ? filled(person.email) : null;

const filled = (text: string | null): string | null => {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
};

const owners = async (db: Db, owner: Owner, pupil: Pupil | null): Promise<Person[]> => {
  if (owner.by === 'persons') return named(db, owner.personIds);
  if (owner.role === 'teamLeader') return peopleWithRole(db, 'teamLeader', null);
  if (owner.role !== 'mentor') return peopleWithRole(db, owner.role, owner.schoolUnit);
  // A mentor's business is their own class: the school's other mentors are not told that there is a case.
  return pupil === null ? [] : findPeople(db, await mentorsOf(db, pupil.schoolUnit, pupil.class));
};

/** Who stands in for the coordinators today is told what they are told; nobody twice. */
const deputies = async (db: Db, owner: Owner, file: CaseFile): Promise<Person[]> => {
  if (owner.by !== 'persons' || owner.role !== 'coordinator') return [];
  const ids = await deputiesIn(db, file.id, owner.personIds);
  return findPeople(
    db,
    ids.filter((id) => !owner.personIds.includes(id)),
  );
};

/** An id that the records don't know stays in the list: its duty must not vanish. */
const named = async (db: Db, ids: readonly string[]): Promise<Person[]> => {
  const known = new Map((await findPeople(db, ids)).map((person) => [person.id, person]));
  return [...new Set(ids)].map((id) => known.get(id) ?? unknownPerson(id));
};

const unknownPerson = (id: string): Person => ({
  id,
  givenName: '',
  familyName: '',
  email: null,
  eppn: null,
  active: false,
  roles: [],
});

/** domain.md §3: with protected identity nothing is sent to the family by itself. */
const isProtected = (file: CaseFile, pupil: Pupil | null): boolean =>
  file.state.pupil.protectedIdentity || (pupil !== null && pupil.securityMarking !== 'none');

const familyMember = async (
  db: Db,
  key: string,
  giver: Giver,
  file: CaseFile,
  pupil: Pupil | null,
): Promise<Recipient> => {
  const base = { key, ref: giver, audience: 'family' } as const;
  if (isProtected(file, pupil)) return { ...base, address: 'protected' };
  // The records hold no mail address of a pupil: the coordinator tells them.
  if (giver.role === 'pupil') return { ...base, address: null };
  const guardian = await findGuardian(db, giver.guardianId);
  return { ...base, address: filled(guardian?.email ?? null) };
};

/** Where whoever is invited to a meeting, or asked for a time, gets their mail. */
export const participantRecipient = async (
  db: Db,
  key: string,
  { as, participantId }: Participant,
  file: CaseFile,
  pupil: Pupil | null,
): Promise<Recipient> => {
  const guest = { role: 'guest', participantId } as const;
  switch (as.kind) {
    case 'pupil':
      return familyMember(db, key, { role: 'pupil' }, file, pupil);
    case 'guardian':
      return familyMember(db, key, { role: 'guardian', guardianId: as.guardianId }, file, pupil);
    case 'staff': {
      const [person] = await findPeople(db, [as.personId]);
      return { key, ref: guest, audience: 'staff', address: addressOf(person) };
    }
    case 'receiver': {
      const content = await findContent(db, as.addressId);
      return { key, ref: guest, audience: 'guest', address: filled(emailIn(content?.body)) };
    }
  }
};

/** A guest's address is a content row of the shape `{ email, name? }`. */
const emailIn = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'email' in body && typeof body.email === 'string'
    ? body.email
    : null;
