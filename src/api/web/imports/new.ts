/** `/imports/new`: a file is chosen and tried; what it would change is shown before anything is imported. */
import { z } from 'zod';
import { importKinds } from '../../../domain/import-rows.ts';
import { dropUntried } from '../../../records/import-files.ts';
import { listMappings } from '../../../records/import-mappings.ts';
import { sizeInWords } from '../../../texts/sizes.ts';
import { signedIn } from '../../granted.ts';
import { apiRoute } from '../ask.ts';
import { defineForm } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';
import { optionsOf } from '../forms/options.ts';

export const newImportForm = defineForm({
  path: '/imports/new',
  route: apiRoute('post', '/import-trials'),
  query: { wait: 'false' },
  files: {
    route: apiRoute('post', '/import-files'),
    idIn: 'fileId',
    drop: (call, ids) => dropUntried(call.deps.db, ids, signedIn(call).personId),
  },
  async spec({ deps, ui }) {
    const mappings = await listMappings(deps.db);
    return oneStep(
      ui.t('imports.form.title'),
      ui.t('imports.form.send'),
      [
        {
          kind: 'file',
          name: 'fileId',
          label: ui.t('imports.form.file'),
          hint: ui.t('imports.form.file.hint', { limit: sizeInWords(deps.uploadLimitBytes) }),
          accept: '.csv,.txt,.tsv,text/csv,text/plain',
        },
        {
          kind: 'choice',
          name: 'kind',
          label: ui.t('imports.form.kind'),
          hint: ui.t('imports.form.kind.hint'),
          optional: true,
          as: 'select',
          options: optionsOf(ui, 'imports.kind', importKinds),
        },
        ...(mappings.length === 0
          ? []
          : [
              {
                kind: 'choice' as const,
                name: 'mapping',
                label: ui.t('imports.form.mapping'),
                hint: ui.t('imports.form.mapping.hint'),
                optional: true as const,
                as: 'select' as const,
                options: mappings.map(({ name }) => ({ value: name, label: name })),
              },
            ]),
        {
          kind: 'yesNo',
          name: 'complete',
          label: ui.t('imports.form.complete'),
          yes: ui.t('imports.form.complete.yes'),
          no: ui.t('imports.form.complete.no'),
        },
      ],
      ui.t('imports.form.intro'),
    );
  },
  initial: () => ({ complete: ['no'] }),
  back: ({ ui }) => ({ href: '/imports', label: ui.t('imports.title') }),
  done: (_, reply) => `/imports/${z.object({ id: z.string() }).parse(reply.body).id}`,
});
