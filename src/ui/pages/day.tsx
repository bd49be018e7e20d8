/** My day: each duty one line with one thing to do, the overdue first. */
import type { Ui } from '../ui.ts';
import { Duty } from '../components/duty.tsx';
import { Links } from '../components/links.tsx';
import { dayOf } from '../words.ts';

export type DutyLine = {
  key: string;
  what: string;
  where: string;
  /** Words of whoever asks: a flag's note, or its answer. */
  note: string | null;
  /** Of the case; null where there is none. */
  href: string | null;
  /** Null where it is about no one pupil, or about one whose name isn't told. */
  pupil: string | null;
  due: string;
  escalated: string | null;
  /** Said where it is somebody else's, for whom the reader stands in. */
  asDeputy: string | null;
  action: { href: string; label: string };
  rule: string;
  source: string;
};

export type DayView = {
  groups: readonly { title: string; standing: 'overdue' | 'due' | 'coming'; duties: readonly DutyLine[] }[];
  drafts: readonly { href: string; label: string }[];
  shown: number;
  total: number;
  /** Where work begins, when nothing waits. */
  next: readonly { href: string; label: string }[];
};

export const DayPage = ({ ui, day }: { ui: Ui; day: DayView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('day.title')}
    </h1>
    <p class="hint">{dayOf(ui)}</p>
    {day.total === 0 && <p class="ds-paragraph">{ui.t('day.nothing')}</p>}
    {day.next.length > 0 && <Links links={day.next} />}
    {day.total === 0 && ui.mode === 'rehearsal' && <p class="hint">{ui.t('day.rehearsal')}</p>}
    {day.groups
      .filter(({ duties }) => duties.length > 0)
      .map(({ title, standing, duties }) => (
        <section key={standing} class={`standing standing--${standing}`}>
          <h2 class="ds-heading" data-size="sm">
            {title} <span class="count">({duties.length})</span>
          </h2>
          <ul class="duties">
            {duties.map((duty) => (
              <Line key={duty.key} ui={ui} duty={duty} />
            ))}
          </ul>
        </section>
      ))}
    {day.shown < day.total && <p class="hint">{ui.t('day.more', { shown: day.shown, total: day.total })}</p>}
    {day.drafts.length > 0 && (
      <section>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('day.drafts')}
        </h2>
        <Links links={day.drafts} />
      </section>
    )}
  </>
);

const Line = ({ ui, duty }: { ui: Ui; duty: DutyLine }) => (
  <Duty
    ui={ui}
    what={duty.what}
    told={
      <>
        {duty.href === null ? (
          duty.where
        ) : (
          <a class="ds-link" href={duty.href}>
            {duty.where}
          </a>
        )}
        {duty.pupil !== null && `${duty.where === '' ? '' : ', '}${duty.pupil}`}
        {duty.where === '' && duty.pupil === null ? '' : ', '}
        {duty.due}
        {duty.escalated === null ? '' : `, ${duty.escalated}`}
        {duty.asDeputy === null ? '' : `, ${duty.asDeputy}`}
      </>
    }
    note={duty.note}
    rule={duty.rule}
    source={duty.source}
    action={duty.action}
  />
);
