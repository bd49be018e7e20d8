/**
 * Writes blocks as a PDF: A4, tagged for screen readers (EN 301 549, in the manner of PDF/UA), with a font that holds
 * å, ä, ö and the letters of other languages' names.
 */
import type { PdfBlock, PdfPages } from './blocks.ts';
import { draw, gapAfter, heightOf } from './draw.ts';
import {
  faint,
  foot,
  keepTogether,
  margins,
  newPaper,
  rule,
  say,
  silently,
  sizes,
  width,
  type Doc,
  type Element,
} from './paper.ts';

export type { PdfBlock, PdfPages } from './blocks.ts';

/** The page on which each block begins, by the block's place. */
type Places = ReadonlyMap<number, number>;

/** The finished file's bytes. A table of contents needs two turns: the pages are known when all is written. */
export async function writePdf(pages: PdfPages): Promise<Buffer> {
  const { bytes, places } = await write(pages, new Map());
  const told = pages.blocks.some(({ kind }) => kind === 'contents');
  return told ? (await write(pages, places)).bytes : bytes;
}

async function write(pages: PdfPages, known: Places): Promise<{ bytes: Buffer; places: Places }> {
  const doc = newPaper(pages);
  const done = collected(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  if (pages.letterhead !== undefined && pages.letterhead !== null) drawHead(doc, root, pages.letterhead);
  const places = new Map<number, number>();
  for (const [index, block] of pages.blocks.entries()) {
    keepTogether(doc, heightOf(doc, block));
    places.set(index, doc.bufferedPageRange().count);
    if (block.kind === 'contents') drawContents(doc, root, block.title, pages.blocks, known, index);
    else draw(doc, root, block);
    if (block.kind === 'h2') doc.outline.addItem(block.text);
    doc.y += gapAfter(block);
  }
  root.end();
  writeFooters(doc, pages.footer);
  doc.end();
  return { bytes: await done, places };
}

function collected(doc: Doc): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}

const logoBox: [number, number] = [150, 38];

/** Whose paper it is: the logo, or without one the name alone. */
function drawHead(doc: Doc, root: Element, { name, logo }: NonNullable<PdfPages['letterhead']>): void {
  const top = doc.y - 16;
  if (logo !== null) {
    root.add(
      doc.struct('Figure', { alt: name }, () => {
        doc.image(logo, margins.left, top, { fit: logoBox, valign: 'center' });
      }),
    );
  }
  doc.y = top + 14;
  const at = { x: 0, width: width(doc) };
  root.add(
    doc.struct('P', {}, () =>
      say(doc, name, { font: 'bold', align: logo === null ? 'left' : 'right', color: faint, at }),
    ),
  );
  const bottom = top + (logo === null ? 32 : logoBox[1] + 8);
  rule(doc, bottom);
  doc.y = bottom + 16;
}

function drawContents(
  doc: Doc,
  root: Element,
  title: string,
  blocks: readonly PdfBlock[],
  known: Places,
  from: number,
): void {
  root.add(doc.struct('H2', {}, () => say(doc, title, { font: 'bold', size: sizes.h2 })));
  doc.y += 4;
  const list = doc.struct('TOC');
  root.add(list);
  const numbers = { x: width(doc) - 40, width: 40 };
  for (const [index, block] of blocks.entries()) {
    if (index < from || block.kind !== 'h2') continue;
    const entry = doc.struct('TOCI');
    list.add(entry);
    const top = doc.y;
    entry.add(
      doc.struct('P', {}, () => {
        say(doc, block.text, { at: { x: 0, width: width(doc) - 60 } });
        const bottom = doc.y;
        doc.y = top;
        say(doc, String(known.get(index) ?? ''), { at: numbers, align: 'right' });
        doc.y = bottom + 3;
      }),
    );
  }
}

function writeFooters(doc: Doc, footer: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    doc.switchToPage(start + index);
    const text = footer.replaceAll('{page}', String(index + 1)).replaceAll('{pages}', String(count));
    const y = foot(doc) + 20;
    // Below the margin, where text would otherwise begin a new page.
    doc.page.margins.bottom = 0;
    silently(doc, 'Pagination', () =>
      doc
        .font('regular')
        .fontSize(sizes.small)
        .fillColor(faint)
        .text(text, margins.left, y, { width: width(doc), lineBreak: false }),
    );
    doc.page.margins.bottom = margins.bottom;
  }
}
