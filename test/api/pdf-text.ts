/** What a PDF says, as a reader of it would find it. */
import { extractText, getDocumentProxy } from 'unpdf';

/** The text of all pages, with white space as single spaces; and how many pages, in which language, whether tagged. */
export async function pdfText(bytes: Uint8Array): Promise<{ text: string; pages: number; tagged: boolean }> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { text, totalPages } = await extractText(pdf, { mergePages: true });
  const info = await pdf.getMarkInfo();
  return { text: text.replaceAll(/\s+/g, ' '), pages: totalPages, tagged: info?.Marked === true };
}
