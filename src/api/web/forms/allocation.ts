/** Who works the assignment: given to coordinators with room for it, or handed over. */
import { coordinatorsCovered } from '../../../domain/consent.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { coordinatorIdsOf } from '../../../domain/permissions.ts';
import { maxDate } from '../../../domain/time.ts';
import { peopleWithRole, type Person } from '../../../records/people.ts';
import { openAssignments } from '../../../records/reservations.ts';
import type { Field, Option } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { grantedCase } from '../../granted.ts';
import { fullName } from '../../session.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { backToCase } from './back.ts';
import { optionsOf } from './options.ts';

/** Each coordinator with how much they have, those with the most room first. */
async function coordinatorOptions({ ui, deps }: FormCall, state: CaseState): Promise<Option[]> {
  const limit = state.policy.allocation.caseloadLimit;
  const people = await peopleWithRole(deps.db, 'coordinator', null);
  const loads = await Promise.all(people.map(({ id }) => openAssignments(deps.db, id)));
  const rows = people.map((person, index) => ({ person, open: loads[index] ?? 0 }));
  return rows
    .toSorted((a, b) => a.open - b.open)
    .map(({ person, open }) => ({
      value: person.id,
      label: ui.t(open >= limit ? 'allocate.full' : 'allocate.load', { name: fullName(person), open, limit }),
      hint: stagesOf(ui, person, state),
    }));
}

/** The stages that a coordinator works with, and whether the pupil's is among them. */
function stagesOf(ui: Ui, { roles }: Person, { pupil }: CaseState): string {
  const held = roles.filter(({ role }) => role === 'coordinator');
  const stages = held.some((one) => one.stages.length === 0) ? [] : held.flatMap((one) => one.stages);
  if (stages.length === 0) return ui.t('allocate.everyStage');
  const listed = optionsOf(ui, 'stage', [...new Set(stages)])
    .map(({ label }) => label)
    .join(', ');
  return stages.includes(pupil.stage)
    ? ui.t('allocate.stages', { stages: listed })
    : ui.t('allocate.otherStages', { stages: listed });
}

async function choosing(call: FormCall): Promise<Field> {
  const { state } = grantedCase(call).file;
  const most = state.policy.allocation.maxCoordinators;
  return {
    kind: 'choices',
    name: 'coordinatorIds',
    label: call.ui.t('allocate.who'),
    hint: call.ui.t('allocate.who.hint', { most, limit: state.policy.allocation.caseloadLimit }),
    options: await coordinatorOptions(call, state),
  };
}

/** Where the policy asks for consent first: from whom it is missing still. */
function consentWords({ ui, today, params }: FormCall, state: CaseState): Field[] {
  if (state.policy.consent.neededFor !== 'assignment') return [];
  const coverage = coordinatorsCovered(state, today);
  if (coverage.covered) return [];
  return [
    {
      kind: 'words',
      tone: 'warning',
      text: ui.t('allocate.consentMissing', { count: coverage.missing.length }),
      link: { href: `/cases/${params['id']}/consents/new`, label: ui.t('act.consent') },
    },
  ];
}

const allocateForm = defineForm({
  path: '/cases/{id}/allocation',
  route: apiRoute('post', '/cases/{id}/allocation'),
  exclusive: true,
  async spec(call) {
    const { ui } = call;
    const { state } = grantedCase(call).file;
    const [stage] = optionsOf(ui, 'stage', [state.pupil.stage]);
    return {
      title: ui.t('allocate.title'),
      send: ui.t('allocate.send'),
      steps: [
        {
          id: 'allocation',
          title: ui.t('allocate.title'),
          intro: ui.t('allocate.intro', { stage: stage?.label ?? '' }),
          fields: [
            ...consentWords(call, state),
            await choosing(call),
            { kind: 'date', name: 'start', label: ui.t('allocate.start'), hint: startHint(ui, state) },
            {
              kind: 'story',
              name: 'outsideStages',
              label: ui.t('allocate.outside'),
              hint: ui.t('allocate.outside.hint'),
              optional: true,
              rows: 2,
            },
          ],
        },
      ],
    };
  },
  initial: (call) => ({ start: [firstDay(call)] }),
  back: backToCase,
  done: ({ params }) => withDone(`/cases/${params['id']}`, 'allocated'),
});

const startHint = (ui: Ui, { policy }: CaseState): string =>
  policy.cap.kind === 'none'
    ? ui.t('allocate.start.noCap')
    : ui.t('allocate.start.cap', { months: policy.cap.months });

/** Today, or the day of the order where that is later. */
const firstDay = (call: FormCall): string => {
  const { stand } = grantedCase(call).file.state;
  return stand.phase === 'ordered' ? maxDate(call.today, stand.since) : call.today;
};

const reasons = ['sickLeave', 'leave', 'caseload', 'conflictOfInterest', 'other'] as const;

const handOverForm = defineForm({
  path: '/cases/{id}/hand-over',
  route: apiRoute('post', '/cases/{id}/hand-over'),
  exclusive: true,
  async spec(call) {
    const { ui } = call;
    return {
      title: ui.t('handOver.title'),
      send: ui.t('handOver.send'),
      steps: [
        {
          id: 'handOver',
          title: ui.t('handOver.title'),
          intro: ui.t('handOver.intro'),
          fields: [
            await choosing(call),
            {
              kind: 'choice',
              name: 'reason',
              label: ui.t('handOver.reason'),
              options: optionsOf(ui, 'handOver.reason', reasons),
            },
            {
              kind: 'story',
              name: 'note',
              label: ui.t('handOver.note'),
              hint: ui.t('handOver.note.hint'),
              optional: true,
              rows: 3,
            },
          ],
        },
      ],
    };
  },
  initial: (call) => ({ coordinatorIds: [...coordinatorIdsOf(grantedCase(call).file.state)] }),
  back: backToCase,
  done: ({ params }) => withDone(`/cases/${params['id']}`, 'handedOver'),
});

export const allocationForms = [...allocateForm, ...handOverForm];
