/** `/cases/{id}/meeting-polls`: suggested times, their answers, and the way from a time to a call. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { readContents } from '../../../records/contents.ts';
import { findDraft, keepDraft } from '../../../records/form-drafts.ts';
import { pollsOf, type Poll } from '../../../records/polls/polls.ts';
import { first, type FormValues } from '../../../ui/forms/spec.ts';
import { PollPage, PollsPage } from '../../../ui/pages/poll.tsx';
import { grantedCase, signedIn } from '../../granted.ts';
import { guestOf, pollOfPath } from '../../polls.ts';
import { Problem } from '../../problem.ts';
import { id } from '../../schemas/common.ts';
import { apiRoute } from '../ask.ts';
import { headOf, readingOf as caseReading } from '../case/head.ts';
import { draftPage } from '../form-values.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';
import { definePage, type PageCall, type WebPage } from '../page.ts';
import { definePress } from '../press.ts';
import { labelsOfParticipants, valueOfInvited, type Reading } from './people.ts';
import { answerChoices, answersAsTyped, pollPageView, pollStanding, pollTitle } from './poll-view.ts';
import { suggestForm } from './suggest.ts';

const ofCase = z.object({ id: id('The case.') });
const onePoll = ofCase.extend({ pollId: id('The poll.') });
const query = z.looseObject({});
const read = { kind: 'action', action: 'poll.read', on: 'case' } as const;
const hold = { kind: 'action', action: 'poll.hold', on: 'case' } as const;

const readingOf = (call: PageCall<unknown, unknown>): Reading => {
  const { file, relation } = grantedCase(call);
  return { db: call.deps.db, ui: call.ui, file, relation, actor: signedIn(call).actor };
};

const list = definePage({
  path: '/cases/{id}/meeting-polls',
  access: read,
  params: ofCase,
  query,
  async handle(call) {
    const { deps, ui, path } = call;
    const { file } = grantedCase(call);
    const [reading, polls] = await Promise.all([caseReading(call), pollsOf(deps.db, file.id)]);
    const view = {
      head: await headOf(call, reading),
      polls: polls.map((poll) => ({
        href: `${path}/${poll.pollId}`,
        title: pollTitle(ui, poll),
        standing: pollStanding(ui, poll),
      })),
      newHref: file.phase === 'assigned' ? `${path}/new` : null,
    };
    const title = `${ui.t('poll.title')}, ${ui.t('day.case', { number: file.number })}`;
    return { kind: 'page', title, body: h(PollsPage, { ui, view }) };
  },
});

const one = definePage({
  path: '/cases/{id}/meeting-polls/{pollId}',
  access: read,
  params: onePoll,
  query,
  async handle(call) {
    const { ui } = call;
    const poll = await pollOfPath(call.deps.db, call.params);
    const [reading, shown] = await Promise.all([caseReading(call), pollPageView(readingOf(call), poll)]);
    const view = { ...shown, head: await headOf(call, reading), sendKey: randomUUID() };
    return { kind: 'page', title: `${ui.t('poll.title')}, ${shown.title}`, body: h(PollPage, { ui, view }) };
  },
});

/** The form of the call, filled in with the time and everyone who is still asked. What else was begun there stays. */
const choice = definePage({
  method: 'post',
  path: '/cases/{id}/meeting-polls/{pollId}/choice',
  access: hold,
  params: onePoll,
  query,
  async handle(call) {
    const { db } = call.deps;
    const poll = await pollOfPath(db, call.params);
    const time = poll.times[Number(first(call.form, 'time'))];
    if (time === undefined || poll.closed !== null) throw new Problem('not-found');
    const { personId, role } = signedIn(call);
    const key = { personId, role, form: `/cases/${call.params.id}/meetings/new` };
    const begun = (await findDraft(db, key))?.values ?? {};
    const kept = Object.entries(begun).filter(([name]) => !/^(_rows\.)?receivers\b/.test(name));
    const typed = {
      'where.kind': ['place'],
      ...Object.fromEntries(kept),
      kind: [poll.kind],
      pollId: [poll.pollId],
      'time.date': [time.date],
      'time.from': [time.from],
      'time.minutes': [String(time.minutes)],
      ...(await guestValues(db, poll)),
    };
    await keepDraft(db, key, typed, draftPage(call, call.ui.t('meeting.new.title')));
    return { kind: 'go', to: key.form };
  },
});

