/** The frame around a page, as its reader sees it. */
import { render } from 'preact-render-to-string';
import type { Request } from 'express';
import { h, type JSX } from 'preact';
import { termsIn } from '../../texts/terms.ts';
import { Terms } from '../../ui/components/terms.tsx';
import { Layout } from '../../ui/layout.tsx';
import type { Ui } from '../../ui/ui.ts';
import type { Deps } from '../deps.ts';
import type { Session } from '../session.ts';
import { assetUrls } from './assets.ts';
import { withoutDone } from './done.ts';
import { languageOf, uiOf } from './reader.ts';

export async function uiFor(deps: Deps, request: Request, session: Session | null): Promise<Ui> {
  const now = await deps.now();
  return uiOf(deps, {
    session,
    lang: languageOf(request.get('cookie')),
    now,
    path: request.path,
    here: hereOf(request),
  });
}

/** The sign-in isn't a place to come back to: it would carry itself along, longer each time. */
function hereOf({ method, path, originalUrl }: Request): string {
  if (path === '/sign-in' || path.startsWith('/sign-in/')) return '/';
  // What was done is said once, to whoever did it.
  return method === 'GET' ? withoutDone(originalUrl) : path;
}

/** Nothing was done, nothing is followed. */
export const plainFrame = { done: null, live: null, wide: false, refreshSeconds: null };

const mainEnd = '</main>';

/** The words that stand on the page, explained below it. No text of anybody's holds such an end: it's escaped. */
function withTerms(ui: Ui, html: string): string {
  const end = html.lastIndexOf(mainEnd) + mainEnd.length;
  const text = html.slice(html.indexOf('<main'), end).replaceAll(/<[^<>]*>/g, ' ');
  const terms = termsIn(text, ui.lang);
  return terms.length === 0 ? html : html.slice(0, end) + render(h(Terms, { ui, terms })) + html.slice(end);
}

/** A whole page as HTML. */
export const framed = (page: {
  ui: Ui;
  title: string;
  body: JSX.Element;
  done: string | null;
  live: string | null;
  wide: boolean;
  refreshSeconds: number | null;
}): string => {
  const { body, ...frame } = page;
  const html = render(h(Layout, { ...frame, assets: assetUrls, children: body }));
  return `<!doctype html>${withTerms(page.ui, html)}`;
};
