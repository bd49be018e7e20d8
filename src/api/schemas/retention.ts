/** Retention on the wire: the plan, what is to be destroyed, decisions and certificates. */
import { z } from 'zod';
import { holdKinds } from '../../domain/retention/judge.ts';
import { countedFrom, retentionRuleIds } from '../../domain/retention/rules.ts';
import { date, line, note, optional } from './common.ts';

const ruleId = z.enum(retentionRuleIds).meta({ description: 'The rule, by the kind of paper.' });

export const retentionRule = z
  .strictObject({
    what: z
      .enum(['keep', 'destroy'])
      .meta({ description: 'Kept for ever (bevaras), or destroyed (gallras).' }),
    afterYears: optional(z.int().min(0).max(120)).meta({
      description: 'Of what is destroyed: after so many whole years. 0: as soon as the count begins.',
    }),
    from: optional(z.enum(countedFrom)).meta({
      description:
        'Of what is destroyed: counted from the day on which the case ended, or the end of that year.',
    }),
  })
  .meta({ id: 'RetentionRule' });

export const planFields = {
  basis: line(
    'By what it was decided.',
    'Dokumenthanteringsplan, barn- och utbildningsnämnden 2026-09-01 § 84',
  ),
  rules: z.record(ruleId, retentionRule),
};

export const retentionPlan = z
  .object({
    version: z.int().nullable().meta({ description: 'Null: none is adopted, and nothing can be destroyed.' }),
    savedOn: z.string().nullable(),
    ...planFields,
    basis: z.string().nullable(),
  })
  .meta({
    id: 'RetentionPlan',
    description: 'Where none is adopted, the rules are what the product suggests, and in force nowhere.',
  });

const heldBack = z
  .object({
    why: z.enum(['open', 'pupilHasOpenCase', 'noPlan', 'kept', 'tooEarly', 'appealTime', ...holdKinds]),
    until: z.string().nullable(),
    rules: z.array(ruleId),
  })
  .meta({ id: 'HeldBack' });

export const candidates = z.object({
  on: z.string(),
  planVersion: z.int().nullable(),
  cases: z.array(
    z
      .object({
        caseId: z.string(),
        number: z.string(),
        schoolUnit: z.string(),
        endedOn: z.string(),
        from: z.string().meta({ description: 'The first day on which it may go, by the plan.' }),
        by: z.array(ruleId).meta({ description: 'The rules that let it go last.' }),
        heldBack: z.array(heldBack).meta({ description: 'Empty: it may be decided on.' }),
      })
      .meta({ id: 'RetentionCandidate' }),
  ),
});

export const caseIdsBody = z
  .array(z.string().min(1).max(64))
  .min(1)
  .max(100)
  .meta({ description: 'Cases of the list, at most a hundred at a time.' });

const counts = z
  .record(z.string(), z.int())
  .meta({ description: 'Rows of each table, by its name; tables with none are left out.' });

export const trial = z
  .object({
    cases: z.array(
      z.object({
        caseId: z.string(),
        number: z.string(),
        rules: z.array(ruleId),
        counts,
        files: z.int(),
        keys: z.int(),
        runs: z.int().meta({ description: 'Runs of its workflow in the engine, each with its history.' }),
        register: z.boolean().meta({
          description:
            "Whether the pupil's own record goes as well: the school has them no longer, and no other case.",
        }),
      }),
    ),
    digest: z.string().meta({ description: 'Of all that; the decision names it.' }),
  })
  .meta({ id: 'DestructionTrial' });

const certificate = z
  .object({
    completedAt: z.string(),
    digest: z.string().meta({ description: 'SHA-256 of the certificate.' }),
    unchanged: z.boolean().meta({ description: 'Whether the certificate is what its digest was made of.' }),
  })
  .meta({ id: 'DestructionCertificate' });

export const destruction = z
  .object({
    id: z.string(),
    plan: z.object({ version: z.int(), basis: z.string() }),
    decidedBy: z.object({ id: z.string(), name: z.string().nullable() }),
    decidedOn: z.string(),
    cases: z.array(
      z.object({
        number: z.string(),
        endedOn: z.string(),
        rules: z.array(ruleId),
        outcome: z.enum(['waiting', 'heldBack', 'destroyed']),
        counts: counts.nullable(),
        runs: z.int().nullable(),
      }),
    ),
    certificate: certificate.nullable().meta({ description: 'Null while it is under way.' }),
  })
  .meta({ id: 'Destruction' });

export const destructions = z.object({ destructions: z.array(destruction) });

export const noteBody = {
  what: z.enum([...holdKinds, 'archived']).meta({
    description:
      "A legal hold, or an exception from the plan, holds the destruction back; `archived` says that what is to be kept is the archive's now.",
  }),
  on: optional(
    date(
      'Of a hold: its last day, if it has one. Of `archived`: the day on which the archive got it; needed.',
    ),
  ),
  reason: note('Why.'),
};

export const retentionNotes = z.object({
  notes: z.array(
    z
      .object({
        id: z.string(),
        what: z.enum([...holdKinds, 'archived']),
        on: z.string().nullable(),
        setBy: z.string().nullable(),
        setOn: z.string(),
        reason: z.string(),
        lifted: z.object({ by: z.string().nullable(), on: z.string(), reason: z.string() }).nullable(),
      })
      .meta({ id: 'RetentionNote' }),
  ),
});
