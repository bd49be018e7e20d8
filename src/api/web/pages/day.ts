/** `/` and `/obligations` (where mails lead): my day. */
import { h } from 'preact';
import { z } from 'zod';
import { flagDutyKinds } from '../../../domain/flags.ts';
import { draftsOf } from '../../../records/form-drafts.ts';
import type { Db } from '../../../records/connect.ts';
import { flagsByIds } from '../../../records/flags.ts';
import { pupilNames } from '../../../records/pupils.ts';
import { listDuties, type DutyRow } from '../../../records/obligations.ts';
import { DayPage, type DutyLine } from '../../../ui/pages/day.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { dayOf } from '../../../ui/words.ts';
import { isFamily } from '../../family-entry.ts';
import { flagViews } from '../../flags.ts';
import { signedIn } from '../../granted.ts';
import { noteShown } from '../../looks.ts';
import { none } from '../../route.ts';
import { fullName } from '../../session.ts';
import { actionOf } from '../duty-actions.ts';
import { ruleSources } from '../rule-sources.ts';
import { definePage, type PageCall, type PageReply } from '../page.ts';
import { familyPage } from './family.ts';

const standings = ['overdue', 'due', 'coming'] as const;

/** `done` is the frame's. */
const anything = z.looseObject({});

/** More than anybody can do in a day. */
const shownAtMost = 100;

const access = { kind: 'action', action: 'case.list', on: 'nothing' } as const;

async function day(call: PageCall<unknown, unknown>): Promise<PageReply> {
  const { deps, today, ui } = call;
  const { personId, role, actor } = signedIn(call);
  if (isFamily(actor)) return familyPage(call);
  const [{ duties, total }, drafts] = await Promise.all([
    listDuties(deps.db, today, { holderId: personId }, { limit: shownAtMost }),
    draftsOf(deps.db, { personId, role }),
  ]);
  const notes = await flagNotes(deps.db, duties);
  // A protected identity isn't told in a list (domain.md §3).
  const named = duties.flatMap((duty) => (duty.protected ? [] : (duty.pupilId ?? [])));
  const pupils = await pupilNames(deps.db, [...new Set(named)]);
  const nameOf = ({ pupilId, ...duty }: DutyRow): string | null => {
    const pupil = pupilId === null || duty.protected ? undefined : pupils.get(pupilId);
    return pupil === undefined ? null : fullName(pupil);
  };
  const shown = duties.filter(({ pupilId }) => pupilId !== null);
  const session = signedIn(call);
  const told = shown.map(({ caseId, pupilId, holderIds }) => ({
    caseId,
    pupilId,
    relation: new Set([holderIds.includes(personId) ? ('ownDuty' as const) : ('deputy' as const)]),
  }));
  await noteShown({ ...call, session }, `page get ${call.path}`, new Set(['ownDuty']), told);
  const groups = standings.map((standing) => ({
    standing,
    title: ui.t(`day.${standing}`),
    duties: duties
      .filter((duty) => duty.standing === standing)
      .map((duty) => lineOf(ui, duty, { notes, pupil: nameOf(duty), personId })),
  }));
  const begun = drafts.map(({ form, title }) => ({ href: form, label: title }));
  const next = total > 0 ? [] : beginnings.filter(({ href }) => call.mayOpen(href) && isInMenu(ui, href));
  const day = {
    groups,
    drafts: begun,
    shown: duties.length,
    total,
    next: next.map(({ href, label }) => ({ href, label: ui.t(label) })),
  };
  const body = h(DayPage, { ui, day });
  return { kind: 'page', title: ui.t('day.title'), body };
}

/** Of each flag what its duty is about: the question to answer, or the answer to read. */
async function flagNotes(db: Db, duties: readonly DutyRow[]): Promise<Map<string, string>> {
  const asked = duties.filter(({ kind }) => flagDutyKinds.some((one) => one === kind));
  if (asked.length === 0) return new Map();
  const views = await flagViews(
    db,
    await flagsByIds(
      db,
      asked.flatMap(({ subjectId }) => subjectId ?? []),
    ),
  );
  return new Map(views.map(({ id, note, answer }): [string, string] => [id, answer?.note ?? note]));
}

/** Where work begins, for those who have nothing that waits. */
const beginnings = [
  { href: '/order', label: 'day.begin.order' },
  { href: '/team', label: 'day.begin.team' },
  { href: '/classes', label: 'day.begin.classes' },
  { href: '/eht', label: 'day.begin.eht' },
  { href: '/orders/external/new', label: 'day.begin.externalOrder' },
  { href: '/cases', label: 'day.begin.cases' },
] as const;

const isInMenu = (ui: Ui, href: string): boolean => ui.menu.some((item) => item.href === href);

function lineOf(
  ui: Ui,
  duty: DutyRow,
  { notes, pupil, personId }: { notes: ReadonlyMap<string, string>; pupil: string | null; personId: string },
): DutyLine {
  const action = actionOf(duty);
  const due = dayOf(ui, duty.due);
  return {
    key: `${duty.caseId ?? ''}/${duty.key}`,
    what: whatOf(ui, duty),
    where: whereOf(ui, duty),
    note: notes.get(duty.subjectId ?? '') ?? null,
    href: duty.caseId === null ? null : `/cases/${duty.caseId}`,
    pupil,
    due: duty.standing === 'overdue' ? ui.t('day.wasDueOn', { date: due }) : ui.t('day.dueOn', { date: due }),
    escalated:
      duty.escalatedOn === null || duty.escalateTo === null
        ? null
        : ui.t('day.escalated', { role: ui.t(`role.${duty.escalateTo}`) }),
    asDeputy: duty.holderIds.includes(personId) ? null : ui.t('day.asDeputy'),
    action: { href: action.href, label: ui.t(action.label) },
    ...ruleOf(ui, duty),
  };
}

/** A duty in words. */
export function whatOf(ui: Ui, duty: DutyRow): string {
  const words = duty.kind === 'yearWheelTask' ? (duty.how.title ?? '') : ui.t(`duty.${duty.kind}`);
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function whereOf(ui: Ui, { kind, caseNumber, class: name, how }: DutyRow): string {
  if (caseNumber !== null) return ui.t('day.case', { number: caseNumber });
  if (kind === 'dataSilence') return how.title ?? '';
  return name === null ? '' : ui.t('day.class', { class: name });
}

/** Why a duty is there, and by which rule. */
export const ruleOf = (ui: Ui, { kind }: Pick<DutyRow, 'kind'>): { rule: string; source: string } => ({
  rule: ui.t(`rule.${kind}`),
  source: ui.t(`rule.source.${ruleSources[kind]}`),
});

export const dayPages = [
  definePage({ path: '/', access, params: none, query: anything, handle: day }),
  definePage({ path: '/obligations', access, params: none, query: anything, handle: day }),
];
