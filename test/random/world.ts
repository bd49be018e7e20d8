/** Where random lives are lived: three school years, two ways of working and their variations, all sorts of pupils. */
import type { SchoolCalendar } from '../../src/domain/calendar.ts';
import { openCase } from '../../src/domain/case/open.ts';
import type { Actor } from '../../src/domain/case/parts.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { presets } from '../../src/domain/presets.ts';
import { addDays, addMonths, instant, localDate } from '../../src/domain/time.ts';
import { aCalendar } from '../factories/calendar.ts';
import { actors, anId, aPupil, ids } from '../factories/parts.ts';
import type { Dice } from './dice.ts';

const span = (kind: 'term' | 'lov', from: string, to: string) => ({
  kind,
  from: localDate(from),
  to: localDate(to),
});

const twoYears = aCalendar();

/** The factories' two school years and a third. */
export const threeYears: SchoolCalendar = {
  ...twoYears,
  zone: [
    ...twoYears.zone,
    { fromMs: instant(Date.parse('2029-03-25T01:00Z')), offsetMinutes: 120 },
    { fromMs: instant(Date.parse('2029-10-28T01:00Z')), offsetMinutes: 60 },
  ],
  holidays: [
    ...twoYears.holidays,
    ...['2029-01-01', '2029-03-30', '2029-04-02', '2029-05-01', '2029-05-10', '2029-06-06'].map((d) => ({
      date: localDate(d),
      kind: 'holiday' as const,
    })),
  ],
  periods: [
    ...twoYears.periods,
    span('term', '2028-08-15', '2029-06-08'),
    // Lives end in its first days: so that the third summer has an end.
    span('term', '2029-08-14', '2030-06-07'),
    span('lov', '2028-10-30', '2028-11-03'),
    span('lov', '2028-12-21', '2029-01-09'),
    span('lov', '2029-02-19', '2029-02-23'),
    span('lov', '2029-04-03', '2029-04-06'),
  ],
};

export const staff = {
  thirdCoordinator: { role: 'coordinator', personId: anId(18), schoolUnits: [] },
} satisfies Record<string, Actor>;

export const everyone: readonly Actor[] = [...Object.values(actors), ...Object.values(staff)];

const policyOf = (dice: Dice): Policy => {
  const base = dice.chance(35) ? presets['dals-ed'] : presets.uppsala;
  const policy: Policy = {
    ...base,
    start: { ...base.start, by: ['order', 'ehtDecision'] },
    meetings: { remindDaysBefore: dice.below(4) },
    followUp: { ...base.followUp, graceSchoolDays: dice.below(4), dailyAtTotalAbsence: dice.chance(70) },
  };
  if (policy.cap.kind === 'none' || dice.chance(70)) return policy;
  const extension = { ...policy.cap.extension, maxTimes: dice.below(3) };
  return { ...policy, cap: { ...policy.cap, months: 2 + dice.below(5), extension } };
};

/** A case on its first day. One in four pupils comes of age within the three years. */
export const newCase = (dice: Dice): CaseState => {
  const openedOn = addDays(localDate('2026-08-31'), dice.below(200));
  const eighteenSoon = dice.chance(25);
  const inPreschool = !eighteenSoon && dice.chance(7);
  const birthDate = eighteenSoon
    ? addMonths(addDays(openedOn, 20 + dice.below(700)), -18 * 12)
    : localDate(inPreschool ? '2022-05-14' : '2012-05-14');
  return openCase({
    caseId: anId(1 + dice.below(1000)),
    previousCaseId: null,
    pupil: aPupil({
      birthDate,
      protectedIdentity: dice.chance(10),
      guardianIds: dice.chance(20) ? [ids.mother] : [ids.mother, ids.father],
      ...(eighteenSoon ? { schoolForm: 'upperSecondary', stage: 'upperSecondary', year: 2 } : {}),
      ...(inPreschool ? { schoolForm: 'preschool', stage: 'preschool', year: null } : {}),
    }),
    policy: policyOf(dice),
    openedOn,
  });
};
