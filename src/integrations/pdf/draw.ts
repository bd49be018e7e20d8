/** Draws one block on the sheet and into the document's structure. */
import type { PdfBlock } from './blocks.ts';
import {
  faint,
  keepTogether,
  margins,
  rule,
  say,
  silently,
  sizes,
  width,
  type Doc,
  type Element,
} from './paper.ts';
import { drawTable } from './table.ts';

const lineHeight = 26;

/** What should stand on one page: a heading with its first lines, a field with its label, a line to sign on. */
export function heightOf(doc: Doc, block: PdfBlock): number {
  switch (block.kind) {
    case 'h1':
      return 60;
    case 'h2':
      return 80;
    case 'h3':
      return 60;
    case 'field':
      return block.value === null ? 20 + block.lines * lineHeight : 40;
    case 'signature':
      return 50;
    case 'paragraph':
      return Math.min(
        doc
          .font('regular')
          .fontSize(sizes.text)
          .heightOfString(block.text, { width: width(doc) }),
        60,
      );
    case 'table':
      return 60;
    case 'list':
    case 'ticks':
      return 30;
    case 'contents':
    case 'newPage':
      return 0;
  }
}

const gaps: Partial<Record<PdfBlock['kind'], number>> = { h1: 8, h2: 3, h3: 2, newPage: 0 };

export const gapAfter = (block: PdfBlock): number => gaps[block.kind] ?? 9;

/** A struct's content is drawn as it is added to its parent. `contents` is drawn by `write-pdf.ts`. */
export function draw(doc: Doc, root: Element, block: Exclude<PdfBlock, { kind: 'contents' }>): void {
  const add = (tag: string, content: () => void) => root.add(doc.struct(tag, {}, content));
  switch (block.kind) {
    case 'h1':
    case 'h2':
    case 'h3':
      if (block.kind !== 'h1') doc.y += 6;
      add(block.kind.toUpperCase(), () => say(doc, block.text, { font: 'bold', size: sizes[block.kind] }));
      return;
    case 'paragraph':
      add('P', () => say(doc, block.text));
      return;
    case 'list':
      drawList(doc, root, block.items, () => say(doc, '•', { indent: 2 }));
      return;
    case 'ticks':
      drawList(doc, root, block.items, null);
      return;
    case 'field': {
      const { value } = block;
      add('P', () => say(doc, block.label, { font: 'bold' }));
      if (value === null) rules(doc, block.lines);
      else add('P', () => say(doc, value));
      return;
    }
    case 'signature':
      rules(doc, 1);
      add('P', () =>
        say(doc, block.name === null ? block.label : `${block.label}: ${block.name}`, {
          size: sizes.small,
          color: faint,
        }),
      );
      return;
    case 'table':
      drawTable(doc, root, block);
      return;
    case 'newPage':
      doc.addPage();
  }
}

/** `mark` says the sign before each item; null paints a box to tick. */
function drawList(doc: Doc, root: Element, items: readonly string[], mark: (() => void) | null): void {
  const list = doc.struct('L');
  root.add(list);
  for (const item of items) {
    keepTogether(doc, 16);
    const entry = doc.struct('LI');
    list.add(entry);
    const top = doc.y;
    if (mark === null) box(doc, top);
    else entry.add(doc.struct('Lbl', {}, mark));
    doc.y = top;
    entry.add(doc.struct('LBody', {}, () => say(doc, item, { indent: mark === null ? 20 : 14 })));
    if (mark === null) doc.y += 3;
  }
}

function box(doc: Doc, top: number): void {
  silently(doc, 'Layout', () =>
    doc
      .rect(margins.left + 2, top, 10, 10)
      .lineWidth(0.8)
      .strokeColor(faint)
      .stroke(),
  );
}

/** Lines to write on. */
function rules(doc: Doc, count: number): void {
  for (let line = 0; line < count; line += 1) {
    const y = doc.y + lineHeight - 4;
    rule(doc, y);
    doc.y = y + 4;
  }
}
