/** In a rehearsal: choose whom to be, by role, found by name and school. */
import { Hidden } from '../components/hidden.tsx';
import type { Ui, UiRole } from '../ui.ts';

export type Choice = { personId: string; role: UiRole; name: string; place: string };

type Group = { role: UiRole; people: readonly Choice[] };

/** Those around the case that one comes from, and where each goes on. */
export type Near = { people: readonly { personId: string; role: UiRole; name: string; next: string }[] };

type Props = {
  ui: Ui;
  next: string;
  near: Near | null;
  groups: readonly Group[];
  asked: { search: string; school: string; aboutPupil: boolean };
  schools: readonly { code: string; name: string }[];
};

export const SignInPage = (props: Props) => {
  const { ui, next, near, groups, asked } = props;
  const count = groups.reduce((sum, { people }) => sum + people.length, 0);
  return (
    <>
      <h1 class="ds-heading" data-size="lg">
        {ui.t('signIn.title')}
      </h1>
      <p class="ds-paragraph">{ui.t('signIn.rehearsal', { town: ui.municipality })}</p>
      {near !== null && (
        <section>
          <h2 class="ds-heading" data-size="xs" id="near">
            {ui.t('signIn.near')}
          </h2>
          <ul class="people" aria-labelledby="near">
            {near.people.map((one) => (
              <li key={`${one.personId}-${one.role}`}>
                <As ui={ui} next={one.next} one={one} words={`${one.name}, ${ui.t(`role.${one.role}`)}`} />
              </li>
            ))}
          </ul>
          <h2 class="ds-heading" data-size="xs">
            {ui.t('signIn.anybody')}
          </h2>
        </section>
      )}
      {asked.aboutPupil ? (
        <p class="ds-paragraph">
          {ui.t('signIn.aboutPupil')}{' '}
          <a class="ds-link" href={`/sign-in?next=${encodeURIComponent(next)}`}>
            {ui.t('signIn.clear')}
          </a>
        </p>
      ) : (
        <Filter {...props} />
      )}
      <p class="hint">
        {count === 0 ? ui.t('signIn.none') : ui.t('signIn.found', { count })}{' '}
        {!asked.aboutPupil && asked.search === '' && ui.t('signIn.families')}
      </p>
      {groups.length > 1 && (
        <nav aria-label={ui.t('signIn.roles')}>
          <ul class="links">
            {groups.map(({ role }) => (
              <li key={role}>
                <a class="ds-link" href={`#role-${role}`}>
                  {ui.t(`role.${role}`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {groups.map((group) => (
        <Role key={group.role} ui={ui} next={next} group={group} />
      ))}
    </>
  );
};

const Filter = ({ ui, next, asked, schools }: Props) => (
  <form method="get" action="/sign-in" class="filter" role="search">
    <Hidden name="next" value={next} />
    <div class="ds-field">
      <label class="ds-label" for="search">
        {ui.t('signIn.search')}
      </label>
      <p class="hint" id="search-hint">
        {ui.t('signIn.search.hint')}
      </p>
      <input
        class="ds-input"
        type="text"
        id="search"
        name="search"
        value={asked.search}
        aria-describedby="search-hint"
        autocomplete="off"
      />
    </div>
    <div class="ds-field">
      <label class="ds-label" for="school">
        {ui.t('signIn.school')}
      </label>
      <select class="ds-input" id="school" name="school">
        <option value="">{ui.t('signIn.school.all')}</option>
        {schools.map(({ code, name }) => (
          <option key={code} value={code} selected={code === asked.school}>
            {name}
          </option>
        ))}
      </select>
    </div>
    <button class="ds-button" data-variant="secondary" type="submit">
      {ui.t('signIn.filter')}
    </button>
    {(asked.search !== '' || asked.school !== '') && (
      <a class="ds-link" href={`/sign-in?next=${encodeURIComponent(next)}`}>
        {ui.t('signIn.clear')}
      </a>
    )}
  </form>
);

const Role = ({ ui, next, group: { role, people } }: { ui: Ui; next: string; group: Group }) => (
  <section>
    <h2 class="ds-heading" data-size="xs" id={`role-${role}`}>
      {ui.t(`role.${role}`)}
    </h2>
    <p class="hint">{ui.t(`role.${role}.does`)}</p>
    <ul class="people" aria-labelledby={`role-${role}`}>
      {people.map((one) => (
        <li key={`${one.personId}-${one.role}`}>
          <As
            ui={ui}
            next={next}
            one={one}
            words={one.place === '' ? one.name : `${one.name}, ${one.place}`}
          />
        </li>
      ))}
    </ul>
  </section>
);

/** One press to be somebody. */
const As = (props: { ui: Ui; next: string; one: { personId: string; role: UiRole }; words: string }) => (
  <form method="post" action="/sign-in">
    <Hidden name="_csrf" value={props.ui.csrf} />
    <Hidden name="personId" value={props.one.personId} />
    <Hidden name="role" value={props.one.role} />
    <Hidden name="next" value={props.next} />
    <button class="ds-button" data-variant="secondary" data-size="sm" type="submit">
      {props.words}
    </button>
  </form>
);
