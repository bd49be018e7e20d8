/**
 * Staff sign in through the municipality's provider: who of the records they are then, and in which role.
 * Default deny: whoever isn't on the staff, or holds no role, gets no session.
 */
import type { SignInRefusal } from '../domain/sign-in/refusal.ts';
import { nameIn, rolesIn } from '../domain/sign-in/claims.ts';
import { instant } from '../domain/time.ts';
import type { OidcClaims } from '../integrations/oidc.ts';
import { findPerson, findStaffAs, type Person } from '../records/people.ts';
import { setClaimedRoles } from '../records/roles.ts';
import type { Attempt } from '../records/sign-in/attempts.ts';
import type { SessionThere } from '../records/sign-in/sessions.ts';
import type { Door } from '../records/sign-in/tables.ts';
import { beginSession } from './begin-session.ts';
import type { Deps, StaffProvider } from './deps.ts';
import {
  comeBack,
  refuse,
  sessionThere,
  signedInAnew,
  type CameBack,
  type SigningIn,
} from './provider-round.ts';
import { roleTitles } from './resources/people-roles.ts';
import { rolesOf } from './session.ts';

/** Judges what the browser came back with, and begins a session for whom the provider means. */
export const comeBackAsStaff = (
  call: SigningIn,
  staff: StaffProvider,
  back: { query: URLSearchParams; browser: string | null },
): Promise<CameBack<SignInRefusal>> =>
  comeBack(call, { door: 'staff', provider: staff.provider }, back, (attempt, claims) =>
    begin(call, staff, attempt, claims),
  );

async function begin(
  call: SigningIn,
  staff: StaffProvider,
  attempt: Attempt,
  claims: OidcClaims,
): Promise<CameBack<SignInRefusal>> {
  const { deps } = call;
  const no = (why: SignInRefusal) => refuse(deps, 'staff', why, attempt.next);
  const name = nameIn(await claims.claim(staff.person.claim));
  if (name === null) return no('claimMissing');
  const [found, ...others] = await findStaffAs(deps.db, staff.person.by, name);
  if (found === undefined || others.length > 0) return no('unknownPerson');
  const person = await withToldRoles(deps, staff, claims, found);
  const there = sessionThere('staff', claims);
  const { authenticatedAtMs, acr } = claims;
  return beginAsStaff(call, attempt, {
    door: 'staff',
    person: person ?? found,
    authenticatedAtMs,
    acr,
    there,
  });
}

type Identified = {
  door: Door;
  person: Person;
  authenticatedAtMs: number;
  acr: string | null;
  there: SessionThere | null;
};

/** Begins a session for whom a provider identified, in a role that they hold. */
export async function beginAsStaff(
  call: SigningIn,
  attempt: Attempt,
  { door, person, authenticatedAtMs, acr, there }: Identified,
): Promise<CameBack<SignInRefusal>> {
  const { deps, session } = call;
  const { next } = attempt;
  const no = (why: SignInRefusal) => refuse(deps, door, why, next);
  const wrong = signedInAnew(call, attempt, { personId: person.id, authenticatedAtMs });
  if (wrong !== null) return no(wrong);
  const { strongAcr } = deps.signIn;
  const again = attempt.sessionId !== null;
  if (again && strongAcr.length > 0 && (acr === null || !strongAcr.includes(acr))) return no('tooWeak');
  const roles = rolesOf(person);
  const kept = roles.find((role) => session?.personId === person.id && role === session.role);
  const role = kept ?? roles[0];
  if (role === undefined) return no('noRole');
  const authenticatedAt = instant(authenticatedAtMs);
  const begun = await beginSession(call, { personId: person.id, role, authenticatedAt, acr, there });
  const chooses = roles.length > 1 && kept === undefined;
  return { begun, to: chooses ? `/sign-in/role?next=${encodeURIComponent(next)}` : next };
}

/** Roles that the provider tells are written down, so that others see them too: who gets mail, who may be chosen. */
async function withToldRoles(
  { db }: Deps,
  { roles }: StaffProvider,
  claims: OidcClaims,
  person: Person,
): Promise<Person | null> {
  if (roles === null) return person;
  const told = rolesIn(await claims.claim(roles.claim), roles.meanings);
  await setClaimedRoles(
    db,
    person.id,
    told.map((role) => ({ role, title: roleTitles[role] })),
  );
  return findPerson(db, person.id);
}
