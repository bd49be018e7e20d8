/** `/cases/{id}`: one case at a glance. */
import { h } from 'preact';
import { z } from 'zod';
import { daysBetween } from '../../../domain/time.ts';
import { findCase } from '../../../records/cases.ts';
import { type Fact, OverviewPage } from '../../../ui/pages/case/overview.tsx';
import { compactDayOf } from '../../../ui/words.ts';
import type { CaseReading } from '../../case-view.ts';
import { id } from '../../schemas/common.ts';
import { courseView } from '../case/course.ts';
import { dutiesIn } from '../case/duties.ts';
import { networkView, siblingsIn } from '../case/family.ts';
import { headOf, readingOf } from '../case/head.ts';
import { moreOf } from '../case/more.ts';
import { liveOf } from '../live.ts';
import { definePage, type PageCall } from '../page.ts';

async function factsOf(
  { deps, ui, today }: PageCall<unknown, unknown>,
  { file, state, name }: CaseReading,
): Promise<Fact[]> {
  const names = (ids: readonly string[]) => ids.flatMap((one) => name(one) ?? []).join(', ');
  const previous = file.previousCaseId === null ? null : await findCase(deps.db, file.previousCaseId);
  const facts: (Fact | null)[] = [
    {
      label: ui.t('case.phase'),
      value: ui.t(`phase.${file.phase}`),
      hint: ui.t(`phase.${file.phase}.means`),
    },
    capOf(ui, file, today),
    {
      label: ui.t('case.coordinators'),
      value: names(file.coordinatorIds) || ui.t('case.nobody'),
    },
    told(ui.t('case.guardians'), state.ofAge ? '' : names(state.pupil.guardianIds)),
    told(ui.t('case.mentors'), names(state.pupil.mentorIds)),
    { label: ui.t('case.opened'), value: compactDayOf(ui, file.openedOn) },
    previous === null ? null : { label: ui.t('case.previous'), value: previous.number },
  ];
  return facts.filter((fact) => fact !== null);
}

const told = (label: string, value: string): Fact | null => (value === '' ? null : { label, value });

/** Weeks while there are weeks, then days (domain.md §2 step 15). */
function capOf(
  ui: PageCall<unknown, unknown>['ui'],
  { phase, capNominalEnd, capActBy }: CaseReading['file'],
  today: PageCall<unknown, unknown>['today'],
): Fact | null {
  if (phase !== 'assigned' || capNominalEnd === null) return null;
  const date = compactDayOf(ui, capNominalEnd);
  const days = daysBetween(today, capActBy ?? capNominalEnd);
  const label = ui.t('case.cap');
  const hint = ui.t('case.cap.hint');
  if (days < 0) return { label, hint, value: ui.t('case.cap.passed', { date }) };
  if (days < 21) return { label, hint, value: ui.t('case.cap.days', { days, date }) };
  return { label, hint, value: ui.t('case.cap.weeks', { weeks: Math.floor(days / 7), date }) };
}

export const casePages = [
  definePage({
    path: '/cases/{id}',
    access: { kind: 'action', action: 'case.read', on: 'case' },
    params: z.object({ id: id('The case.') }),
    query: z.looseObject({}),
    async handle(call) {
      const { ui } = call;
      const reading = await readingOf(call);
      const { file } = reading;
      const [head, facts, duties, course, siblings] = await Promise.all([
        headOf(call, reading),
        factsOf(call, reading),
        dutiesIn(call, reading),
        courseView(call, reading),
        siblingsIn(call, reading),
      ]);
      const view = {
        head,
        facts,
        duties: duties.now,
        later: duties.later,
        course,
        network: networkView(call, reading),
        siblings,
        more: moreOf(call, reading.state),
        become:
          ui.mode === 'rehearsal' && reading.pupil !== null
            ? `/sign-in?${new URLSearchParams({ pupil: file.pupilId, next: `/cases/${file.id}` }).toString()}`
            : null,
      };
      const title = ui.t('day.case', { number: file.number });
      return { kind: 'page', title, body: h(OverviewPage, { ui, view }), live: liveOf(file) };
    },
  }),
];
