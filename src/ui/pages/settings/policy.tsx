/** A municipality's ways of working: the list, one of them with its versions, and the cases that follow an older one. */
import { Press } from '../../components/press.tsx';
import { Scroll } from '../../components/scroll.tsx';
import type { Ui } from '../../ui.ts';

type Policy = {
  key: string;
  href: string;
  name: string;
  version: string;
  forms: string;
  rules: readonly string[];
};

export const PoliciesPage = ({ ui, policies }: { ui: Ui; policies: readonly Policy[] }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('policy.list.title')}
    </h1>
    <p class="hint">{ui.t(policies.length === 0 ? 'policy.list.none' : 'policy.list.intro')}</p>
    {policies.map(({ key, href, name, version, forms, rules }) => (
      <section key={key}>
        <h2 class="ds-heading" data-size="sm">{`${name}, ${version}`}</h2>
        <p class="ds-paragraph">{forms}</p>
        <ul class="ds-list">
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
        <p>
          <a class="ds-link" href={href}>
            {ui.t('policy.list.open')}
            <span class="ds-sr-only"> {name}</span>
          </a>
        </p>
      </section>
    ))}
  </>
);

type Row = { label: string; value: string; source: string };

export type PolicyView = {
  name: string;
  version: number;
  href: string;
  mayChange: boolean;
  presets: readonly { href: string; name: string }[];
  steps: readonly { title: string; rows: readonly Row[] }[];
  versions: readonly {
    version: number;
    from: string;
    standing: string;
    saved: string | null;
    changes: readonly string[];
  }[];
  running: { older: number; atATime: number; sendKey: string } | null;
};

export const PolicyPage = ({ ui, view }: { ui: Ui; view: PolicyView }) => (
  <>
    <p>
      <a class="ds-link" href="/settings/policies">
        {ui.t('policy.list.title')}
      </a>
    </p>
    <h1 class="ds-heading" data-size="lg">
      {view.name}
    </h1>
    <p class="ds-paragraph">{ui.t('policy.page.version', { version: view.version })}</p>
    {view.mayChange && (
      <p class="buttons">
        <a class="ds-button" href={`${view.href}/change/current`}>
          {ui.t('policy.page.change')}
        </a>
        {view.presets.map(({ href, name }) => (
          <a key={href} class="ds-button" data-variant="tertiary" href={href}>
            {ui.t('policy.page.changeFrom', { name })}
          </a>
        ))}
      </p>
    )}
    {view.running !== null && <Running ui={ui} view={view} running={view.running} />}
    <Heading words={ui.t('policy.page.versions')} />
    <ul class="ds-list">
      {view.versions.map(({ version, from, standing, saved, changes }) => (
        <li key={version}>
          <strong>{ui.t('policy.page.version.one', { version })}</strong>, {from} ({standing})
          {saved !== null && (
            <>
              <br />
              <span class="hint">{saved}</span>
            </>
          )}
          {changes.length > 0 && (
            <ul class="ds-list">
              {changes.map((change) => (
                <li key={change}>{change}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
    <Heading words={ui.t('policy.page.values')} />
    {view.steps.map(({ title, rows }) => (
      <Values key={title} ui={ui} title={title} rows={rows} />
    ))}
  </>
);

const Heading = ({ words }: { words: string }) => (
  <h2 class="ds-heading" data-size="sm">
    {words}
  </h2>
);

const Running = (props: { ui: Ui; view: PolicyView; running: NonNullable<PolicyView['running']> }) => {
  const { ui, view, running } = props;
  return (
    <>
      <Heading words={ui.t('policy.running.title')} />
      {running.older === 0 ? (
        <p class="ds-paragraph">{ui.t('policy.running.none')}</p>
      ) : (
        <>
          <p class="ds-paragraph">{ui.t('policy.running.count', { count: running.older })}</p>
          <p class="hint">{ui.t('policy.running.hint')}</p>
          {view.mayChange && (
            <Press
              ui={ui}
              action={`${view.href}/running`}
              label={ui.t('policy.running.move', {
                count: Math.min(running.older, running.atATime),
                version: view.version,
              })}
              sendKey={running.sendKey}
            />
          )}
        </>
      )}
    </>
  );
};

const Values = ({ ui, title, rows }: { ui: Ui; title: string; rows: readonly Row[] }) => (
  <Scroll label={title}>
    <table class="ds-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{ui.t('policy.page.rule')}</th>
          <th scope="col">{ui.t('policy.page.value')}</th>
          <th scope="col">{ui.t('policy.page.source')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, value, source }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{value}</td>
            <td>{source}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);

export type MovedView = {
  back: string;
  moved: number;
  left: number;
  refused: readonly { href: string; number: string; why: string }[];
};

/** After running cases were moved, where some said no. */
export const MovedPage = ({ ui, view }: { ui: Ui; view: MovedView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('policy.running.title')}
    </h1>
    <p class="ds-paragraph">{ui.t('policy.running.moved', { count: view.moved, left: view.left })}</p>
    <Heading words={ui.t('policy.running.refused')} />
    <ul class="ds-list">
      {view.refused.map(({ href, number, why }) => (
        <li key={number}>
          <a class="ds-link" href={href}>
            {ui.t('day.case', { number })}
          </a>
          : {why}
        </li>
      ))}
    </ul>
    <p>
      <a class="ds-link" href={view.back}>
        {ui.t('policy.running.back')}
      </a>
    </p>
  </>
);
