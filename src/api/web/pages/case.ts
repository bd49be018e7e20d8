/** `/cases/{id}`: one case. */
import { h } from 'preact';
import { z } from 'zod';
import { CasePage } from '../../../ui/pages/case.tsx';
import { grantedCase, signedIn } from '../../granted.ts';
import { caseView } from '../../case-view.ts';
import { id } from '../../schemas/common.ts';
import { definePage } from '../page.ts';

const shape = z.looseObject({ number: z.string(), pupilName: z.string().nullable(), phase: z.string() });

export const casePages = [
  definePage({
    path: '/cases/{id}',
    access: { kind: 'action', action: 'case.read', on: 'case' },
    params: z.object({ id: id('The case.') }),
    query: z.looseObject({}),
    async handle(call) {
      const { file, relation } = grantedCase(call);
      const view = shape.parse(await caseView(call.deps.db, signedIn(call).actor, relation, file));
      const title = call.ui.t('day.case', { number: file.number });
      return { kind: 'page', title, body: h(CasePage, { ui: call.ui, view }) };
    },
  }),
];
