/** Absence as bars with their numbers beside them: one table, so that the drawing says nothing that the text doesn't. */
import type { ComponentChildren } from 'preact';
import type { Ui } from '../ui.ts';
import { Scroll } from './scroll.tsx';

export type BarRow = {
  key: string;
  label: string;
  /** In the unit of `most`. */
  valid: number;
  invalid: number;
  /** What stands in the columns after the bar. */
  cells: readonly string[];
};

const width = 120;
const height = 14;

const Bar = ({ valid, invalid, most }: { valid: number; invalid: number; most: number }) => {
  const unit = most > 0 ? width / most : 0;
  return (
    <svg
      class="bar"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
      focusable="false"
    >
      <rect class="bar__ground" x="0" y="0" width={width} height={height} />
      <rect class="bar__valid" x="0" y="1" width={valid * unit} height={height - 2} />
      {invalid > 0 && (
        <rect
          class="bar__invalid"
          x={valid * unit + 1}
          y="2"
          width={Math.max(1, invalid * unit - 2)}
          height={height - 4}
        />
      )}
    </svg>
  );
};

export const Bars = (props: {
  ui: Ui;
  caption: string;
  first: string;
  columns: readonly string[];
  rows: readonly BarRow[];
  /** The value of a full bar. */
  most: number;
  note?: ComponentChildren;
}) => (
  <Scroll label={props.caption}>
    <table class="ds-table bars" data-size="sm">
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{props.first}</th>
          <th scope="col">
            <span class="ds-sr-only">{props.ui.t('figures.bar')}</span>
          </th>
          {props.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.label}</th>
            <td>
              <Bar valid={row.valid} invalid={row.invalid} most={props.most} />
            </td>
            {row.cells.map((cell, index) => (
              <td key={index}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);
