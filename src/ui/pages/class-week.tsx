/** A class's week: who was away and how much, what changed, and who is seen. Made to be read on a phone. */
import type { LocalDate } from '../../domain/time.ts';
import { Press } from '../components/press.tsx';
import type { Ui } from '../ui.ts';
import { percentOf, shortDayOf, timeOf } from '../words.ts';
import { WeekHead, type WeekView } from './week-head.tsx';

export type WeekPupil = {
  pupilId: string | null;
  name: string | null;
  days: number;
  validMinutes: number;
  invalidMinutes: number;
  percent: number | null;
  percentOf: { minutes: number; from: LocalDate } | null;
  percentBefore: number | null;
  overLimit: boolean;
  change: 'passed' | 'fell' | 'more' | 'less' | 'same';
  toSee: boolean;
  seen: 'seen' | 'measure' | null;
  note: string | null;
};

export type ClassWeekView = WeekView & {
  id: string;
  class: string;
  state: 'open' | 'done' | 'missed' | 'notMade';
  doneOn: LocalDate | null;
  doneBy: string | null;
  pupils: readonly WeekPupil[];
  /** Whether this reader looks the class through. */
  maySee: boolean;
  sendKey: string;
};

const colours = { open: 'warning', done: 'success', missed: 'danger', notMade: 'neutral' } as const;

export const StateTag = ({ ui, state }: { ui: Ui; state: ClassWeekView['state'] }) => (
  <span class="ds-tag" data-color={colours[state]}>
    {ui.t(`week.state.${state}`)}
  </span>
);

export const ClassWeekPage = ({ ui, view }: { ui: Ui; view: ClassWeekView }) => {
  const toSee = view.pupils.filter((one) => one.toSee);
  const others = view.pupils.filter((one) => !one.toSee);
  const open = view.maySee && (view.state === 'open' || view.state === 'missed');
  return (
    <>
      <h1 class="ds-heading" data-size="lg">
        {ui.t('week.title', { class: view.class, week: view.weekNo })}
      </h1>
      <p>
        <StateTag ui={ui} state={view.state} />{' '}
        {view.doneOn !== null &&
          view.doneBy !== null &&
          ui.t('week.doneBy', { date: shortDayOf(ui, view.doneOn), name: view.doneBy })}
      </p>
      <WeekHead ui={ui} view={view} path={view.path} />
      {open && <AllSeen ui={ui} view={view} />}
      <section id="pupils">
        <h2 class="ds-heading" data-size="sm">
          {ui.t('week.toSee')} <span class="count">({toSee.length})</span>
        </h2>
        {toSee.length === 0 && view.on !== null && <p class="ds-paragraph">{ui.t('week.nobody')}</p>}
        <ul class="duties">
          {toSee.map((pupil, index) => (
            <Row key={pupil.pupilId ?? index} ui={ui} view={view} pupil={pupil} open={open} />
          ))}
        </ul>
      </section>
      {others.length > 0 && (
        <details class="ds-details">
          <summary>{ui.t('week.others', { n: others.length })}</summary>
          <ul class="ds-list">
            {others.map((pupil, index) => (
              <li key={pupil.pupilId ?? index}>
                <Name ui={ui} pupil={pupil} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
};

const AllSeen = ({ ui, view }: { ui: Ui; view: ClassWeekView }) => (
  <div>
    <Press
      ui={ui}
      action={`${view.path}/seen`}
      label={ui.t('week.allSeen')}
      values={{ week: view.week }}
      sendKey={view.sendKey}
      variant="primary"
    />
    <p class="hint">{ui.t('week.allSeen.hint')}</p>
  </div>
);

const Name = ({ ui, pupil }: { ui: Ui; pupil: WeekPupil }) =>
  pupil.pupilId === null ? (
    <>{ui.t('week.protected')}</>
  ) : (
    <a class="ds-link" href={`/pupils/${pupil.pupilId}`}>
      {pupil.name ?? ui.t('week.protected')}
    </a>
  );

const Row = (props: { ui: Ui; view: ClassWeekView; pupil: WeekPupil; open: boolean }) => {
  const { ui, view, pupil, open } = props;
  return (
    <li id={pupil.pupilId === null ? undefined : `p-${pupil.pupilId}`}>
      <div class="duties__what">
        <strong>
          <Name ui={ui} pupil={pupil} />
        </strong>{' '}
        {pupil.overLimit && (
          <span class="ds-tag" data-color="danger" data-size="sm">
            {ui.t('week.over')}
          </span>
        )}
        <br />
        {awayOf(ui, pupil)}
        <br />
        <span class="hint">{shareOf(ui, pupil)}</span>
        {pupil.note !== null && <p class="quote">{pupil.note}</p>}
      </div>
      {pupil.seen !== null ? (
        <span class="ds-tag" data-color="success">
          {ui.t(pupil.seen === 'seen' ? 'week.seen' : 'week.measure')}
        </span>
      ) : (
        open && pupil.pupilId !== null && <Doing ui={ui} view={view} pupil={pupil} id={pupil.pupilId} />
      )}
    </li>
  );
};

const Doing = (props: { ui: Ui; view: ClassWeekView; pupil: WeekPupil; id: string }) => {
  const { ui, view, id, pupil } = props;
  return (
    <div class="buttons">
      <Press
        ui={ui}
        action={`${view.path}/seen`}
        label={ui.t('week.seen.do')}
        about={pupil.name ?? ''}
        values={{ week: view.week, pupil: id }}
        sendKey={`${view.sendKey}-${id}`}
        size="sm"
      />
      <a class="ds-link" href={`${view.path}/weeks/${view.week}/pupils/${id}/measure`}>
        {ui.t('week.measure.do')}
        <span class="ds-sr-only"> {pupil.name}</span>
      </a>
    </div>
  );
};

function awayOf(ui: Ui, { days, validMinutes, invalidMinutes }: WeekPupil): string {
  if (days === 0) return ui.t('week.days.none');
  const kinds = [
    ...(validMinutes > 0 ? [ui.t('week.valid', { time: timeOf(ui, validMinutes) })] : []),
    ...(invalidMinutes > 0 ? [ui.t('week.invalid', { time: timeOf(ui, invalidMinutes) })] : []),
  ];
  const count = days === 1 ? ui.t('week.days.one') : ui.t('week.days.many', { n: days });
  return `${count}: ${kinds.join(', ')}`;
}

function shareOf(ui: Ui, pupil: WeekPupil): string {
  const change = ui.t(`week.change.${pupil.change}`);
  const of = pupil.percentOf;
  if (of === null) return change;
  const time = ui.t('ui.hours', { n: Math.round(of.minutes / 60) });
  const from = shortDayOf(ui, of.from);
  const now = ui.t('week.share', { percent: percentOf(ui, pupil.percent), time, from });
  const was =
    pupil.percentBefore === null
      ? ''
      : ` (${ui.t('week.was', { percent: percentOf(ui, pupil.percentBefore) })})`;
  return `${now}${was}. ${change}.`;
}
