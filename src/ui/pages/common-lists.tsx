/** The year's wheel, the directory and the remit: pages to read. */
import type { LocalDate } from '../../domain/time.ts';
import { Press } from '../components/press.tsx';
import type { Ui } from '../ui.ts';
import { dayOf, shortDayOf } from '../words.ts';

export type WheelView = {
  year: number;
  tasks: readonly {
    key: string;
    taskId: string;
    title: string;
    description: string;
    /** Null: the municipality's. */
    school: { code: string; name: string } | null;
    due: LocalDate;
    standing: 'done' | 'overdue' | 'due' | 'coming';
    suggested: boolean;
    done: { on: LocalDate; by: string } | null;
    mayDo: boolean;
  }[];
  sendKey: string;
};

const colours = { done: 'success', overdue: 'danger', due: 'warning', coming: 'neutral' } as const;

export const WheelPage = ({ ui, view }: { ui: Ui; view: WheelView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('wheel.title', { from: view.year, to: view.year + 1 })}
    </h1>
    <p class="hint">{ui.t('wheel.explained')}</p>
    {view.tasks.length === 0 && <p class="ds-paragraph">{ui.t('wheel.nothing')}</p>}
    <ul class="duties">
      {view.tasks.map((task) => (
        <li key={task.key}>
          <div class="duties__what">
            <strong>{task.title}</strong>{' '}
            <span class="ds-tag" data-size="sm" data-color={colours[task.standing]}>
              {ui.t(`wheel.standing.${task.standing}`)}
            </span>{' '}
            {task.suggested && <span class="hint">{ui.t('wheel.suggested')}</span>}
            <br />
            {task.school?.name ?? ui.t('wheel.municipality')},{' '}
            {task.done === null
              ? ui.t('wheel.due', { date: dayOf(ui, task.due) })
              : ui.t('wheel.done', { date: shortDayOf(ui, task.done.on), name: task.done.by })}
            <p class="hint">{task.description}</p>
          </div>
          {task.mayDo && task.done === null && (
            <Press
              ui={ui}
              action={`/year-wheel/${task.taskId}/done`}
              label={ui.t('wheel.mark')}
              about={task.title}
              values={{ school: task.school?.code ?? '', year: String(view.year) }}
              sendKey={`${view.sendKey}-${task.taskId}`}
              size="sm"
            />
          )}
        </li>
      ))}
    </ul>
  </>
);

export type DirectoryView = {
  search: string;
  places: readonly {
    id: string;
    name: string;
    does: string;
    howToReach: string;
    selfReferral: string | null;
    phone: string | null;
    web: string | null;
  }[];
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
    <p class="hint">{ui.t('places.found', { n: view.places.length })}</p>
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
      </section>
    ))}
  </>
);

export type RemitView = {
  title: string;
  changedOn: LocalDate | null;
  sections: readonly { heading: string; text: string }[];
};

export const RemitPage = ({ ui, view }: { ui: Ui; view: RemitView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {view.title}
    </h1>
    {view.changedOn !== null && (
      <p class="hint">{ui.t('remit.changed', { date: dayOf(ui, view.changedOn) })}</p>
    )}
    {view.sections.map(({ heading, text }) => (
      <section key={heading}>
        <h2 class="ds-heading" data-size="sm">
          {heading}
        </h2>
        <p class="ds-paragraph quote">{text}</p>
      </section>
    ))}
  </>
);
