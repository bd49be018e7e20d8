/** `/imports/{id}`: one import, followed while it runs; and the step from trial to import. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { may } from '../../../domain/permissions.ts';
import { fileOfTrial } from '../../../records/import-files.ts';
import { findImport } from '../../../records/imports.ts';
import { ImportPage, type ImportView } from '../../../ui/pages/imports/report.tsx';
import { first } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { id } from '../../schemas/common.ts';
import { apiRoute } from '../ask.ts';
import { definePage } from '../page.ts';
import { definePress } from '../press.ts';
import { liveOfImport } from './live.ts';
import { atOf, kindOf, senderNames } from './words.ts';

const readRoute = apiRoute('get', '/imports/{id}');
const applyRoute = apiRoute('post', '/imports/{id}/application');

/** As many rows as anybody reads on a page; the API tells all that are kept. */
const shownRows = 200;
/** Without scripts. */
const refreshSeconds = 5;

type Found = NonNullable<Awaited<ReturnType<typeof findImport>>>;
type Kept = Awaited<ReturnType<typeof fileOfTrial>>;

export const importPage = definePage({
  path: '/imports/{id}',
  access: readRoute.access,
  params: z.object({ id: id('The import.') }),
  query: z.looseObject({}),
  async handle(call) {
    const { deps, ui, params } = call;
    const found = await findImport(deps.db, params.id);
    if (found === null) throw new Problem('not-found', { field: 'path/id' });
    const kept = found.mode === 'dry-run' ? await fileOfTrial(deps.db, found.id) : null;
    const nameOf = await senderNames(deps.db, ui, [found]);
    const mayRun = may(signedIn(call).actor, 'import.run');
    const view = viewOf(ui, found, { kept, by: nameOf(found.by), mayRun });
    const runs = found.status === 'running';
    return {
      kind: 'page',
      title: view.title,
      body: h(ImportPage, { ui, view }),
      ...(runs ? { live: liveOfImport(found), refreshSeconds } : {}),
    };
  },
});

function viewOf(
  ui: Ui,
  found: Found,
  { kept, by, mayRun }: { kept: Kept; by: string; mayRun: boolean },
): ImportView {
  const { id: importId, rows, added, changed, unchanged, removed, badRows, mapping } = found;
  const isTrial = found.mode === 'dry-run';
  const says = sayingOf(found, kept);
  const canApply = mayRun && says === 'trial' && kept !== null;
  const problems = found.bad.slice(0, shownRows);
  const listed = new Set(problems.map(({ row }) => row)).size;
  const changes = found.changes.slice(0, shownRows);
  return {
    title: ui.t('import.title', { kind: kindOf(ui, found.kind), file: found.fileName }),
    says: ui.t(`import.says.${says}`),
    isTrial,
    apply: canApply
      ? {
          action: `/imports/${importId}/apply`,
          mode: badRows === 0 ? 'all-or-nothing' : 'good-rows',
          sendKey: randomUUID(),
        }
      : null,
    links: [
      ...(kept?.appliedAs ? [{ href: `/imports/${kept.appliedAs}`, label: ui.t('import.applied') }] : []),
      ...(mayRun ? [{ href: '/imports/new', label: ui.t('import.another') }] : []),
    ],
    facts: [
      { label: ui.t('import.rows'), value: String(rows) },
      { label: ui.t('import.added'), value: String(added) },
      { label: ui.t('import.changed'), value: String(changed) },
      { label: ui.t('import.unchanged'), value: String(unchanged) },
      { label: ui.t('import.removed'), value: String(removed) },
      { label: ui.t('import.bad'), value: String(badRows) },
      ...(mapping === null ? [] : [{ label: ui.t('import.mapping'), value: mapping }]),
      { label: ui.t('import.by'), value: by },
      { label: ui.t('import.when'), value: atOf(ui, found.at) },
    ],
    problems: problems.map(({ row, field, message }) => ({ row, field, text: message[ui.lang] })),
    moreProblems: badRows - listed,
    changes,
    moreChanges: isTrial ? added + changed - changes.length : 0,
  };
}

type Saying = 'running' | 'trial' | 'nothing' | 'applied' | 'refused' | 'interrupted' | 'imported' | 'gone';

function sayingOf({ status, added, changed, removed }: Found, kept: Kept): Saying {
  if (status !== 'dry') return status;
  if (added + changed + removed === 0) return 'nothing';
  // Without a file it was a dry run of another way in; with one, it's gone when its time has passed or it is imported.
  if (kept === null) return 'trial';
  if (!kept.isKept) return kept.appliedAs === null ? 'gone' : 'imported';
  return 'trial';
}

export const importApplication = definePress({
  path: '/imports/{id}/apply',
  route: applyRoute,
  query: { wait: 'false' },
  json: ({ form }) => ({ mode: first(form, 'mode') }),
  to: (_, reply) => `/imports/${z.object({ id: z.string() }).parse(reply.body).id}`,
});
