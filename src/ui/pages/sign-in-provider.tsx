/** The doors of a live municipality, why one led nowhere, and having signed out. */
import type { Ui } from '../ui.ts';

/** Where each sign-in begins; null where none is set up. */
type Doors = { staff: string | null; family: string | null };

export const SignInLivePage = ({ ui, doors: { staff, family } }: { ui: Ui; doors: Doors }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('signIn.title')}
    </h1>
    {staff === null ? (
      <p class="ds-paragraph">{ui.t('signIn.notSetUp')}</p>
    ) : (
      <section>
        {family !== null && (
          <h2 class="ds-heading" data-size="xs">
            {ui.t('signIn.staff.title')}
          </h2>
        )}
        <p class="ds-paragraph">{ui.t('signIn.live')}</p>
        <p>
          <a class="ds-button" href={staff}>
            {ui.t('signIn.go')}
          </a>
        </p>
      </section>
    )}
    {family !== null && (
      <section>
        <h2 class="ds-heading" data-size="xs">
          {ui.t('signIn.family.title')}
        </h2>
        <p class="ds-paragraph">{ui.t('signIn.family.about')}</p>
        <p>
          <a class="ds-button" data-variant={staff === null ? 'primary' : 'secondary'} href={family}>
            {ui.t('signIn.family.go')}
          </a>
        </p>
        <p class="ds-paragraph">{ui.t('signIn.family.paper')}</p>
      </section>
    )}
  </>
);

type Refused = {
  ui: Ui;
  title: string;
  /** A paragraph each: what it was, what to do, and to whom to turn. */
  words: readonly string[];
  links: readonly { href: string; label: string }[];
};

export const SignInRefusedPage = ({ title, words, links }: Refused) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {title}
    </h1>
    {words.map((paragraph) => (
      <p key={paragraph} class="ds-paragraph">
        {paragraph}
      </p>
    ))}
    <ul class="links">
      {links.map(({ href, label }) => (
        <li key={href}>
          <a class="ds-link" href={href}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </>
);

/** `endSession`: where one signs out of that door's provider as well; null where it has no such place. */
export const SignedOutHerePage = ({
  ui,
  of,
  endSession,
}: {
  ui: Ui;
  of: 'staff' | 'family';
  endSession: string | null;
}) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('signedOutHere.title')}
    </h1>
    <p class="ds-paragraph">{ui.t(`signedOutHere.about.${of}`)}</p>
    <ul class="links">
      {endSession !== null && (
        <li>
          <a class="ds-link" href={endSession}>
            {ui.t(`signedOutHere.there.${of}`)}
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
