/** The sheet that blocks are drawn on: margins, fonts, colours, and a text in one of its manners. */
import { createRequire } from 'node:module';
import PdfKit from 'pdfkit';
import type { PdfPages } from './blocks.ts';

export type Doc = InstanceType<typeof PdfKit>;
export type Element = PDFKit.PDFStructureElement;

const require = createRequire(import.meta.url);
const fonts = {
  regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
};

export const margins = { top: 56, bottom: 64, left: 62, right: 62 };
export const ink = '#1a1a1a';
/** 7:1 against white. */
export const faint = '#595959';
export const sizes = { h1: 17, h2: 12, h3: 10.5, text: 10, small: 8.5 };

/** A4, tagged for screen readers, with its title and language. */
export function newPaper(pages: PdfPages): Doc {
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
  doc.registerFont('regular', fonts.regular);
  doc.registerFont('bold', fonts.bold);
  return doc;
}

export const width = (doc: Doc): number => doc.page.width - margins.left - margins.right;

/** Where writing on a page ends. */
export const foot = (doc: Doc): number => doc.page.height - margins.bottom;

export function keepTogether(doc: Doc, height: number): void {
  if (doc.y + height > foot(doc)) doc.addPage();
}

export type Manner = {
  font?: 'regular' | 'bold';
  size?: number;
  color?: string;
  indent?: number;
  /** Of the sheet's width, from its left margin on. */
  at?: { x: number; width: number };
  align?: 'left' | 'right';
};

export function say(doc: Doc, text: string, manner: Manner = {}): void {
  const { font = 'regular', size = sizes.text, color = ink, indent = 0, align = 'left' } = manner;
  const { x, width: wide } = manner.at ?? { x: indent, width: width(doc) - indent };
  doc
    .font(font)
    .fontSize(size)
    .fillColor(color)
    .text(text, margins.left + x, doc.y, { width: wide, lineGap: 2, align });
}

/** Drawn, and silent for a screen reader. */
export function silently(doc: Doc, type: 'Layout' | 'Pagination', paint: () => void): void {
  doc.markContent('Artifact', { type });
  paint();
  doc.endMarkedContent();
}

/** A line across the sheet. */
export function rule(doc: Doc, y: number): void {
  silently(doc, 'Layout', () =>
    doc
      .moveTo(margins.left, y)
      .lineTo(doc.page.width - margins.right, y)
      .lineWidth(0.6)
      .strokeColor(faint)
      .stroke(),
  );
}
