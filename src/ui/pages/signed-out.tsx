/** The session ended while somebody wrote, or grew old: what they sent stands here until they have signed in again. */
import { Hidden } from '../components/hidden.tsx';
import type { FormValues } from '../forms/spec.ts';
import type { Ui } from '../ui.ts';

type Props = {
  ui: Ui;
  /** The form's own address; it shows all of it again, to be sent by the new session. */
  action: string;
  typed: FormValues;
  /** Where one signs in. */
  signIn: string;
  why: 'not-signed-in' | 'sign-in-again';
};

export const SignedOutPage = ({ ui, action, typed, signIn, why }: Props) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t(`signedOut.${why}.title`)}
    </h1>
    <p class="ds-paragraph">{ui.t(`signedOut.${why}.kept`)}</p>
    <p>
      <a class="ds-link" href={signIn} target="_blank" rel="noopener">
        {ui.t('signedOut.signIn')}
      </a>
    </p>
    <form method="post" action={action}>
      {Object.entries(typed).flatMap(([name, values]) =>
        values.map((value, index) => <Hidden key={`${name}-${index}`} name={name} value={value} />),
      )}
      <button class="ds-button" type="submit">
        {ui.t('signedOut.goOn')}
      </button>
    </form>
  </>
);
