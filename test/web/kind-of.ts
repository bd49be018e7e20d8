/** Pages of one kind: `/cases/{id}/plan`. Ids differ, kinds are walked; what is shipped has ids of letters. */
export const kindOf = (path: string): string =>
  path
    .replace(/\?.*$/, '')
    .replace(/^\/(year-wheel\/tasks|directory|surveys\/new)\/(?!new(?:\/|$))[^/]+/, '/$1/{id}')
    .split('/')
    .map((part) => (/\d{3,}|[0-9a-f]{8}-/.test(part) ? '{id}' : part))
    .join('/');
