/** The watched folder in the API's process: a file put there reaches the pupil's running case. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAbsenceNews } from '../../src/api/absence-news.ts';
import { createPupilNews } from '../../src/api/pupil-news.ts';
import { watchImports } from '../../src/api/watch-imports.ts';
import { createCaseEngine } from '../../src/temporal/case-engine.ts';
import { otherSchool } from '../factories/parts.ts';
import { allocated, pupils, served, type Served } from './served.ts';
import { eventually } from '../setup/eventually.ts';

let api: Served;
let folder: string;
beforeAll(async () => {
  api = await served();
  folder = await mkdtemp(path.join(tmpdir(), 'bryggan-folder-'));
});
afterAll(async () => {
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

const watched = (at: string) => {
  const { clock, engine, records } = api.town;
  const { db } = records;
  const log = pino({ level: 'silent' });
  const { client } = engine;
  const now = () => clock.now();
  const caseEngine = createCaseEngine(client, { clock });
  return watchImports(
    { folder: at, mode: 'good-rows' },
    {
      db,
      log,
      now,
      pupilNews: createPupilNews({ db, caseEngine, log }),
      absenceNews: createAbsenceNews({ db, client, clock, log }),
    },
  );
};

it('tells the running case what a file put there newly says', async () => {
  const caseId = await allocated(api, pupils.first);
  const { db } = api.town.records;
  await db.updateTable('pupil').set({ civic_no: '201205149808' }).where('id', '=', pupils.first).execute();
  const watch = await watched(folder);
  const header =
    'personnummer;förnamn;efternamn;skolenhetskod;årskurs;klass;skyddsmarkering;folkbokföringskommun';
  await writeFile(
    path.join(folder, 'elever.csv'),
    `${header}\n201205149808;Ny;Elev;${otherSchool};8;8A;Ingen;9801\n`,
  );
  await eventually(async () => {
    expect((await api.town.stateOf(caseId)).pupil.schoolUnit).toBe(otherSchool);
    expect((await readdir(path.join(folder, 'done'))).sort()).toEqual([
      'elever.csv',
      'elever.csv.rapport.txt',
    ]);
  });
  await watch?.stop();
});

it('says which setting is wrong when the folder cannot be had', async () => {
  const file = path.join(folder, 'fil');
  await writeFile(file, '');
  await expect(watched(file)).rejects.toThrow(/^BRYGGAN_IMPORT_FOLDER: can't write in/);
});
