/** The team: what waits, who carries how much, whose time runs out, what is overdue. */
import type { Ui } from '../ui.ts';
import { Table } from '../components/table.tsx';
import { TeamEmergencies, type EmergencyLine } from './emergencies.tsx';
import { TeamFlags, type TeamFlag } from './flags.tsx';

type CapRow = { href: string; number: string; last: string; coordinators: string };

export type TeamView = {
  /** Open assignments for each coordinator, at most. */
  limit: number | null;
  loads: readonly { key: string; name: string; stages: string; open: number }[];
  waiting: readonly { href: string; number: string; since: string; by: string | null }[];
  months: readonly { key: string; title: string; caps: readonly CapRow[] }[];
  overdue: readonly {
    key: string;
    what: string;
    href: string;
    where: string;
    due: string;
    whose: string;
    flag: string | null;
  }[];
  overdueTotal: number;
  /** The open ones. */
  flags: readonly TeamFlag[];
  /** Nobody has gone through them yet. */
  emergencies: readonly EmergencyLine[];
  sendKey: string;
};

export const TeamPage = ({ ui, view }: { ui: Ui; view: TeamView }) => (
  <>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('team.title')}
    </h1>
    <TeamEmergencies ui={ui} lines={view.emergencies} sendKey={view.sendKey} />
    <Queue ui={ui} view={view} />
    <TeamFlags ui={ui} flags={view.flags} sendKey={view.sendKey} />
    <Loads ui={ui} view={view} />
    <Caps ui={ui} view={view} />
    <Overdue ui={ui} view={view} />
  </>
);

const Queue = ({ ui, view: { waiting } }: { ui: Ui; view: TeamView }) => (
  <section>
    <h2 class="ds-heading" data-size="sm">
      {ui.t('team.queue')} <span class="count">({waiting.length})</span>
    </h2>
    {waiting.length === 0 && <p class="ds-paragraph">{ui.t('team.queue.none')}</p>}
    <ul class="duties">
      {waiting.map((one) => (
        <li key={one.href}>
          <div class="duties__what">
            <a class="ds-link" href={one.href}>
              {ui.t('day.case', { number: one.number })}
            </a>
            <br />
            <span>{one.since}</span>
            <br />
            <span>{one.by ?? ui.t('team.queue.consent')}</span>
          </div>
          {one.by !== null && (
            <a class="ds-button" data-size="sm" href={`${one.href}/allocation`}>
              {ui.t('team.allocate')}
              <span class="ds-sr-only"> {ui.t('day.case', { number: one.number })}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  </section>
);

const Loads = ({ ui, view: { loads, limit } }: { ui: Ui; view: TeamView }) => (
  <section>
    <h2 class="ds-heading" data-size="sm">
      {ui.t('team.load')}
    </h2>
    {limit !== null && <p class="hint">{ui.t('team.load.hint', { limit })}</p>}
    {loads.length === 0 ? (
      <p class="ds-paragraph">{ui.t('team.load.none')}</p>
    ) : (
      <Table
        caption={ui.t('team.load.caption')}
        columns={[
          ui.t('team.load.who'),
          ui.t('team.load.stages'),
          ui.t('team.load.open'),
          ...(limit === null ? [] : [ui.t('team.load.room')]),
        ]}
        rows={loads.map((one) => ({
          key: one.key,
          head: one.name,
          cells: [
            one.stages === '' ? ui.t('team.load.allStages') : one.stages,
            one.open,
            ...(limit === null ? [] : [<Room key="room" ui={ui} open={one.open} limit={limit} />]),
          ],
        }))}
      />
    )}
  </section>
);

const Room = ({ ui, open, limit }: { ui: Ui; open: number; limit: number }) =>
  open >= limit ? (
    <strong>{ui.t('team.load.full')}</strong>
  ) : (
    <>
      <meter min={0} max={limit} value={open} aria-hidden="true" /> {limit - open}
    </>
  );

const Caps = ({ ui, view: { months } }: { ui: Ui; view: TeamView }) => (
  <section>
    <h2 class="ds-heading" data-size="sm">
      {ui.t('team.caps')}
    </h2>
    {months.length === 0 ? (
      <p class="ds-paragraph">{ui.t('team.caps.none')}</p>
    ) : (
      <p class="hint">{ui.t('team.caps.hint')}</p>
    )}
    {months.map(({ key, title, caps }) => (
      <Table
        key={key}
        caption={`${title} (${caps.length})`}
        columns={[ui.t('team.caps.case'), ui.t('team.caps.last'), ui.t('team.caps.coordinators')]}
        rows={caps.map((cap) => ({
          key: cap.href,
          head: (
            <a class="ds-link" href={cap.href}>
              {cap.number}
            </a>
          ),
          cells: [cap.last, cap.coordinators],
        }))}
      />
    ))}
  </section>
);

const Overdue = ({ ui, view: { overdue, overdueTotal } }: { ui: Ui; view: TeamView }) => (
  <section>
    <h2 class="ds-heading" data-size="sm">
      {ui.t('team.overdue')} <span class="count">({overdueTotal})</span>
    </h2>
    {overdue.length === 0 ? (
      <p class="ds-paragraph">{ui.t('team.overdue.none')}</p>
    ) : (
      <>
        <p class="hint">{ui.t('team.overdue.hint', { shown: overdue.length, total: overdueTotal })}</p>
        <Table
          caption={ui.t('team.overdue.caption')}
          columns={[
            ui.t('team.overdue.what'),
            ui.t('team.overdue.case'),
            ui.t('team.overdue.due'),
            ui.t('team.overdue.whose'),
            ui.t('team.flag'),
          ]}
          rows={overdue.map((duty) => ({
            key: duty.key,
            head: (
              <a class="ds-link" href={duty.href}>
                {duty.what}
              </a>
            ),
            cells: [
              duty.where,
              duty.due,
              duty.whose,
              duty.flag !== null && (
                <a
                  key="flag"
                  class="ds-link"
                  href={duty.flag}
                  aria-label={ui.t('team.flag.of', { number: duty.where })}
                >
                  {ui.t('team.flag')}
                </a>
              ),
            ],
          }))}
        />
      </>
    )}
  </section>
);
