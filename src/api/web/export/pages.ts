/** `/cases/{id}/export`: a whole case handed out to one receiver, as a ZIP that is written as it is fetched. */
import { h } from 'preact';
import { z } from 'zod';
import { exportReceivers, isFamilyReceiver, maskableTags } from '../../../domain/export/masking.ts';
import { zipOf } from '../../../integrations/zip.ts';
import { ExportPage } from '../../../ui/pages/export.tsx';
import { grantedCase } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { id } from '../../schemas/common.ts';
import { readingOf } from '../case/head.ts';
import { optionsOf } from '../forms/options.ts';
import { definePage, type WebPage } from '../page.ts';
import { asReceiver, mayHandOut } from './as-receiver.ts';
import { exportFiles, packageName } from './files.ts';

const access = { kind: 'action', action: 'case.export', on: 'case' } as const;
const params = z.object({ id: id('The case.') });
const tag = z.enum(maskableTags);

export const exportPages: readonly WebPage[] = [
  definePage({
    path: '/cases/{id}/export',
    access,
    params,
    query: z.looseObject({}),
    async handle(call) {
      const { ui, path } = call;
      const { file } = grantedCase(call);
      const { name } = await readingOf(call);
      const guardians = file.state.ofAge ? [] : file.state.pupil.guardianIds;
      const title = ui.t('export.title', { number: file.number });
      const view = {
        title,
        // A page that says why not, since links lead here.
        action: mayHandOut(call) ? `${path}.zip` : null,
        receivers: optionsOf(ui, 'exportReceiver', exportReceivers),
        guardians: [
          { value: '', label: ui.t('export.guardian.none') },
          ...guardians.map((one) => ({ value: one, label: name(one) ?? ui.t('party.guardian') })),
        ],
        tags: optionsOf(ui, 'secrecy', maskableTags),
      };
      return { kind: 'page', title, body: h(ExportPage, { ui, view }) };
    },
  }),
  definePage({
    path: '/cases/{id}/export.zip',
    access,
    params,
    query: z.looseObject({
      receiver: z.enum(exportReceivers),
      guardianId: z.string().max(64).default(''),
      mask: z.union([tag.transform((one) => [one]), z.array(tag).max(10)]).default([]),
    }),
    async handle(call) {
      if (!mayHandOut(call)) throw new Problem('not-permitted');
      const { receiver, guardianId, mask } = call.query;
      const handing = { receiver, guardianId, mask: new Set(isFamilyReceiver(receiver) ? [] : mask) };
      // Refused before the first byte, never in the middle of the file.
      asReceiver(call, handing);
      return {
        kind: 'file',
        mediaType: 'application/zip',
        content: zipOf(exportFiles(call, handing), new Date(call.now)),
        saveAs: `${packageName(call, handing)}.zip`,
      };
    },
  }),
];
