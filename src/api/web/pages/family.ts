/** `/` for guardians and pupils: their cases, what is asked of them, and what they have let be shared. */
import { h } from 'preact';
import { z } from 'zod';
import { isCovered, requiredGivers, sameGiver } from '../../../domain/consent.ts';
import type { Giver } from '../../../domain/case/consent-parts.ts';
import type { CaseState, Meeting } from '../../../domain/case/state.ts';
import { relationToCase } from '../../../domain/permissions.ts';
import { findCase, listCases, type CaseFile } from '../../../records/cases.ts';
import { FamilyPage, type FamilyCase } from '../../../ui/pages/family.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { dayOf } from '../../../ui/words.ts';
import { caseView } from '../../case-view.ts';
import { signedIn } from '../../granted.ts';
import { visibleCases } from '../../visible.ts';
import { ownGiver } from '../forms/givers.ts';
import { optionsOf } from '../forms/options.ts';
import type { PageCall, PageReply } from '../page.ts';

/** More children than anybody has, each with more cases than they get. */
const shownAtMost = 50;

const texts = z.looseObject({ note: z.string().nullish() });
const shown = z.looseObject({
  pupilName: z.string().nullable(),
  names: z.record(z.string(), z.string()),
  coordinatorIds: z.array(z.string()),
  state: z.looseObject({
    plans: z.array(
      z.looseObject({
        situation: z.string().nullish(),
        goals: z.array(texts),
        measures: z.array(texts),
      }),
    ),
  }),
});

/** The page, for whoever is signed in as guardian or pupil. */
export async function familyPage(call: PageCall<unknown, unknown>): Promise<PageReply> {
  const { deps, ui, today } = call;
  const { actor, name } = signedIn(call);
  const filter = await visibleCases(deps.db, actor, today);
  const { cases } =
    filter === null ? { cases: [] } : await listCases(deps.db, filter, { limit: shownAtMost });
  const files = await Promise.all(cases.map(({ id }) => findCase(deps.db, id)));
  const views = await Promise.all(files.filter((file) => file !== null).map((file) => caseOf(call, file)));
  const body = h(FamilyPage, { ui, cases: views.filter((one) => one !== null) });
  return { kind: 'page', title: ui.t('family.title', { name }), body };
}

async function caseOf(call: PageCall<unknown, unknown>, file: CaseFile): Promise<FamilyCase | null> {
  const { ui, deps } = call;
  const { actor } = signedIn(call);
  const relation = relationToCase(actor, file.state);
  const giver = ownGiver(actor);
  if (relation.size === 0 || giver === null) return null;
  const view = shown.parse(await caseView(deps.db, actor, relation, file));
  const { state } = file;
  const meetings = meetingsOf(state, giver, call);
  return {
    id: file.id,
    title:
      giver.role === 'pupil'
        ? ui.t('family.caseOwn', { number: file.number })
        : ui.t('family.caseOf', { name: view.pupilName ?? '', number: file.number }),
    stand: ui.t(`family.stand.${file.phase}`),
    facts: factsOf(ui, file, view),
    asked: [...consentAsked(ui, file, giver, call), ...meetings.filter(({ open }) => open).map(askedOf(ui))],
    meetings: meetings.filter(({ open }) => !open),
    plan: planOf(ui, state, view),
    consents: consentsOf(ui, file, giver),
    open: file.phase !== 'ended',
  };
}

const factsOf = (ui: Ui, file: CaseFile, view: z.output<typeof shown>): FamilyCase['facts'] => {
  const coordinators = view.coordinatorIds.map((id) => view.names[id] ?? '').filter((name) => name !== '');
  return [
    ...(coordinators.length === 0
      ? []
      : [{ label: ui.t('family.coordinator'), value: coordinators.join(', ') }]),
    ...(file.phase !== 'assigned' || file.capNominalEnd === null
      ? []
      : [{ label: ui.t('family.capEnd'), value: dayOf(ui, file.capNominalEnd) }]),
  ];
};

