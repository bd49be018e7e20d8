/** «Who has read?»: the log of reads told to people, with names where they are staff's. */
import { type Look, lookOf, toldToFamily } from '../domain/read-log/look.ts';
import type { PupilId } from '../domain/ids.ts';
import type { Db } from '../records/connect.ts';
import { clientNames } from '../records/api-clients/clients.ts';
import { findPeople } from '../records/people.ts';
import { type Chain, looksAt, type SampledLook } from '../records/read-log.ts';
import { fullName } from './session.ts';

export type ToldLook = {
  at: Date;
  /** Staff by name; the family's own looks are told by what they are alone. */
  by: { id: string | null; name: string | null; role: string };
  /** By which relations; empty for who has none of their own. */
  relations: string[];
  what: Look[];
};

const isFamily = (role: string): boolean => role === 'guardian' || role === 'pupil';

/** Names of the staff and of the other systems among those who looked. */
async function staffNames(
  db: Db,
  looks: readonly { personId: string; role: string }[],
): Promise<(look: { personId: string; role: string }) => ToldLook['by']> {
  const staff = looks.filter(({ role }) => !isFamily(role)).map(({ personId }) => personId);
  const [people, systems] = await Promise.all([
    findPeople(db, [...new Set(staff)]),
    clientNames(db, [...new Set(staff)]),
  ]);
  const nameOf = new Map([...systems, ...people.map((one): [string, string] => [one.id, fullName(one)])]);
  return ({ personId, role }) =>
    isFamily(role)
      ? { id: null, name: null, role }
      : { id: personId, name: nameOf.get(personId) ?? null, role };
}

const relationsOf = (relation: string | null): string[] => relation?.split(' ') ?? [];

/** Each look once: a page and what it asked of the API are about the same. */
const distinct = (looks: readonly Look[]): Look[] => [
  ...new Map(looks.map((look) => [`${look.how} ${look.area}`, look])).values(),
];

/**
 * A pupil's looks as they are told to whom they are about: nothing in them says that there is a concern report
 * (orosanmälan), or what the team leader asks the coordinators (domain.md §3).
 */
export async function readLogOf(
  db: Db,
  pupilId: PupilId,
  page: { limit?: number; offset?: number },
): Promise<{ looks: ToldLook[]; total: number }> {
  const { looks, total } = await looksAt(db, pupilId, page);
  const by = await staffNames(db, looks);
  return {
    total,
    looks: looks.map((look) => ({
      at: look.at,
      by: by(look),
      relations: relationsOf(look.relation),
      what: distinct(look.actions.flatMap((action) => lookOf(action) ?? []).map(toldToFamily)),
    })),
  };
}

/** Rows of a sample as the controller reads them: who, what, of which case, why, and who has gone through them. */
export async function sampleView(db: Db, looks: readonly SampledLook[]) {
  const by = await staffNames(db, looks);
  const reviewers = await findPeople(db, [
    ...new Set(looks.flatMap((look) => look.reviews.map((review) => review.by))),
  ]);
  const nameOf = new Map(reviewers.map((person) => [person.id, fullName(person)]));
  return looks.map((look) => ({
    id: String(look.id),
    at: look.at.toISOString(),
    by: by(look),
    what: lookOf(look.action),
    caseId: look.caseId,
    caseNumber: look.caseNumber,
    pupilId: look.pupilId,
    relations: relationsOf(look.relation),
    reviews: look.reviews.map((review) => ({
      by: nameOf.get(review.by) ?? null,
      at: review.at.toISOString(),
      note: review.note,
    })),
  }));
}

/** How it stands with the chain that the log is sealed in; `whole` is null where it is to be asked for. */
export const chainView = ({ proof, sealed }: Chain) => ({
  sealed,
  whole: proof === null ? null : proof.broken === null,
  brokenAt: proof?.broken?.seq ?? null,
  unsealed: proof?.unsealedEntries ?? null,
});
