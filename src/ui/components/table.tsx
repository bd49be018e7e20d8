/** A table with its caption, which scrolls within itself where it is wider than the screen. */
import type { ComponentChildren } from 'preact';
import { Scroll } from './scroll.tsx';

export type TableRow = {
  key: string;
  /** The row's heading, in the first column; left out where no cell names the row. */
  head?: ComponentChildren;
  cells: readonly ComponentChildren[];
};

export const Table = (props: {
  caption: string;
  columns: readonly string[];
  rows: readonly TableRow[];
  /** For few, short columns. */
  narrow?: boolean;
  /** Where a heading above it says the same: the caption is for screen readers alone. */
  headed?: boolean;
}) => (
  <Scroll label={props.caption}>
    <table class={props.narrow === true ? 'ds-table narrow' : 'ds-table'}>
      <caption class={props.headed === true ? 'ds-sr-only' : undefined}>{props.caption}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ key, head, cells }) => (
          <tr key={key}>
            {head !== undefined && <th scope="row">{head}</th>}
            {cells.map((cell, index) => (
              <td key={index}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);
