/** The line of a case: weeks of absence above, and under them on the same days what was done. */
import type { Lane } from '../../../domain/case/course.ts';
import { Scroll } from '../../components/scroll.tsx';
import type { LocalDate } from '../../../domain/time.ts';
import type { Ui } from '../../ui.ts';
import { CourseChart } from './course-chart.tsx';

export type Bar = {
  from: LocalDate;
  to: LocalDate;
  /** 0–100 of the time; null where the time isn't known. */
  valid: number | null;
  invalid: number | null;
};

export type Mark = {
  lane: Lane;
  from: LocalDate;
  /** The last day of a stretch; the same as `from` for a day. */
  to: LocalDate;
  lasts: boolean;
  label: string;
};

export type CourseRow = {
  days: string;
  offered: string;
  valid: string;
  invalid: string;
  total: string;
  happened: readonly string[];
};

export type CourseView = {
  from: LocalDate;
  to: LocalDate;
  today: LocalDate;
  bars: readonly Bar[];
  limitPercent: number | null;
  lanes: readonly { lane: Lane; label: string }[];
  marks: readonly Mark[];
  months: readonly { on: LocalDate; label: string }[];
  rows: readonly CourseRow[];
  /** Sentences above the picture: the latest figure with what it is of, how far the data reach. */
  said: readonly string[];
};

export const CourseSection = ({ ui, course }: { ui: Ui; course: CourseView }) => (
  <section class="course">
    <h2 class="ds-heading" data-size="sm">
      {ui.t('course.title')}
    </h2>
    {course.said.map((sentence) => (
      <p key={sentence} class="ds-paragraph">
        {sentence}
      </p>
    ))}
    <p class="hint">{ui.t('course.patience')}</p>
    <Scroll label={ui.t('course.chart')}>
      <CourseChart ui={ui} course={course} />
    </Scroll>
    <details class="ds-details">
      <summary>{ui.t('course.table')}</summary>
      <Scroll label={ui.t('course.table.caption')}>
        <table class="ds-table" data-size="sm">
          <caption>{ui.t('course.table.caption')}</caption>
          <thead>
            <tr>
              {(['days', 'offered', 'valid', 'invalid', 'total', 'happened'] as const).map((column) => (
                <th key={column} scope="col">
                  {ui.t(`course.col.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {course.rows.map((row) => (
              <tr key={row.days}>
                <th scope="row">{row.days}</th>
                <td>{row.offered}</td>
                <td>{row.valid}</td>
                <td>{row.invalid}</td>
                <td>{row.total}</td>
                <td>
                  {row.happened.map((one, index) => (
                    <div key={index}>{one}</div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  </section>
);
