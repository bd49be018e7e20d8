/** The emergency accesses that nobody has gone through yet, each with its reason. */
import { Press } from '../components/press.tsx';
import type { Ui } from '../ui.ts';

export type EmergencyLine = {
  key: string;
  what: string;
  /** The case; null where nothing was opened. */
  href: string | null;
  reason: string;
  /** Who, when, until when. */
  told: string;
  action: string;
};

export const TeamEmergencies = ({
  ui,
  lines,
  sendKey,
}: {
  ui: Ui;
  lines: readonly EmergencyLine[];
  sendKey: string;
}) =>
  lines.length === 0 ? null : (
    <section>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('emergency.team')} <span class="count">({lines.length})</span>
      </h2>
      <p class="hint">{ui.t('emergency.team.hint')}</p>
      <ul class="duties">
        {lines.map(({ key, what, href, reason, told, action }) => (
          <li key={key}>
            <div class="duties__what">
              {href === null ? (
                <strong>{what}</strong>
              ) : (
                <a class="ds-link" href={href}>
                  {what}
                </a>
              )}
              <p class="quote">{reason}</p>
              <p class="hint">{told}</p>
            </div>
            <Press
              ui={ui}
              action={action}
              label={ui.t('emergency.review')}
              about={told}
              values={{ from: 'team' }}
              sendKey={sendKey}
              size="sm"
            />
          </li>
        ))}
      </ul>
    </section>
  );
