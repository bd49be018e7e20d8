/** For those who are more than one thing: choose the role that one works in now. */
import { Press } from '../components/press.tsx';
import type { Ui, UiRole } from '../ui.ts';

export const SignInRolePage = (props: {
  ui: Ui;
  now: UiRole;
  roles: readonly UiRole[];
  next: string;
  sendKey: string;
}) => {
  const { ui, now, roles, next, sendKey } = props;
  return (
    <>
      <h1 class="ds-heading" data-size="lg">
        {ui.t('signIn.role.title')}
      </h1>
      <p class="ds-paragraph">{ui.t('signIn.role.about')}</p>
      {roles.map((role) => {
        const words = ui.t(`role.${role}`);
        return (
          <section key={role}>
            <Press
              ui={ui}
              action="/sign-in/role"
              label={role === now ? ui.t('signIn.role.now', { role: words }) : words}
              values={{ role, next }}
              sendKey={sendKey}
              variant={role === now ? 'primary' : 'secondary'}
            />
            <p class="hint">{ui.t(`role.${role}.does`)}</p>
          </section>
        );
      })}
    </>
  );
};
