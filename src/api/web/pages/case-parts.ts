/** `/cases/{id}/history`: what has happened in a case. */
import { h } from 'preact';
import { z } from 'zod';
import { eventTitle } from '../../../texts/events.ts';
import { HistoryPage } from '../../../ui/pages/case/parts.tsx';
import { compactDayOf } from '../../../ui/words.ts';
import { readCaseTimeline } from '../../case-timeline.ts';
import { signedIn } from '../../granted.ts';
import { id } from '../../schemas/common.ts';
import { headOf, readingOf } from '../case/head.ts';
import { liveOf } from '../live.ts';
import { definePage } from '../page.ts';

const params = z.object({ id: id('The case.') });

export const casePartPages = [
  definePage({
    path: '/cases/{id}/history',
    access: { kind: 'action', action: 'timeline.read', on: 'case' },
    params,
    query: z.looseObject({ kind: z.string().max(60).default('') }),
    async handle(call) {
      const { deps, ui, query } = call;
      const reading = await readingOf(call);
      const { file, relation } = reading;
      const told = await readCaseTimeline(deps.db, signedIn(call).actor, relation, file);
      const titled = told.events.map((one) => ({ ...one, title: eventTitle(one.event)[ui.lang] }));
      const rows = titled
        .filter(({ title }) => query.kind === '' || title === query.kind)
        .toReversed()
        .map(({ on, title, by }) => ({
          on: compactDayOf(ui, on),
          what: title,
          by:
            by.role === 'system' || by.role === 'guest'
              ? ui.t('history.product')
              : (told.by(by) ?? ui.t(`role.${by.role}`)),
        }));
      const titles = [...new Set(titled.map(({ title }) => title))].sort();
      const kinds = titles.map((title) => ({ value: title, label: title }));
      const view = { head: await headOf(call, reading), kind: query.kind, kinds, rows };
      const number = ui.t('day.case', { number: file.number });
      const title = `${number}: ${ui.t('case.tab.history')}`;
      return { kind: 'page', title, body: h(HistoryPage, { ui, view }), live: liveOf(file) };
    },
  }),
];
