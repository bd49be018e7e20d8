/** Whom to tell of a weakness: `/.well-known/security.txt`, RFC 9116. */

/** A reader must ask again by then; the standard wants less than a year. */
const validDays = 90;

const dayMs = 24 * 3_600_000;

/**
 * `contacts` are URIs (`mailto:`, `https:`, `tel:`), the best first; `publicUrl` has no slash at its end; `nowMs` is real time. It
 * runs out at a midnight (UTC), so that all `api`s say the same.
 */
export const securityTxt = (contacts: readonly string[], publicUrl: string, nowMs: number): string => {
  const expires = new Date((Math.floor(nowMs / dayMs) + validDays) * dayMs).toISOString().slice(0, 19);
  const lines = [
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expires}Z`,
    'Preferred-Languages: sv, en',
    `Canonical: ${publicUrl}/.well-known/security.txt`,
  ];
  return `${lines.join('\r\n')}\r\n`;
};
