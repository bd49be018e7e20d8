/** Other systems' access to the API: who has it, their secrets, and a secret as it is told once. */
import { Head } from '../../components/head.tsx';
import { Press } from '../../components/press.tsx';
import { Table } from '../../components/table.tsx';
import type { Ui } from '../../ui.ts';

type Ended = { action: string; about: string; sendKey: string } | null;

export type ClientsView = {
  rows: readonly {
    key: string;
    name: string;
    clientId: string;
    scopes: string;
    until: string;
    used: string;
    /** Null where it has ended. */
    newSecret: string | null;
    end: Ended;
    secrets: readonly { key: string; label: string; made: string; used: string; end: Ended }[];
  }[];
};

const back = (ui: Ui) => ({ href: '/settings', label: ui.t('settings.title') });

export const ClientsPage = ({ ui, view }: { ui: Ui; view: ClientsView }) => (
  <>
    <Head back={back(ui)} title={ui.t('clients.title')} />
    <p class="hint">{ui.t('clients.intro')}</p>
    <p>
      <a class="ds-button" href="/settings/clients/new">
        {ui.t('clients.new')}
      </a>
    </p>
    {view.rows.length === 0 && <p class="ds-paragraph">{ui.t('clients.none')}</p>}
    {view.rows.map((row) => (
      <section key={row.key}>
        <h2 class="ds-heading" data-size="sm">
          {row.name}
        </h2>
        <p class="ds-paragraph">
          {row.scopes}
          <br />
          {row.until}
          <br />
          {row.used}
          <br />
          {ui.t('clients.id')}: <code>{row.clientId}</code>
        </p>
        {row.secrets.length > 0 && (
          <Table
            caption={ui.t('clients.secrets', { name: row.name })}
            columns={[
              ui.t('clients.label'),
              ui.t('clients.made'),
              ui.t('clients.used'),
              ui.t('clients.secret.end'),
            ]}
            rows={row.secrets.map(({ key, label, made, used, end }) => ({
              key,
              head: label,
              cells: [
                made,
                used,
                end === null ? '–' : <Press ui={ui} {...end} label={ui.t('clients.secret.end')} size="sm" />,
              ],
            }))}
          />
        )}
        {row.newSecret !== null && (
          <p>
            <a class="ds-link" href={row.newSecret}>
              {ui.t('clients.secret.new')}
              <span class="ds-sr-only"> {row.name}</span>
            </a>
          </p>
        )}
        {row.end !== null && <Press ui={ui} {...row.end} label={ui.t('clients.end')} size="sm" />}
      </section>
    ))}
  </>
);

export type SecretView = { name: string; clientId: string; secret: string };

export const SecretPage = ({ ui, view }: { ui: Ui; view: SecretView }) => (
  <>
    <Head back={{ href: '/settings/clients', label: ui.t('clients.title') }} title={ui.t('clients.told')} />
    <div class="ds-alert" data-color="warning">
      <p class="ds-paragraph">{ui.t('clients.once')}</p>
    </div>
    <dl class="facts">
      <dt>{ui.t('clients.name')}</dt>
      <dd>{view.name}</dd>
      <dt>{ui.t('clients.id')}</dt>
      <dd>
        <code>{view.clientId}</code>
      </dd>
      <dt>{ui.t('clients.secret')}</dt>
      <dd>
        <code>{view.secret}</code>
      </dd>
    </dl>
  </>
);
