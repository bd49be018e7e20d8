/** Where families can turn: found by words; for editors each with a way to put it right. */
import type { Ui } from '../ui.ts';

type Place = {
  id: string;
  name: string;
  does: string;
  howToReach: string;
  selfReferral: string | null;
  phone: string | null;
  web: string | null;
};

export type DirectoryView = {
  search: string;
  places: readonly Place[];
  /** Taken out, for those who may put them back. */
  retired: readonly Pick<Place, 'id' | 'name'>[];
  mayEdit: boolean;
};

export const DirectoryPage = ({ ui, view }: { ui: Ui; view: DirectoryView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('places.title')}
    </h1>
    <form method="get" action="/directory" class="find" role="search">
      <div class="ds-field">
        <label class="ds-label" for="search">
          {ui.t('places.search')}
        </label>
        <input class="ds-input" id="search" type="search" name="search" value={view.search} maxLength={100} />
      </div>
      <button class="ds-button" data-variant="secondary" type="submit">
        {ui.t('places.search')}
      </button>
    </form>
    {view.mayEdit && (
      <p>
        <a class="ds-button" data-variant="secondary" href="/directory/new">
          {ui.t('places.add')}
        </a>
      </p>
    )}
    {view.places.length === 0 ? (
      <p class="ds-paragraph">{ui.t('places.none')}</p>
    ) : (
      <p class="hint">{ui.t('places.found', { n: view.places.length })}</p>
    )}
    {view.places.map((place) => (
      <section key={place.id}>
        <h2 class="ds-heading" data-size="sm">
          {place.name}
        </h2>
        <p class="ds-paragraph">{place.does}</p>
        <p class="ds-paragraph">
          <strong>{ui.t('places.how')}:</strong> {place.howToReach}
        </p>
        {place.selfReferral !== null && (
          <p class="ds-paragraph">
            <strong>{ui.t('places.self')}:</strong> {place.selfReferral}
          </p>
        )}
        {place.phone !== null && <p class="ds-paragraph">{ui.t('places.phone', { phone: place.phone })}</p>}
        {place.web !== null && (
          <p>
            <a class="ds-link" href={place.web} rel="noreferrer">
              {place.web}
            </a>
          </p>
        )}
        {view.mayEdit && (
          <p>
            <a class="ds-link" href={changeOf(place)}>
              {ui.t('lists.change')}
              <span class="ds-sr-only"> {place.name}</span>
            </a>
          </p>
        )}
      </section>
    ))}
    {view.retired.length > 0 && (
      <section>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('places.retired')}
        </h2>
        <ul class="ds-list">
          {view.retired.map((place) => (
            <li key={place.id}>
              <a class="ds-link" href={changeOf(place)}>
                {place.name}
              </a>
            </li>
          ))}
        </ul>
      </section>
    )}
  </>
);

const changeOf = ({ id }: Pick<Place, 'id'>) => `/directory/${encodeURIComponent(id)}/change`;
