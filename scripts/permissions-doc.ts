/** The text of `docs/permissions.md`: the table of permissions, and what each route and page asks of it. */
import { format, resolveConfig } from 'prettier';
import type { Access } from '../src/api/access.ts';
import { routes } from '../src/api/routes.ts';
import { webPages } from '../src/api/web/pages-of-web.ts';
import { scopeActions, scopes } from '../src/domain/api-clients.ts';
import type { Role } from '../src/domain/case/parts.ts';
import {
  actionRights,
  commandRights,
  type Need,
  type Right,
  type Rights,
} from '../src/domain/permissions.ts';

const roles: readonly [Role, string][] = [
  ['coordinator', 'koordinator'],
  ['teamLeader', 'teamledare'],
  ['rector', 'rektor'],
  ['mentor', 'mentor'],
  ['pupilHealth', 'elevhälsa'],
  ['attendanceOfficer', 'närvaroansvarig'],
  ['registrar', 'registrator'],
  ['guardian', 'vårdnadshavare'],
  ['pupil', 'elev'],
  ['guest', 'gäst'],
  ['system', 'systemet'],
];

/** How a cell reads: which relation the role must have. */
const needWords: Readonly<Record<Need, string>> = {
  any: 'all',
  ownSchool: 'school',
  allocated: 'case',
  deputy: 'deputy',
  emergency: 'emergency',
  ownChild: 'child',
  self: 'self',
  ownPupil: 'pupil',
  invited: 'invited',
  ownDuty: 'duty',
};

const preface = `# Who may do what

<!-- Generated from src/domain/permissions.ts and the tables of routes and pages by scripts/generate-permissions-doc.ts: change the tables, not this page. -->

One table, asked by one function from every route, every page and the case's own door. What isn't in it is denied. A cell
says which relation the role must have: \`all\` needs none; \`school\` is a pupil of one's own school; \`case\` one that is allocated
to the reader, \`deputy\` one whose coordinator the reader stands in for today, \`emergency\` one that the reader opened with a reason for some
hours; \`pupil\` one's own as mentor; \`child\` one's own, until 18; \`self\` oneself; \`invited\` a meeting that one is
invited to; an empty cell is never.

- Whoever stands in no relation to a case or pupil is answered that there is none (404). Whoever may see it but not do this is
  told so (403).
- Above the table: withdrawn consent closes a receiver's access at once; texts with the strong secrecy are left out for who may
  not read them (\`src/domain/secrecy.ts\`); who has protected personal data is named to the mentor, the coordinators of the case,
  the rector of the school and the family alone, and a sign-in that isn't fresh is asked for again.
- \`test/api/who-may.test.ts\` asks every route and page in every role, near and far; \`test/api/scenarios.ts\` says in forty
  sentences, by hand, what is right.`;

const wordsOf = (right: Right): string =>
  typeof right === 'string' ? needWords[right] : right.map((need) => needWords[need]).join(', ');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const tableOf = (title: string, rights: Readonly<Record<string, Rights>>): string =>
  [
    `## ${title}`,
    '',
    row(['', ...roles.map(([role, swedish]) => `${role} (${swedish})`)]),
    row(['---', ...roles.map(() => '---')]),
    ...Object.entries(rights)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, right]) =>
        row([
          `\`${name}\``,
          ...roles.map(([role]) => {
            const need = right[role];
            return need === undefined ? '' : wordsOf(need);
          }),
        ]),
      ),
  ].join('\n');

const accessWords = (access: Access): string => {
  switch (access.kind) {
    case 'open':
      return `open: ${access.why}`;
    case 'rehearsal':
      return `open in rehearsal: ${access.why}`;
    case 'signedIn':
      return `signed in: ${access.why}`;
    case 'command':
      return `\`${access.command}\``;
    case 'action': {
      const also = access.orCommand === undefined ? '' : ` or \`${access.orCommand}\``;
      return `\`${access.action}\`${also}${access.rehearsalOnly === true ? ', in rehearsal only' : ''}${
        access.client === undefined ? '' : `; other systems by \`${access.client}\``
      }`;
    }
  }
};

const listOf = (title: string, asked: readonly { method: string; path: string; access: Access }[]): string =>
  [
    `## ${title}`,
    '',
    row(['', 'asks']),
    row(['---', '---']),
    ...asked
      .map(({ method, path, access }) => ({ path, method, asks: accessWords(access) }))
      .toSorted((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))
      .map(({ method, path, asks }) => row([`${method.toUpperCase()} \`${path}\``, asks])),
  ].join('\n');

const scopesTable = [
  '## Other systems',
  '',
  'Another system reaches the routes that name one of its scopes, and no others; never a page.',
  '',
  row(['scope', 'gives']),
  row(['---', '---']),
  ...scopes.map((scope) => row([`\`${scope}\``, scopeActions[scope].map((one) => `\`${one}\``).join(', ')])),
].join('\n');

/** The whole page, formatted as the project's other pages are. */
export const permissionsDoc = async (): Promise<string> => {
  const sections = [
    preface,
    tableOf('Reads, and acts outside a case', actionRights),
    tableOf('Commands to a case', commandRights),
    scopesTable,
    listOf('What each route asks', routes),
    listOf('What each page asks', webPages),
  ];
  const options = (await resolveConfig('docs/permissions.md')) ?? {};
  return format(sections.join('\n\n'), { ...options, parser: 'markdown' });
};
