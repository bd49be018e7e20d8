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
