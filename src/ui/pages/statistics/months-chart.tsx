/** Absence month by month as bars: the invalid stands on the floor, the valid on top of it. */
import type { Ui } from '../../ui.ts';
import type { MonthBar } from './view-model.ts';

const size = { left: 48, right: 8, top: 32, bars: 140, bottom: 40, month: 52 } as const;

/** Lines at so many per cent: few, and the highest above every bar. */
const step = (most: number): number => [1, 2, 5, 10, 25].find((one) => most / one <= 5) ?? 25;

export const MonthsChart = (props: { ui: Ui; months: readonly MonthBar[]; most: number }) => {
  const { ui, months } = props;
  const each = step(props.most);
  const lines = Array.from({ length: Math.max(1, Math.ceil(props.most / each)) + 1 }, (_, n) => n * each);
  const most = lines.at(-1) ?? each;
  const width = size.left + Math.max(months.length, 6) * size.month + size.right;
  const height = size.top + size.bars + size.bottom;
  const y = (percent: number) => size.top + size.bars * (1 - percent / most);
  return (
    <svg
      class="chart chart--months"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={ui.t('stats.absence.chart')}
    >
      <rect class="chart__invalid" x={size.left} y="6" width="12" height="12" />
      <text class="chart__text" x={size.left + 18} y="16">
        {ui.t('stats.absence.invalid')}
      </text>
      <rect class="chart__valid" x={size.left + 90} y="6" width="12" height="12" />
      <text class="chart__text" x={size.left + 108} y="16">
        {ui.t('stats.absence.valid')}
      </text>
      {lines.map((percent) => (
        <g key={percent}>
          <line class="chart__grid" x1={size.left} x2={width - size.right} y1={y(percent)} y2={y(percent)} />
          <text class="chart__text" x={size.left - 6} y={y(percent) + 4} text-anchor="end">
            {percent} %
          </text>
        </g>
      ))}
      {months.map((month, index) => (
        <Month key={month.key} month={month} x={size.left + index * size.month} y={y} />
      ))}
    </svg>
  );
};

const Month = ({ month, x, y }: { month: MonthBar; x: number; y: (percent: number) => number }) => {
  const floor = y(0);
  const { shares } = month;
  const middle = x + size.month / 2;
  return (
    <g>
      {shares === null ? (
        <text class="chart__text" x={middle} y={floor - 6} text-anchor="middle">
          –
        </text>
      ) : (
        <>
          <rect
            class="chart__invalid"
            x={x + 10}
            y={y(shares.invalid)}
            width={size.month - 20}
            height={floor - y(shares.invalid)}
          />
          <rect
            class="chart__valid"
            x={x + 10}
            y={y(shares.invalid + shares.valid)}
            width={size.month - 20}
            height={y(shares.invalid) - y(shares.invalid + shares.valid)}
          />
        </>
      )}
      <text class="chart__text" x={middle} y={floor + 16} text-anchor="middle">
        {month.short}
      </text>
      {month.year !== null && (
        <text class="chart__text" x={middle} y={floor + 32} text-anchor="middle">
          {month.year}
        </text>
      )}
    </g>
  );
};
