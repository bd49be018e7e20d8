/** A municipality's pages in a real Chromium: signed in as people, looked at by axe-core. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { SessionRole } from '../../src/api/session.ts';
import type { Served } from '../api/served.ts';
import { atRest } from '../setup/at-rest.ts';
import { startChromium } from './chromium.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export type Pages = {
  url: string;
  /** A page of its own browser session, signed in by the sign-in page. */
  as(personId: string, role: SessionRole, options?: BrowserContextOptions): Promise<Page>;
  /** A page without sign-in. */
  anonymous(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
};

/**
 * Serves the app on loopback and starts the browser, when nothing that the cases began before moves any more: an open
 * page follows its case, and a page that is read anew can't be looked at.
 */
export async function openPages({ app, town }: Pick<Served, 'app' | 'town'>): Promise<Pages> {
  await atRest(town);
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const browser: Browser = await startChromium();
  const anonymous = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ baseURL: url, locale: 'sv-SE', ...options });
    context.setDefaultTimeout(60_000);
    return context.newPage();
  };
  return {
    url,
    anonymous,
    async as(personId, role, options) {
      const page = await anonymous(options);
      // Of the families the page shows one for each school, and a pupil's by the pupil.
      await page.goto(role === 'pupil' ? `/sign-in?pupil=${personId}` : '/sign-in');
      const form = `form:has(input[name="personId"][value="${personId}"]):has(input[name="role"][value="${role}"])`;
      await page.locator(`${form} button`).first().click();
      await page.waitForURL((at) => at.pathname !== '/sign-in');
      return page;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Found = { id: string; help: string; nodes: { html: string }[] };

/** What WCAG 2.1 A and AA (and axe's best practices for landmarks) find wrong with the page as it stands: nothing. */
export async function wrongWith(page: Page): Promise<string[]> {
  // By the debugger's way in, since the page's own policy lets no script in. Once for each page.
  if (await page.evaluate(`globalThis.axe === undefined`)) await page.evaluate(axe);
  const violations = await page.evaluate(async (): Promise<Found[]> => {
    const runner: { run(where: unknown, what: unknown): Promise<{ violations: Found[] }> } = Reflect.get(
      globalThis,
      'axe',
    );
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
    const { violations } = await runner.run(Reflect.get(globalThis, 'document'), {
      runOnly: { type: 'tag', values: tags },
      // What holds isn't told of, and the style sheets are the page's own: half of the time.
      resultTypes: ['violations'],
      preload: false,
    });
    return violations;
  });
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`));
}
