/** The line as a picture. Each lane has a sign of its own, so that colour is never needed to tell them apart. */
import type { Lane } from '../../../domain/case/course.ts';
import { dayNumber, type LocalDate } from '../../../domain/time.ts';
import type { Ui } from '../../ui.ts';
import { percentOf } from '../../words.ts';
import type { Bar, CourseView, Mark } from './course.tsx';

const size = { width: 900, left: 120, right: 15, top: 30, bars: 120, lane: 26, bottom: 28 } as const;
const grid = [0, 25, 50, 75, 100] as const;

type Across = (date: LocalDate) => number;

export const CourseChart = ({ ui, course }: { ui: Ui; course: CourseView }) => {
  const [first, last] = [dayNumber(course.from), dayNumber(course.to) + 1];
  const wide = size.width - size.left - size.right;
  const x: Across = (date) => size.left + ((dayNumber(date) - first) / (last - first)) * wide;
  const floor = size.top + size.bars;
  const height = floor + 8 + course.lanes.length * size.lane + size.bottom;
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${size.width} ${height}`}
      role="img"
      aria-labelledby="course-title course-desc"
    >
      <title id="course-title">{ui.t('course.chart')}</title>
      <desc id="course-desc">{ui.t('course.chart.how')}</desc>
      <Legend ui={ui} />
      {grid.map((percent) => (
        <g key={percent}>
          <line class="chart__grid" x1={size.left} x2={size.width - size.right} {...level(percent)} />
          <text class="chart__text" x={size.left - 8} y={heightOf(percent) + 4} text-anchor="end">
            {percent} %
          </text>
        </g>
      ))}
      {course.months.map(({ on, label }) => (
        <g key={on}>
          <line class="chart__grid" x1={x(on)} x2={x(on)} y1={size.top} y2={height - size.bottom} />
          <text class="chart__text" x={x(on) + 3} y={height - 10}>
            {label}
          </text>
        </g>
      ))}
      {course.bars.map((bar) => (
        <BarOf key={bar.from} bar={bar} x={x} />
      ))}
      {course.limitPercent !== null && (
        <line
          class="chart__limit"
          x1={size.left}
          x2={size.width - size.right}
          {...level(course.limitPercent)}
        />
      )}
      {course.limitPercent !== null && (
        <text
          class="chart__text chart__text--strong"
          x={size.width - size.right}
          y={heightOf(course.limitPercent) - 4}
          text-anchor="end"
        >
          {ui.t('course.limit', { percent: percentOf(ui, course.limitPercent) })}
        </text>
      )}
      {course.lanes.map(({ lane, label }, index) => {
        const y = floor + 8 + index * size.lane + size.lane / 2;
        return (
          <g key={lane}>
            <text class="chart__text chart__text--strong" x={size.left - 8} y={y + 4} text-anchor="end">
              {label}
            </text>
            <line class="chart__grid" x1={size.left} x2={size.width - size.right} y1={y} y2={y} />
            {course.marks
              .filter((mark) => mark.lane === lane)
              .map((mark, at) => (
                <MarkOf key={at} mark={mark} x={x} y={y} />
              ))}
          </g>
        );
      })}
      <line
        class="chart__today"
        x1={x(course.today)}
        x2={x(course.today)}
        y1={size.top}
        y2={height - size.bottom}
      />
      <text class="chart__text" x={x(course.today)} y={size.top - 4} text-anchor="end">
        {ui.t('course.today')}
      </text>
    </svg>
  );
};

const heightOf = (percent: number): number => size.top + size.bars * (1 - Math.min(percent, 100) / 100);
const level = (percent: number) => ({ y1: heightOf(percent), y2: heightOf(percent) });

/** The invalid stands on the floor, the valid (lighter, hatched by its border) on top of it. */
const BarOf = ({ bar, x }: { bar: Bar; x: Across }) => {
  if (bar.valid === null || bar.invalid === null) return null;
  const left = x(bar.from);
  // A week without Saturday and Sunday still fills its place, but for a gap.
  const width = Math.max(2, x(bar.to) - left - 1);
  const top = heightOf(bar.valid + bar.invalid);
  const middle = heightOf(bar.invalid);
  return (
    <g>
      <rect class="chart__invalid" x={left} y={middle} width={width} height={heightOf(0) - middle} />
      <rect class="chart__valid" x={left} y={top} width={width} height={middle - top} />
    </g>
  );
};

const Legend = ({ ui }: { ui: Ui }) => (
  <g>
    <rect class="chart__invalid" x={size.left} y={6} width={12} height={12} />
    <text class="chart__text" x={size.left + 18} y={16}>
      {ui.t('course.invalid')}
    </text>
    <rect class="chart__valid" x={size.left + 150} y={6} width={12} height={12} />
    <text class="chart__text" x={size.left + 168} y={16}>
      {ui.t('course.valid')}
    </text>
  </g>
);

const MarkOf = ({ mark, x, y }: { mark: Mark; x: Across; y: number }) => {
  const at = x(mark.from);
  if (mark.lasts) {
    return (
      <rect class="chart__mark" x={at} y={y - 5} width={Math.max(4, x(mark.to) - at)} height={10} rx={3}>
        <title>{mark.label}</title>
      </rect>
    );
  }
  return (
    <path class="chart__mark" d={signs[mark.lane](at, y)}>
      <title>{mark.label}</title>
    </path>
  );
};

/** Circle, stroke, square, diamond, triangle, cross: one for each lane. */
const signs: Readonly<Record<Lane, (x: number, y: number) => string>> = {
  contacts: (x, y) => `M${x - 5},${y}a5,5 0 1,0 10,0a5,5 0 1,0 -10,0`,
  followUps: (x, y) => `M${x - 2},${y - 7}h4v14h-4z`,
  measures: (x, y) => `M${x - 5},${y - 5}h10v10h-10z`,
  meetings: (x, y) => `M${x},${y - 7}l7,7l-7,7l-7,-7z`,
  evaluations: (x, y) => `M${x},${y - 7}l7,12h-14z`,
  decisions: (x, y) => `M${x - 2},${y - 7}h4v5h5v4h-5v5h-4v-5h-5v-4h5z`,
};
