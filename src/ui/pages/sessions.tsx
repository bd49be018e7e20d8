/** Where somebody is signed in: when, roughly on what, and a way to end it. */
import type { Device } from '../../domain/sign-in/device.ts';
import type { Instant } from '../../domain/time.ts';
import { Press } from '../components/press.tsx';
import { Table } from '../components/table.tsx';
import type { Ui, UiRole } from '../ui.ts';
import { momentOf } from '../words.ts';

export type SessionView = Device & {
  id: string;
  current: boolean;
  role: UiRole;
  begunAt: Instant;
  lastSeenAt: Instant;
};

type Props = { ui: Ui; sessions: readonly SessionView[]; sendKey: string };

export const SessionsPage = ({ ui, sessions, sendKey }: Props) => {
  const whereOf = ({ browser, system }: SessionView): string =>
    ui.t('sessions.device', {
      browser: ui.t(`sessions.browser.${browser}`),
      system: ui.t(`sessions.system.${system}`),
    });
  return (
    <>
      <h1 class="ds-heading" data-size="lg">
        {ui.t('sessions.title')}
      </h1>
      <p class="ds-paragraph">{ui.t('sessions.about')}</p>
      <Table
        caption={ui.t('sessions.caption')}
        columns={[
          ui.t('sessions.where'),
          ui.t('sessions.role'),
          ui.t('sessions.begun'),
          ui.t('sessions.used'),
          ui.t('sessions.end'),
        ]}
        rows={sessions.map((one) => ({
          key: one.id,
          head: whereOf(one),
          cells: [
            ui.t(`role.${one.role}`),
            momentOf(ui, one.begunAt),
            momentOf(ui, one.lastSeenAt),
            one.current ? (
              ui.t('sessions.this')
            ) : (
              <Press
                ui={ui}
                action={`/sessions/${one.id}/end`}
                label={ui.t('sessions.end')}
                about={ui.t('sessions.end.about', { where: whereOf(one) })}
                sendKey={`${sendKey}-${one.id}`}
                size="sm"
              />
            ),
          ],
        }))}
      />
      <p class="ds-paragraph">{ui.t('sessions.endAll.about')}</p>
      <Press ui={ui} action="/sessions/end" label={ui.t('sessions.endAll')} sendKey={sendKey} />
    </>
  );
};
