/** What is on a page, read leniently and kept. */
import { localDateOf } from '../../domain/calendar.ts';
import { instant } from '../../domain/time.ts';
import { type Entities, type EntityKind, readEntity } from '../../integrations/ss12000/entities.ts';
import type { FieldNote } from '../../integrations/ss12000/lenient.ts';
import type { Trx } from '../../records/import/applier.ts';
import { type EntityKindKept, keepEntities } from '../../records/sources/entities.ts';
import {
  keepAbsence,
  keepDuty,
  keepGroup,
  keepOrganisation,
  keepPerson,
  type Facts,
  type Kept,
} from './facts.ts';
import type { Reading } from './reading.ts';

/** The entities of a page, with what was wrong noted; those that can't be read at all are counted. */
export const readItems = <K extends EntityKind>(
  reading: Reading,
  kind: K,
  resource: string,
  items: readonly unknown[],
): { value: Entities[K]; notes: FieldNote[] }[] =>
  items.flatMap((item) => {
    const read = readEntity(kind, item);
    if (!read.ok) {
      reading.count(resource, { unreadable: 1 });
      return [];
    }
    reading.noteFields(resource, read.notes);
    return [read];
  });

/** The latest modification among entities. */
export const latest = (values: readonly { meta: { modified: number | null } | null }[]): number | null => {
  const told = values.flatMap(({ meta }) => meta?.modified ?? []);
  return told.length === 0 ? null : told.reduce((a, b) => Math.max(a, b));
};

type Register = Exclude<EntityKindKept, 'absence'>;

const keeps: { [K in Register]: (told: Entities[K], notes: readonly FieldNote[]) => Kept<K & keyof Facts> } =
  {
    organisation: keepOrganisation,
    person: (told, notes) =>
      keepPerson(
        told,
        notes.some(({ field, code }) => field === 'securityMarking' && code !== 'missing'),
      ),
    duty: keepDuty,
    group: keepGroup,
  };

/** Keeps a page of the register; answers the latest modification. */
export const keepRegister = async <K extends Register>(
  reading: Reading,
  trx: Trx,
  kind: K,
  resource: string,
  items: readonly unknown[],
): Promise<number | null> => {
  const read = readItems(reading, kind, resource, items);
  const kept = read.map(({ value, notes }) => keeps[kind](value, notes));
  const changed = await keepEntities(trx, reading.sourceId, kind, kept);
  reading.count(resource, { changed });
  return latest(read.map(({ value }) => value));
};

/** Keeps a page of announced absence. */
export const keepAnnounced = async (
  reading: Reading,
  trx: Trx,
  items: readonly unknown[],
): Promise<number | null> => {
  const read = readItems(reading, 'absence', 'absences', items);
  const kept = read.flatMap(
    ({ value }) => keepAbsence(value, (at) => localDateOf(reading.zone, instant(at))) ?? [],
  );
  const changed = await keepEntities(trx, reading.sourceId, 'absence', kept);
  reading.count('absences', { changed });
  return latest(read.map(({ value }) => value));
};
