/** A mail's shape: the same content as plain text and as plain, accessible HTML. */
import type { Wording } from './wording.ts';

type Link = { label: string; url: string };

export type Block =
  | { kind: 'paragraph'; text: string }
  /** A heading and its lines, each with a link of its own or none. */
  | { kind: 'list'; heading: string; lines: { text: string; url: string | null }[] };

export type Letter = { subject: string; blocks: Block[]; link: Link };

export type ComposedMail = { subject: string; text: string; html: string };

/** Makes text safe between HTML tags and in quoted attributes. */
const escapeHtml = (raw: string): string =>
  raw
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

const blockAsText = (block: Block): string =>
  block.kind === 'paragraph'
    ? block.text
    : [
        `${block.heading}:`,
        ...block.lines.map((line) => (line.url ? `- ${line.text}\n  ${line.url}` : `- ${line.text}`)),
      ].join('\n');

const blockAsHtml = (block: Block): string => {
  if (block.kind === 'paragraph') return `<p>${escapeHtml(block.text)}</p>`;
  const lines = block.lines.map(({ text, url }) =>
    url ? `<li><a href="${escapeHtml(url)}">${escapeHtml(text)}</a></li>` : `<li>${escapeHtml(text)}</li>`,
  );
  return `<h2 style="font-size:1.1em">${escapeHtml(block.heading)}</h2>\n<ul>\n${lines.join('\n')}\n</ul>`;
};

/** Both forms of a letter, with greeting, link and footer in the reader's language. */
export const composeMail = (words: Wording, letter: Letter): ComposedMail => {
  const greeting: Block = { kind: 'paragraph', text: words.say('mail.greeting') };
  const blocks = [greeting, ...letter.blocks];
  const footer = words.say('mail.footer');
  return {
    subject: letter.subject,
    text: [...blocks.map(blockAsText), `${letter.link.label}:\n${letter.link.url}`, `-- \n${footer}`]
      .join('\n\n')
      .concat('\n'),
    html: [
      '<!doctype html>',
      `<html lang="${words.lang}"><head><meta charset="utf-8"><title>${escapeHtml(letter.subject)}</title></head>`,
      '<body style="font-family:sans-serif;line-height:1.5;max-width:40em">',
      ...blocks.map(blockAsHtml),
      `<p><a href="${escapeHtml(letter.link.url)}">${escapeHtml(letter.link.label)}</a></p>`,
      `<p style="color:#595959">${escapeHtml(footer)}</p>`,
      '</body></html>',
      '',
    ].join('\n'),
  };
};
