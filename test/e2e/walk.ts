/** Goes through a role's pages from the first one on, along the links: one page of each kind. */
import type { Page } from 'playwright-core';
import { kindOf } from '../web/kind-of.ts';

/** Files are opened or saved, not shown. */
const shown = (href: string): boolean =>
  !/\.(pdf|csv|ics)(\?|$)|^\/(api|language|assets)\/|\/live\b/.test(href);

/** Opens one page of each kind and gives it to `look`. A page that answers with an error throws. */
export async function walk(page: Page, look: (href: string, kind: string) => Promise<void>): Promise<void> {
  const waiting = ['/'];
  const visited = new Set<string>();
  for (let href = waiting.shift(); href !== undefined; href = waiting.shift()) {
    const kind = kindOf(href);
    if (visited.has(kind)) continue;
    visited.add(kind);
    const answer = await page.goto(href);
    if (answer?.ok() !== true) throw new Error(`${href} answers ${String(answer?.status())}`);
    const links = await page
      .locator('a[href^="/"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    waiting.push(...links.filter((link) => link !== null).filter(shown));
    await look(href, kind);
  }
}
