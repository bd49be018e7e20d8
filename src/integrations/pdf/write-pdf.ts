/**
 * A printed page made of blocks: A4, tagged for screen readers (EN 301 549), with a font that holds å, ä, ö and
 * the letters of other languages' names. Knows nothing of what it prints.
 */
import { createRequire } from 'node:module';
import PdfKit from 'pdfkit';

export type PdfBlock =
  /** One `h1` for each document. */
  | { kind: 'h1' | 'h2'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: readonly string[] }
  /** A label and what was filled in; `value` null leaves so many ruled lines to write on. */
  | { kind: 'field'; label: string; value: string | null; lines: number }
  /** A ruled line to sign on, with a name where it is known. */
  | { kind: 'signature'; label: string; name: string | null };

export type PdfPages = {
  title: string;
  lang: 'sv' | 'en';
  blocks: readonly PdfBlock[];
  /** At the foot of each page: `{page}` and `{pages}` are filled in. */
  footer: string;
  /** Moment that the document says it was made at, epoch ms. */
  madeAt: number;
};

type Doc = InstanceType<typeof PdfKit>;
type Element = PDFKit.PDFStructureElement;

const require = createRequire(import.meta.url);
const fonts = {
  regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
};

const margins = { top: 56, bottom: 64, left: 62, right: 62 };
const lineHeight = 26;
const ink = '#1a1a1a';
/** 7:1 against white. */
const faint = '#595959';

const sizes = { h1: 17, h2: 12, text: 10, small: 8.5 };

/** The finished file's bytes. */
export function writePdf(pages: PdfPages): Promise<Buffer> {
  const doc = new PdfKit({
    size: 'A4',
    margins,
    tagged: true,
    pdfVersion: '1.7',
    lang: pages.lang,
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: pages.title,
      Producer: 'Bryggan',
      Creator: 'Bryggan',
      CreationDate: new Date(pages.madeAt),
    },
  });
  const done = collected(doc);
  doc.registerFont('regular', fonts.regular);
  doc.registerFont('bold', fonts.bold);
  const root = doc.struct('Document');
  doc.addStructure(root);
  for (const block of pages.blocks) {
    keepTogether(doc, heightOf(doc, block));
    draw(doc, root, block);
    doc.y += gapAfter(block);
  }
  root.end();
  writeFooters(doc, pages.footer);
  doc.end();
  return done;
}

function collected(doc: Doc): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}

const width = (doc: Doc): number => doc.page.width - margins.left - margins.right;

/** What should stand on one page: a heading with its first lines, a field with its label, a line to sign on. */
function heightOf(doc: Doc, block: PdfBlock): number {
  switch (block.kind) {
    case 'h1':
      return 60;
    case 'h2':
      return 80;
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
    case 'list':
      return 30;
  }
}

function keepTogether(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.height - margins.bottom) doc.addPage();
}

const gapAfter = (block: PdfBlock): number => (block.kind === 'h1' ? 8 : block.kind === 'h2' ? 3 : 9);

/** Adds the block to the page and to its structure. A struct's content is drawn as it is added to its parent. */
function draw(doc: Doc, root: Element, block: PdfBlock): void {
  const add = (tag: string, parent: Element, content: () => void) => parent.add(doc.struct(tag, {}, content));
  switch (block.kind) {
    case 'h1':
    case 'h2':
      if (block.kind === 'h2') doc.y += 6;
      add(block.kind.toUpperCase(), root, () =>
        say(doc, block.text, { font: 'bold', size: sizes[block.kind] }),
      );
      return;
    case 'paragraph':
      add('P', root, () => say(doc, block.text));
      return;
    case 'list':
      drawList(doc, root, block.items);
      return;
    case 'field': {
      const { value } = block;
      add('P', root, () => say(doc, block.label, { font: 'bold' }));
      if (value === null) rules(doc, block.lines);
      else add('P', root, () => say(doc, value));
      return;
    }
    case 'signature':
      rules(doc, 1);
      add('P', root, () =>
        say(doc, block.name === null ? block.label : `${block.label}: ${block.name}`, {
          size: sizes.small,
          color: faint,
        }),
      );
  }
}

function drawList(doc: Doc, root: Element, items: readonly string[]): void {
  const list = doc.struct('L');
  root.add(list);
  for (const item of items) {
    const entry = doc.struct('LI');
    list.add(entry);
    const top = doc.y;
    entry.add(doc.struct('Lbl', {}, () => say(doc, '•', { indent: 2 })));
    doc.y = top;
    entry.add(doc.struct('LBody', {}, () => say(doc, item, { indent: 14 })));
  }
}

type Manner = { font?: 'regular' | 'bold'; size?: number; color?: string; indent?: number };

function say(doc: Doc, text: string, manner: Manner = {}): void {
  const { font = 'regular', size = sizes.text, color = ink, indent = 0 } = manner;
  doc
    .font(font)
    .fontSize(size)
    .fillColor(color)
    .text(text, margins.left + indent, doc.y, { width: width(doc) - indent, lineGap: 2 });
}

/** Lines to write on: drawn, and silent for a screen reader. */
function rules(doc: Doc, count: number): void {
  for (let line = 0; line < count; line += 1) {
    const y = doc.y + lineHeight - 4;
    doc.markContent('Artifact', { type: 'Layout' });
    doc
      .moveTo(margins.left, y)
      .lineTo(doc.page.width - margins.right, y)
      .lineWidth(0.6)
      .strokeColor(faint)
      .stroke();
    doc.endMarkedContent();
    doc.y = y + 4;
  }
}

function writeFooters(doc: Doc, footer: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    doc.switchToPage(start + index);
    const text = footer.replaceAll('{page}', String(index + 1)).replaceAll('{pages}', String(count));
    // Below the margin, where text would otherwise begin a new page.
    doc.page.margins.bottom = 0;
    doc.markContent('Artifact', { type: 'Pagination' });
    doc
      .font('regular')
      .fontSize(sizes.small)
      .fillColor(faint)
      .text(text, margins.left, doc.page.height - 44, { width: width(doc), lineBreak: false });
    doc.endMarkedContent();
    doc.page.margins.bottom = margins.bottom;
  }
}