/** The coordinators' consent, where the reader's own is wanted and neither given nor refused. */
function consentAsked(
  ui: Ui,
  { id, state, phase }: CaseFile,
  giver: Giver,
  { today }: Pick<PageCall<unknown, unknown>, 'today'>,
): FamilyCase['asked'] {
  if (phase !== 'ordering' && phase !== 'ordered' && phase !== 'assigned') return [];
  if (!requiredGivers(state).some((one) => sameGiver(one, giver))) return [];
  const said = state.refusals.some((no) => no.receiver === 'coordinators' && sameGiver(no.giver, giver));
  const coverage = isCovered(
    state,
    { receiver: 'coordinators', kinds: 'any', purpose: 'increaseAttendance' },
    today,
  );
  if (said || coverage.covered || !coverage.missing.some((one) => sameGiver(one, giver))) return [];
  return [
    {
      what: ui.t('family.giveConsent'),
      actions: [
        { href: `/cases/${id}/consents/new`, label: ui.t('family.giveConsent.do') },
        { href: `/cases/${id}/consent-refusals/new`, label: ui.t('family.giveConsent.no') },
      ],
    },
  ];
}

type Shown = FamilyCase['meetings'][number] & { open: boolean };

const askedOf =
  (ui: Ui) =>
  ({ href, what }: Shown): FamilyCase['asked'][number] => ({
    what,
    actions: [{ href, label: ui.t('family.invited.do') }],
  });

/** Meetings ahead that the reader is invited to; `open` where they haven't answered. */
function meetingsOf(state: CaseState, giver: Giver, { ui, today }: PageCall<unknown, unknown>): Shown[] {
  return state.meetings
    .filter(({ status, time }) => status === 'called' && time.date >= today)
    .flatMap((meeting) => {
      const own = ownAnswer(meeting, giver);
      if (own === undefined || own.invitation === 'cancelled') return [];
      const { rsvp } = own;
      const what = ui.t('family.invited', {
        meeting: ui.t(`meeting.${meeting.kind}`),
        date: dayOf(ui, meeting.time.date),
        time: meeting.time.from,
      });
      const answer =
        rsvp === 'none' ? null : ui.t('family.answered', { answer: ui.t(`family.rsvp.${rsvp}`) });
      const href = `/cases/${state.caseId}/meetings/${meeting.meetingId}`;
      return [{ href, what, answer, open: answer === null }];
    });
}

const ownAnswer = ({ participants, answers }: Meeting, giver: Giver) => {
  const me = participants.find(({ as }) =>
    giver.role === 'pupil'
      ? as.kind === 'pupil'
      : as.kind === 'guardian' && as.guardianId === giver.guardianId,
  );
  return answers.find(({ participantId }) => participantId === me?.participantId);
};

/** The newest plan's own words, as far as the reader may read them. */
function planOf(ui: Ui, state: CaseState, view: z.output<typeof shown>): FamilyCase['plan'] {
  const plan = state.plans.at(-1);
  const words = view.state.plans.at(-1);
  if (plan === undefined || words === undefined) return null;
  const notes = (rows: readonly z.output<typeof texts>[]) => rows.flatMap(({ note }) => note ?? []);
  return {
    madeOn: dayOf(ui, plan.madeOn),
    situation: words.situation ?? '',
    goals: notes(words.goals),
    measures: words.measures.flatMap(({ note }, index) => {
      const start = plan.measures[index]?.start;
      if (note === null || note === undefined) return [];
      return [start === undefined ? note : ui.t('family.plan.since', { note, date: dayOf(ui, start) })];
    }),
  };
}

const consentsOf = (ui: Ui, { id, state }: CaseFile, giver: Giver): FamilyCase['consents'] =>
  state.consents
    .filter((one) => sameGiver(one.giver, giver) && one.withdrawnOn === null && one.expiredOn === null)
    .map(({ consentId, receiver, kinds, until }) => ({
      href: `/cases/${id}/consents/${consentId}/withdrawal`,
      receiver: optionsOf(ui, 'receiver', [receiver])[0]?.label ?? '',
      kinds: optionsOf(ui, 'information', kinds)
        .map(({ label }) => label)
        .join(', '),
      until: dayOf(ui, until),
    }));
