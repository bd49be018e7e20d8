/** `/cases/{id}/meetings/{meetingId}`: one meeting, its answer in one press, its minutes as PDF. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { writePdf, type PdfBlock } from '../../../integrations/pdf/write-pdf.ts';
import { first } from '../../../ui/forms/spec.ts';
import { MeetingPage, type MeetingView } from '../../../ui/pages/meeting.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { letterheadOf } from '../../letterhead.ts';
import { Problem } from '../../problem.ts';
import { id } from '../../schemas/common.ts';
import { apiRoute, ask } from '../ask.ts';
import { withDone } from '../form.ts';
import { definePage, type PageCall, type WebPage } from '../page.ts';
import { callMeetingForm } from './call-meeting.ts';
import { changeMeetingForms, meetingOf } from './change-meeting.ts';
import { meetingView } from './meeting-view.ts';
import { pollPages } from './polls.ts';
import { minutesForm } from './minutes.ts';

const params = z.object({ id: id('The case.'), meetingId: id('The meeting.') });
const answerRoute = apiRoute('post', '/cases/{id}/meetings/{meetingId}/answers');
const query = z.looseObject({});

const viewOf = (call: PageCall<z.output<typeof params>, unknown>): Promise<MeetingView> => {
  const { file, relation } = grantedCase(call);
  const reading = { db: call.deps.db, ui: call.ui, file, relation, actor: signedIn(call).actor };
  return meetingView(reading, meetingOf(call), call);
};

const onePage = definePage({
  path: '/cases/{id}/meetings/{meetingId}',
  access: { kind: 'action', action: 'case.read', on: 'case', orCommand: 'answerInvitation' },
  params,
  query,
  async handle(call) {
    const meeting = await viewOf(call);
    const title = call.ui.t('meeting.page.title', {
      kind: call.ui.t(`meeting.kind.${meeting.kind}`),
      date: meeting.day,
    });
    return { kind: 'page', title, body: h(MeetingPage, { ui: call.ui, meeting, sendKey: randomUUID() }) };
  },
});

const ownAnswer = definePage({
  method: 'post',
  path: '/cases/{id}/meetings/{meetingId}/answer',
  access: answerRoute.access,
  params,
  query,
  async handle(call) {
    const answered = await ask(call, answerRoute, {
      params: call.params,
      json: { rsvp: first(call.form, 'rsvp') },
      headers: { 'idempotency-key': first(call.form, '_key') },
    });
    if (!answered.ok) throw new Problem(answered.problem.code, { status: answered.problem.status });
    return { kind: 'go', to: withDone(`/cases/${call.params.id}/meetings/${call.params.meetingId}`, 'rsvp') };
  },
});

const pdf = definePage({
  path: '/cases/{id}/meetings/{meetingId}/minutes.pdf',
  access: { kind: 'action', action: 'content.read', on: 'case' },
  params,
  query,
  async handle(call) {
    const { ui } = call;
    const view = await viewOf(call);
    if (view.minutes === null) throw new Problem('not-found');
    const title = `${ui.t('meeting.minutes.title')}: ${ui.t(`meeting.kind.${view.kind}`)}`;
    const content = await writePdf({
      title,
      lang: ui.lang,
      blocks: minutesBlocks(ui, view, { ...view.minutes, title }),
      footer: ui.t('meeting.pdf.footer', { number: view.number, page: '{page}', pages: '{pages}' }),
      madeAt: call.now,
      letterhead: await letterheadOf(call.deps.db),
    });
    return {
      kind: 'file',
      mediaType: 'application/pdf',
      content,
      saveAs: `minnesanteckningar-${view.number}.pdf`,
    };
  },
});

function minutesBlocks(
  ui: Ui,
  view: MeetingView,
  { title, heldOn, note }: { title: string; heldOn: string; note: string },
): PdfBlock[] {
  const field = (label: string, value: string): PdfBlock => ({ kind: 'field', label, value, lines: 1 });
  const people = (attended: boolean) =>
    view.people
      .filter((one) => one.attended === attended && one.answer !== 'cancelled')
      .map(({ name }) => name);
  const absent = people(false);
  return [
    { kind: 'h1', text: title },
    field(ui.t('meeting.page.time'), heldOn),
    field(ui.t(view.where.kind === 'place' ? 'meeting.page.place' : 'meeting.page.link'), view.where.words),
    field(ui.t('meeting.page.question'), view.question),
    { kind: 'h2', text: ui.t('meeting.pdf.attended') },
    { kind: 'list', items: people(true) },
    ...(absent.length === 0
      ? []
      : [
          { kind: 'h2', text: ui.t('meeting.pdf.absent') } as const,
          { kind: 'list', items: absent } as const,
        ]),
    { kind: 'h2', text: ui.t('meeting.page.minutes') },
    { kind: 'paragraph', text: note },
    { kind: 'h2', text: ui.t('meeting.page.decisions') },
    ...(view.decisions.length === 0
      ? [{ kind: 'paragraph', text: ui.t('meeting.pdf.none') } as const]
      : view.decisions.map((one) =>
          field(ui.t('meeting.pdf.decision', { owner: one.who, date: one.due }), one.what),
        )),
  ];
}

export const meetingPages: readonly WebPage[] = [
  ...pollPages,
  ...callMeetingForm,
  onePage,
  ownAnswer,
  pdf,
  ...changeMeetingForms,
  ...minutesForm,
];
