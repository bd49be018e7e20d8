/** `/times/{token}`: a guest's own page of suggested times, without sign-in and with nothing of whom it concerns. */
import { h } from 'preact';
import { z } from 'zod';
import { pollAnswers } from '../../../domain/polls/poll.ts';
import type { Poll } from '../../../records/polls/polls.ts';
import { longDateTime } from '../../../texts/dates.ts';
import { first, type Field, type FormError, type FormValues } from '../../../ui/forms/spec.ts';
import { TimesOverPage, TimesPage } from '../../../ui/pages/times.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { dayOf, timeOf } from '../../../ui/words.ts';
import { openTimes } from '../../polls.ts';
import { Problem } from '../../problem.ts';
import { apiRoute, ask } from '../ask.ts';
import { answerChoices, answersAsTyped } from '../meetings/poll-view.ts';
import { definePage, type PageCall, type PageReply } from '../page.ts';

const answerRoute = apiRoute('post', '/meeting-times/{token}');
const { access } = answerRoute;
const params = z.object({ token: z.string().max(200) });
const query = z.looseObject({});
type Call = PageCall<z.output<typeof params>, unknown>;

const fieldsOf = (ui: Ui, poll: Poll): Field[] =>
  answerChoices(ui, poll, (when, { minutes }) => ui.t('times.length', { when, length: timeOf(ui, minutes) }));

/** `typed`: what was chosen, where it wasn't enough. */
async function show(call: Call, typed: FormValues | null): Promise<PageReply> {
  const { deps, ui, params: path, today } = call;
  const opened = await openTimes(deps.db, path.token, today);
  if (opened.kind === 'over') {
    const why = opened.why;
    return { kind: 'page', title: ui.t(`times.${why}.title`), body: h(TimesOverPage, { ui, why }) };
  }
  const { poll, guest } = opened;
  const errors = typed === null ? [] : missingIn(ui, poll, typed);
  const view = {
    fields: fieldsOf(ui, poll),
    values: typed ?? answersAsTyped(guest.answers),
    errors,
    action: call.path,
    until: ui.t('times.until', { date: dayOf(ui, poll.expiresOn) }),
    answered: typed === null && guest.answers !== null,
  };
  const title = ui.t('times.title');
  const body = h(TimesPage, { ui, view });
  return errors.length === 0
    ? { kind: 'page', title, body }
    : { kind: 'page', title: ui.t('form.errorTitle', { title }), body, status: 422 };
}

const missingIn = (ui: Ui, { times }: Poll, typed: FormValues): FormError[] =>
  times.flatMap(({ date, from }, at): FormError[] => {
    const name = `answers.${at}`;
    const given = first(typed, name);
    if (pollAnswers.some((one) => one === given)) return [];
    return [{ name, text: ui.t('times.missing', { when: longDateTime(ui.lang, date, from) }) }];
  });

async function take(call: Call): Promise<PageReply> {
  const opened = await openTimes(call.deps.db, call.params.token, call.today);
  if (opened.kind === 'over') return show(call, null);
  const { poll } = opened;
  if (missingIn(call.ui, poll, call.form).length > 0) return show(call, call.form);
  const answers = poll.times.map((_, at) => first(call.form, `answers.${at}`));
  const answered = await ask(call, answerRoute, { params: call.params, json: { answers } });
  if (!answered.ok && answered.problem.code !== 'already-done') {
    throw new Problem(answered.problem.code, { status: answered.problem.status });
  }
  return { kind: 'go', to: call.path };
}

const post = definePage({ method: 'post', path: '/times/{token}', access, params, query, handle: take });

export const timesPages = [
  definePage({ path: '/times/{token}', access, params, query, handle: (call) => show(call, null) }),
  // Whoever is signed in besides answers as the guest that the link says: no session of theirs made the form.
  { ...post, again: post.run },
];
