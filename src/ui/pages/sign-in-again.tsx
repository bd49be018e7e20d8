/** Before what only one who has signed in a moment ago sees: says why, and leads on from there. */
import { Press } from '../components/press.tsx';
import type { Reader, Ui } from '../ui.ts';

type Props = {
  ui: Ui;
  reader: Reader;
  next: string;
  /** Where the provider is asked; null in a rehearsal, where one chooses oneself once more. */
  start: string | null;
  sendKey: string;
};

export const SignInAgainPage = ({ ui, reader, next, start, sendKey }: Props) => {
  const { personId, role, name } = reader;
  return (
    <>
      <h1 class="ds-heading" data-size="lg">
        {ui.t('signIn.again.title')}
      </h1>
      <p class="ds-paragraph">{ui.t('signIn.again.why')}</p>
      {start === null ? (
        <Press
          ui={ui}
          action="/sign-in"
          label={ui.t('signIn.again.as', { name })}
          values={{ personId, role, next }}
          sendKey={sendKey}
          variant="primary"
        />
      ) : (
        <p>
          <a class="ds-button" href={start}>
            {ui.t('signIn.again.as', { name })}
          </a>
        </p>
      )}
    </>
  );
};
