/**
 * A request for an access token (RFC 6749 §4.4 with §2.3.1 and §3.2), read as it was sent. No library is used: what is
 * needed of OAuth 2.0 here is this one request, and node's own parsing of a form.
 */
export type TokenError = 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';

export type TokenRequest = {
  clientId: string;
  secret: string;
  /** As it was asked for, separated by spaces; null: all that the client has. */
  scope: string | null;
  /** The client used the Authorization header, and is told of a refusal by one (§5.2). */
  byHeader: boolean;
};

type Read = ({ ok: true } & TokenRequest) | { ok: false; error: TokenError; byHeader: boolean };

const no = (error: TokenError, byHeader: boolean): Read => ({ ok: false, error, byHeader });

/** `application/x-www-form-urlencoded` of one part of the Basic credentials; null where it is malformed. */
const unescaped = (text: string): string | null => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
};

/** Id and secret of an `Authorization: Basic`, whose `decoded` credentials are given; null where they are no such. */
const basicOf = (decoded: string): { clientId: string; secret: string } | null => {
  const at = decoded.indexOf(':');
  if (at <= 0) return null;
  const [clientId, secret] = [unescaped(decoded.slice(0, at)), unescaped(decoded.slice(at + 1))];
  return clientId === null || secret === null ? null : { clientId, secret };
};

/** A parameter is there once at most (§3.2); without a value it counts as left out. */
const one = (fields: readonly [string, string][], name: string): string | null | 'twice' => {
  const found = fields.filter(([key, value]) => key === name && value !== '');
  return found.length > 1 ? 'twice' : (found[0]?.[1] ?? null);
};

/**
 * `basic`: the decoded credentials of the Authorization header; `none` where there is no header, null where there is
 * one of another scheme or malformed.
 */
export function readTokenRequest(fields: readonly [string, string][], basic: string | 'none' | null): Read {
  const byHeader = basic !== 'none';
  const named = ['grant_type', 'client_id', 'client_secret', 'scope'].map((name) => one(fields, name));
  if (named.includes('twice')) return no('invalid_request', byHeader);
  const [grantType = null, id = null, bodySecret = null, scope = null] = named;
  const header = basic === null || basic === 'none' ? null : basicOf(basic);
  if (byHeader && header === null) return no('invalid_client', byHeader);
  // One way of saying who one is, never two (§2.3).
  if (header !== null && (bodySecret !== null || (id !== null && id !== header.clientId)))
    return no('invalid_request', byHeader);
  if (grantType === null) return no('invalid_request', byHeader);
  const who = header ?? (id === null || bodySecret === null ? null : { clientId: id, secret: bodySecret });
  if (who === null) return no('invalid_client', byHeader);
  if (grantType !== 'client_credentials') return no('unsupported_grant_type', byHeader);
  return { ok: true, ...who, scope, byHeader };
}
