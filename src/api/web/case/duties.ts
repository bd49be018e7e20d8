/** What is owed in a case, by whom, and where this reader does it. */
import { flagDutyKinds } from '../../../domain/flags.ts';
import { may } from '../../../domain/permissions.ts';
import { dutiesOfCase, type DutyRow } from '../../../records/obligations.ts';
import { findPeople } from '../../../records/people.ts';
import type { CaseDuty } from '../../../ui/pages/case/overview.tsx';
import { compactDayOf } from '../../../ui/words.ts';
import type { Ui } from '../../../ui/ui.ts';
import type { CaseReading } from '../../case-view.ts';
import { signedIn } from '../../granted.ts';
import { fullName } from '../../session.ts';
import { actionOf } from '../duty-actions.ts';
import type { PageCall } from '../page.ts';
import { ruleOf, whatOf } from '../pages/day.ts';

/** Those that are shown by now, and those that come later. */
export async function dutiesIn(
  call: PageCall<unknown, unknown>,
  { file, name, pupil }: CaseReading,
): Promise<{ now: CaseDuty[]; later: CaseDuty[] }> {
  const { deps, today, granted } = call;
  const withFlags = may(signedIn(call).actor, 'flag.read', granted.relation);
  const duties = await dutiesOfCase(deps.db, file.id, today, { withFlags });
  const people = await findPeople(deps.db, [...new Set(duties.flatMap((duty) => duty.holderIds))]);
  const nameOf = new Map(people.map((person) => [person.id, fullName(person)]));
  const view = (duty: DutyRow) => {
    const { subjectId } = duty;
    const whose =
      subjectId === null || !isOfOneGiver(duty)
        ? null
        : subjectId === pupil?.id
          ? fullName(pupil)
          : name(subjectId);
    return { ...dutyOf(call, duty, nameOf), what: called(call.ui, duty, whose) };
  };
  return {
    now: duties.filter((duty) => duty.from <= today).map(view),
    later: duties.filter((duty) => duty.from > today).map(view),
  };
}

/** The cap moves by a decision alone, and a flag's days are not the case's. */
const moves = (kind: DutyRow['kind']): boolean =>
  kind !== 'decideOnExtension' && !flagDutyKinds.some((one) => one === kind);

/** One for each who is to consent: whose is part of what it is. */
const isOfOneGiver = ({ kind }: DutyRow): boolean => kind === 'giveConsent' || kind === 'renewConsent';

const called = (ui: Ui, duty: DutyRow, whose: string | null): string =>
  whose === null ? whatOf(ui, duty) : ui.t('case.duty.from', { what: whatOf(ui, duty), name: whose });

function dutyOf(
  { ui, mayOpen, ...call }: PageCall<unknown, unknown>,
  duty: DutyRow,
  nameOf: ReadonlyMap<string, string>,
): Omit<CaseDuty, 'what'> {
  const mine = duty.holderIds.includes(signedIn(call).personId);
  const others = duty.holderIds.flatMap((id) => nameOf.get(id) ?? []);
  const role = ui.t(
    `role.${duty.ownerRole === 'guest' || duty.ownerRole === 'system' ? 'coordinator' : duty.ownerRole}`,
  );
  // More than three hold it by a role: the role says it.
  const who = mine
    ? ui.t('case.next.you')
    : others.length === 0 || others.length > 3
      ? role
      : others.join(', ');
  const action = actionOf(duty);
  const due = compactDayOf(ui, duty.due);
  const move = `/cases/${duty.caseId}/deadlines/${encodeURIComponent(duty.key)}`;
  const told = [
    duty.standing === 'overdue' ? ui.t('day.wasDueOn', { date: due }) : ui.t('day.dueOn', { date: due }),
    ui.t('case.next.owner', { who }),
    ...(duty.escalatedOn === null || duty.escalateTo === null
      ? []
      : [ui.t('day.escalated', { role: ui.t(`role.${duty.escalateTo}`) })]),
  ];
  return {
    key: duty.key,
    overdue: duty.standing === 'overdue',
    told: told.join(', '),
    ...ruleOf(ui, duty),
    action:
      mayOpen(action.href) && !/^\/cases\/[^/]+$/.test(action.href)
        ? { href: action.href, label: ui.t(action.label) }
        : null,
    move: moves(duty.kind) && mayOpen(move) ? move : null,
  };
}
