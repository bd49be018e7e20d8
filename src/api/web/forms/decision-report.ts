/** `/cases/{id}/decisions/{decisionId}/report`: what became of something that a meeting decided. */
import { dayOf } from '../../../ui/words.ts';
import { grantedCase } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone } from '../form.ts';
import { backToCase } from './back.ts';
import { optionsOf } from './options.ts';
import { textsOf } from './texts-of.ts';

export const decisionReportForm = defineForm({
  path: '/cases/{id}/decisions/{decisionId}/report',
  route: apiRoute('post', '/cases/{id}/decisions/{decisionId}/report'),
  spec: async (call) => {
    const { ui, deps, params } = call;
    const { state } = grantedCase(call).file;
    const decision = state.decisions.find((one) => one.decisionId === params['decisionId']);
    if (decision === undefined) throw new Problem('not-found');
    const text = await textsOf(deps.db, [decision.contentId]);
    const what = ui.t('decision.what', { note: text(decision.contentId) });
    return {
      title: ui.t('decision.title'),
      send: ui.t('decision.send'),
      steps: [
        {
          id: 'report',
          title: ui.t('decision.title'),
          fields: [
            { kind: 'words', text: `${what}\n${ui.t('decision.due', { date: dayOf(ui, decision.due) })}` },
            {
              kind: 'choice',
              name: 'result',
              label: ui.t('decision.result'),
              options: optionsOf(ui, 'decision.result', ['done', 'notDone', 'changed']),
            },
            { kind: 'date', name: 'reportedOn', label: ui.t('decision.date') },
            { kind: 'story', name: 'note', label: ui.t('decision.note'), rows: 3, optional: true },
          ],
        },
      ],
    };
  },
  initial: ({ today }) => ({ reportedOn: [today], result: ['done'] }),
  back: backToCase,
  done: (call) => withDone(`/cases/${call.params['id']}`, 'decision'),
});
