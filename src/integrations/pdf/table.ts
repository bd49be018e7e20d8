/** A table with headers that a screen reader tells: each column's, and the first cell of each row. */
import type { PdfBlock } from './blocks.ts';
import { foot, rule, say, silently, sizes, width, type Doc, type Element } from './paper.ts';

type Table = Extract<PdfBlock, { kind: 'table' }>;

const padding = 4;

/** pdfkit takes it; its types don't say so yet. */
type Header = NonNullable<Parameters<Doc['struct']>[1]> & { scope: 'Column' | 'Row' };
const ofColumn: Header = { scope: 'Column' };
const ofRow: Header = { scope: 'Row' };

export function drawTable(doc: Doc, root: Element, table: Table): void {
  const { head, rows } = table;
  const columns = placed(doc, table);
  const element = doc.struct('Table');
  root.add(element);
  drawRow(doc, columns, head, true, (cell) => {
    const row = doc.struct('TR');
    element.add(row);
    head.forEach((_, index) => row.add(doc.struct('TH', ofColumn, cell(index))));
  });
  for (const cells of rows) {
    if (doc.y + heightOf(doc, columns, cells, false) > foot(doc)) {
      doc.addPage();
      // Said already: again for the eye alone.
      drawRow(doc, columns, head, true, (cell) =>
        head.forEach((_, index) => silently(doc, 'Pagination', cell(index))),
      );
    }
    drawRow(doc, columns, cells, false, (cell) => {
      const row = doc.struct('TR');
      element.add(row);
      cells.forEach((_, index) => {
        row.add(index === 0 ? doc.struct('TH', ofRow, cell(index)) : doc.struct('TD', {}, cell(index)));
      });
    });
  }
}

type Column = { x: number; width: number };

function placed(doc: Doc, { shares }: Table): Column[] {
  const all = shares.reduce((sum, share) => sum + share, 0);
  let x = 0;
  return shares.map((share) => {
    const column = { x, width: (width(doc) * share) / all - padding };
    x += column.width + padding;
    return column;
  });
}

const fontOf = (isHead: boolean) => (isHead ? 'bold' : 'regular');

function heightOf(doc: Doc, columns: readonly Column[], cells: readonly string[], isHead: boolean): number {
  doc.font(fontOf(isHead)).fontSize(sizes.small);
  const heights = cells.map((text, index) =>
    doc.heightOfString(text, { width: columns[index]?.width ?? 0, lineGap: 2 }),
  );
  return Math.max(...heights) + 2 * padding;
}

/** `add` puts the cells where they belong; what it is given draws one of them. */
function drawRow(
  doc: Doc,
  columns: readonly Column[],
  cells: readonly string[],
  isHead: boolean,
  add: (cell: (index: number) => () => void) => void,
): void {
  const top = doc.y;
  const bottom = top + heightOf(doc, columns, cells, isHead);
  add((index) => () => {
    doc.y = top + padding;
    say(doc, cells[index] ?? '', {
      font: fontOf(isHead),
      size: sizes.small,
      at: columns[index] ?? { x: 0, width: 0 },
    });
  });
  rule(doc, bottom);
  doc.y = bottom;
}
