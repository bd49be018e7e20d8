/** The few pages of the API itself: its document to read, and what each problem means. Plain HTML, no scripts. */
import type { Express } from 'express';
import { problemTexts, type ProblemCode } from '../texts/problems.ts';
import type { Deps } from './deps.ts';
import { docsPage } from './docs-page.ts';
import { escape, page, styles } from './html.ts';
import type { OpenApiDocument } from './openapi.ts';
import { Problem } from './problem.ts';
import { securityTxt } from './security-txt.ts';

/** Serves `/api/v1/openapi.json`, `/api/docs`, `/api/docs.css`, `/problems/:code` and `/.well-known/security.txt`. */
export function pages(
  app: Express,
  document: OpenApiDocument,
  { securityContacts, publicUrl }: Pick<Deps, 'securityContacts' | 'publicUrl'>,
): void {
  app.get('/api/v1/openapi.json', (_request, response) => {
    response.json(document);
  });
  app.get('/api/docs', (_request, response) => {
    response.type('html').send(docsPage(document));
  });
  app.get('/api/docs.css', (_request, response) => {
    response.type('css').send(styles);
  });
  app.get('/.well-known/security.txt', (_request, response) => {
    if (securityContacts.length === 0) throw new Problem('not-found');
    // Real time: whoever reads it lives in none of our rehearsals.
    response.type('text/plain').send(securityTxt(securityContacts, publicUrl, Date.now()));
  });
  app.get('/problems/:code', (request, response) => {
    const { code } = request.params;
    if (!isProblem(code)) throw new Problem('not-found');
    response.type('html').send(problemPage(code));
  });
}

const isProblem = (code: string): code is ProblemCode => Object.hasOwn(problemTexts, code);

function problemPage(code: ProblemCode): string {
  const { title, detail } = problemTexts[code];
  return page(
    'sv',
    title.sv,
    `<h1>${escape(title.sv)}</h1><p>${escape(detail.sv)}</p>
     <section lang="en"><h2>${escape(title.en)}</h2><p>${escape(detail.en)}</p></section>
     <p><code>${escape(code)}</code> · <a href="/api/docs">API</a></p>`,
  );
}
