/** `/rehearsal`: the rehearsal's clock, and what happened while it moved. */
import { h } from 'preact';
import { z } from 'zod';
import { needOf } from '../../../domain/permissions.ts';
import { instant, type Instant } from '../../../domain/time.ts';
import { meanwhile, type Meanwhile } from '../../../records/meanwhile.ts';
import { eventTitle } from '../../../texts/events.ts';
import { first } from '../../../ui/forms/spec.ts';
import { RehearsalPage, type Happened } from '../../../ui/pages/rehearsal.tsx';
import { localPath } from '../../../ui/ui.ts';
import { momentOf } from '../../../ui/words.ts';
import { signedIn } from '../../granted.ts';
import type { ProblemDocument } from '../../problem.ts';
import { none } from '../../route.ts';
import { todayAt } from '../../today.ts';
import { beginMove, moveOf, type Going } from '../moving.ts';
import { definePage, type PageCall, type PageReply } from '../page.ts';

const query = z.object({
  next: z.string().optional(),
  /** The moment from which to tell what happened, ms. */
  since: z.coerce.number().int().min(0).max(8.64e15).optional(),
});

/** What each button asks of the clock; else it is a date. */
function goingOf(call: PageCall<unknown, unknown>): Going {
  const { form } = call;
  switch (form['go']?.at(-1)) {
    case 'day':
      return { json: { days: 1 } };
    case 'week':
      return { json: { days: 7 } };
    case 'next':
      return { json: { next: true }, isEnough: async (since) => !isQuiet(await foundSince(call, since)) };
    default:
      return { json: { until: first(form, 'until') } };
  }
}

type Shown = { since: Instant | null; next: string | null; problem: ProblemDocument | null };

async function clockPage(call: PageCall<unknown, unknown>, shown: Shown): Promise<PageReply> {
  const { ui, deps } = call;
  const moving = moveOf(deps.clock)?.ended === null;
  const { since, next, problem } = shown;
  const view = {
    moving,
    here: addressOf(since, next),
    next,
    mayMove: needOf(signedIn(call).actor.role, 'clock.move') !== null,
    problem: problem === null ? null : ui.lang === 'sv' ? problem.detail : problem.detail_en,
    happened: since === null || moving ? null : await happenedSince(call, since),
  };
  return {
    kind: 'page',
    title: ui.t('clock.title'),
    body: h(RehearsalPage, { ui, view }),
    status: problem?.status ?? 200,
    ...(moving ? { refreshSeconds: 2 } : {}),
  };
}

const addressOf = (since: Instant | null, next: string | null): string => {
  const asked = new URLSearchParams();
  if (since !== null) asked.set('since', String(since));
  if (next !== null) asked.set('next', next);
  return `/rehearsal?${asked.toString()}`;
};

async function foundSince({ deps }: PageCall<unknown, unknown>, since: Instant): Promise<Meanwhile> {
  const now = await deps.now();
  return meanwhile(deps.db, {
    from: new Date(since),
    to: new Date(now),
    fromDay: todayAt(since),
    toDay: todayAt(now),
  });
}

/** Nobody sees anything of it. A day on which a duty falls due is seen beforehand. */
const isQuiet = ({ casesBegun, events, mails }: Meanwhile): boolean =>
  casesBegun + events.length + mails.length === 0;

async function happenedSince(call: PageCall<unknown, unknown>, since: Instant): Promise<Happened> {
  const { ui } = call;
  const found = await foundSince(call, since);
  const mails = found.mails.map(({ kind, count }) => ({ what: mailWords(call, kind), count }));
  const events = found.events.map(({ event, count }) => ({ what: eventTitle(event)[ui.lang], count }));
  const rows = [
    { what: ui.t('clock.cases'), count: found.casesBegun },
    ...events,
    ...mails,
    { what: ui.t('clock.duties'), count: found.dutiesDue },
  ];
  return {
    from: momentOf(ui, since),
    to: momentOf(ui),
    rows: rows.filter(({ count }) => count > 0),
  };
}

function mailWords({ ui }: PageCall<unknown, unknown>, kind: string): string {
  switch (kind) {
    case 'digest':
    case 'invitation':
    case 'firstDayCall':
      return ui.t(`clock.mails.${kind}`);
    default:
      return ui.t('clock.mails.notice');
  }
}

export const rehearsalPages = [
  definePage({
    path: '/rehearsal',
    access: { kind: 'action', action: 'clock.read', on: 'nothing', rehearsalOnly: true },
    params: none,
    query,
    handle: (call) => {
      const since = call.query.since === undefined ? null : instant(call.query.since);
      const failed = since === moveOf(call.deps.clock)?.from ? moveOf(call.deps.clock)?.ended : null;
      const next = localPath(call.query.next);
      return clockPage(call, { since, next, problem: failed?.problem ?? null });
    },
  }),
  definePage({
    method: 'post',
    path: '/rehearsal',
    access: { kind: 'action', action: 'clock.move', on: 'nothing', rehearsalOnly: true },
    params: none,
    query: none,
    async handle(call) {
      const next = localPath(first(call.form, 'next'));
      const move = await beginMove(call, goingOf(call));
      const problem = move.ended?.problem ?? null;
      if (problem !== null) return clockPage(call, { since: null, next, problem });
      return { kind: 'go', to: addressOf(move.from, next) };
    },
  }),
];
