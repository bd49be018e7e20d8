/** A printed page as data: blocks in their order. Whoever writes it knows nothing of what it prints. */
export type PdfBlock =
  /** One `h1` for each document. */
  | { kind: 'h1' | 'h2' | 'h3'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: readonly string[] }
  /** Small boxes to tick by hand. */
  | { kind: 'ticks'; items: readonly string[] }
  /** A label and what was filled in; `value` null leaves so many ruled lines to write on. */
  | { kind: 'field'; label: string; value: string | null; lines: number }
  /** A ruled line to sign on, with a name where it is known. */
  | { kind: 'signature'; label: string; name: string | null }
  /** `shares`: each column's part of the width. The first cell of a row names it. */
  | {
      kind: 'table';
      head: readonly string[];
      rows: readonly (readonly string[])[];
      shares: readonly number[];
    }
  /** Every `h2` that follows, with its page. */
  | { kind: 'contents'; title: string }
  | { kind: 'newPage' };

export type PdfPages = {
  title: string;
  lang: 'sv' | 'en';
  blocks: readonly PdfBlock[];
  /** At the foot of each page: `{page}` and `{pages}` are filled in. */
  footer: string;
  /** Moment that the document says it was made at, epoch ms. */
  madeAt: number;
  /** On top of the first page: whose paper it is. `logo` is a PNG or JPEG. */
  letterhead?: { name: string; logo: Buffer | null } | null;
};
