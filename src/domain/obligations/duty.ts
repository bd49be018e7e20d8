/** From a duty as the case's rules state it to an obligation with its days: moved, reminded, told upwards. */
import type { SchoolCalendar } from '../calendar.ts';
import { addWorkdays, nextSchoolDay, nextWorkday, previousWorkday } from '../calendar.ts';
import type { CaseState } from '../case/state.ts';
import type { LocalDate } from '../time.ts';
import { addDays, maxDate, minDate } from '../time.ts';
import type { EscalateTo, Obligation, ObligationKind, Owner } from './obligation.ts';
import type { ObligationRow } from './table.ts';
import { obligationTable } from './table.ts';

/** What a rule says of one duty; the table and the calendar say the rest. */
export type Duty = {
  kind: ObligationKind;
  key: string;
  owner: Owner;
  subjectId: string | null;
  /** The day on which it arose, or from which it's shown as coming where the table's lead isn't in days. */
  since: LocalDate;
  /** The due day as reckoned, before it's moved off days that can't be used. */
  reckoned: LocalDate;
  /** Why `reckoned` isn't the plain day, where the rule itself moved it. */
  movedBy?: 'byPerson' | 'byLov' | 'byHoliday' | null;
  /** The last day on which it can still be done: no reminder after it; the night after, it's recorded as missed. */
  lastDay?: LocalDate;
  /** Known and told: nobody is reminded of it. */
  quiet?: boolean;
  /** Instead of the table's: 'never', or on a day. */
  escalate?: 'never' | LocalDate;
  escalateTo?: EscalateTo;
};

type Due = { due: LocalDate; moved: Obligation['moved'] };

/** The day by which a duty is to be done, and why it isn't the plain reckoned one. */
export const dueOf = (duty: Duty, row: ObligationRow, state: CaseState, cal: SchoolCalendar): Due => {
  const byPerson = state.moved[duty.key];
  if (byPerson !== undefined) return { due: byPerson, moved: 'byPerson' };
  if (row.falls === 'asReckoned') return { due: duty.reckoned, moved: duty.movedBy ?? null };
  // lag 1930:173: a limit on a weekend, holiday or eve may be met on the next weekday.
  const workday = nextWorkday(cal, duty.reckoned);
  const byHoliday = workday === duty.reckoned ? (duty.movedBy ?? null) : 'byHoliday';
  if (row.falls === 'workday') return { due: workday, moved: byHoliday };
  // Past the calendar's end nobody knows of a school day: the workday stands.
  const schoolDay = nextSchoolDay(cal, workday) ?? workday;
  return schoolDay === workday ? { due: workday, moved: byHoliday } : { due: schoolDay, moved: 'byLov' };
};

/** A workday at `offset` from the due day; the due day itself, or the last workday before it, for 0. */
const reminderDay = (cal: SchoolCalendar, due: LocalDate, offset: number): LocalDate =>
  offset === 0 ? previousWorkday(cal, due) : addWorkdays(cal, due, offset);

const remindersOf = (
  duty: Duty,
  row: ObligationRow,
  state: CaseState,
  from: LocalDate,
  due: LocalDate,
  cal: SchoolCalendar,
): LocalDate[] => {
  if (duty.quiet === true) return [];
  const days = row.remind.map((offset) => reminderDay(cal, due, offset));
  if (row.repeat !== null && 'everyWorkdays' in row.repeat) {
    const last = Math.max(0, ...row.remind);
    for (let n = 1; n <= row.repeat.times; n += 1)
      days.push(reminderDay(cal, due, last + n * row.repeat.everyWorkdays));
  } else if (row.repeat !== null) {
    const every = state.policy.consent.remindEveryDays;
    for (let n = every; n <= row.repeat.forDays; n += every) days.push(nextWorkday(cal, addDays(from, n)));
  }
  const last = duty.lastDay;
  const kept = days.filter((day) => day >= from && (last === undefined || day <= last));
  return [...new Set(kept)].sort();
};

const escalationOf = (
  duty: Duty,
  row: ObligationRow,
  state: CaseState,
  due: LocalDate,
  cal: SchoolCalendar,
): Pick<Obligation, 'escalateOn' | 'escalateTo'> => {
  const none = { escalateOn: null, escalateTo: null };
  if (row.escalation === null || duty.escalate === 'never') return none;
  const escalateTo = duty.escalateTo ?? row.escalation.to;
  if (duty.escalate !== undefined) return { escalateOn: nextWorkday(cal, duty.escalate), escalateTo };
  const { when } = row.escalation;
  // Told in the same night in which it's recorded as missed, so that the two stand together.
  if (when === 'missed') return { escalateOn: addDays(duty.lastDay ?? due, 1), escalateTo };
  if ('beforeDays' in when)
    return { escalateOn: maxDate(addDays(due, -when.beforeDays), addDays(duty.since, 1)), escalateTo };
  const after = when.afterDays === 'policy' ? state.policy.escalation.afterDays : when.afterDays;
  return { escalateOn: nextWorkday(cal, addDays(due, after)), escalateTo };
};

type Upwards = Pick<Obligation, 'escalateOn' | 'escalateTo' | 'escalatedOn'>;

const upwards = (duty: Duty, state: CaseState, due: LocalDate, cal: SchoolCalendar): Upwards => {
  const escalation = escalationOf(duty, obligationTable[duty.kind], state, due, cal);
  const told = state.escalations[duty.key];
  const { escalateOn } = escalation;
  // Once for each key and due day: a new due day after it may be told again, a policy's longer patience may not.
  const isTold = told !== undefined && escalateOn !== null && told >= minDate(due, escalateOn);
  return { ...escalation, escalatedOn: isTold ? told : null };
};

/** When a duty goes upwards, to whom, and whether it has: all that time's passing asks of it. */
export const escalationState = (duty: Duty, state: CaseState, cal: SchoolCalendar): Upwards =>
  upwards(duty, state, dueOf(duty, obligationTable[duty.kind], state, cal).due, cal);

/** Puts the table's days on a duty. Reminders fall on workdays, ascending, each once, none before it's shown. */
export const finishDuty = (duty: Duty, state: CaseState, cal: SchoolCalendar): Obligation => {
  const row = obligationTable[duty.kind];
  const { due, moved } = dueOf(duty, row, state, cal);
  const lead = typeof row.lead === 'number' ? addDays(due, -row.lead) : duty.since;
  const from = minDate(maxDate(duty.since, lead), due);
  return {
    key: duty.key,
    kind: duty.kind,
    owner: duty.owner,
    from,
    due,
    remindOn: remindersOf(duty, row, state, from, due, cal),
    ...upwards(duty, state, due, cal),
    subjectId: duty.subjectId,
    moved,
  };
};
