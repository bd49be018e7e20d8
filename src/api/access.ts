/**
 * The one gate: every route says what it needs, and this asks `domain/permissions.ts`. Default deny. Whoever
 * stands in no relation to a case learns nothing of it (404); whoever may see it but not do this is told so (403).
 */
import { may, mayCommand, mayCommandAs, mayEverCommand, needOf } from '../domain/permissions.ts';
import { relationToCase, relationToPupil } from '../domain/permissions.ts';
import type { Action, Relation } from '../domain/permissions.ts';
import { noRelation } from '../domain/permissions.ts';
import { coordinatorIdsOf } from '../domain/permissions.ts';
import type { ClientActor, Scope } from '../domain/api-clients.ts';
import type { CommandType } from '../domain/case/commands.ts';
import { ageOfMajority } from '../domain/case/open.ts';
import type { Actor } from '../domain/case/parts.ts';
import { freshForMinutes, needsSignInAgain, type SensitiveAct } from '../domain/sign-in/step-up.ts';
import { ageOn, instant, type LocalDate } from '../domain/time.ts';
import { findCase, newestCaseOf, type CaseFile } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { pupilFacts } from '../records/pupil-facts.ts';
import { findPupil, type Pupil } from '../records/pupils.ts';
import type { Deps } from './deps.ts';
import { isFamily } from './family-entry.ts';
import { Problem } from './problem.ts';
import type { Caller, Session } from './session.ts';
import { isNamed } from './visible.ts';

export type Access =
  /** Without sign-in; `why` is for the reader of the table. */
  | { kind: 'open'; why: string }
  /** Without sign-in, in rehearsal only. */
  | { kind: 'rehearsal'; why: string }
  /** Whoever is signed in, about themselves. */
  | { kind: 'signedIn'; why: string }
  /**
   * An action of the permissions' table: on nothing in particular, on the path's case or pupil, or (`body`) on what
   * the body names, which the handler then asks about.
   */
  | {
      kind: 'action';
      action: Action;
      on: 'nothing' | 'case' | 'pupil' | 'body';
      rehearsalOnly?: true;
      /** On a case: also whoever may send this command to it, such as an invited one who answers. */
      orCommand?: CommandType;
      /** The scope by which another system may ask as well; left out, none may. */
      client?: Scope;
      /** Only with a sign-in that is fresh enough for this. */
      fresh?: SensitiveAct;
    }
  /**
   * A command to the path's case; or (`on`) to the case that the path's pupil has or gets by it, or that the body
   * names, which the handler then asks about.
   */
  | { kind: 'command'; command: CommandType; on?: 'pupil' | 'body' };

export type Granted = { case: CaseFile | null; pupil: Pupil | null; relation: Relation };

const grantedNothing: Granted = { case: null, pupil: null, relation: noRelation };

/**
 * What is said to whoever may not: whoever may see the case or pupil is told so, and whoever stands in no relation to it
 * learns nothing, not even that it is there; whatever they asked to do.
 */
const refusalFor = (actor: Actor, relation: Relation, field: string): Problem =>
  relation.size > 0 || may(actor, 'case.read', relation)
    ? new Problem('not-permitted')
    : new Problem('not-found', { field });

/** Refuses with 403 what the role may never do, before anything is read; for what is about no case or pupil. */
function requireRole(actor: Actor, action: Action): void {
  if (needOf(actor.role, action) === null) throw new Problem('not-permitted');
}

/** The case, if the actor may do `allowed` to it. */
export async function requireCase(
  db: Db,
  actor: Actor,
  caseId: string,
  allowed: (relation: Relation, file: CaseFile) => boolean,
): Promise<Granted & { case: CaseFile }> {
  const told = await findCase(db, caseId);
  if (told === null) throw new Problem('not-found', { field: 'path/id' });
  const file = await withPupilOfToday(db, told);
  const relation = relationOf(actor, file);
  if (allowed(relation, file)) return { case: file, pupil: null, relation };
  throw refusalFor(actor, relation, 'path/id');
}

