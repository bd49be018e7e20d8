/** What comes before an order on the wire: concern, talk, report, EHT's decision; and how each becomes the domain's. */
import { z } from 'zod';
import type { CommandOf } from '../../domain/case/commands.ts';
import type { EhtDecision, EhtReport, GuardianTalk, SchoolConcern } from '../../domain/case/ladder-parts.ts';
import type { Draft } from '../draft.ts';
import { date, id, line, note, optional, party } from './common.ts';

export const concernBody = z
  .strictObject({
    raisedOn: date('The day on which it was raised.'),
    from: z.enum(['preschool', 'leisure', 'school']).meta({
      description: 'Preschool and leisure (fritids) are voluntary: support, never a duty to attend.',
    }),
    note: note('What staff are worried about.'),
  })
  .meta({ id: 'ConcernBody', description: "A concern raised by the school's staff; no orosanmälan." });

export const concernExample: z.input<typeof concernBody> = {
  raisedOn: '2026-09-07',
  from: 'preschool',
  note: 'Lämningarna har blivit svåra. Föräldrarna ber om stöd.',
};

export const concernInput = (body: z.output<typeof concernBody>, draft: Draft): SchoolConcern => ({
  schoolConcernId: draft.id('schoolConcernId'),
  raisedOn: body.raisedOn,
  from: body.from,
  contentId: draft.text('schoolConcern', body.note),
});

const formTexts = z
  .strictObject({
    howCome: optional(note('How come the pupil was away from the lessons, in their words.')),
    mustChange: z
      .strictObject({
        pupil: optional(note('What the pupil says.')),
        guardians: optional(note('What the guardians say.')),
        classTeacher: optional(note('What the class teacher says.')),
      })
      .default({ pupil: null, guardians: null, classTeacher: null })
      .meta({ description: 'How we help each other, and what needs to change.' }),
    important: optional(note('Important to know or add.')),
  })
  .meta({ id: 'GuardianTalkForm', description: "The form's own questions (seed 003)." });

export const talkBody = z
  .strictObject({
    heldOn: date('The day of the meeting.'),
    pupilToldOn: optional(date('The day on which the pupil was told that the home would be called.')),
    calledOn: date('The day on which the guardians were called.'),
    guardianIds: z
      .array(id('A guardian.'))
      .max(10)
      .meta({ description: 'Guardians who met. With shared custody both are invited.' }),
    present: z.array(party).max(20).meta({ description: 'Who met.' }),
    absences: z
      .array(
        z.strictObject({
          date: date('The day.'),
          subject: optional(line('The subject; null for a whole day.', 'MA')),
        }),
      )
      .max(200)
      .default([])
      .meta({ description: 'Date and subject of the unreported absence.' }),
    form: formTexts,
    documentId: optional(id('The signed form, scanned.')),
  })
  .meta({ id: 'GuardianTalkBody', description: 'The talk on repeated absence with its form.' });

export const talkExample: z.input<typeof talkBody> = {
  heldOn: '2026-09-07',
  pupilToldOn: '2026-09-03',
  calledOn: '2026-09-03',
  guardianIds: ['0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11'],
  present: ['pupil', 'guardian', 'mentor'],
  absences: [{ date: '2026-09-01', subject: 'MA' }],
  form: {
    howCome: 'Det är stökigt på lektionerna.',
    mustChange: { pupil: 'Komma i tid.', guardians: 'Väcka.', classTeacher: 'Byta plats i klassrummet.' },
    important: null,
  },
  documentId: null,
};

/** What is kept of the form's texts. */
export type KeptForm = z.output<typeof formTexts>;

/** The form's texts as they were kept; null when that isn't what was kept. */
export const keptForm = (body: unknown): KeptForm | null => formTexts.safeParse(body).data ?? null;

export const talkInput = (body: z.output<typeof talkBody>, draft: Draft): GuardianTalk => ({
  guardianTalkId: draft.id('guardianTalkId'),
  heldOn: body.heldOn,
  pupilToldOn: body.pupilToldOn,
  calledOn: body.calledOn,
  guardianIds: body.guardianIds,
  present: body.present,
  absences: body.absences,
  contentId: draft.value('guardianTalk', body.form),
  documentId: body.documentId,
});

export const reportBody = z
  .strictObject({
    reportedOn: date('The day of the report.'),
    how: z
      .discriminatedUnion('by', [
        z.strictObject({ by: z.literal('slot'), slotId: id('A free slot of EHT (`GET /eht/{id}/slots`).') }),
        z.strictObject({ by: z.literal('written') }),
      ])
      .meta({ description: 'In a drop-in slot that EHT has opened, or as a written anmälan.' }),
    note: note('What EHT should know and look into.'),
  })
  .meta({ id: 'EhtReportBody', description: 'A report to EHT/BHT (anmälan till elevhälsan).' });

export const reportExample: z.input<typeof reportBody> = {
  reportedOn: '2026-09-07',
  how: { by: 'written' },
  note: 'Över gränsen sedan två veckor. Samtal med hemmet är hållet.',
};

/** The slot that a report takes; null for a written one. */
export const slotOf = ({ how }: z.output<typeof reportBody>): string | null =>
  how.by === 'slot' ? how.slotId : null;

export const reportInput = (body: z.output<typeof reportBody>, draft: Draft): EhtReport => ({
  ehtReportId: draft.id('ehtReportId'),
  reportedOn: body.reportedOn,
  how: body.how,
  contentId: draft.text('ehtReport', body.note),
});

export const ehtOutcome = z.enum(['coordinator', 'otherMeasures', 'inquiry', 'wait', 'noAction']);

export const decisionBody = z
  .strictObject({
    decidedOn: date('The day of the decision.'),
    outcome: ehtOutcome,
    waitUntil: optional(date('With `wait`: the day on which EHT takes it up again.')),
    note: note("What was decided and why. EHT's own: the mentor doesn't read it."),
    mentorAnswer: optional(
      note('What the mentor is told, without what secrecy holds back. Left out: to be told later.'),
    ),
  })
  .meta({ id: 'EhtDecisionBody' });

export const decisionExample: z.input<typeof decisionBody> = {
  decidedOn: '2026-09-07',
  outcome: 'wait',
  waitUntil: '2026-09-21',
  note: 'Kurator träffar eleven två gånger. Vi tar upp det igen.',
  mentorAnswer: 'Kurator tar kontakt med eleven. Vi hörs igen om två veckor.',
};

export const decisionInput = (body: z.output<typeof decisionBody>, draft: Draft): EhtDecision => ({
  ehtDecisionId: draft.id('ehtDecisionId'),
  decidedOn: body.decidedOn,
  outcome: body.outcome,
  waitUntil: body.waitUntil,
  contentId: draft.text('ehtDecision', body.note),
  mentorAnswerContentId: draft.optionalText('mentorAnswer', body.mentorAnswer),
});

export const monthlyReviewBody = z
  .strictObject({
    heldOn: date('The day of the review.'),
    outcome: z
      .enum(['goOn', 'otherMeasures', 'coordinator', 'inquiry', 'end'])
      .optional()
      .meta({ description: 'What was decided for the pupil.' }),
    note: optional(note('What was found.')),
  })
  .meta({ id: 'MonthlyReviewBody' });

export const monthlyReviewCommand = (
  { heldOn, outcome, note: words }: z.output<typeof monthlyReviewBody>,
  draft: Draft,
): CommandOf<'recordMonthlyReview'> => ({
  type: 'recordMonthlyReview',
  heldOn,
  contentId: draft.optionalText('monthlyReview', words),
  ...(outcome === undefined ? {} : { outcome }),
});
