/** Help: the handbok's contents, one of its pages; about the product. */
import type { Ui } from '../ui.ts';
import { Scroll } from '../components/scroll.tsx';

export type HelpView = { own: string | null; pages: readonly { href: string; title: string }[] };

export const HelpPage = ({ ui, view }: { ui: Ui; view: HelpView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('help.title')}
    </h1>
    {view.own !== null && ui.reader !== null && (
      <p>
        <a class="ds-button" href={view.own}>
          {ui.t('help.yours', { role: ui.t(`role.${ui.reader.role}`) })}
        </a>
      </p>
    )}
    <h2 class="ds-heading" data-size="sm">
      {ui.t('help.all')}
    </h2>
    <ul class="ds-list" lang="sv">
      {view.pages.map(({ href, title }) => (
        <li key={href}>
          <a class="ds-link" href={href}>
            {title}
          </a>
        </li>
      ))}
    </ul>
    <p class="hint">{ui.t('help.notAdvice')}</p>
  </>
);

/** `html` is the handbok's own, made by its renderer from files of the product: nobody else's words. */
export const HandbokPage = ({ ui, html }: { ui: Ui; html: string }) => (
  <>
    <p>
      <a class="ds-link" href="/help">
        {ui.t('help.back')}
      </a>
    </p>
    <div class="handbok" lang="sv" dangerouslySetInnerHTML={{ __html: html }} />
    <p class="hint">{ui.t('help.notAdvice')}</p>
  </>
);

export type Freshness = { source: string; at: string; how: string };

export const AboutPage = ({
  ui,
  view: { version, freshness },
}: {
  ui: Ui;
  view: { version: string; freshness: readonly Freshness[] | null };
}) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('about.title')}
    </h1>
    <p class="ds-paragraph">{ui.t('about.what')}</p>
    <p class="ds-paragraph">{ui.t('about.version', { version })}</p>
    <p class="ds-paragraph">{ui.t('about.licence')}</p>
    <p class="ds-paragraph">{ui.t('about.notAdvice')}</p>
    <h2 class="ds-heading" data-size="sm">
      {ui.t('about.data')}
    </h2>
    {freshness === null && <p class="ds-paragraph">{ui.t('about.data.signIn')}</p>}
    {freshness?.length === 0 && <p class="ds-paragraph">{ui.t('about.data.none')}</p>}
    {freshness !== null && freshness.length > 0 && (
      <Scroll label={ui.t('about.data.caption')}>
        <table class="ds-table narrow">
          <caption>{ui.t('about.data.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{ui.t('about.data.source')}</th>
              <th scope="col">{ui.t('about.data.at')}</th>
              <th scope="col">{ui.t('about.data.how')}</th>
            </tr>
          </thead>
          <tbody>
            {freshness.map((one) => (
              <tr key={one.source}>
                <th scope="row">{one.source}</th>
                <td>{one.at}</td>
                <td>{one.how}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    )}
  </>
);
