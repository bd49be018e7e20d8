/** The handbok (`docs/handbok`): one page of Markdown for each role, read once, with raw HTML shown as words. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Marked } from 'marked';
import { z } from 'zod';
import type { UiRole } from '../../ui/ui.ts';

export const handbokNames = [
  'rector',
  'team-leader',
  'coordinator',
  'mentor',
  'pupil-health',
  'attendance-officer',
  'registrar',
  'family',
] as const;
export type HandbokName = (typeof handbokNames)[number];

/** The page that is about one's own work. */
export const handbokOf: Readonly<Record<UiRole, HandbokName>> = {
  rector: 'rector',
  teamLeader: 'team-leader',
  coordinator: 'coordinator',
  mentor: 'mentor',
  pupilHealth: 'pupil-health',
  attendanceOfficer: 'attendance-officer',
  registrar: 'registrar',
  guardian: 'family',
  pupil: 'family',
};

/** The folder with package.json: above the sources as above what is compiled of them. */
const productFolder = ((): string => {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json'))) folder = path.dirname(folder);
  return folder;
})();

const folder = path.join(productFolder, 'docs', 'handbok');

export const productVersion: string = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(path.join(productFolder, 'package.json'), 'utf8'))).version;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Links and pictures of the folder become the product's own; what isn't there is no picture. */
const markdown = new Marked({
  renderer: {
    html: ({ text }) => escaped(text),
    link({ href, tokens }) {
      const to = href.replace(/^([a-z-]+)\.md$/, '/help/$1');
      return `<a class="ds-link" href="${escaped(to)}">${this.parser.parseInline(tokens)}</a>`;
    },
    image({ href, text }) {
      const name = /^pictures\/([a-z-]+)\.png$/.exec(href)?.[1];
      if (name === undefined || pictureFile(name) === null) return '';
      return `<img class="picture" src="/help/pictures/${name}" alt="${escaped(text)}" loading="lazy">`;
    },
    heading({ tokens, depth }) {
      const size = depth === 1 ? 'lg' : 'sm';
      return `<h${depth} class="ds-heading" data-size="${size}">${this.parser.parseInline(tokens)}</h${depth}>`;
    },
  },
});

const rendered = new Map<HandbokName, { title: string; html: string }>();

/** A page of the handbok: its title and its HTML, which holds nothing but what the renderer above makes. */
export function handbokPage(name: HandbokName): { title: string; html: string } {
  const known = rendered.get(name);
  if (known !== undefined) return known;
  const source = readFileSync(path.join(folder, `${name}.md`), 'utf8');
  const title = /^# (.+)$/m.exec(source)?.[1] ?? name;
  const page = { title, html: markdown.parse(source, { async: false }) };
  rendered.set(name, page);
  return page;
}

function pictureFile(name: string): string | null {
  const file = path.join(folder, 'pictures', `${name}.png`);
  return existsSync(file) ? file : null;
}

/** A picture of the handbok; null when there is none of that name (small letters and hyphens). */
export function handbokPicture(name: string): Buffer | null {
  const file = pictureFile(name);
  return file === null ? null : readFileSync(file);
}
