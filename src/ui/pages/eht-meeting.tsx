/** EHT's meeting on a projector: one pupil at a time, the decision, the next; names hidden by one key. */
import type { LocalDate } from '../../domain/time.ts';
import type { Ui } from '../ui.ts';
import { shortDayOf } from '../words.ts';
import { MatterWords, type EhtMatter } from './eht.tsx';

export type MeetingRoomView = {
  school: string;
  path: string;
  heldOn: LocalDate;
  /** The pupil who is up; null when the list is gone through. */
  matter: (EhtMatter & { action: { href: string; label: string } }) | null;
  at: number;
  all: number;
  namesHidden: boolean;
  minutes: readonly { seq: number; note: string | null; by: string | null }[];
  items: readonly { caseId: string; caseNumber: string; what: 'decision' | 'monthlyReview' }[];
};

export const MeetingRoom = ({ ui, view }: { ui: Ui; view: MeetingRoomView }) => (
  <div class="room" data-names={view.namesHidden ? 'out' : 'in'}>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('meeting.room.title', { date: shortDayOf(ui, view.heldOn) })}
    </h1>
    <p class="buttons">
      <a
        class="ds-button"
        data-variant="secondary"
        data-hide-names
        href={addressOf(view, view.at, !view.namesHidden)}
      >
        {ui.t(view.namesHidden ? 'meeting.room.show' : 'meeting.room.hide')}
      </a>
      <span class="hint">{ui.t('meeting.room.key')}</span>
      <a class="ds-link" href={`/eht/${view.school}`}>
        {ui.t('meeting.room.list')}
      </a>
    </p>
    {view.matter === null ? (
      <p class="ds-paragraph">{ui.t('meeting.room.empty')}</p>
    ) : (
      <OnePupil ui={ui} view={view} matter={view.matter} />
    )}
    <Afterwards ui={ui} view={view} />
  </div>
);

/** The same meeting with another pupil up, names shown or not. */
const addressOf = ({ path }: MeetingRoomView, at: number, hidden: boolean): string =>
  `${path}?at=${at}${hidden ? '&names=hidden' : ''}`;

/** A form of this meeting, which leads back to it as it was. */
const formOf = ({ path, namesHidden }: MeetingRoomView, href: string): string =>
  namesHidden && href.startsWith(`${path}/`) ? `${href}?names=hidden` : href;

const NameOf = ({ ui, view, matter }: { ui: Ui; view: MeetingRoomView; matter: EhtMatter }) => {
  if (view.namesHidden) return <>{ui.t('meeting.room.hidden')}</>;
  if (matter.pupilName === null) return <>{ui.t('pupil.protected')}</>;
  return (
    <>
      <span class="who">
        {matter.pupilName} {matter.class}
      </span>
      <span class="who-not">{ui.t('meeting.room.hidden')}</span>
    </>
  );
};

const OnePupil = (props: {
  ui: Ui;
  view: MeetingRoomView;
  matter: NonNullable<MeetingRoomView['matter']>;
}) => {
  const { ui, view, matter } = props;
  return (
    <section class="room__pupil">
      <p class="hint">{ui.t('meeting.room.of', { no: view.at + 1, all: view.all })}</p>
      <h2 class="ds-heading" data-size="xl">
        <NameOf ui={ui} view={view} matter={matter} />
      </h2>
      <p class="ds-paragraph">
        {ui.t('meeting.room.case', { number: matter.caseNumber })}. <MatterWords ui={ui} matter={matter} />
      </p>
      {matter.asked !== null && !view.namesHidden && (
        <>
          <h3 class="ds-heading" data-size="xs">
            {ui.t('meeting.room.asked')}
          </h3>
          <p class="quote who">{matter.asked}</p>
        </>
      )}
      <p class="buttons">
        <a class="ds-button" href={formOf(view, matter.action.href)}>
          {matter.action.label}
        </a>
        <a class="ds-link" href={`/cases/${matter.caseId}`}>
          {ui.t('eht.act.case')}
        </a>
      </p>
      <nav class="buttons" aria-label={ui.t('meeting.room.of', { no: view.at + 1, all: view.all })}>
        {view.at > 0 && (
          <a class="ds-button" data-variant="secondary" href={addressOf(view, view.at - 1, view.namesHidden)}>
            {ui.t('meeting.room.previous')}
          </a>
        )}
        {view.at + 1 < view.all && (
          <a class="ds-button" data-variant="secondary" href={addressOf(view, view.at + 1, view.namesHidden)}>
            {ui.t('meeting.room.next')}
          </a>
        )}
      </nav>
    </section>
  );
};

const Afterwards = ({ ui, view }: { ui: Ui; view: MeetingRoomView }) => (
  <>
    <section>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('meeting.room.minutes')}
      </h2>
      {view.minutes.map(({ seq, note, by }) => (
        <p key={seq} class="quote">
          {note}
          {by !== null && <span class="hint"> {by}</span>}
        </p>
      ))}
      <p>
        <a class="ds-link" href={formOf(view, `${view.path}/minutes`)}>
          {ui.t('meeting.room.minutes.add')}
        </a>
      </p>
    </section>
    {view.items.length > 0 && (
      <section>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('meeting.room.decided')}
        </h2>
        <ul class="ds-list">
          {view.items.map(({ caseId, caseNumber, what }, index) => (
            <li key={index}>
              <a class="ds-link" href={`/cases/${caseId}`}>
                {ui.t(`meeting.room.decided.${what}`, { number: caseNumber })}
              </a>
            </li>
          ))}
        </ul>
      </section>
    )}
  </>
);
