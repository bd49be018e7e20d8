/** `/cases/{id}/guardian-talks/{talkId}`: a talk that was held, with its papers. */
import { h } from 'preact';
import { z } from 'zod';
import { guardianTalkGuide } from '../../../texts/guides/guardian-talk.ts';
import { GuardianTalkPage } from '../../../ui/pages/guardian-talk.tsx';
import { compactDayOf } from '../../../ui/words.ts';
import { readableDocuments } from '../../case-documents.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { id } from '../../schemas/common.ts';
import { documentName } from '../case/document-words.ts';
import { definePage } from '../page.ts';

export const guardianTalkPages = [
  definePage({
    path: '/cases/{id}/guardian-talks/{talkId}',
    access: { kind: 'action', action: 'content.read', on: 'case' },
    params: z.object({ id: id('The case.'), talkId: id('The talk.') }),
    query: z.looseObject({}),
    async handle(call) {
      const { ui, params, mayOpen, deps } = call;
      const { file, relation } = grantedCase(call);
      const talk = file.state.ladder.talks.find((one) => one.guardianTalkId === params.talkId);
      if (talk === undefined) throw new Problem('not-found', { field: 'path/talkId' });
      const { lang } = ui;
      const rows = await readableDocuments(deps.db, signedIn(call).actor, relation, file);
      const here = `/cases/${file.id}/guardian-talks/${talk.guardianTalkId}`;
      const scan = `${here}/scan`;
      const view = {
        heldOn: talk.heldOn,
        after: guardianTalkGuide.talk[lang].parts[2] ?? null,
        pdf: `/api/v1${here}/form.pdf?lang=${lang}`,
        information: `/api/v1/forms/guardian-talk-information.pdf?lang=${lang}&schoolForm=${file.state.pupil.schoolForm}`,
        scans: rows
          .filter(({ about }) => about?.what === 'guardianTalk' && about.id === talk.guardianTalkId)
          .map((row) => ({
            label: `${documentName(ui, row)}, ${compactDayOf(ui, row.receivedOn)}`,
            href: `/api/v1/cases/${file.id}/documents/${row.id}`,
          })),
        addScan: mayOpen(scan) ? scan : null,
        caseHref: `/cases/${file.id}`,
      };
      return { kind: 'page', title: ui.t('talk.saved'), body: h(GuardianTalkPage, { ui, view }) };
    },
  }),
];
