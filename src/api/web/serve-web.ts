/** Puts the pages and what they are drawn with into the application. */
import type { Express } from 'express';
import type { Deps } from '../deps.ts';
import { serveAssets } from './assets.ts';
import { mayOpenOf } from './may-open.ts';
import { webPages } from './pages-of-web.ts';
import { servePage } from './serve-page.ts';

/** `{id}` → express' `:id`. */
const expressPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

export function serveWeb(app: Express, deps: Deps): void {
  serveAssets(app);
  const mayOpen = mayOpenOf(webPages);
  for (const page of webPages) app[page.method](expressPath(page.path), servePage(deps, page, mayOpen));
}
