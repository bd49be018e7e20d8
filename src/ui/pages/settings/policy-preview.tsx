/** What another policy would have asked for, beside today's: by kind of duty, and week by week. */
import { Bars } from '../../components/bars.tsx';
import type { Ui } from '../../ui.ts';

type Row = { key: string; label: string; today: number; proposed: number };

export type PreviewView = {
  action: string;
  back: string;
  period: string;
  periods: readonly { key: string; name: string }[];
  total: { today: number; proposed: number };
  cases: { all: number; counted: number };
  kinds: readonly Row[];
  weeks: readonly Row[];
};

const differenceOf = (ui: Ui, { today, proposed }: Pick<Row, 'today' | 'proposed'>): string => {
  if (proposed === today) return ui.t('preview.same');
  return proposed > today
    ? ui.t('preview.more', { count: proposed - today })
    : ui.t('preview.fewer', { count: today - proposed });
};

export const PolicyPreviewPage = ({ ui, view }: { ui: Ui; view: PreviewView }) => (
  <>
    <p>
      <a class="ds-link" href={view.back}>
        {ui.t('preview.back')}
      </a>
    </p>
    <h1 class="ds-heading" data-size="lg">
      {ui.t('preview.title')}
    </h1>
    <p class="ds-paragraph">{ui.t('preview.intro')}</p>
    <form method="get" action={view.action} class="filter">
      <div class="ds-field">
        <label class="ds-label" for="period">
          {ui.t('preview.period')}
        </label>
        <select class="ds-input" id="period" name="period">
          {view.periods.map(({ key, name }) => (
            <option key={key} value={key} selected={key === view.period}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button class="ds-button" data-variant="secondary" type="submit">
        {ui.t('preview.show')}
      </button>
    </form>
    <p class="ds-paragraph">
      <strong>{ui.t('preview.total', view.total)}</strong>
    </p>
    {view.cases.counted < view.cases.all ? (
      <div class="ds-alert" data-color="warning">
        <p class="ds-paragraph">{ui.t('preview.part', view.cases)}</p>
      </div>
    ) : (
      <p class="hint">{ui.t('preview.cases', { all: view.cases.all })}</p>
    )}
    {view.kinds.length === 0 ? (
      <p class="ds-paragraph">{ui.t('preview.none')}</p>
    ) : (
      <>
        <Table ui={ui} caption={ui.t('preview.kinds')} first={ui.t('preview.kind')} rows={view.kinds} />
        <Table ui={ui} caption={ui.t('preview.weeks')} first={ui.t('preview.week')} rows={view.weeks} />
      </>
    )}
  </>
);

const Table = (props: { ui: Ui; caption: string; first: string; rows: readonly Row[] }) => {
  const { ui, rows } = props;
  return (
    <Bars
      ui={ui}
      caption={props.caption}
      first={props.first}
      columns={[ui.t('preview.proposed'), ui.t('preview.today'), ui.t('preview.change')]}
      most={Math.max(...rows.flatMap(({ today, proposed }) => [today, proposed]))}
      rows={rows.map((row) => ({
        key: row.key,
        label: row.label,
        valid: row.proposed,
        invalid: 0,
        cells: [String(row.proposed), String(row.today), differenceOf(ui, row)],
      }))}
    />
  );
};
