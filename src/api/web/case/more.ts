/** What can be done in a case besides what is owed: one table, from which each reader sees what leads anywhere. */
import type { CaseState } from '../../../domain/case/state.ts';
import type { TextKey } from '../../../texts/text.ts';
import type { OverviewView } from '../../../ui/pages/case/overview.tsx';
import type { PageCall } from '../page.ts';

type Way = {
  at: string;
  /** The address is the pupil's, not the case's. */
  ofPupil?: true;
  label: Extract<TextKey, `more.${string}`>;
  /** Beyond role and phase: whether it has a meaning in this case. */
  when?: (state: CaseState) => boolean;
};

const capped = ({ stand }: CaseState): boolean => stand.phase === 'assigned' && stand.assignment.cap !== null;

const groups: readonly { title: Extract<TextKey, `case.more.${string}`>; ways: readonly Way[] }[] = [
  {
    title: 'case.more.family',
    ways: [
      { at: '/contacts/new', label: 'more.contact' },
      { at: '/guardian-talks/new', label: 'more.talk' },
      { at: '/consents/new', label: 'more.consent' },
      { at: '/maturity', label: 'more.maturity', when: ({ ofAge }) => !ofAge },
    ],
  },
  {
    title: 'case.more.work',
    ways: [
      { at: '/mapping/pupil', label: 'more.mapPupil' },
      { at: '/mapping/educators', label: 'more.mapEducators' },
      { at: '/mapping/guardians', label: 'more.mapGuardians' },
      { at: '/plans/new', label: 'more.plan' },
      { at: '/follow-ups/new', label: 'more.followUp', when: ({ plans }) => plans.length > 0 },
      { at: '/evaluations/new', label: 'more.evaluation' },
      { at: '/monthly-reviews/new', label: 'more.review' },
      { at: '/measures/new', label: 'more.measure' },
      { at: '/attendance/new', label: 'more.attendance' },
      { at: '/surveys', label: 'more.surveys' },
    ],
  },
  {
    title: 'case.more.others',
    ways: [
      { at: '/meetings/new', label: 'more.meeting' },
      { at: '/meeting-polls', label: 'more.polls', when: ({ stand }) => stand.phase === 'assigned' },
      { at: '/meeting-request', label: 'more.askMeeting' },
      { at: '/papers/new', label: 'more.papers' },
      { at: '/concern-reports/new', label: 'more.concern' },
    ],
  },
  {
    title: 'case.more.school',
    ways: [
      { at: '/reports-to-eht/new', label: 'more.report' },
      { at: '/eht-decisions/new', label: 'more.ehtDecision' },
      { at: '/rector-steps/new', label: 'more.rectorStep' },
      { at: '/order', label: 'more.order' },
      { at: '/order/return', label: 'more.returnOrder' },
      { at: '/noticed-end', label: 'more.noticedEnd' },
    ],
  },
  {
    title: 'case.more.assignment',
    ways: [
      { at: '/allocation', label: 'more.allocate' },
      { at: '/hand-over', label: 'more.handOver' },
      { at: '/flags', label: 'more.flags' },
      { at: '/registry', label: 'more.registry' },
      { at: '/export', label: 'more.export' },
      { at: '/read-log', label: 'more.readLog', ofPupil: true },
      { at: '/extension', label: 'more.extend', when: capped },
      { at: '/extension/refusal', label: 'more.refuseExtension', when: capped },
      { at: '/closure', label: 'more.close' },
      { at: '/check-ups/new', label: 'more.checkUp' },
      { at: '/reopening', label: 'more.reopen' },
    ],
  },
];

/** Groups with at least one link; pages that aren't there and what the reader may not send are left out. */
export const moreOf = (
  { ui, mayOpen }: Pick<PageCall<unknown, unknown>, 'ui' | 'mayOpen'>,
  state: CaseState,
): OverviewView['more'] =>
  groups
    .map(({ title, ways }) => ({
      title: ui.t(title),
      links: ways
        .filter(({ when }) => when === undefined || when(state))
        .map(({ at, label, ofPupil }) => ({
          href: `${ofPupil === true ? `/pupils/${state.pupil.pupilId}` : `/cases/${state.caseId}`}${at}`,
          label: ui.t(label),
        }))
        .filter(({ href }) => mayOpen(href)),
    }))
    .filter(({ links }) => links.length > 0);
