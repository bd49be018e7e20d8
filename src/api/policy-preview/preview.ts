/**
 * What a policy would have asked for over some days, beside what today's would have: the cases of the records lived
 * again by the one and by the other, and the schools' own duties. Reads; writes nothing.
 */
import type { CaseId, PupilId } from '../../domain/ids.ts';
import type { Span } from '../../domain/policy-preview/bands.ts';
import { add, compare, type Comparison, emptyTally } from '../../domain/policy-preview/compare.ts';
import { type Days, type Life, relive } from '../../domain/policy-preview/relive.ts';
import { policyAmong } from '../../domain/presets.ts';
import type { Db } from '../../records/connect.ts';
import { type CaseToRelive, casesWithin, livesOf } from '../../records/policy-preview.ts';
import { pupilFactsOf } from '../../records/pupil-facts.ts';
import { schoolCalendar } from '../calendar.ts';
import { absenceUnder, type CalendarOf, sides, type TwoWays } from './absence-under.ts';
import { breather } from './breather.ts';

export type PolicyPreview = Comparison &
  Days & {
    /** Cases that were under way, and how many of them there was time for. */
    cases: { all: number; counted: number };
  };

/** Read from the records in one go. */
const atATime = 25;
const always: Span = { from: null, until: null };

/** `budgetMs`: of its own work, after which no further case is begun. What was counted then is a sample of all. */
export async function previewPolicy(
  db: Db,
  ways: TwoWays,
  days: Days,
  budgetMs: number,
): Promise<PolicyPreview> {
  const calendarOf = calendarsOf(db, days);
  const tallies = { today: emptyTally(), proposed: emptyTally() };
  const { bandsOf, passing } = await absenceUnder(db, ways, days, calendarOf, tallies);
  const cases = await casesWithin(db, days);
  const spans = spansOf(cases);
  const work = breather(budgetMs);
  const count = async (life: Omit<Life, 'bands'>, span: Span): Promise<void> => {
    const calendar = await calendarOf(life.pupil.schoolUnit);
    for (const side of sides) {
      const policy = policyAmong(ways[side], life.pupil.schoolForm);
      if (policy === null) continue;
      const bands = bandsOf(side, life.pupil, span);
      for (const { kind, due } of relive({ ...life, bands }, policy, calendar, days)) {
        add(tallies[side], kind, due);
      }
    }
    await work.breathe();
  };
  let counted = 0;
  for (let at = 0; at < cases.length && work.goesOn(); at += atATime) {
    const piece = cases.slice(at, at + atATime).map(({ caseId }) => caseId);
    for (const [id, life] of await livesOf(db, piece)) {
      if (!work.goesOn()) break;
      await count(life, spans.get(id) ?? always);
      counted += 1;
    }
  }
  if (counted === cases.length) {
    for (const life of await livesOfNobody(db, passing, cases, days)) await count(life, always);
  }
  return { ...compare(tallies.today, tallies.proposed), ...days, cases: { all: cases.length, counted } };
}

/** A pupil's figures are told to the case that is theirs on the day: from one case's opening to the next one's. */
function spansOf(cases: readonly CaseToRelive[]): Map<CaseId, Span> {
  const byPupil = new Map<PupilId, CaseToRelive[]>();
  for (const one of cases) byPupil.set(one.pupilId, [...(byPupil.get(one.pupilId) ?? []), one]);
  return new Map(
    [...byPupil.values()].flatMap((own) => {
      const inOrder = own.toSorted((a, b) => (a.openedOn < b.openedOn ? -1 : 1));
      return inOrder.map(({ caseId, openedOn }, index): [CaseId, Span] => [
        caseId,
        { from: index === 0 ? null : openedOn, until: inOrder[index + 1]?.openedOn ?? null },
      ]);
    }),
  );
}

/** Pupils without a case whom figures alone would have begun one for. The ids are made for this: nothing has them. */
async function livesOfNobody(
  db: Db,
  passing: readonly PupilId[],
  cases: readonly CaseToRelive[],
  { from }: Days,
): Promise<Omit<Life, 'bands'>[]> {
  const withCase = new Set(cases.map(({ pupilId }) => pupilId));
  const facts = await pupilFactsOf(
    db,
    passing.filter((id) => !withCase.has(id)),
  );
  return [...facts.values()].map((pupil) => ({
    caseId: `preview-${pupil.pupilId}`,
    previousCaseId: null,
    pupil,
    openedOn: from,
    events: [],
  }));
}

const calendarsOf = (db: Db, { to }: Days): CalendarOf => {
  const known = new Map<string, ReturnType<CalendarOf>>();
  return (schoolUnit) => {
    const calendar = known.get(schoolUnit) ?? schoolCalendar(db, schoolUnit, to);
    known.set(schoolUnit, calendar);
    return calendar;
  };
};