/** How an actor stands to a case, its pupil as of today. */
export const relationOf = (actor: Actor, { state }: CaseFile): Relation => relationToCase(actor, state);

/**
 * Who lost custody sees nothing from the import on, also while the case hasn't been told of it: what the records say
 * of the pupil now goes before what the case was told.
 */
export async function withPupilOfToday(db: Db, file: CaseFile): Promise<CaseFile> {
  const pupil = await pupilFacts(db, file.pupilId);
  return pupil === null ? file : { ...file, state: { ...file.state, pupil } };
}

/** The pupil, if the actor may do `action` with them on that day. */
export async function requirePupil(
  db: Db,
  actor: Actor,
  pupilId: string,
  action: Action,
  today: LocalDate,
  field: string,
): Promise<Granted & { pupil: Pupil }> {
  const pupil = await findPupil(db, pupilId);
  if (pupil === null) throw new Problem('not-found', { field });
  const relation = await relationTo(db, actor, pupil, today);
  if (!may(actor, action, relation)) throw refusalFor(actor, relation, field);
  return { case: null, pupil, relation };
}

/** The pupil, if the actor may send such a command to their case, the one that they have or the one that it begins. */
export async function requirePupilCommand(
  db: Db,
  actor: Actor,
  pupilId: string,
  command: CommandType,
  today: LocalDate,
  field: string,
): Promise<Granted & { pupil: Pupil }> {
  const pupil = await findPupil(db, pupilId);
  if (pupil === null) throw new Problem('not-found', { field });
  const relation = await relationTo(db, actor, pupil, today);
  if (mayCommandAs(actor, command, relation)) return { case: null, pupil, relation };
  throw refusalFor(actor, relation, field);
}

/** How the actor stands to a pupil as the records know it, through the newest case's coordinators as well. */
async function relationTo(db: Db, actor: Actor, pupil: Pupil, today: LocalDate): Promise<Relation> {
  const facts = await pupilFacts(db, pupil.id);
  if (facts === null) return noRelation;
  const newest = await newestCaseOf(db, pupil.id);
  const file = newest === null ? null : await findCase(db, newest.id);
  return relationToPupil(actor, {
    ...facts,
    ofAge: ageOn(facts.birthDate, today) >= ageOfMajority,
    caseId: file?.id ?? null,
    coordinatorIds: file === null ? [] : coordinatorIdsOf(file.state),
  });
}

type Asking = Pick<Session, 'actor' | 'signedIn'>;

/** Whoever is named to read of a protected pupil has signed in a moment ago: their computer may stand open. */
export function requireFreshSignIn(
  { signIn }: Pick<Deps, 'signIn'>,
  asking: Asking,
  { case: file, pupil, relation }: Granted,
): void {
  const isProtected =
    file?.state.pupil.protectedIdentity === true || (pupil !== null && pupil.securityMarking !== 'none');
  if (isProtected && isNamed(asking.actor, relation))
    requireFreshFor('protectedIdentity', { signIn }, asking);
}

/** Throws unless the asker has signed in a moment ago, and strongly enough. */
export function requireFreshFor(
  act: SensitiveAct,
  { signIn }: Pick<Deps, 'signIn'>,
  { actor, signedIn }: Asking,
): void {
  // Families are held to their own levels, at each sign-in.
  const strong = isFamily(actor) && signIn.family !== null ? signIn.family.acr : signIn.strongAcr;
  if (!needsSignInAgain(act, signedIn, instant(Date.now()), strong)) return;
  const maxAge = freshForMinutes[act] * 60;
  const acr = strong.length === 0 ? '' : `, acr_values="${strong.join(' ')}"`;
  // RFC 9470 tells a client so.
  const challenge = `Bearer error="insufficient_user_authentication", max_age="${maxAge}"${acr}`;
  throw new Problem('sign-in-again', { headers: { 'www-authenticate': challenge } });
}

