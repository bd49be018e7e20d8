/** Pages of one kind: `/cases/{id}/plan`. Ids differ, kinds are walked. */
export const kindOf = (path: string): string =>
  path
    .replace(/\?.*$/, '')
    .split('/')
    .map((part) => (/\d{3,}|[0-9a-f]{8}-/.test(part) ? '{id}' : part))
    .join('/');
