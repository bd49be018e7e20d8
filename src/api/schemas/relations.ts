/** Relationskartläggning on the wire. */
import { z } from 'zod';

export const roundFields = {
  id: z.string(),
  classId: z.string().meta({ description: '`98000001-7A`' }),
  schoolUnit: z.string(),
  class: z.string(),
  heldOn: z.string(),
  answeredBy: z.enum(['staff', 'pupils']).meta({
    description: 'Staff mark the pupils whom they have a good relation with; or pupils name adults.',
  }),
  closedOn: z.string().nullable(),
};

export const relationRound = z.object(roundFields).meta({ id: 'RelationRound' });

const count = z.int().nullable();
const counts = z.object({ has: count, none: count, unknown: count }).meta({
  description: 'Pupils with an adult whom they trust, with none, and of whom nobody knows. Null is hidden.',
});
const named = z.object({ id: z.string(), name: z.string() });

export const relationResults = z
  .object({
    ...roundFields,
    answered: z.int().meta({ description: 'How many have answered.' }),
    counts,
    pupils: z
      .array(named.extend({ standing: z.enum(['has', 'none', 'unknown']), adults: z.array(named) }))
      .nullable()
      .meta({ description: 'Those with none first. Null for those who are not near the class.' }),
    notShown: z
      .int()
      .nullable()
      .meta({ description: 'Pupils with protected identity whom you are not shown.' }),
    change: z
      .object({
        since: z.string(),
        gained: z.array(named),
        lost: z.array(named),
        stillNone: z.array(named),
      })
      .nullable()
      .meta({ description: 'Since the class’ round before, for those who were in both; null without one.' }),
  })
  .meta({ id: 'RelationResults', description: 'Which pupils have an adult at school whom they trust.' });

export const relationForm = z
  .object({
    ...roundFields,
    pupils: z.array(named).meta({ description: 'Whom a member of staff may mark; empty for a pupil.' }),
    adults: z.array(named).meta({ description: 'Whom a pupil may name.' }),
    own: z
      .object({ pupilIds: z.array(z.string()), adultIds: z.array(z.string()) })
      .nullable()
      .meta({ description: 'Your own answer so far.' }),
  })
  .meta({ id: 'RelationForm' });
