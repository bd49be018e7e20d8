/** The OpenAPI document as a page to read, drawn on the server. */
import { escape, page } from './html.ts';
import type { OpenApiDocument } from './openapi.ts';

type Operation = NonNullable<NonNullable<OpenApiDocument['paths']>[string]['get']>;
type Entry = { path: string; method: string; operation: Operation };

const methods = ['get', 'post', 'delete'] as const;

/** One page: contents by tag, each operation with parameters, body, example and answers, then the schemas. */
export function docsPage(document: OpenApiDocument): string {
  const entries = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ path, method, operation }];
    }),
  );
  const tags = (document.tags ?? []).map((tag) => tag.name);
  const schemas = Object.entries(document.components?.schemas ?? {});
  return page(
    'en',
    'API',
    `<h1>${escape(document.info.title)} API</h1>
     ${paragraphs(document.info.description)}
     <p><a href="/api/v1/openapi.json">OpenAPI 3.1 document</a></p>
     <nav aria-label="Contents"><ul>
       ${tags.map((tag) => `<li><a href="#tag-${escape(tag)}">${escape(tag)}</a></li>`).join('')}
       <li><a href="#schemas">schemas</a></li></ul></nav>
     ${tags
       .map((tag) =>
         tagSection(
           tag,
           entries.filter((entry) => entry.operation.tags?.includes(tag)),
         ),
       )
       .join('')}
     <section id="schemas"><h2>schemas</h2>${schemas.map(([name, schema]) => schemaArticle(name, schema)).join('')}</section>`,
  );
}

const paragraphs = (text: string | undefined): string =>
  (text ?? '')
    .split('\n\n')
    .filter((part) => part !== '')
    .map((part) => `<p>${marked(part)}</p>`)
    .join('');

/** Text with `code` between backticks. */
const marked = (text: string): string => escape(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

const tagSection = (tag: string, entries: Entry[]): string =>
  `<section id="tag-${escape(tag)}"><h2>${escape(tag)}</h2>${entries.map(entryArticle).join('')}</section>`;

function entryArticle({ path, method, operation }: Entry): string {
  const id = operation.operationId ?? `${method}${path}`;
  return `<article id="${escape(id)}"><h3><span class="method">${method}</span> <code>${escape(path)}</code></h3>
    <p><strong>${marked(operation.summary ?? '')}</strong></p>${paragraphs(operation.description)}
    ${parameters(operation)}${bodyOf(operation)}${answers(operation)}</article>`;
}

function parameters(operation: Operation): string {
  const rows = (operation.parameters ?? []).flatMap((parameter) =>
    '$ref' in parameter
      ? []
      : [
          `<tr><th scope="row"><code>${escape(parameter.name)}</code></th><td>${parameter.in}</td>
           <td>${parameter.required === true ? 'required' : 'optional'}</td>
           <td>${marked(parameter.description ?? descriptionOf(parameter.schema))}</td></tr>`,
        ],
  );
  return rows.length === 0
    ? ''
    : `<table><caption>Parameters</caption><tbody>${rows.join('')}</tbody></table>`;
}

const descriptionOf = (schema: unknown): string =>
  typeof schema === 'object' &&
  schema !== null &&
  'description' in schema &&
  typeof schema.description === 'string'
    ? schema.description
    : '';

function bodyOf(operation: Operation): string {
  const body = operation.requestBody;
  if (body === undefined || '$ref' in body) return '';
  return Object.entries(body.content)
    .map(([type, media]) => {
      const example: unknown = media.example;
      const shown = example === undefined ? '' : `<p>Example</p>${json(example)}`;
      return `<p>Body: <code>${escape(type)}</code></p>${shown}${details('Schema of the body', media.schema)}`;
    })
    .join('');
}

function answers(operation: Operation): string {
  const rows = Object.entries(operation.responses ?? {}).map(([status, response]) => {
    const description = 'description' in response ? (response.description ?? '') : '';
    return `<tr><th scope="row">${escape(status)}</th><td>${marked(String(description))}</td></tr>`;
  });
  return `<table><caption>Answers</caption><tbody>${rows.join('')}</tbody></table>`;
}

const schemaArticle = (name: string, schema: unknown): string =>
  `<article id="schema-${escape(name)}"><h3>${escape(name)}</h3><p>${marked(descriptionOf(schema))}</p>${details('Schema', schema)}</article>`;

const details = (title: string, value: unknown): string =>
  value === undefined ? '' : `<details><summary>${title}</summary>${json(value)}</details>`;

/** JSON with links to the schemas that it names. */
const json = (value: unknown): string =>
  `<pre><code>${escape(JSON.stringify(value, null, 2)).replaceAll(
    /#\/components\/schemas\/(\w+)/g,
    '<a href="#schema-$1">#/components/schemas/$1</a>',
  )}</code></pre>`;
