/** `/team`: the team leader's whole team. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { flagDutyKinds } from '../../../domain/flags.ts';
import { daysBetween, type LocalDate, monthOf, parseLocalDate } from '../../../domain/time.ts';
import type { Db } from '../../../records/connect.ts';
import { listEmergencies } from '../../../records/emergency-access.ts';
import { openFlags } from '../../../records/flags.ts';
import { listDuties, type DutyRow } from '../../../records/obligations.ts';
import { findPeople } from '../../../records/people.ts';
import { chosenPolicies } from '../../../records/policies.ts';
import { capsAhead, caseloads, waitingCases, type Cap } from '../../../records/team.ts';
import { TeamPage, type TeamView } from '../../../ui/pages/team.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { dayOf, monthOf as monthInWords } from '../../../ui/words.ts';
import { emergencyViews } from '../../emergency-access.ts';
import { flagViews } from '../../flags.ts';
import { none } from '../../route.ts';
import { fullName } from '../../session.ts';
import { actionOf } from '../duty-actions.ts';
import { emergencyLine } from '../emergency/pages.ts';
import { flagWords } from './flags.ts';
import { definePage } from '../page.ts';
import { whatOf } from './day.ts';
import { noRelation } from '../../../domain/permissions.ts';
import { signedIn } from '../../granted.ts';
import { noteShown } from '../../looks.ts';

const overdueAtMost = 50;

/** Whose duties are the team's: the schools' own stand on the schools' pages. */
const ofTheTeam = ['coordinator', 'teamLeader'] as const;

export const teamPages = [
  definePage({
    path: '/team',
    access: { kind: 'action', action: 'team.read', on: 'nothing' },
    params: none,
    query: z.looseObject({}),
    async handle(call) {
      const { ui, today } = call;
      const { db } = call.deps;
      const [loads, limit, waiting, caps, overdue, open, emergencies] = await Promise.all([
        caseloads(db),
        caseloadLimit(db, today),
        waitingCases(db),
        capsAhead(db),
        listDuties(
          db,
          today,
          { standings: ['overdue'], ownerRoles: ofTheTeam, withFlags: true },
          { limit: overdueAtMost },
        ),
        openFlags(db),
        listEmergencies(db, { toReview: true }),
      ]);
      const ids = [
        ...caps.flatMap((cap) => cap.coordinatorIds),
        ...overdue.duties.flatMap((duty) => duty.holderIds),
      ];
      const [people, flags, opened] = await Promise.all([
        findPeople(db, [...new Set(ids)]),
        flagViews(db, open),
        emergencyViews(db, emergencies),
      ]);
      const names = new Map(people.map((person) => [person.id, fullName(person)]));
      const told = [...open, ...emergencies].flatMap(({ caseId }) =>
        caseId === null ? [] : [{ caseId, pupilId: null }],
      );
      await noteShown({ ...call, session: signedIn(call) }, 'page get /team', noRelation, told);
      const view: TeamView = {
        limit,
        loads: loads.map(({ personId, name, stages, open }) => ({
          key: personId,
          name,
          stages: stages.map((stage) => ui.t(`stage.${stage}`)).join(', '),
          open,
        })),
        waiting: waiting.map(({ id, number, since, allocateBy }) => ({
          href: `/cases/${id}`,
          number,
          since: ui.t('team.queue.since', { date: dayOf(ui, since), days: daysBetween(since, today) }),
          by: allocateBy === null ? null : ui.t('team.queue.by', { date: dayOf(ui, allocateBy) }),
        })),
        months: byMonth(ui, caps, names),
        overdue: overdue.duties.map((duty) => overdueOf(ui, duty, names)),
        overdueTotal: overdue.total,
        flags: flags.map((flag, at) => ({
          ...flagWords(ui, flag),
          href: `/cases/${flag.caseId}/flags`,
          number: open[at]?.caseNumber ?? '',
        })),
        emergencies: opened.map((one) => emergencyLine(ui, one)),
        sendKey: randomUUID(),
      };
      return { kind: 'page', title: ui.t('team.title'), body: h(TeamPage, { ui, view }) };
    },
  }),
];

/** Of the policy that a new case is offered first. */
async function caseloadLimit(db: Db, today: LocalDate): Promise<number | null> {
  const [first] = await chosenPolicies(db, today);
  return first?.allocation.caseloadLimit ?? null;
}

function byMonth(ui: Ui, caps: readonly Cap[], names: Map<string, string>): TeamView['months'] {
  const months = new Map<string, TeamView['months'][number]['caps'][number][]>();
  for (const { id, number, actBy, coordinatorIds } of caps) {
    const row = {
      href: `/cases/${id}`,
      number,
      last: dayOf(ui, actBy),
      coordinators: coordinatorIds.map((one) => names.get(one) ?? '').join(', '),
    };
    const month = monthOf(actBy);
    months.set(month, [...(months.get(month) ?? []), row]);
  }
  return [...months].map(([month, rows]) => ({ key: month, title: monthTitle(ui, month), caps: rows }));
}

const monthTitle = (ui: Ui, month: string): string => {
  const first = parseLocalDate(`${month}-01`);
  return first === null ? month : monthInWords(ui, first);
};

/** To the case, where the leader sees all of it; a flag to its words. */
function hrefOf(duty: DutyRow): string {
  if (duty.caseId === null) return actionOf(duty).href;
  const isFlag = flagDutyKinds.some((one) => one === duty.kind);
  return `/cases/${duty.caseId}${isFlag ? '/flags' : ''}`;
}

function overdueOf(ui: Ui, duty: DutyRow, names: Map<string, string>): TeamView['overdue'][number] {
  const people = duty.holderIds.map((one) => names.get(one)).filter(Boolean);
  return {
    key: `${duty.caseId ?? ''}/${duty.key}`,
    what: whatOf(ui, duty),
    href: hrefOf(duty),
    where: duty.caseNumber ?? (duty.class === null ? '' : ui.t('day.class', { class: duty.class })),
    due: dayOf(ui, duty.due),
    flag: duty.phase === 'assigned' || duty.phase === 'monitoring' ? `/cases/${duty.caseId}/flags/new` : null,
    whose: people.length > 0 ? people.join(', ') : roleOf(ui, duty),
  };
}

/** Of the family nobody is named here; a guest's and the product's own duties have no role to show. */
const roleOf = (ui: Ui, { ownerRole }: DutyRow): string =>
  ownerRole === 'guest' || ownerRole === 'system' ? '' : ui.t(`role.${ownerRole}`);
