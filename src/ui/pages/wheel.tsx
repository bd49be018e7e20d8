/** The year's wheel: a school year's tasks, month by month. */
import type { LocalDate } from '../../domain/time.ts';
import { Press } from '../components/press.tsx';
import type { Ui } from '../ui.ts';
import { dayOf, monthOf, shortDayOf } from '../words.ts';

export type WheelTaskView = {
  taskId: string;
  title: string;
  description: string;
  /** Nobody is reminded until the municipality takes it up. */
  suggested: boolean;
  mayEdit: boolean;
  places: readonly WheelPlace[];
};

type WheelPlace = {
  /** Its code; null: the municipality. */
  school: string | null;
  name: string;
  due: LocalDate;
  standing: 'done' | 'overdue' | 'due' | 'coming';
  done: { on: LocalDate; by: string } | null;
  mayDo: boolean;
};

export type WheelView = {
  year: number;
  isThisYear: boolean;
  /** By due day; `month` is its first day. */
  months: readonly { month: LocalDate; tasks: readonly WheelTaskView[] }[];
  /** Taken out, for those who may put them back. */
  retired: readonly { taskId: string; title: string }[];
  mayAdd: boolean;
  /** Suggestions that nobody is reminded of, and the reader may take them up. */
  mayAdopt: boolean;
  sendKey: string;
};

const colours = { done: 'success', overdue: 'danger', due: 'warning', coming: 'neutral' } as const;

export const WheelPage = ({ ui, view }: { ui: Ui; view: WheelView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('wheel.title', { from: view.year, to: view.year + 1 })}
    </h1>
    <p class="hint">{ui.t('wheel.explained')}</p>
    {view.mayAdd && (
      <p>
        <a class="ds-button" data-variant="secondary" href="/year-wheel/tasks/new">
          {ui.t('wheel.task.add')}
        </a>
      </p>
    )}
    {view.mayAdopt && (
      <div class="ds-alert" data-color="info">
        <p class="ds-paragraph">{ui.t('wheel.adopt.why')}</p>
        <Press
          ui={ui}
          action="/year-wheel/adoption"
          label={ui.t('wheel.adopt')}
          sendKey={`${view.sendKey}-adoption`}
        />
      </div>
    )}
    {view.months.length === 0 && <p class="ds-paragraph">{ui.t('wheel.nothing')}</p>}
    {view.months.map(({ month, tasks }) => (
      <section key={month}>
        <h2 class="ds-heading" data-size="sm">
          {monthOf(ui, month)}
        </h2>
        {tasks.map((task) => (
          <Task key={task.taskId} ui={ui} view={view} task={task} />
        ))}
      </section>
    ))}
    {view.retired.length > 0 && (
      <section>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('wheel.retired')}
        </h2>
        <ul class="ds-list">
          {view.retired.map(({ taskId, title }) => (
            <li key={taskId}>
              <a class="ds-link" href={changeOf(taskId)}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </section>
    )}
    <nav class="buttons" aria-label={ui.t('wheel.years')}>
      {[view.year - 1, view.year + 1].map((from) => (
        <a key={from} class="ds-link" href={`/year-wheel?year=${from}`}>
          {ui.t('wheel.title', { from, to: from + 1 })}
        </a>
      ))}
      {!view.isThisYear && (
        <a class="ds-link" href="/year-wheel">
          {ui.t('wheel.now')}
        </a>
      )}
    </nav>
  </>
);

const changeOf = (taskId: string) => `/year-wheel/tasks/${encodeURIComponent(taskId)}/change`;

const Task = ({ ui, view, task }: { ui: Ui; view: WheelView; task: WheelTaskView }) => (
  <>
    <h3 class="ds-heading" data-size="xs">
      {task.title}
    </h3>
    <p class="hint">{task.description}</p>
    {(task.suggested || task.mayEdit) && (
      <p class="buttons">
        {task.suggested && (
          <span class="ds-tag" data-size="sm" data-color="info">
            {ui.t('wheel.suggested')}
          </span>
        )}
        {task.mayEdit && (
          <a class="ds-link" href={changeOf(task.taskId)}>
            {ui.t('lists.change')}
            <span class="ds-sr-only"> {task.title}</span>
          </a>
        )}
      </p>
    )}
    <ul class="duties">
      {task.places.map((place) => (
        <li key={place.school}>
          <div class="duties__what">
            {place.name}{' '}
            <span class="ds-tag" data-size="sm" data-color={colours[place.standing]}>
              {ui.t(`wheel.standing.${place.standing}`)}
            </span>{' '}
            {place.done === null
              ? ui.t('wheel.due', { date: dayOf(ui, place.due) })
              : ui.t('wheel.done', { date: shortDayOf(ui, place.done.on), name: place.done.by })}
          </div>
          {place.mayDo && place.done === null && (
            <Press
              ui={ui}
              action={`/year-wheel/${encodeURIComponent(task.taskId)}/done`}
              label={ui.t('wheel.mark')}
              about={`${task.title}, ${place.name}`}
              values={{ school: place.school ?? '', year: String(view.year) }}
              sendKey={`${view.sendKey}-${task.taskId}-${place.school ?? ''}`}
              size="sm"
            />
          )}
        </li>
      ))}
    </ul>
  </>
);
