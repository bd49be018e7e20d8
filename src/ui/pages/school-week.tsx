/** A school's week for its rector: which classes were looked through. And the places to choose among. */
import { Press } from '../components/press.tsx';
import { Table } from '../components/table.tsx';
import { Links } from '../components/links.tsx';
import type { Ui } from '../ui.ts';
import { StateTag, type ClassWeekView } from './class-week.tsx';
import { WeekHead, type WeekView } from './week-head.tsx';

export type SchoolWeekView = WeekView & {
  schoolUnit: string;
  name: string;
  ladder: boolean;
  maySwitch: boolean;
  classes: readonly {
    id: string;
    class: string;
    mentors: readonly string[];
    state: ClassWeekView['state'];
    overLimit: number;
    toSee: number;
  }[];
  sendKey: string;
};

export const SchoolWeekPage = ({ ui, view }: { ui: Ui; view: SchoolWeekView }) => {
  const left = view.classes.filter(({ state }) => state !== 'done').length;
  return (
    <>
      <h1 class="ds-heading" data-size="lg">
        {ui.t('schoolWeek.title', { school: view.name, week: view.weekNo })}
      </h1>
      <WeekHead ui={ui} view={view} path={view.path} />
      {view.classes.length === 0 ? (
        <p class="ds-paragraph">{ui.t('schoolWeek.noClasses')}</p>
      ) : (
        <>
          <p class="ds-paragraph">
            {left === 0
              ? ui.t('schoolWeek.allDone')
              : ui.t('schoolWeek.left', { n: left, all: view.classes.length })}
          </p>
          <ClassTable ui={ui} view={view} />
        </>
      )}
      <section>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('ladder.title')}
        </h2>
        <p class="ds-paragraph">{ui.t(view.ladder ? 'ladder.on' : 'ladder.off')}</p>
        {view.maySwitch && (
          <Press
            ui={ui}
            action={`/schools/${view.schoolUnit}/ladder`}
            label={ui.t(view.ladder ? 'ladder.turnOff' : 'ladder.turnOn')}
            values={{ on: view.ladder ? 'no' : 'yes' }}
            sendKey={view.sendKey}
          />
        )}
      </section>
    </>
  );
};

const ClassTable = ({ ui, view }: { ui: Ui; view: SchoolWeekView }) => (
  <Table
    caption={ui.t('schoolWeek.caption')}
    columns={[
      ui.t('schoolWeek.class'),
      ui.t('schoolWeek.state'),
      ui.t('schoolWeek.mentors'),
      ui.t('schoolWeek.overLimit'),
      ui.t('schoolWeek.toSee'),
    ]}
    rows={view.classes.map((one) => ({
      key: one.id,
      head: (
        <a class="ds-link" href={`/classes/${one.id}?week=${view.week}`}>
          {one.class}
        </a>
      ),
      cells: [
        <StateTag key="state" ui={ui} state={one.state} />,
        one.mentors.join(', '),
        one.overLimit,
        one.toSee,
      ],
    }))}
  />
);

/** The classes or schools that a reader chooses among. */
export const ChoosePage = (props: {
  title: string;
  hint: string;
  places: readonly { href: string; label: string }[];
}) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {props.title}
    </h1>
    <p class="ds-paragraph">{props.hint}</p>
    <Links links={props.places} />
  </>
);
