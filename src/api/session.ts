/** Who asks: the session behind a bearer token or the cookie, as an actor with the roles of this moment. */
import type { ClientActor } from '../domain/api-clients.ts';
import type { Actor, StaffRole } from '../domain/case/parts.ts';
import type { SignedInHow } from '../domain/sign-in/step-up.ts';
import { instant, type Instant } from '../domain/time.ts';
import type { ApiClientId } from '../domain/ids.ts';
import { clientByToken } from '../records/api-clients/tokens.ts';
import type { Db } from '../records/connect.ts';
import { standingInToday } from '../records/deputies.ts';
import { emergencyCasesOf } from '../records/emergency-access.ts';
import { findPerson, type Person } from '../records/people.ts';
import { findGuardian, findPupil } from '../records/pupils.ts';
import { findSession } from '../records/sign-in/sessions.ts';
import type { Deps } from './deps.ts';
import { familyEntry } from './family-entry.ts';
import { todayAt } from './today.ts';

export type SessionRole = StaffRole | 'guardian' | 'pupil';

export type Session = {
  /** Names the session; opens nothing. */
  id: string;
  /** The id of the person, guardian or pupil. */
  personId: string;
  role: SessionRole;
  /** All the roles that the person may be in, this one among them. */
  roles: readonly SessionRole[];
  actor: Actor;
  name: string;
  token: string;
  how: 'bearer' | 'cookie';
  /** When and how strongly the person signed in. */
  signedIn: SignedInHow;
  endsAt: Instant;
};

/** Another system's token, as the routes that it may ask see it. */
export type ClientSession = {
  /** The client's id, as a person's stands in the log. */
  personId: ApiClientId;
  role: 'client';
  actor: ClientActor;
  name: string;
  how: 'bearer';
  /** No person signed in. */
  signedIn: SignedInHow;
};

/** Whoever asks a route of the API. */
export type Caller = Session | ClientSession;

export const cookieName = 'bryggan_session';

/** The token of a request and how it came; a bearer token goes before the cookie. */
function tokenOf(header: (name: string) => string | undefined): Pick<Session, 'token' | 'how'> | null {
  const bearer = /^Bearer +([A-Za-z0-9_-]{20,200})$/i.exec(header('authorization') ?? '');
  if (bearer?.[1] !== undefined) return { token: bearer[1], how: 'bearer' };
  const token = cookieOf(header, cookieName);
  return token === null ? null : { token, how: 'cookie' };
}

/** One cookie of a request; null when it has none of that name. */
export function cookieOf(header: (name: string) => string | undefined, wanted: string): string | null {
  for (const pair of (header('cookie') ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === wanted && value !== undefined && value !== '') return value;
  }
  return null;
}

/**
 * The session, or null when there is none, it has run out, or the person no longer holds the role. Being asked for
 * makes it last on, except (`unused`) by what no person did.
 */
export async function readSession(
  deps: Pick<Deps, 'db' | 'signIn' | 'mode' | 'now'>,
  header: (name: string) => string | undefined,
  unused?: 'unused',
): Promise<Session | null> {
  const { db, signIn } = deps;
  const found = tokenOf(header);
  if (found === null) return null;
  const now = instant(Date.now());
  const row = await findSession(db, found.token, now, unused === undefined ? signIn.limits : null);
  if (row === null) return null;
  const { id, personId, role, authenticatedAt, acr, endsAt } = row;
  const who = await identify(db, personId, role);
  if (who === null || !(await isStillLetIn(deps, personId, role))) return null;
  return { id, personId, role, endsAt, signedIn: { authenticatedAt, acr }, ...who, ...found };
}

/** Of a family: what let them in may have ended meanwhile. In a rehearsal anybody is anybody. */
async function isStillLetIn(
  { db, mode, now }: Pick<Deps, 'db' | 'mode' | 'now'>,
  personId: string,
  role: SessionRole,
): Promise<boolean> {
  if (mode === 'rehearsal' || (role !== 'guardian' && role !== 'pupil')) return true;
  return (await familyEntry(db, { personId, role }, todayAt(await now()))) === 'admitted';
}

type StaffActor = Extract<Actor, { role: StaffRole }>;

/** A person's session, or the client whose access token it is; null when it is neither. Pages ask for sessions alone. */
export async function readCaller(
  deps: Pick<Deps, 'db' | 'signIn' | 'mode' | 'now'>,
  header: (name: string) => string | undefined,
): Promise<Caller | null> {
  const session = await readSession(deps, header);
  const sent = tokenOf(header);
  if (session !== null || sent?.how !== 'bearer') return session;
  const client = await clientByToken(deps.db, sent.token, instant(Date.now()));
  if (client === null) return null;
  const { id, name, scopes } = client;
  const actor = { role: 'client' as const, clientId: id, scopes };
  return {
    personId: id,
    role: 'client',
    actor,
    name,
    how: 'bearer',
    signedIn: { authenticatedAt: null, acr: null },
  };
}

export type Identity = Pick<Session, 'actor' | 'name' | 'roles'>;

/** The actor that a person is in a role, with their name; null when they don't hold it. */
export async function identify(db: Db, personId: string, role: SessionRole): Promise<Identity | null> {
  if (role === 'guardian') {
    const guardian = await findGuardian(db, personId);
    if (guardian === null) return null;
    return { actor: { role, guardianId: personId }, name: fullName(guardian), roles: [role] };
  }
  if (role === 'pupil') {
    const pupil = await findPupil(db, personId);
    if (pupil === null || !pupil.active) return null;
    return { actor: { role, pupilId: personId }, name: fullName(pupil), roles: [role] };
  }
  const person = await findPerson(db, personId);
  if (person === null || !person.active) return null;
  const roles = rolesOf(person);
  if (!roles.includes(role)) return null;
  const staff = { role, personId, schoolUnits: schoolsOf(person, role) };
  const actor = role === 'coordinator' ? await withWhatIsLent(db, staff) : staff;
  return { actor, name: fullName(person), roles };
}

/** A coordinator with the cases that they have for a time alone: as deputy, and by emergency access. */
async function withWhatIsLent(db: Db, staff: StaffActor): Promise<StaffActor> {
  const [standsInFor, emergencyCases] = await Promise.all([
    standingInToday(db, staff.personId),
    emergencyCasesOf(db, staff.personId),
  ]);
  return {
    ...staff,
    ...(standsInFor.length === 0 ? {} : { standsInFor }),
    ...(emergencyCases.length === 0 ? {} : { emergencyCases }),
  };
}

/** What a member of staff may be, each once, in a steady order. */
export const rolesOf = (person: Person): StaffRole[] => [...new Set(person.roles.map(({ role }) => role))];

/** The schools at which a person holds a role; empty where they hold it for the whole municipality. */
function schoolsOf(person: Person, role: StaffRole): string[] {
  const units = person.roles.filter((one) => one.role === role).map((one) => one.schoolUnit);
  return [...new Set(units.filter((unit) => unit !== null))];
}

export const fullName = (who: { givenName: string; familyName: string }): string =>
  `${who.givenName} ${who.familyName}`;
