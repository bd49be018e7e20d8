/** A policy's shape on the wire. What it means, and which values make sense, the domain's `checkPolicy` says. */
import { z } from 'zod';
import type { Policy } from '../../domain/policy.ts';
import { presets } from '../../domain/presets.ts';
import { attachmentKind, preconditionKind, schoolFormValues, stageValues } from './common.ts';

const int = (description: string) => z.int().min(-100_000).max(100_000).meta({ description });
const municipalityCode = z.string().regex(/^\d{4}$/);

const weekday = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);

const ladderSchema = z
  .strictObject({
    weeklyReview: z.strictObject({
      weekday,
      remindAfterSchoolDays: int('School days.'),
      tellRectorAfterSchoolDays: int('School days.'),
    }),
    firstDayCall: z.strictObject({
      on: z.enum(['firstDayAway', 'firstInvalidLesson']),
      upperSecondary: z.enum(['guardian', 'pupil']),
    }),
    guardianTalkWithinDays: int('Days from the day on which the limit was passed.'),
    reportToEhtWithinDays: int('Days from the day on which the limit was passed.'),
    ehtDecidesWithinDays: int('Days from the report or the concern.'),
    mentorToldWithinDays: int("Days from EHT's decision."),
    inquiryWithinDays: int('Days, to open the inquiry and to complete it.'),
    authorityToldWithinDays: int("Days from the inquiry's opening."),
    orderWithinDays: int("Days from EHT's decision, where the rector orders."),
  })
  .meta({ description: "The school's side, before an order. Left out: the presets' values." });

export const policySchema: z.ZodType<Policy> = z
  .strictObject({
    id: z.string().min(1).max(60),
    version: int('Rises with each change.'),
    name: z.string().min(1).max(200).meta({ description: 'Shown to people, Swedish.' }),
    start: z.strictObject({
      by: z.array(z.enum(['order', 'ehtDecision'])).max(2),
      schoolForms: z.array(z.enum(schoolFormValues)).max(6),
      residence: z.union([
        z.literal('any'),
        z.strictObject({ municipalityCodes: z.array(municipalityCode).max(300) }),
      ]),
      schoolAuthorities: z.array(z.enum(['municipal', 'independent'])).max(2),
      preconditions: z.partialRecord(z.enum(schoolFormValues), z.array(preconditionKind).max(5)),
      attachments: z.array(attachmentKind).max(5),
      completeWithinDays: int('Days within which an incomplete order is to be completed.'),
    }),
    consent: z.strictObject({
      neededFor: z.enum(['assignment', 'sharing']),
      remindEveryDays: int('Days.'),
      expiryWarningDays: int('Days.'),
      maxMonths: int('No consent runs longer than this many months.'),
    }),
    limit: z.strictObject({
      measure: z.enum(['total', 'invalid']),
      percent: z.number().min(-1000).max(1000),
      comparison: z.enum(['above', 'from']),
      window: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('rollingWeeks'), weeks: int('Weeks.') }),
        z.strictObject({ kind: z.literal('calendarMonth') }),
        z.strictObject({ kind: z.literal('term') }),
      ]),
      leastSchoolDays: int('School days.'),
    }),
    allocation: z.strictObject({
      withinDays: int('Days.'),
      caseloadLimit: int('Open assignments for each coordinator, at most.'),
      stages: z.array(z.enum(stageValues)).max(5),
      maxCoordinators: int('At most so many in one case.'),
    }),
    work: z.strictObject({
      firstContactWithinDays: int('Days.'),
      startMeetingWithinDays: int('Days.'),
      mappingWithinDays: int('Days.'),
      planWithinDays: int('Days.'),
      revisePlanWithinDays: int('Days.'),
      papersWithinDays: int('Days.'),
      minutesWithinDays: int('Days.'),
      callMeetingWithinDays: int('Days.'),
    }),
    followUp: z.strictObject({
      weekday,
      graceSchoolDays: int('School days.'),
      dailyAtTotalAbsence: z.boolean(),
      monthlyReview: z.boolean(),
    }),
    evaluation: z.strictObject({ everyWeeks: int('Weeks.') }),
    cap: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({
        kind: z.literal('months'),
        months: int('Months.'),
        warnWeeksBefore: int('Weeks.'),
        warnWeeksBeforeSummer: int('Weeks.'),
        extension: z.strictObject({
          maxTimes: int('Null: any number of times.').nullable(),
          maxMonths: int('Months.'),
          decidedBy: z.array(z.enum(['rector', 'teamLeader'])).max(2),
        }),
      }),
    ]),
    monitoring: z.strictObject({ checkUpWeeks: z.array(int('Weeks after closing.')).max(20) }),
    ladder: ladderSchema.default(presets.uppsala.ladder),
    comingOfAge: z.strictObject({ warnWeeksBefore: int('Weeks.') }),
    escalation: z.strictObject({ afterDays: int('Days.') }),
    meetings: z.strictObject({ remindDaysBefore: int('Days.') }),
  })
  .meta({
    id: 'Policy',
    description: "A municipality's way of working, as data. Periods are in the unit that their name says.",
  });
