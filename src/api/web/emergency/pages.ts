/** `/emergency`: opening a case that isn't one's own; what the team leader sees of it is the team's page. */
import { z } from 'zod';
import type { EmergencyView } from '../../emergency-access.ts';
import { first } from '../../../ui/forms/spec.ts';
import type { EmergencyLine } from '../../../ui/pages/emergencies.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { momentOf } from '../../../ui/words.ts';
import { instant } from '../../../domain/time.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';
import type { WebPage } from '../page.ts';
import { definePress } from '../press.ts';

const answer = z.object({ caseId: z.string(), until: z.string().nullable() });

const form = defineForm({
  path: '/emergency',
  route: apiRoute('post', '/emergency-accesses'),
  spec({ ui, deps }) {
    const intro = ui.t('emergency.intro', { hours: deps.emergencyHours });
    return oneStep(
      ui.t('emergency.title'),
      ui.t('emergency.send'),
      [
        {
          kind: 'line',
          name: 'sought',
          label: ui.t('emergency.sought'),
          hint: ui.t('emergency.sought.hint'),
        },
        {
          kind: 'story',
          name: 'reason',
          label: ui.t('emergency.reason'),
          hint: ui.t('emergency.reason.hint'),
          rows: 3,
        },
      ],
      intro,
    );
  },
  back: ({ ui }) => ({ href: '/cases', label: ui.t('cases.title') }),
  done: (_call, { body }) => {
    const { caseId, until } = answer.parse(body);
    return until === null ? `/cases/${caseId}` : withDone(`/cases/${caseId}`, 'emergencyOpened');
  },
});

const moment = (ui: Ui, iso: string): string => momentOf(ui, instant(Date.parse(iso)));

/** An access in words. `sendKey` is the page's. */
export const emergencyLine = (ui: Ui, one: EmergencyView): EmergencyLine => ({
  key: one.id,
  href: one.case === null ? null : `/cases/${one.case.id}`,
  what: one.case === null ? ui.t('emergency.nothing') : ui.t('day.case', { number: one.case.number }),
  reason: one.reason,
  told:
    one.case === null
      ? ui.t('emergency.tried', { name: one.by.name, at: moment(ui, one.at) })
      : ui.t('emergency.opened', { name: one.by.name, at: moment(ui, one.at), until: moment(ui, one.until) }),
  action: `/emergency/${one.id}/review`,
});

export const emergencyPages: readonly WebPage[] = [
  ...form,
  definePress({
    path: '/emergency/{id}/review',
    route: apiRoute('post', '/emergency-accesses/{id}/review'),
    to: ({ form: sent }) => withDone(first(sent, 'from') === 'team' ? '/team' : '/', 'emergencyReviewed'),
  }),
];
