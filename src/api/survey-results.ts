/** A survey's results as a reader may see them: closed rounds, own schools or classes, beside the absence. */
import type { Actor } from '../domain/case/parts.ts';
import type { SchoolUnitCode } from '../domain/ids.ts';
import { needOf } from '../domain/permissions.ts';
import { absenceBeside, type AbsenceBeside, type ShownAbsence } from '../domain/surveys/group-absence.ts';
import { classKey, type Group, schoolsOf } from '../domain/surveys/groups.ts';
import { resultsOf, type Figures } from '../domain/surveys/results.ts';
import type { SurveyForm } from '../domain/surveys/form.ts';
import { addDays, type LocalDate, minDate } from '../domain/time.ts';
import type { Db } from '../records/connect.ts';
import { classAbsences } from '../records/others-part/class-absence.ts';
import { roundsOf, type SurveyRound } from '../records/others-part/survey-rounds.ts';
import { talliesOf } from '../records/others-part/survey-tallies.ts';
import { findPerson, mentoredClasses } from '../records/people.ts';
import { schoolCalendar } from './calendar.ts';

export type GroupBy = 'school' | 'class' | 'period';

export type ResultGroup = Figures & {
  schoolUnit: SchoolUnitCode | null;
  class: string | null;
  absence: ShownAbsence;
};

export type RoundGroups = {
  round: SurveyRound & { form: SurveyForm };
  /** Still takes answers: nothing is shown, so that nobody sees what one more answer changed. */
  open: boolean;
  groups: ResultGroup[];
};

/** Each round of a survey with the groups that the actor may see. */
export async function surveyResults(
  db: Db,
  actor: Actor,
  ask: { surveyId: string; by: GroupBy; today: LocalDate },
): Promise<RoundGroups[]> {
  const sees = await seenGroups(db, actor);
  const rounds = await roundsOf(db, ask.surveyId);
  const shown: RoundGroups[] = [];
  for (const round of rounds) {
    const open = round.closedOn === null && ask.today <= round.to;
    const groups = open ? [] : await groupsOf(db, round, ask);
    shown.push({ round, open, groups: groups.filter(sees) });
  }
  return shown;
}

const nothingKnown: ShownAbsence = { pupils: null, percent: null };

async function groupsOf(
  db: Db,
  round: RoundGroups['round'],
  { by, today }: { by: GroupBy; today: LocalDate },
): Promise<ResultGroup[]> {
  const tallies = await talliesOf(db, round.id);
  const results = resultsOf(round.form, tallies);
  const absence = await absenceOf(db, round, schoolsOf(tallies), today);
  switch (by) {
    case 'period':
      return [{ schoolUnit: null, class: null, ...results.all, absence: absence.all }];
    case 'school':
      return results.schools.map((one) => ({
        ...one,
        class: null,
        absence: absence.schools.get(one.schoolUnit) ?? nothingKnown,
      }));
    case 'class':
      return results.classes.map((one) => ({
        ...one,
        class: one.class === '' ? null : one.class,
        absence: absence.classes.get(classKey(one)) ?? nothingKnown,
      }));
  }
}

/** From the round's first day to its last, or as far as has been. */
async function absenceOf(
  db: Db,
  { from, to }: SurveyRound,
  schools: readonly SchoolUnitCode[],
  today: LocalDate,
): Promise<AbsenceBeside> {
  const until = minDate(to, addDays(today, -1));
  const classes = [];
  for (const schoolUnit of until < from ? [] : schools) {
    const calendar = await schoolCalendar(db, schoolUnit, today);
    classes.push(...(await classAbsences(db, { schoolUnit, calendar, from, to: until })));
  }
  return absenceBeside(classes);
}

/** All, those of own schools, a mentor's own classes; what is of everyone is for everyone who may see results. */
async function seenGroups(db: Db, actor: Actor): Promise<(group: ResultGroup) => boolean> {
  const need = needOf(actor.role, 'survey.results');
  if (need === 'any') return () => true;
  if (need === 'ownSchool' && 'schoolUnits' in actor) {
    const { schoolUnits } = actor;
    return ({ schoolUnit }) => schoolUnit === null || schoolUnits.includes(schoolUnit);
  }
  const person = need === 'ownPupil' && 'personId' in actor ? await findPerson(db, actor.personId) : null;
  const own: Group[] = mentoredClasses(person);
  return (group) =>
    group.schoolUnit === null ||
    own.some((one) => one.schoolUnit === group.schoolUnit && one.class === group.class);
}
