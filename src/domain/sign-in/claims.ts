/** What a municipality's sign-in says of somebody, read strictly: what isn't plain is nothing. */

/** The one name that a claim gives; some providers send a list of one. Null when there is none, or several. */
export function nameIn(claim: unknown): string | null {
  const said: unknown[] = Array.isArray(claim) ? claim : [claim];
  const [name] = said;
  return said.length === 1 && typeof name === 'string' && name.trim() !== '' ? name.trim() : null;
}

/** The roles that a claim's values stand for, each once; values that nobody mapped are others' business. */
export function rolesIn<Role extends string>(
  claim: unknown,
  meanings: readonly { value: string; role: Role }[],
): Role[] {
  const said: unknown[] = Array.isArray(claim) ? claim : [claim];
  return [...new Set(meanings.filter(({ value }) => said.includes(value)).map(({ role }) => role))];
}

/**
 * The civic number that a provider of the Swedish OpenID Connect profile tells: a personal identity number or a
 * coordination number, 12 digits without hyphen, never both (Claims and Scopes Specification, 3.2). Null for all else.
 */
export function civicNoIn(personalIdentityNumber: unknown, coordinationNumber: unknown): string | null {
  const told = [personalIdentityNumber, coordinationNumber].filter(
    (claim) => claim !== undefined && claim !== null,
  );
  const [number] = told;
  return told.length === 1 && typeof number === 'string' && /^[0-9]{12}$/.test(number) ? number : null;
}
