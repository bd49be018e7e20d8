/** Signing in by the municipality's own sign-in: the way there, why it led nowhere, and having signed out. */
import type { SignInRefusal } from '../../domain/sign-in/refusal.ts';
import type { Ui } from '../ui.ts';

/** `start`: where the sign-in begins; null where none is set up. */
export const SignInLivePage = ({ ui, start }: { ui: Ui; start: string | null }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('signIn.title')}
    </h1>
    {start === null ? (
      <p class="ds-paragraph">{ui.t('signIn.notSetUp')}</p>
    ) : (
      <>
        <p class="ds-paragraph">{ui.t('signIn.live')}</p>
        <p>
          <a class="ds-button" href={start}>
            {ui.t('signIn.go')}
          </a>
        </p>
      </>
    )}
  </>
);

/** Says what to do, and to whom to turn; `start` begins again, `other` as somebody else. */
export const SignInRefusedPage = (props: { ui: Ui; why: SignInRefusal; start: string; other: string }) => {
  const { ui, why, start, other } = props;
  return (
    <>
      <h1 class="ds-heading" data-size="lg">
        {ui.t(`signIn.refused.${why}.title`)}
      </h1>
      <p class="ds-paragraph">{ui.t(`signIn.refused.${why}`)}</p>
      <ul class="links">
        <li>
          <a class="ds-link" href={start}>
            {ui.t('signIn.tryAgain')}
          </a>
        </li>
        <li>
          <a class="ds-link" href={other}>
            {ui.t('signIn.other')}
          </a>
        </li>
      </ul>
    </>
  );
};

/** `endSession`: where one signs out of the municipality's sign-in as well; null where it has no such place. */
export const SignedOutHerePage = ({ ui, endSession }: { ui: Ui; endSession: string | null }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('signedOutHere.title')}
    </h1>
    <p class="ds-paragraph">{ui.t('signedOutHere.about')}</p>
    <ul class="links">
      {endSession !== null && (
        <li>
          <a class="ds-link" href={endSession}>
            {ui.t('signedOutHere.there')}
          </a>
        </li>
      )}
      <li>
        <a class="ds-link" href="/sign-in">
          {ui.t('signedOutHere.again')}
        </a>
      </li>
    </ul>
  </>
);
