/** Where a source may be: personal data goes over https, save to this very machine. */

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Null when the address isn't one, has a password or a fragment in it, or is neither https nor on loopback. */
export const parseSourceAddress = (text: string): URL | null => {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return null;
  if (url.protocol === 'https:') return url;
  return url.protocol === 'http:' && loopback.has(url.hostname) ? url : null;
};

/**
 * Whether an address is on one of the hosts that a secret may be sent to: `api.leverantor.se`, or with the port where
 * it isn't the protocol's own, `127.0.0.1:8080`. No wildcards: whoever sets a source could else name a host of theirs.
 */
export const isOnHost = (address: URL, hosts: readonly string[]): boolean =>
  hosts.some((host) => host.toLowerCase() === address.host);
