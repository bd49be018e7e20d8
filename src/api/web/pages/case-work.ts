/** `/cases/{id}/plan`, `/mapping`, `/meetings`: what the work has written, to read. */
import { h } from 'preact';
import { z } from 'zod';
import type { Action } from '../../../domain/permissions.ts';
import type { TextKey } from '../../../texts/text.ts';
import { EntriesPage, type EntriesView } from '../../../ui/pages/case/entries.tsx';
import type { Ui } from '../../../ui/ui.ts';
import type { CaseReading } from '../../case-view.ts';
import { isFamily } from '../../family-entry.ts';
import { signedIn } from '../../granted.ts';
import { id } from '../../schemas/common.ts';
import { headOf, readingOf } from '../case/head.ts';
import { mappingSections, meetingSections, planSections, type Sections } from '../case/sections.ts';
import { liveOf } from '../live.ts';
import { definePage, type PageCall } from '../page.ts';

const params = z.object({ id: id('The case.') });
const query = z.looseObject({});
type Call = PageCall<unknown, unknown>;

/** One part: its tab, where the next is written, and what is read. */
const part = (spec: {
  at: 'plan' | 'mapping' | 'meetings';
  action: Action;
  add: { at: string; label: Extract<TextKey, `act.${string}`> };
  sections(call: Call, reading: CaseReading): Sections;
}) =>
  definePage({
    path: `/cases/{id}/${spec.at}`,
    access: { kind: 'action', action: spec.action, on: 'case' },
    params,
    query,
    async handle(call) {
      const { ui, mayOpen } = call;
      const reading = await readingOf(call);
      const title = ui.t(`case.tab.${spec.at}`);
      const href = `/cases/${reading.file.id}${spec.add.at}`;
      const view: EntriesView = {
        head: await headOf(call, reading),
        title,
        add:
          mayOpen(href) && !isFamily(signedIn(call).actor)
            ? { href, label: labelOf(ui, spec.add.label) }
            : null,
        sections: spec.sections(call, reading),
      };
      const number = ui.t('day.case', { number: reading.file.number });
      return {
        kind: 'page',
        title: `${number}: ${title}`,
        body: h(EntriesPage, { ui, view }),
        live: liveOf(reading.file),
      };
    },
  });

const labelOf = (ui: Ui, key: Extract<TextKey, `act.${string}`>): string => ui.t(key);

export const caseWorkPages = [
  part({
    at: 'plan',
    action: 'case.read',
    add: { at: '/plans/new', label: 'act.plan' },
    sections: planSections,
  }),
  part({
    at: 'mapping',
    action: 'case.read',
    add: { at: '/contacts/new', label: 'act.contact' },
    sections: mappingSections,
  }),
  part({
    at: 'meetings',
    action: 'case.read',
    add: { at: '/meetings/new', label: 'act.callMeeting' },
    sections: meetingSections,
  }),
];
