/** `/eht`, `/eht/{id}`, `/eht/{id}/meetings/{meetingId}`: what waits for EHT/BHT at a school, and its meeting. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { may } from '../../../domain/permissions.ts';
import { localDate } from '../../../domain/time.ts';
import { listMeetings } from '../../../records/eht-meetings.ts';
import { listSlots } from '../../../records/eht-slots.ts';
import { EhtPage, type EhtMatter } from '../../../ui/pages/eht.tsx';
import { MeetingRoom } from '../../../ui/pages/eht-meeting.tsx';
import { ChoosePage } from '../../../ui/pages/school-week.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { requireSchool } from '../../class-access.ts';
import { meetingPath, schoolPath } from '../../eht-meeting.ts';
import { signedIn } from '../../granted.ts';
import { ehtItem } from '../../resources/eht-list.ts';
import { meetingWhole } from '../../resources/eht-meetings.ts';
import { ehtSlot } from '../../resources/eht-slots.ts';
import { none } from '../../route.ts';
import { apiRoute, askBody, type Asking } from '../ask.ts';
import { withDone } from '../form.ts';
import { meetingIdOf } from '../forms/eht-decision.ts';
import { slotWords } from '../forms/report-to-eht.ts';
import { ownSchools } from '../own-schools.ts';
import { definePage } from '../page.ts';
import { definePress } from '../press.ts';

const readList = apiRoute('get', '/eht/{id}/list');
const readSlots = apiRoute('get', '/eht/{id}/slots');
const readMeeting = apiRoute('get', '/eht/{id}/meetings/{meetingId}');

const shownMeetings = 8;

async function mattersOf(
  asking: Asking,
  school: string,
): Promise<(EhtMatter & { subjectId: string | null })[]> {
  const list = z.object({ items: z.array(ehtItem) });
  const { items } = list.parse(await askBody(asking, readList, { params: { id: school } }));
  return items.map((one) => ({ ...one, since: localDate(one.since), due: localDate(one.due) }));
}

/** What EHT does with a matter; `room` is the meeting that it is done in. */
function actionOf(
  ui: Ui,
  matter: EhtMatter & { subjectId: string | null },
  { mayHold, room }: { mayHold: boolean; room: string | null },
): { href: string; label: string } {
  const inCase = `/cases/${matter.caseId}`;
  const here = room === null ? null : `${room}/cases/${matter.caseId}`;
  if (!mayHold) return { href: inCase, label: ui.t('eht.act.case') };
  switch (matter.what) {
    case 'monthlyReview':
      return {
        href: here === null ? `${inCase}/monthly-reviews/new` : `${here}/review`,
        label: ui.t('eht.act.review'),
      };
    case 'answer':
      return { href: `${inCase}/eht-decisions/${matter.subjectId}/answer`, label: ui.t('eht.act.answer') };
    default:
      return {
        href: here === null ? `${inCase}/eht-decisions/new` : `${here}/decision`,
        label: ui.t('eht.act.decide'),
      };
  }
}

export const ehtPages = [
  definePage({
    path: '/eht',
    access: readList.access,
    params: none,
    query: z.looseObject({}),
    async handle({ deps, ui, ...call }) {
      const schools = await ownSchools(deps.db, signedIn(call).actor);
      const [only] = schools;
      if (only !== undefined && schools.length === 1) return { kind: 'go', to: `/eht/${only.code}` };
      const title = ui.t('eht.schools');
      const places = schools.map(({ code, name }) => ({ href: `/eht/${code}`, label: name }));
      return {
        kind: 'page',
        title,
        body: h(ChoosePage, { title, hint: ui.t('week.chooseSchool'), places }),
      };
    },
  }),
  definePage({
    path: '/eht/{id}',
    access: readList.access,
    params: schoolPath,
    query: z.looseObject({}),
    async handle(call) {
      const { deps, ui, params, today } = call;
      const { actor } = signedIn(call);
      const { school, relation } = await requireSchool(deps.db, actor, 'eht.read', params.id);
      const mayHold = may(actor, 'eht.hold', relation);
      const matters = await mattersOf(call, params.id);
      const seesSlots = may(actor, 'ehtSlots.read', relation);
      const slots = seesSlots
        ? z.object({ slots: z.array(ehtSlot) }).parse(await askBody(call, readSlots, { params })).slots
        : [];
      const kept = new Map(
        (seesSlots ? await listSlots(deps.db, params.id, today) : []).map((slot) => [slot.id, slot]),
      );
      const { meetings } = mayHold
        ? await listMeetings(deps.db, params.id, { limit: shownMeetings, offset: 0 })
        : { meetings: [] };
      const view = {
        school: params.id,
        name: school.name,
        mayHold,
        matters: matters.map((one) => ({ ...one, action: actionOf(ui, one, { mayHold, room: null }) })),
        slots: slots.flatMap(({ id, free, caseNumber }) => {
          const slot = kept.get(id);
          return slot === undefined ? [] : [{ id, free, caseNumber, words: slotWords(ui, slot) }];
        }),
        meetings,
        sendKey: randomUUID(),
      };
      const title = ui.t('eht.title', { school: school.name });
      return { kind: 'page', title, body: h(EhtPage, { ui, view }) };
    },
  }),
  definePress({
    path: '/eht/{id}/meetings',
    route: apiRoute('post', '/eht/{id}/meetings'),
    json: ({ today }) => ({ heldOn: today }),
    to: ({ params }, reply) => `/eht/${params['id']}/meetings/${meetingIdOf(reply.body)}`,
  }),
  definePress({
    path: '/eht/{id}/slots/{slotId}/withdrawal',
    route: apiRoute('delete', '/eht/{id}/slots/{slotId}'),
    to: ({ params }) => withDone(`/eht/${params['id']}`, 'slotGone'),
  }),
  definePress({
    path: '/eht/{id}/slots/{slotId}/cancellation',
    route: apiRoute('delete', '/eht/{id}/slots/{slotId}/booking'),
    to: ({ params }) => withDone(`/eht/${params['id']}`, 'slotFree'),
  }),
  definePage({
    path: '/eht/{id}/meetings/{meetingId}',
    access: readMeeting.access,
    params: meetingPath,
    query: z.looseObject({
      at: z.coerce.number().int().min(0).max(10_000).catch(0),
      names: z.string().optional(),
    }),
    async handle(call) {
      const { ui, params, query } = call;
      const meeting = meetingWhole.parse(await askBody(call, readMeeting, { params }));
      const matters = await mattersOf(call, params.id);
      const path = `/eht/${params.id}/meetings/${params.meetingId}`;
      const at = Math.min(query.at, Math.max(0, matters.length - 1));
      const up = matters[at];
      const view = {
        school: params.id,
        path,
        heldOn: localDate(meeting.heldOn),
        matter: up === undefined ? null : { ...up, action: actionOf(ui, up, { mayHold: true, room: path }) },
        at,
        all: matters.length,
        namesHidden: query.names === 'hidden',
        minutes: meeting.minutes,
        items: meeting.items,
      };
      const title = ui.t('meeting.room.title', { date: meeting.heldOn });
      return { kind: 'page', title, wide: true, body: h(MeetingRoom, { ui, view }) };
    },
  }),
];
