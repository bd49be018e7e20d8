/** Before what only one who has signed in a moment ago sees: says why, and leads on from there. */
import { Press } from '../components/press.tsx';
import type { Reader, Ui } from '../ui.ts';

/** In a rehearsal one chooses oneself once more. */
export const SignInAgainPage = (props: { ui: Ui; reader: Reader; next: string; sendKey: string }) => {
  const { ui, reader, next, sendKey } = props;
  const { personId, role, name } = reader;
  return (
    <>
      <h1 class="ds-heading" data-size="lg">
        {ui.t('signIn.again.title')}
      </h1>
      <p class="ds-paragraph">{ui.t('signIn.again.why')}</p>
      <Press
        ui={ui}
        action="/sign-in"
        label={ui.t('signIn.again.as', { name })}
        values={{ personId, role, next }}
        sendKey={sendKey}
        variant="primary"
      />
    </>
  );
};
