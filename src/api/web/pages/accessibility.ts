/** `/accessibility`: the statement by lag 2018:1937, and feedback that is kept and read. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { may } from '../../../domain/permissions.ts';
import { instant } from '../../../domain/time.ts';
import { keepFeedback, listFeedback, markFeedbackRead } from '../../../records/accessibility-feedback.ts';
import { first } from '../../../ui/forms/spec.ts';
import { AccessibilityPage, type Received } from '../../../ui/pages/accessibility.tsx';
import { momentOf } from '../../../ui/words.ts';
import { signedIn } from '../../granted.ts';
import { none } from '../../route.ts';
import { id } from '../../schemas/common.ts';
import { definePage, type PageCall, type PageReply } from '../page.ts';

const access = {
  kind: 'open',
  why: 'The law wants a way to give feedback that is open to everybody.',
} as const;

/** Longest of each, in characters. */
const longest = { about: 500, note: 4000, contact: 200 } as const;

async function statement(
  call: PageCall<unknown, unknown>,
  typed: { about: string; note: string; contact: string },
  missing: boolean,
): Promise<PageReply> {
  const { deps, session, ui } = call;
  const reads = session !== null && may(session.actor, 'feedback.read');
  const moment = (at: Date) => momentOf(ui, instant(at.getTime()));
  const received = reads
    ? (await listFeedback(deps.db)).map(({ writtenAt, readAt, ...one }): Received => ({
        ...one,
        when: moment(writtenAt),
        read: readAt === null ? null : ui.t('a11y.received.read', { date: moment(readAt) }),
      }))
    : null;
  const title = missing ? ui.t('form.errorTitle', { title: ui.t('a11y.title') }) : ui.t('a11y.title');
  const view = { typed, missing, sendKey: randomUUID(), received };
  return { kind: 'page', title, body: h(AccessibilityPage, { ui, view }), status: missing ? 422 : 200 };
}

export const accessibilityPages = [
  definePage({
    path: '/accessibility',
    access,
    params: none,
    query: z.looseObject({}),
    handle: (call) => statement(call, { about: '', note: '', contact: '' }, false),
  }),
  definePage({
    method: 'post',
    path: '/accessibility',
    access,
    params: none,
    query: none,
    async handle(call) {
      const of = (name: keyof typeof longest) => first(call.form, name).trim().slice(0, longest[name]);
      const typed = { about: of('about'), note: of('note'), contact: of('contact') };
      if (typed.note === '') return statement(call, typed, true);
      const key = z.uuid().safeParse(first(call.form, '_key'));
      await keepFeedback(call.deps.db, {
        ...typed,
        id: key.data ?? randomUUID(),
        contact: typed.contact || null,
        writtenAt: new Date(call.now),
      });
      return { kind: 'go', to: '/accessibility?done=feedback' };
    },
  }),
  definePage({
    method: 'post',
    path: '/accessibility/feedback/{feedbackId}',
    access: { kind: 'action', action: 'feedback.read', on: 'nothing' },
    params: z.object({ feedbackId: id('The feedback.') }),
    query: none,
    async handle(call) {
      const { personId } = signedIn(call);
      const at = new Date(call.now);
      await markFeedbackRead(call.deps.db, { id: call.params.feedbackId, by: personId, at });
      return { kind: 'go', to: '/accessibility?done=feedbackRead' };
    },
  }),
];
