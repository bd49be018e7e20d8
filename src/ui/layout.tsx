/** The frame of every page: skip link, banner, menu, what was just done, the page itself, the footer. */
import type { ComponentChildren } from 'preact';
import { Hidden } from './components/hidden.tsx';
import type { AssetUrls } from './assets.ts';
import { RehearsalBanner } from './rehearsal-banner.tsx';
import type { Ui } from './ui.ts';

export type Frame = {
  ui: Ui;
  assets: AssetUrls;
  title: string;
  /** Said at the top after something was done. */
  done?: string | null;
  /** Changes of this stream reload the page: see `live.ts`. */
  live?: string | null;
  /** For a projector or a wide table: the whole width. */
  wide?: boolean;
  /** Without scripts the page is asked for again after so many seconds. */
  refreshSeconds?: number | null;
  /** For a guest who comes by a link: no scripts, no menu, no way into the product. */
  bare?: boolean;
  children: ComponentChildren;
};

/** htmx without inline styles and without eval: the page's policy allows neither. */
const htmxConfig = JSON.stringify({ includeIndicatorStyles: false, allowEval: false, historyCacheSize: 0 });

export const Layout = ({ ui, assets, title, done, live, wide, refreshSeconds, bare, children }: Frame) => (
  <html lang={ui.lang} data-color-scheme="auto" data-size="md">
    <head>
      <meta charset="utf-8" />
      <title>{`${title} – ${ui.t('product.name')}`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="htmx-config" content={htmxConfig} />
      {typeof refreshSeconds === 'number' && (
        <noscript>
          <meta http-equiv="refresh" content={String(refreshSeconds)} />
        </noscript>
      )}
      <link rel="icon" href={assets.icon} type="image/svg+xml" />
      {assets.styles.map((href) => (
        <link key={href} rel="stylesheet" href={href} />
      ))}
      {bare !== true && assets.scripts.map((src) => <script key={src} src={src} defer />)}
    </head>
    <body data-live={live ?? undefined}>
      <a class="ds-skip-link" href="#main">
        {ui.t('ui.skip')}
      </a>
      {ui.mode === 'rehearsal' && ui.reader !== null && <RehearsalBanner ui={ui} />}
      {bare === true ? <Brand ui={ui} /> : <Header ui={ui} />}
      <main id="main" tabIndex={-1} class={wide === true ? 'page page--wide' : 'page'}>
        {done !== undefined && done !== null && (
          <div class="ds-alert" data-color="success" role="status" id="done">
            <p class="ds-paragraph">{done}</p>
          </div>
        )}
        {live !== undefined && live !== null && (
          <p class="ds-alert" data-color="warning" role="status" id="changed" hidden>
            {ui.t('ui.changed')}
          </p>
        )}
        {children}
      </main>
      {bare !== true && <Footer ui={ui} />}
    </body>
  </html>
);

/** Whose page it is, for those who have no other page to go to. */
const Brand = ({ ui }: { ui: Ui }) => (
  <header class="top">
    <div class="top__inner">
      <span class="top__brand">
        <span class="top__mark" aria-hidden="true" />
        {ui.t('product.name')} <span class="top__town">{ui.municipality}</span>
      </span>
    </div>
  </header>
);

const Header = ({ ui }: { ui: Ui }) => (
  <header class="top">
    <div class="top__inner">
      <a class="top__brand" href="/">
        <span class="top__mark" aria-hidden="true" />
        {ui.t('product.name')} <span class="top__town">{ui.municipality}</span>
      </a>
      {ui.reader !== null && (
        <div class="top__who">
          <span>
            {ui.reader.name}, {ui.t(`role.${ui.reader.role}`)}
          </span>
          {ui.reader.roles.length > 1 && (
            <a class="ds-link" href={`/sign-in/role?next=${encodeURIComponent(ui.here)}`}>
              {ui.t('ui.changeRole')}
            </a>
          )}
          <form method="post" action="/sign-out">
            <Hidden name="_csrf" value={ui.csrf} />
            <button class="ds-button" data-variant="tertiary" data-size="sm" type="submit">
              {ui.t('ui.signOut')}
            </button>
          </form>
        </div>
      )}
    </div>
    {ui.menu.length > 0 && (
      <nav class="menu" aria-label={ui.t('ui.menu')}>
        <ul>
          {ui.menu.map((item) => (
            <li key={item.href}>
              <a href={item.href} aria-current={item.current ? 'page' : undefined}>
                {item.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    )}
  </header>
);

const Footer = ({ ui }: { ui: Ui }) => {
  const other = ui.lang === 'sv' ? 'en' : 'sv';
  return (
    <footer class="foot">
      <ul>
        <li>
          <a href="/help">{ui.t('ui.help')}</a>
        </li>
        <li>
          <a href="/remit">{ui.t('remit.title')}</a>
        </li>
        {ui.reader !== null && (
          <li>
            <a href="/sessions">{ui.t('sessions.title')}</a>
          </li>
        )}
        <li>
          <a href="/accessibility">{ui.t('ui.accessibility')}</a>
        </li>
        <li>
          <a href="/about">{ui.t('ui.about')}</a>
        </li>
        <li>
          <a href={`/language/${other}?next=${encodeURIComponent(ui.here)}`} lang={other} hreflang={other}>
            {ui.t('ui.otherLanguage')}
          </a>
        </li>
      </ul>
    </footer>
  );
};
