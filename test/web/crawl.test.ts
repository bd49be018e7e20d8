/**
 * Every page that a person can reach by links alone, in each role: none is dead, none is an error, each has one
 * heading, and nobody's name becomes HTML.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRole, furnished, type Furnished } from '../api/furnished.ts';
import { hostileElements, makeHostile } from '../factories/hostile.ts';
import { browse, type Page } from './browser.ts';
import { kindOf } from './kind-of.ts';

let api: Furnished;

beforeAll(async () => {
  api = await furnished();
  await makeHostile(api.town.records.db);
});
afterAll(() => api.close());

/** Enough to reach every kind of page; a list of hundreds leads to more of the same. */
const atMost = 150;

describe.each(everyRole)('the pages of a %s', (role, personId) => {
  it('are all there, each with one heading, and show names as they are', { timeout: 240_000 }, async () => {
    const browser = await browse(api.app, personId, role);
    const seen = new Set<string>();
    const perKind = new Map<string, number>();
    const waiting = [{ href: '/', from: 'the address bar' }];
    const wrong: string[] = [];
    for (let next = waiting.pop(); next !== undefined && seen.size < atMost; next = waiting.pop()) {
      const { href, from } = next;
      const kind = kindOf(href);
      if (seen.has(href) || (perKind.get(kind) ?? 0) >= 3) continue;
      seen.add(href);
      perKind.set(kind, (perKind.get(kind) ?? 0) + 1);
      const page = await browser.open(href);
      const told = whatIsWrong(page);
      if (told !== null) wrong.push(`${href} (from ${from}): ${told}`);
      waiting.push(...linksOf(page).map((link) => ({ href: link, from: href })));
    }
    expect(wrong).toEqual([]);
    expect(seen.size).toBeGreaterThan(3);
  });
});

function whatIsWrong({ status, $, text, title }: Page): string | null {
  if (status !== 200) return `answers ${status}: ${text.slice(0, 200)}`;
  // A file, a calendar or a PDF.
  if (title === '') return null;
  if ($('h1').length !== 1) return `has ${$('h1').length} headings h1`;
  const made = $(hostileElements);
  if (made.length > 0) return `lets a name become HTML: ${made.first().prop('outerHTML')?.slice(0, 200)}`;
  if (/undefined|\[object |NaN\b/.test(text))
    return `shows ${/.{0,40}(undefined|\[object |NaN\b).{0,40}/.exec(text)?.[0]}`;
  const emptyLinks = $('a').filter(
    (_, one) => $(one).text().trim() === '' && $(one).attr('aria-label') === undefined,
  );
  if (emptyLinks.length > 0) return 'has a link without words';
  return null;
}

/** Links of ours that only show something. */
function linksOf({ $ }: Page): string[] {
  return $('a[href^="/"]')
    .map((_, one) => String($(one).attr('href')).replace(/#.*$/, ''))
    .get()
    .filter(
      (href) =>
        !href.startsWith('/language/') && !/\/(live|assets)\b/.test(href) && !href.startsWith('/api/docs'),
    );
}
