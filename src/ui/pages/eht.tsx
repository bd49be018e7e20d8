/** EHT's list at a school in order of urgency, its drop-in times and its meetings. */
import type { LocalDate } from '../../domain/time.ts';
import { Press } from '../components/press.tsx';
import type { Ui } from '../ui.ts';
import { dayOf, shortDayOf } from '../words.ts';

export type EhtMatter = {
  key: string;
  caseId: string;
  caseNumber: string;
  pupilName: string | null;
  class: string | null;
  voluntary: boolean;
  what: 'report' | 'concern' | 'wait' | 'monthlyReview' | 'answer' | 'consider';
  since: LocalDate;
  due: LocalDate;
  overdue: boolean;
  asked: string | null;
};

export type EhtView = {
  school: string;
  name: string;
  mayHold: boolean;
  matters: readonly (EhtMatter & { action: { href: string; label: string } })[];
  slots: readonly { id: string; words: string; free: boolean; caseNumber: string | null }[];
  meetings: readonly { id: string; heldOn: LocalDate }[];
  sendKey: string;
};

export const EhtPage = ({ ui, view }: { ui: Ui; view: EhtView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('eht.title', { school: view.name })}
    </h1>
    <p class="hint">{ui.t('eht.explained')}</p>
    {view.mayHold && (
      <Press
        ui={ui}
        action={`/eht/${view.school}/meetings`}
        label={ui.t('eht.begin')}
        sendKey={view.sendKey}
        variant="primary"
      />
    )}
    <section>
      <h2 class="ds-heading" data-size="sm">
        {ui.t('eht.list')} <span class="count">({view.matters.length})</span>
      </h2>
      {view.matters.length === 0 && <p class="ds-paragraph">{ui.t('eht.nothing')}</p>}
      <ul class="duties">
        {view.matters.map((matter) => (
          <li key={`${matter.caseId}/${matter.key}`}>
            <div class="duties__what">
              <strong>{matter.pupilName ?? ui.t('meeting.room.case', { number: matter.caseNumber })}</strong>{' '}
              {matter.class}
              <br />
              <MatterWords ui={ui} matter={matter} />
            </div>
            <a class="ds-button" data-size="sm" data-variant="secondary" href={matter.action.href}>
              {matter.action.label}
              <span class="ds-sr-only"> {matter.caseNumber}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
    <Slots ui={ui} view={view} />
    {view.mayHold && (
      <section>
        <h2 class="ds-heading" data-size="sm">
          {ui.t('eht.meetings')}
        </h2>
        {view.meetings.length === 0 && <p class="ds-paragraph">{ui.t('eht.meetings.none')}</p>}
        <ul class="ds-list">
          {view.meetings.map(({ id, heldOn }) => (
            <li key={id}>
              <a class="ds-link" href={`/eht/${view.school}/meetings/${id}`}>
                {dayOf(ui, heldOn)}
              </a>
            </li>
          ))}
        </ul>
      </section>
    )}
  </>
);

export const MatterWords = ({ ui, matter }: { ui: Ui; matter: EhtMatter }) => (
  <>
    {ui.t(`eht.what.${matter.what}`)},{' '}
    {ui.t('eht.since', { since: shortDayOf(ui, matter.since), due: shortDayOf(ui, matter.due) })}{' '}
    {matter.overdue && (
      <span class="ds-tag" data-color="danger" data-size="sm">
        {ui.t('eht.overdue')}
      </span>
    )}{' '}
    {matter.voluntary && (
      <span class="ds-tag" data-color="info" data-size="sm">
        {ui.t('eht.voluntary')}
      </span>
    )}
  </>
);

const Slots = ({ ui, view }: { ui: Ui; view: EhtView }) => (
  <section>
    <h2 class="ds-heading" data-size="sm">
      {ui.t('eht.slots')}
    </h2>
    {view.slots.length === 0 && <p class="ds-paragraph">{ui.t('eht.slots.none')}</p>}
    <ul class="duties">
      {view.slots.map((slot) => (
        <li key={slot.id}>
          <span>
            {slot.words}: {slotState(ui, slot)}
          </span>
          {view.mayHold && (
            <Press
              ui={ui}
              action={`/eht/${view.school}/slots/${slot.id}/${slot.free ? 'withdrawal' : 'cancellation'}`}
              label={ui.t(slot.free ? 'eht.slots.withdraw' : 'eht.slots.cancel')}
              about={slot.words}
              sendKey={`${view.sendKey}-${slot.id}`}
              size="sm"
              variant="tertiary"
            />
          )}
        </li>
      ))}
    </ul>
    {view.mayHold && (
      <p>
        <a class="ds-link" href={`/eht/${view.school}/slots/new`}>
          {ui.t('eht.slots.open')}
        </a>
      </p>
    )}
  </section>
);

const slotState = (ui: Ui, { free, caseNumber }: EhtView['slots'][number]): string => {
  if (free) return ui.t('eht.slots.free');
  return caseNumber === null
    ? ui.t('eht.slots.takenByOther')
    : ui.t('eht.slots.taken', { number: caseNumber });
};