async function guestValues(db: Reading['db'], poll: Poll): Promise<FormValues> {
  const guests = poll.guests.filter(({ revoked }) => !revoked);
  const outside = guests.flatMap(({ as }) => (as.kind === 'receiver' ? [as] : []));
  const addresses = await readContents(
    db,
    outside.map(({ addressId }) => addressId),
  );
  const rows = outside.flatMap(({ receiver, addressId }, row): [string, string[]][] => {
    const { name, email }: Record<string, unknown> = { ...Object(addresses.get(addressId)) };
    return [
      [`receivers.${row}.receiver`, [receiver]],
      [`receivers.${row}.name`, [typeof name === 'string' ? name : '']],
      [`receivers.${row}.email`, [typeof email === 'string' ? email : '']],
    ];
  });
  return {
    participants: guests.flatMap(({ guestId, as }) => valueOfInvited({ participantId: guestId, as }) ?? []),
    '_rows.receivers': [String(outside.length)],
    ...Object.fromEntries(rows),
  };
}

const pollPath = (call: FormCall): string =>
  `/cases/${call.params['id']}/meeting-polls/${call.params['pollId']}`;
const pollIn = ({ deps, params }: FormCall): Promise<Poll> =>
  pollOfPath(deps.db, { id: params['id'] ?? '', pollId: params['pollId'] ?? '' });

const enter = defineForm({
  path: '/cases/{id}/meeting-polls/{pollId}/guests/{guestId}/answer',
  route: apiRoute('post', '/cases/{id}/meeting-polls/{pollId}/guests/{guestId}/answer'),
  spec: async (call) => {
    const { ui } = call;
    const poll = await pollIn(call);
    const { guestId, as } = guestOf(poll, call.params['guestId'] ?? '');
    const labels = await labelsOfParticipants(readingOf(call), [{ participantId: guestId, as }]);
    return oneStep(
      ui.t('poll.enter.title'),
      ui.t('poll.enter.send'),
      answerChoices(ui, poll),
      ui.t('poll.enter.who', { name: labels.get(guestId) ?? '' }),
    );
  },
  initial: async (call) => {
    const { answers } = guestOf(await pollIn(call), call.params['guestId'] ?? '');
    return answersAsTyped(answers);
  },
  toBody: async ({ answers }, call) => {
    const given: Record<string, unknown> = { ...Object(answers) };
    // What wasn't answered stays a gap, for the schema to name.
    return { answers: (await pollIn(call)).times.map((_, at) => given[String(at)]) };
  },
  back: (call) => ({ href: pollPath(call), label: call.ui.t('poll.title') }),
  done: (call) => withDone(pollPath(call), 'pollEntered'),
});

const revoke = definePress({
  path: '/cases/{id}/meeting-polls/{pollId}/guests/{guestId}/revocation',
  route: apiRoute('post', '/cases/{id}/meeting-polls/{pollId}/guests/{guestId}/revocation'),
  to: (call) => withDone(pollPath(call), 'pollRevoked'),
});

const close = definePress({
  path: '/cases/{id}/meeting-polls/{pollId}/closing',
  route: apiRoute('post', '/cases/{id}/meeting-polls/{pollId}/closing'),
  to: (call) => withDone(pollPath(call), 'pollClosed'),
});

export const pollPages: readonly WebPage[] = [list, ...suggestForm, one, choice, ...enter, revoke, close];
