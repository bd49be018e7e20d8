/** The pieces that every resource's schema is made of: texts with a limit, dates that exist, ids, enumerations. */
import { z } from 'zod';
import { parseLocalDate, parseLocalTime } from '../../domain/time.ts';
import type { FieldCode } from '../../texts/problems.ts';

/** Longest text of a story (a note, minutes), in characters. */
const longText = 20_000;
/** Longest text of a line: a place, a name, a title. */
const shortText = 500;

/** A schema's own complaint: its words stand in `texts/problems.ts` under `code`. */
export const complain = (code: FieldCode) => ({ code: 'custom' as const, params: { code } });

const written = (limit: number) =>
  z
    .string()
    .max(limit)
    .refine((text) => text.trim() !== '', complain('blank'));

/** A story: free text, not blank. Stored in the records, never in the engine. */
export const note = (description: string) =>
  written(longText).meta({ description, example: 'Eleven vill börja med två lektioner om dagen.' });

/** A line of text, not blank. */
export const line = (description: string, example: string) =>
  written(shortText).meta({ description, example });

/** May be left out or null; null inside. */
export const optional = <T extends z.ZodType>(schema: T) => schema.nullable().default(null);

/** A local date that exists. 31 February is refused here. */
export const date = (description: string) =>
  z
    .string()
    .max(20)
    .transform((text, context) => {
      const parsed = parseLocalDate(text);
      if (parsed !== null) return parsed;
      context.addIssue(complain('invalid-date'));
      return z.NEVER;
    })
    .meta({ description, format: 'date', example: '2026-09-14' });

/** A time on the wall in Sweden, HH:MM. */
export const time = (description: string) =>
  z
    .string()
    .max(10)
    .transform((text, context) => {
      const parsed = parseLocalTime(text);
      if (parsed !== null) return parsed;
      context.addIssue(complain('invalid-time'));
      return z.NEVER;
    })
    .meta({ description, format: 'time', example: '14:00' });

/** An opaque id, as the API gave it out. */
export const id = (description: string) =>
  z.string().min(1).max(64).meta({ description, example: '0b6f1f0e-6d0f-5a37-9a1c-0d8f4f3b2a11' });

export const schoolFormValues = [
  'preschool',
  'preschoolClass',
  'compulsory',
  'upperSecondary',
  'adaptedCompulsory',
  'adaptedUpperSecondary',
] as const;
export const stageValues = ['preschool', 'F-3', '4-6', '7-9', 'upperSecondary'] as const;
export const staffRoleValues = [
  'rector',
  'teamLeader',
  'coordinator',
  'mentor',
  'pupilHealth',
  'attendanceOfficer',
  'registrar',
] as const;
export const sessionRoleValues = [...staffRoleValues, 'guardian', 'pupil'] as const;
export const phaseValues = ['noticed', 'ordering', 'ordered', 'assigned', 'monitoring', 'ended'] as const;

export const preconditionKind = z.enum([
  'absenceNoticed',
  'inquiryMade',
  'reportedToAuthority',
  'measuresBegun',
  'otherActorsNeedCoordination',
]);
export const attachmentKind = z.enum([
  'absenceFigures',
  'mapping',
  'inquiry',
  'actionProgramme',
  'measuresTried',
]);
export const receiver = z
  .enum([
    'coordinators',
    'school',
    'pupilHealth',
    'emi',
    'socialServices',
    'bup',
    'habilitation',
    'primaryCare',
    'youthClinic',
    'otherSchool',
    'police',
    'other',
  ])
  .meta({ description: 'Who receives information. Family and the school itself need no consent.' });
const informationKind = z.enum([
  'attendance',
  'learning',
  'support',
  'health',
  'socialSituation',
  'inquiries',
]);
export const informationKinds = z.array(informationKind).min(1).max(6);
export const consentPurpose = z.enum(['increaseAttendance', 'sip', 'inquiry']);
export const party = z.enum([
  'pupil',
  'guardian',
  'mentor',
  'rector',
  'pupilHealth',
  'socialServices',
  'bup',
  'otherAuthority',
]);
/** Who answers for a measure or a decision. */
export const responsible = z.strictObject({
  party: z.enum([...party.options, 'coordinator']),
  personId: optional(id('Where it is a member of staff: who.')),
});
export const giver = z
  .discriminatedUnion('role', [
    z.strictObject({ role: z.literal('guardian'), guardianId: id('The guardian.') }),
    z.strictObject({ role: z.literal('pupil') }),
  ])
  .meta({ description: 'Who gives it: a guardian with custody, or the pupil.' });

/** A problem document, as the API sends it. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'Stable, relative to the public URL; a page explains it.' }),
    title: z.string(),
    title_en: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().meta({ description: 'Swedish.' }),
    detail_en: z.string().meta({ description: 'English.' }),
    field: z
      .string()
      .optional()
      .meta({ description: 'JSON pointer into the body, or a parameter or header.' }),
    errors: z
      .array(z.object({ field: z.string(), detail: z.string(), detail_en: z.string() }))
      .optional()
      .meta({ description: 'One for each field that is not valid.' }),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });
