/** In a rehearsal: choose whom to be. */
import { Hidden } from '../components/hidden.tsx';
import type { Ui, UiRole } from '../ui.ts';

export type Choice = { personId: string; role: UiRole; name: string; place: string };

export const SignInPage = (props: {
  ui: Ui;
  next: string;
  groups: readonly { role: UiRole; people: readonly Choice[] }[];
}) => {
  const { ui, next, groups } = props;
  return (
    <>
      <h1 class="ds-heading" data-size="lg">
        {ui.t('signIn.title')}
      </h1>
      <p class="ds-paragraph">{ui.t('signIn.rehearsal', { town: ui.municipality })}</p>
      {groups.map(({ role, people }) => (
        <section key={role}>
          <h2 class="ds-heading" data-size="xs" id={`role-${role}`}>
            {ui.t(`role.${role}`)}
          </h2>
          <p class="hint">{ui.t(`role.${role}.does`)}</p>
          <ul class="people" aria-labelledby={`role-${role}`}>
            {people.map((one) => (
              <li key={`${one.personId}-${one.role}`}>
                <form method="post" action="/sign-in">
                  <Hidden name="_csrf" value={ui.csrf} />
                  <Hidden name="personId" value={one.personId} />
                  <Hidden name="role" value={one.role} />
                  <Hidden name="next" value={next} />
                  <button class="ds-button" data-variant="secondary" data-size="sm" type="submit">
                    {one.name}
                    {one.place === '' ? '' : `, ${one.place}`}
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
};
