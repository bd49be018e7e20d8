/** The sample municipality on the real stack, before its first row of absence: what a school year begins with. */
import { readFileSync } from 'node:fs';
import request from 'supertest';
import { expect, vi } from 'vitest';
import { presets } from '../../src/domain/presets.ts';
import { importFile } from '../../src/imports/import-file.ts';
import { savePolicy } from '../../src/records/policies.ts';
import { writeClock } from '../../src/records/rehearsal.ts';
import { writeMode, writeMunicipality, writePolicyIds } from '../../src/records/settings.ts';
import { serve, type Served, type SignedIn } from '../api/served.ts';
import { at } from '../factories/calendar.ts';
import { aMunicipality } from '../setup/municipality.ts';

const folder = 'sample';
const withoutAbsence = [
  'skolenheter.csv',
  'lasar.csv',
  'erbjuden_tid.csv',
  'personal.csv',
  'elever.csv',
  'vardnadshavare.csv',
];

export type Dalsviken = Served & {
  /** By school unit: a rector sees every pupil of theirs by name. */
  rectors: Map<string, SignedIn>;
  leader: SignedIn;
  civicNoOf(pupilId: string): string;
  /** Sends a file of absence, and waits until the school day has looked at what came in. */
  importAbsence(csv: string): Promise<void>;
};

/** `from` is the first day, at six in the morning; the school day's workflow runs. */
export async function dalsviken(from: string): Promise<Dalsviken> {
  const town = await aMunicipality({
    async fill(db, code) {
      await writeMode(db, 'rehearsal');
      await writeMunicipality(db, { code, name: 'Dalsviken' });
      for (const preset of Object.values(presets)) await savePolicy(db, preset);
      await writePolicyIds(db, ['dals-ed', 'uppsala']);
      await writeClock(db, { offsetMs: at(from, '06:00') - Date.now(), skippedMs: 0 });
      for (const fileName of withoutAbsence) {
        const content = readFileSync(`${folder}/${fileName}`);
        await importFile(db, { fileName, content, mode: 'all-or-nothing', by: 'system' });
      }
    },
  });
  await town.startSchoolDay();
  const served = serve(town);
  const { db } = town.records;
  const roles = await db
    .selectFrom('person_role')
    .select(['person_id', 'role', 'school_unit'])
    .where('role', 'in', ['rector', 'teamLeader'])
    .execute();
  const rectors = new Map<string, SignedIn>();
  for (const { person_id, school_unit } of roles) {
    if (school_unit !== null) rectors.set(school_unit, await served.as(person_id, 'rector'));
  }
  const leader = await served.as(
    roles.find(({ role }) => role === 'teamLeader')?.person_id ?? '',
    'teamLeader',
  );
  const pupils = await db.selectFrom('pupil').select(['id', 'civic_no']).execute();
  const civicNos = new Map(pupils.map(({ id, civic_no }) => [id, civic_no]));
  return {
    ...served,
    rectors,
    leader,
    civicNoOf: (pupilId) => civicNos.get(pupilId) ?? pupilId,
    async importAbsence(csv) {
      const answer = await request(served.app)
        .post('/api/v1/imports')
        .set({ authorization: `Bearer ${leader.token}`, 'content-type': 'text/csv' })
        .send(csv);
      if (answer.status !== 201) throw new Error(answer.text);
      await vi.waitFor(
        async () => {
          const waiting = await db
            .selectFrom('absence_arrival')
            .select('id')
            .where('looked_at', 'is', null)
            .execute();
          expect(waiting).toEqual([]);
        },
        { timeout: 120_000, interval: 20 },
      );
    },
  };
}
