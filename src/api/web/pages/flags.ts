/** `/cases/{id}/flags`: what the team leader asks about a case, the answer, and its end. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { may } from '../../../domain/permissions.ts';
import { flagsOf } from '../../../records/flags.ts';
import { first } from '../../../ui/forms/spec.ts';
import { FlagsPage, type FlagLine } from '../../../ui/pages/flags.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf } from '../../../ui/words.ts';
import { flagViews, type FlagView } from '../../flags.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { flagOfPath } from '../../resources/flags.ts';
import { id } from '../../schemas/common.ts';
import { apiRoute } from '../ask.ts';
import { headOf, readingOf } from '../case/head.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';
import { definePage, type WebPage } from '../page.ts';
import { definePress } from '../press.ts';

/** A flag in words, without what can be done about it. */
export const flagWords = (
  ui: Ui,
  { id: key, note, by, on, answer, closedOn }: FlagView,
): Omit<FlagLine, 'answerHref' | 'closeAction'> => ({
  key,
  note,
  asked: ui.t('flag.asked', { name: by.name, date: compactDayOf(ui, on) }),
  answer:
    answer === null
      ? null
      : {
          note: answer.note,
          told: ui.t('flag.answered', { name: answer.by.name, date: compactDayOf(ui, answer.on) }),
        },
  closed: closedOn === null ? null : ui.t('flag.closed', { date: compactDayOf(ui, closedOn) }),
});

const list = definePage({
  path: '/cases/{id}/flags',
  access: { kind: 'action', action: 'flag.read', on: 'case' },
  params: z.object({ id: id('The case.') }),
  query: z.looseObject({}),
  async handle(call) {
    const { deps, ui, mayOpen, path } = call;
    const { file, relation } = grantedCase(call);
    const [reading, views] = await Promise.all([
      readingOf(call),
      flagsOf(deps.db, file.id).then((flags) => flagViews(deps.db, flags)),
    ]);
    const newHref = `${path}/new`;
    const closes = may(signedIn(call).actor, 'flag.close', relation);
    const view = {
      head: await headOf(call, reading),
      flags: views.map((one) => ({
        ...flagWords(ui, one),
        answerHref:
          one.closedOn === null && one.answer === null && one.by.id !== signedIn(call).personId
            ? `${path}/${one.id}/answer`
            : null,
        closeAction: one.closedOn === null && closes ? `${path}/${one.id}/closing` : null,
      })),
      newHref: mayOpen(newHref) && file.coordinatorIds.length > 0 ? newHref : null,
      sendKey: randomUUID(),
    };
    const title = `${ui.t('flag.title')}, ${ui.t('day.case', { number: file.number })}`;
    return { kind: 'page', title, body: h(FlagsPage, { ui, view }) };
  },
});

const pageOf = ({ params }: FormCall): string => `/cases/${params['id']}/flags`;
const back = (call: FormCall) => ({ href: pageOf(call), label: call.ui.t('flag.title') });

const raise = defineForm({
  path: '/cases/{id}/flags/new',
  route: apiRoute('post', '/cases/{id}/flags'),
  spec: ({ ui }) =>
    oneStep(
      ui.t('flag.new'),
      ui.t('flag.send'),
      [
        {
          kind: 'story',
          name: 'note',
          label: ui.t('flag.note'),
          hint: ui.t('flag.note.hint'),
          rows: 3,
        },
      ],
      ui.t('flag.new.intro'),
    ),
  back,
  done: (call) => withDone(pageOf(call), 'flagged'),
});

const answer = defineForm({
  path: '/cases/{id}/flags/{flagId}/answer',
  route: apiRoute('post', '/cases/{id}/flags/{flagId}/answer'),
  spec: async ({ ui, deps, params }) => {
    const { id: caseId = '', flagId = '' } = params;
    const [flag] = await flagViews(deps.db, [await flagOfPath(deps.db, { id: caseId, flagId })]);
    const asked =
      flag === undefined
        ? ''
        : ui.t('flag.answer.asked', {
            name: flag.by.name,
            date: compactDayOf(ui, flag.on),
            note: flag.note,
          });
    return oneStep(ui.t('flag.answer.title'), ui.t('flag.answer.send'), [
      { kind: 'words', text: asked },
      { kind: 'story', name: 'note', label: ui.t('flag.answer.note'), rows: 3 },
    ]);
  },
  back,
  done: (call) => withDone(pageOf(call), 'flagAnswered'),
});

const close = definePress({
  path: '/cases/{id}/flags/{flagId}/closing',
  route: apiRoute('post', '/cases/{id}/flags/{flagId}/closing'),
  to: (call) => withDone(first(call.form, 'from') === 'team' ? '/team' : pageOf(call), 'flagClosed'),
});

export const flagPages: readonly WebPage[] = [list, ...raise, ...answer, close];
