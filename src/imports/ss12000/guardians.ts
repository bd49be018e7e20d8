/** Those responsible for a pupil, as rows of guardians. */
import type { Related } from '../../records/sources/related.ts';
import { factShapes } from './facts.ts';

/** `Förälder` alone says nothing of custody. */
const relationWords: Record<string, string> = { Vårdnadshavare: 'Vårdnadshavare', 'God man': 'God man' };

export type GuardianSaid =
  | { externalId: string; row: Record<string, string> }
  /** The source names somebody of whom it never told. */
  | { externalId: string; row: null };

/** `civicNo` is the pupil's, as on record. */
export const guardiansSaid = (civicNo: string, responsibles: readonly Related[]): GuardianSaid[] =>
  responsibles.map(({ other, word, facts }) => {
    const person = factShapes.person.safeParse(facts);
    if (!person.success) return { externalId: other, row: null };
    const { givenName, familyName, privateEmail, mobile } = person.data;
    const row = {
      elev: civicNo,
      vårdnadshavare: person.data.civicNo ?? '',
      förnamn: givenName ?? '',
      efternamn: familyName ?? '',
      epost: privateEmail ?? '',
      mobil: mobile ?? '',
      relation: relationWords[word] ?? 'Annan',
    };
    return { externalId: other, row };
  });
