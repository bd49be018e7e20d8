/** Persons with enrolments as pupils, and those responsible for them as guardians. */
import type { GuardianRow, PupilRow } from '../../domain/import-rows.ts';
import type { LocalDate } from '../../domain/time.ts';
import { parseCivicNumber } from '../../integrations/csv/civic-number.ts';
import type { Trx } from '../../records/import/applier.ts';
import { guardianApplier } from '../../records/import/guardians.ts';
import { pupilApplier } from '../../records/import/pupils.ts';
import { noteSeen } from '../../records/import/seen.ts';
import {
  leaveSchool,
  placeAbsenceOf,
  type PupilOnRecord,
  pupilsOnRecord,
  renumberPupil,
  saveMatches,
} from '../../records/sources/matches.ts';
import type { Around } from '../../records/sources/related.ts';
import type { PersonTold } from './apply-register.ts';
import { guardiansSaid } from './guardians.ts';
import { type Lack, pupilSaid } from './pupils.ts';
import type { Reading } from './reading.ts';
import { type About, checkRow, Numbered, problemOf } from './rows.ts';
import type { Organisations } from './schools.ts';

type Pupil = { person: PersonTold; row: PupilRow; masked: boolean };

/** Unless the source plainly says `Ingen` and nothing else is on record, nobody is named in a report. */
const isMasked = ({ facts }: PersonTold, known: PupilOnRecord | null): boolean =>
  (facts.marking !== 'Ingen' && (facts.marking !== null || known?.marking !== 'none')) ||
  (known !== null && known.marking !== 'none');

const lackCodes = {
  securityMarking: 'missing-marking',
  class: 'missing-class',
  municipalityCode: 'missing-municipality',
} as const satisfies Record<Lack, string>;

export const applyPupils = async (
  reading: Reading,
  trx: Trx,
  persons: readonly PersonTold[],
  around: Around,
  organisations: Organisations,
): Promise<void> => {
  const onRecord = await pupilsOnRecord(trx, {
    ids: persons.flatMap(({ ourId }) => ourId ?? []),
    civicNos: persons.flatMap(({ facts }) => facts.civicNo ?? []),
  });
  const pupils: Pupil[] = [];
  const left: { id: string; on: LocalDate }[] = [];
  for (const person of persons) {
    const { externalId, facts, gone } = person;
    const matched = person.ourId === null ? null : (onRecord.byId.get(person.ourId) ?? null);
    const sameNumber = facts.civicNo === null ? null : (onRecord.byCivicNo.get(facts.civicNo) ?? null);
    const known = matched ?? sameNumber;
    const about: About = { resource: 'persons', externalId, masked: isMasked(person, known) };
    const memberships = around.memberships.filter(({ of }) => of === externalId);
    const said = gone
      ? { is: 'left' as const, on: reading.today }
      : pupilSaid(facts, memberships, organisations, known, reading.today);
    if (said.is === 'left' && matched !== null) left.push({ id: matched.id, on: said.on });
    if (said.is !== 'pupil') continue;
    const { value, problems } = checkRow('pupils', about, said.row);
    await reading.problems(trx, problems);
    for (const lack of said.lacks) await reading.problems(trx, [problemOf(about, lackCodes[lack], lack)]);
    if (value === null) continue;
    if (matched !== null && matched.civicNo !== value.civicNo) {
      if (sameNumber === null) await renumber(trx, matched, value.civicNo);
      else if (sameNumber.id !== matched.id)
        await reading.problems(trx, [problemOf(about, 'two-records', 'civicNo')]);
    }
    pupils.push({ person, row: value, masked: about.masked });
  }
  const good = await writePupils(reading, trx, pupils);
  reading.applied('pupils', { removed: await leaveSchool(trx, left) });
  await applyGuardians(reading, trx, good, around);
};

const renumber = async (trx: Trx, { id }: PupilOnRecord, civicNo: string): Promise<void> => {
  const parsed = parseCivicNumber(civicNo);
  if (parsed !== null) await renumberPupil(trx, id, parsed);
};

/** Those that the records took, with their matches noted. */
const writePupils = async (reading: Reading, trx: Trx, pupils: readonly Pupil[]): Promise<Pupil[]> => {
  const rows = new Numbered<PupilRow>();
  for (const { person, row, masked } of pupils)
    rows.add({ resource: 'persons', externalId: person.externalId, masked }, row);
  const { bad, added, changed, unchanged } = await pupilApplier().apply(trx, rows.rows);
  await reading.problems(trx, rows.problems('pupils', bad));
  reading.applied('pupils', { added, changed, unchanged });
  const refused = rows.badIds(bad);
  const good = pupils.filter(({ person }) => !refused.has(person.externalId));
  const { byCivicNo } = await pupilsOnRecord(trx, { ids: [], civicNos: good.map(({ row }) => row.civicNo) });
  const matches = good.flatMap(({ person, row }) => {
    const ourId = byCivicNo.get(row.civicNo)?.id;
    return ourId === undefined ? [] : [{ externalId: person.externalId, ourId, before: person.ourId }];
  });
  await saveMatches(trx, reading.sourceId, 'person', matches);
  const newlyMatched = matches.filter(({ ourId, before }) => ourId !== before);
  await placeAbsenceOf(
    trx,
    reading.sourceId,
    newlyMatched.map(({ externalId }) => externalId),
  );
  return good;
};

/**
 * A pupil of whom the source tells has the guardians that it gives, and no others. Where one of them can't be read
 * nobody knows whom it meant to leave out: then nobody is taken away from that pupil.
 */
const applyGuardians = async (
  reading: Reading,
  trx: Trx,
  pupils: readonly Pupil[],
  around: Around,
): Promise<void> => {
  const whole = new Numbered<GuardianRow>();
  const partial = new Numbered<GuardianRow>();
  const told: string[] = [];
  for (const { person, row, masked } of pupils) {
    if (!person.facts.responsiblesTold) continue;
    const responsibles = around.responsibles.filter(({ of }) => of === person.externalId);
    const checked: { about: About; value: GuardianRow | null }[] = [];
    for (const { externalId, row: guardian } of guardiansSaid(row.civicNo, responsibles)) {
      const about = { resource: 'persons', externalId, masked };
      if (guardian === null) {
        checked.push({ about, value: null });
        await reading.problems(trx, [problemOf(about, 'unknown-reference', 'responsibles.person')]);
        continue;
      }
      const { value, problems } = checkRow('guardians', about, guardian);
      await reading.problems(trx, problems);
      checked.push({ about, value });
    }
    const isWhole = checked.every(({ value }) => value !== null);
    if (isWhole) told.push(row.civicNo);
    for (const { about, value } of checked) if (value !== null) (isWhole ? whole : partial).add(about, value);
  }
  const applier = guardianApplier();
  await writeGuardians(reading, trx, applier, whole);
  const { byCivicNo } = await pupilsOnRecord(trx, { ids: [], civicNos: told });
  await noteSeen(
    trx,
    [...byCivicNo.values()].map(({ id }) => `pupil/${id}`),
  );
  reading.applied('guardians', { removed: await applier.removeMissing(trx) });
  await writeGuardians(reading, trx, applier, partial);
};

const writeGuardians = async (
  reading: Reading,
  trx: Trx,
  applier: ReturnType<typeof guardianApplier>,
  rows: Numbered<GuardianRow>,
): Promise<void> => {
  const { bad, added, changed, unchanged } = await applier.apply(trx, rows.rows);
  await reading.problems(trx, rows.problems('guardians', bad));
  reading.applied('guardians', { added, changed, unchanged });
};