/**
 * Asks for everything that can be asked before the body is read. `params.id` names the case or pupil.
 * Throws 401, 403 or 404 problems.
 */
export async function authorize(
  deps: Pick<Deps, 'db' | 'mode' | 'signIn'>,
  access: Access,
  asker: Pick<Caller, 'actor' | 'signedIn'> | null,
  params: { id?: string },
  today: LocalDate,
): Promise<Granted> {
  const request = { mode: deps.mode, today };
  if (asker === null) return granting(deps.db, access, null, params, request);
  const { actor, signedIn } = asker;
  if (actor.role === 'client') return grantingClient(deps.db, access, actor, params);
  const asking = { actor, signedIn };
  const granted = await granting(deps.db, access, actor, params, request);
  if (access.kind === 'action' && access.fresh !== undefined) requireFreshFor(access.fresh, deps, asking);
  requireFreshSignIn(deps, asking, granted);
  return granted;
}

/** Another system passes where the route names a scope of its own and the table gives that scope the action. */
async function grantingClient(
  db: Db,
  access: Access,
  client: ClientActor,
  params: { id?: string },
): Promise<Granted> {
  if (access.kind === 'open') return grantedNothing;
  const scope = access.kind === 'action' ? access.client : undefined;
  const allowed =
    access.kind === 'action' &&
    scope !== undefined &&
    client.scopes.includes(scope) &&
    may(client, access.action);
  if (!allowed) {
    // RFC 6750 §3.1.
    const challenge = `Bearer error="insufficient_scope"${scope === undefined ? '' : `, scope="${scope}"`}`;
    throw new Problem('not-permitted', { headers: { 'www-authenticate': challenge } });
  }
  if (access.on === 'nothing' || access.on === 'body') return grantedNothing;
  const told = access.on === 'case' ? await findCase(db, params.id ?? '') : null;
  if (told === null) throw new Problem('not-found', { field: 'path/id' });
  return { case: await withPupilOfToday(db, told), pupil: null, relation: noRelation };
}

async function granting(
  db: Db,
  access: Access,
  actor: Actor | null,
  params: { id?: string },
  request: { mode: 'rehearsal' | 'live'; today: LocalDate },
): Promise<Granted> {
  const rehearsalOnly = access.kind === 'rehearsal' || (access.kind === 'action' && access.rehearsalOnly);
  if (rehearsalOnly && request.mode === 'live') throw new Problem('rehearsal-only');
  if (access.kind === 'open' || access.kind === 'rehearsal') return grantedNothing;
  if (actor === null) throw new Problem('not-signed-in', { headers: { 'www-authenticate': 'Bearer' } });
  switch (access.kind) {
    case 'signedIn':
      return grantedNothing;
    case 'command':
      if (access.on === 'body') {
        if (!mayEverCommand(actor.role, access.command)) throw new Problem('not-permitted');
        return grantedNothing;
      }
      if (access.on === 'pupil') {
        return requirePupilCommand(db, actor, params.id ?? '', access.command, request.today, 'path/id');
      }
      return requireCase(db, actor, params.id ?? '', (_, file) =>
        mayCommand(actor, access.command, file.state),
      );
    case 'action': {
      const { action } = access;
      if (access.on === 'case') {
        const { orCommand } = access;
        return requireCase(
          db,
          actor,
          params.id ?? '',
          (relation, { state }) =>
            may(actor, action, relation) || (orCommand !== undefined && mayCommand(actor, orCommand, state)),
        );
      }
      if (access.on === 'pupil') {
        return requirePupil(db, actor, params.id ?? '', action, request.today, 'path/id');
      }
      requireRole(actor, action);
      if (access.on === 'nothing' && !may(actor, action, noRelation)) throw new Problem('not-permitted');
      return grantedNothing;
    }
  }
}
