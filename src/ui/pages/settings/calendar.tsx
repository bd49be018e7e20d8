/** The school calendar: what stands, what each kind means for the days, and a way to change it. */
import { Press } from '../../components/press.tsx';
import { Table } from '../../components/table.tsx';
import type { Ui } from '../../ui.ts';
import { SettingsHead } from './head.tsx';

type Period = { id: number; name: string; kind: string; days: string; whose: string; sendKey: string };

export type CalendarSettingsView = {
  /** What a change that was just made reaches; null without one. */
  within: string | null;
  /** The chosen school's code; blank for all. */
  school: string;
  schools: readonly { code: string; name: string }[];
  mayEdit: boolean;
  periods: readonly Period[];
};

export const CalendarSettingsPage = ({ ui, view }: { ui: Ui; view: CalendarSettingsView }) => (
  <>
    <SettingsHead ui={ui} title={ui.t('calendarSettings.title')} />
    {view.within !== null && <p class="ds-paragraph">{view.within}</p>}
    <ul class="ds-list">
      <li>{ui.t('calendarSettings.effect.lov')}</li>
      <li>{ui.t('calendarSettings.effect.studyDay')}</li>
      <li>{ui.t('calendarSettings.effect.term')}</li>
      <li>{ui.t('calendarSettings.effect.when')}</li>
    </ul>
    <form method="get" action="/settings/calendar" class="filter">
      <div class="ds-field">
        <label class="ds-label" for="school">
          {ui.t('calendarSettings.school')}
        </label>
        <select class="ds-input" id="school" name="school">
          <option value="">{ui.t('calendarSettings.all')}</option>
          {view.schools.map(({ code, name }) => (
            <option key={code} value={code} selected={code === view.school}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button class="ds-button" data-variant="secondary" type="submit">
        {ui.t('calendarSettings.show')}
      </button>
    </form>
    {view.mayEdit && (
      <p>
        <a class="ds-button" data-variant="secondary" href="/settings/calendar/new">
          {ui.t('calendarSettings.new')}
        </a>
      </p>
    )}
    {view.periods.length === 0 ? (
      <p class="ds-paragraph">{ui.t('settings.calendar.none')}</p>
    ) : (
      <Periods ui={ui} view={view} />
    )}
  </>
);

const Periods = ({ ui, view }: { ui: Ui; view: CalendarSettingsView }) => (
  <Table
    caption={ui.t('calendarSettings.caption')}
    columns={[
      ui.t('settings.calendar.what'),
      ui.t('calendarSettings.kind'),
      ui.t('calendarSettings.days'),
      ui.t('calendarSettings.whose'),
      ...(view.mayEdit ? [ui.t('settings.school.change')] : []),
    ]}
    rows={view.periods.map(({ id, name, kind, days, whose, sendKey }) => ({
      key: String(id),
      head: name,
      cells: [
        kind,
        days,
        whose,
        ...(view.mayEdit
          ? [
              <Press
                key="remove"
                ui={ui}
                action={`/settings/calendar/${id}/removal`}
                label={ui.t('calendarSettings.remove')}
                about={`${name}, ${days}`}
                sendKey={sendKey}
                size="sm"
              />,
            ]
          : []),
      ],
    }))}
  />
);
