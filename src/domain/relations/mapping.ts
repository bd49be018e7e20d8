/**
 * Relationskartläggning (seed 004: elevhälsohjulet): which pupils of a class have an adult at school whom they trust,
 * and which have none. Staff mark the pupils that they have a good relation with, or the pupils name their adults.
 */
import type { PersonId, PupilId } from '../ids.ts';
import { hiddenAmong } from '../surveys/suppress.ts';

/** A good relation between a pupil and an adult, as one of them told it. */
export type RelationMark = { pupilId: PupilId; adultId: PersonId };

export type RelationRound = {
  /** The class as it was when the round was made. */
  pupilIds: readonly PupilId[];
  answeredBy: 'staff' | 'pupils';
  marks: readonly RelationMark[];
  /** Pupils (or, where staff answer, adults) who have answered. */
  answeredIds: readonly string[];
};

/** `none` says that nobody was named; `unknown` that the pupil hasn't answered, or no adult has yet. */
export type PupilRelations = {
  pupilId: PupilId;
  adultIds: PersonId[];
  standing: 'has' | 'none' | 'unknown';
};

/** The class pupil by pupil, those with none first, then unknown, then by how few adults they have. */
export function relationsOf(round: RelationRound): PupilRelations[] {
  const answered = new Set(round.answeredIds);
  const order = { none: 0, unknown: 1, has: 2 };
  return round.pupilIds
    .map((pupilId): PupilRelations => {
      const adultIds = round.marks.filter((mark) => mark.pupilId === pupilId).map((mark) => mark.adultId);
      const heard = round.answeredBy === 'staff' ? answered.size > 0 : answered.has(pupilId);
      return {
        pupilId,
        adultIds: [...new Set(adultIds)].sort(),
        standing: adultIds.length > 0 ? 'has' : heard ? 'none' : 'unknown',
      };
    })
    .sort((a, b) => order[a.standing] - order[b.standing] || a.adultIds.length - b.adultIds.length);
}

export type RelationCounts = Record<PupilRelations['standing'], number>;

/** How many stand how. */
export const countRelations = (pupils: readonly PupilRelations[]): RelationCounts => ({
  has: pupils.filter((pupil) => pupil.standing === 'has').length,
  none: pupils.filter((pupil) => pupil.standing === 'none').length,
  unknown: pupils.filter((pupil) => pupil.standing === 'unknown').length,
});

/**
 * The counts for those who don't stand near: the class' number of pupils is known to everyone, so that a count under
 * five is hidden together with another. Null is hidden; all are when that isn't enough.
 */
export function countsForOthers(counts: RelationCounts): Record<keyof RelationCounts, number | null> {
  const { hidden, safe } = hiddenAmong([
    { key: 'has', count: counts.has },
    { key: 'none', count: counts.none },
    { key: 'unknown', count: counts.unknown },
  ]);
  const shown = (key: keyof RelationCounts) => (hidden.has(key) || !safe ? null : counts[key]);
  return { has: shown('has'), none: shown('none'), unknown: shown('unknown') };
}

export type RelationChange = {
  /** Had none (or was unknown) and has someone now. */
  gained: PupilId[];
  /** Had someone and has none now. */
  lost: PupilId[];
  /** Had none then and has none now. */
  stillNone: PupilId[];
};

/** What changed between two rounds, for the pupils who were in both. */
export function changeBetween(
  before: readonly PupilRelations[],
  now: readonly PupilRelations[],
): RelationChange {
  const then = new Map(before.map((pupil) => [pupil.pupilId, pupil.standing]));
  const change: RelationChange = { gained: [], lost: [], stillNone: [] };
  for (const { pupilId, standing } of now) {
    const was = then.get(pupilId);
    if (was === undefined) continue;
    if (was !== 'has' && standing === 'has') change.gained.push(pupilId);
    if (was === 'has' && standing === 'none') change.lost.push(pupilId);
    if (was === 'none' && standing === 'none') change.stillNone.push(pupilId);
  }
  return change;
}
