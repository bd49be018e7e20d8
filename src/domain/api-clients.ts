/**
 * API clients: other systems that ask in a name of their own (OAuth 2.0 client credentials, RFC 6749 §4.4). What one may
 * do is its scopes, and a route that names none is closed to all of them. Bryggan's own rules for the rest.
 */
import type { ApiClientId } from './ids.ts';
import type { Action } from './permissions.ts';
import { addMonths, type LocalDate } from './time.ts';

/** Small, and named by what the table of permissions has. */
export const scopes = ['import:write', 'statistics:read', 'cases:read'] as const;
export type Scope = (typeof scopes)[number];

/**
 * What each scope gives of the table's actions. Never a text of a case, a document, consents, or anything of the
 * families' own: what a case's stories say is for people (domain.md §3).
 */
export const scopeActions: Readonly<Record<Scope, readonly Action[]>> = {
  'import:write': ['import.run', 'import.read'],
  'statistics:read': ['statistics.read'],
  'cases:read': ['case.list', 'case.read', 'timeline.read'],
};

/**
 * A client as it asks. It is no actor: no case ever hears of one, and a route that takes people refuses it.
 */
export type ClientActor = { role: 'client'; clientId: ApiClientId; scopes: readonly Scope[] };

/** Whether any of these scopes gives the action. Default deny. */
export const scopesGive = (held: readonly Scope[], action: Action): boolean =>
  held.some((scope) => scopeActions[scope].includes(action));

export const isScope = (text: string): text is Scope => scopes.some((scope) => scope === text);

/** What is asked for of what is held; null when something isn't. Nothing asked for is all (RFC 6749 §3.3). */
export const grantedScopes = (held: readonly Scope[], asked: string | null): Scope[] | null => {
  const named = (asked ?? '').split(' ').filter((word) => word !== '');
  if (named.length === 0) return [...held];
  const known = named.filter(isScope).filter((scope) => held.includes(scope));
  return known.length === named.length ? [...new Set(known)] : null;
};

/** Rotation: a new secret beside the old one, until every system has it. */
export const mostSecrets = 2;

/** A client that nobody renews ends. */
export const mostMonthsOfClient = 24;

/** How long an access token is good for. */
export const tokenMinutes = 10;

export type ClientLife = { endsOn: LocalDate; revoked: boolean };

/** Up to and including its last day. */
export const isClientLive = ({ endsOn, revoked }: ClientLife, today: LocalDate): boolean =>
  !revoked && today <= endsOn;

/** Whether a client may last until then: from today, two years at most. */
export const mayEndOn = (endsOn: LocalDate, today: LocalDate): boolean =>
  today <= endsOn && endsOn <= addMonths(today, mostMonthsOfClient);
