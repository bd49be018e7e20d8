/** Who asks: the session behind a bearer token or the cookie, as an actor with the roles of this moment. */
import type { Actor, StaffRole } from '../domain/case/parts.ts';
import type { Db } from '../records/connect.ts';
import { findPerson, type Person } from '../records/people.ts';
import { findGuardian, findPupil } from '../records/pupils.ts';
import { findSession } from '../records/sessions.ts';

export type SessionRole = StaffRole | 'guardian' | 'pupil';

export type Session = {
  /** The id of the person, guardian or pupil. */
  personId: string;
  role: SessionRole;
  actor: Actor;
  name: string;
  token: string;
  how: 'bearer' | 'cookie';
};

export const cookieName = 'bryggan_session';

/** The token of a request and how it came; a bearer token goes before the cookie. */
function tokenOf(header: (name: string) => string | undefined): Pick<Session, 'token' | 'how'> | null {
  const bearer = /^Bearer +([A-Za-z0-9_-]{20,200})$/i.exec(header('authorization') ?? '');
  if (bearer?.[1] !== undefined) return { token: bearer[1], how: 'bearer' };
  for (const pair of (header('cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === cookieName && value !== undefined && value !== '') return { token: value, how: 'cookie' };
  }
  return null;
}

/** The session, or null when there is none, it has run out, or the person no longer holds the role. */
export async function readSession(
  db: Db,
  header: (name: string) => string | undefined,
  now: Date,
): Promise<Session | null> {
  const found = tokenOf(header);
  if (found === null) return null;
  const row = await findSession(db, found.token, now);
  if (row === null) return null;
  const who = await identify(db, row.personId, row.role);
  return who === null ? null : { personId: row.personId, role: row.role, ...who, ...found };
}

/** The actor that a person is in a role, with their name; null when they don't hold it. */
export async function identify(
  db: Db,
  personId: string,
  role: SessionRole,
): Promise<{ actor: Actor; name: string } | null> {
  if (role === 'guardian') {
    const guardian = await findGuardian(db, personId);
    if (guardian === null) return null;
    return { actor: { role, guardianId: personId }, name: fullName(guardian) };
  }
  if (role === 'pupil') {
    const pupil = await findPupil(db, personId);
    if (pupil === null || !pupil.active) return null;
    return { actor: { role, pupilId: personId }, name: fullName(pupil) };
  }
  const person = await findPerson(db, personId);
  if (person === null || !person.active) return null;
  const held = person.roles.filter((one) => one.role === role);
  if (held.length === 0) return null;
  return { actor: { role, personId, schoolUnits: schoolsOf(person, role) }, name: fullName(person) };
}

/** The schools at which a person holds a role; empty where they hold it for the whole municipality. */
function schoolsOf(person: Person, role: StaffRole): string[] {
  const units = person.roles.filter((one) => one.role === role).map((one) => one.schoolUnit);
  return [...new Set(units.filter((unit) => unit !== null))];
}

export const fullName = (who: { givenName: string; familyName: string }): string =>
  `${who.givenName} ${who.familyName}`;
