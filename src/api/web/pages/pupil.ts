/** `/pupils/{id}`: one pupil's absence, and what can be begun from there. */
import { h } from 'preact';
import { z } from 'zod';
import type { CommandType } from '../../../domain/case/commands.ts';
import { may, mayCommandAs } from '../../../domain/permissions.ts';
import { localDate } from '../../../domain/time.ts';
import { newestCaseOf } from '../../../records/cases.ts';
import { PupilPage, type PupilView } from '../../../ui/pages/pupil.tsx';
import { shortDayOf } from '../../../ui/words.ts';
import { firstDayCalls } from '../../first-day-calls.ts';
import { grantedPupil, signedIn } from '../../granted.ts';
import { pupilAbsenceAnswer } from '../../resources/pupil-absence.ts';
import { id } from '../../schemas/common.ts';
import { apiRoute, askBody } from '../ask.ts';
import { definePage, type PageCall } from '../page.ts';

const absence = apiRoute('get', '/pupils/{id}/absence');

type Answer = z.output<typeof pupilAbsenceAnswer>;
type Figure = NonNullable<Answer['figures']['term']>;

const figure = (one: Figure | null) =>
  one === null
    ? null
    : {
        ...one,
        window: { ...one.window, from: localDate(one.window.from), to: localDate(one.window.to) },
      };

const patternsView = ({ patterns, weeks }: Answer): PupilView['patterns'] => ({
  from: localDate(patterns.window.from),
  weekdays: patterns.weekdays.map(({ weekday, figure: share }) => ({ weekday, ...share })),
  subjects: patterns.subjects,
  extent: patterns.extent,
  spells: patterns.spells.map((one) => ({ ...one, from: localDate(one.from), to: localDate(one.to) })),
  trend: patterns.trend,
  weeks: weeks.map(({ week, figure: share }) => ({ week, ...share })),
});

/** What begins or goes on with a case, as far as this reader may. */
async function actionsOf(call: PageCall<{ id: string }, unknown>): Promise<PupilView['actions']> {
  const { deps, params, ui } = call;
  const { actor } = signedIn(call);
  const { relation } = grantedPupil(call);
  const newest = await newestCaseOf(deps.db, params.id);
  const open = newest !== null && newest.phase !== 'ended' && may(actor, 'case.read', relation);
  const begin = (command: CommandType, label: string, path: string) =>
    mayCommandAs(actor, command, relation) ? [{ href: `/pupils/${params.id}/${path}`, label }] : [];
  return [
    ...(open ? [{ href: `/cases/${newest.id}`, label: ui.t('figures.openCase') }] : []),
    ...begin('recordGuardianTalk', ui.t('figures.recordGuardianTalk'), 'guardian-talks/new'),
    ...begin('raiseConcern', ui.t('figures.raiseConcern'), 'concerns/new'),
    ...begin('reportToEht', ui.t('figures.reportToEht'), 'reports-to-eht/new'),
    ...(!open && may(actor, 'case.open', relation)
      ? begin('placeOrder', ui.t('figures.order'), 'order')
      : []),
    ...(may(actor, 'readLog.read', relation)
      ? [{ href: `/pupils/${params.id}/read-log`, label: ui.t('figures.readLog') }]
      : []),
  ];
}

async function callsView(
  call: PageCall<{ id: string }, unknown>,
  masked: boolean,
): Promise<Pick<PupilView, 'calls' | 'call'>> {
  const { deps, params, ui, today } = call;
  const { actor } = signedIn(call);
  const { pupil, relation } = grantedPupil(call);
  if (!may(actor, 'firstDayCall.read', relation)) return { calls: [], call: null };
  const { calls, duty, whom } = await firstDayCalls(deps.db, pupil, today, masked);
  const at = duty?.date ?? today;
  const label =
    duty === null
      ? ui.t('figures.call.today')
      : ui.t('figures.call.owed', { date: shortDayOf(ui, localDate(at)) });
  return {
    calls: calls.map((one) => ({ ...one, date: localDate(one.date) })),
    call:
      whom !== null && may(actor, 'firstDayCall.record', relation)
        ? { href: `/pupils/${params.id}/first-day-calls/${at}`, label, owed: duty !== null }
        : null,
  };
}

export const pupilPages = [
  definePage({
    path: '/pupils/{id}',
    access: absence.access,
    params: z.object({ id: id('The pupil.') }),
    query: z.looseObject({}),
    async handle(call) {
      const { ui, params } = call;
      const { pupil } = grantedPupil(call);
      const answer = pupilAbsenceAnswer.parse(await askBody(call, absence, { params }));
      const { limit, figures, dataUntil, masked } = answer;
      const view: PupilView = {
        name: answer.name,
        class: masked ? null : pupil.class,
        dutyToAttend: answer.dutyToAttend,
        band: answer.band,
        overLimit: answer.overLimit,
        limit: limit === null ? null : { ...limit, kind: limit.window.kind, weeks: limit.window.weeks ?? 0 },
        latestRow: dataUntil.latestRow === null ? null : localDate(dataUntil.latestRow),
        figures: {
          rollingWeeks: figure(figures.rollingWeeks),
          term: figure(figures.term),
          calendarMonth: figure(figures.calendarMonth),
        },
        patterns: patternsView(answer),
        actions: await actionsOf(call),
        ...(await callsView(call, masked)),
      };
      const title = view.name ?? ui.t('pupil.protected');
      return { kind: 'page', title, body: h(PupilPage, { ui, view }) };
    },
  }),
];
