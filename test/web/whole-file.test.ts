/**
 * The whole file of a case: everything that was said and decided in it, from the first talk on, and of that to each
 * reader what is theirs.
 */
import { sql } from 'kysely';
import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/records/schema.ts';
import { consentOf, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { aToldCase } from './a-told-case.ts';
import { readPaper, wordsOfPaper } from './paper.ts';

let api: Served;
let caseId: string;

beforeAll(async () => {
  api = await served();
  caseId = await aToldCase(api);
});
afterAll(() => api.close());

const fileOf = async (role: Parameters<Served['as']>[1], personId: string): Promise<string> => {
  const { status, bytes } = await readPaper(api, caseId, 'file.pdf', await api.as(personId, role));
  expect(status).toBe(200);
  return wordsOfPaper(bytes);
};

/** Who may read what of it besides the coordinators, who read all. */
const parts: { words: string; readBy: ('mentor' | 'rector' | 'pupilHealth' | 'guardian')[] }[] = [
  { words: 'Feber sedan i går.', readBy: ['mentor', 'rector', 'pupilHealth'] },
  { words: 'Stökigt på lektionerna.', readBy: ['mentor', 'rector', 'pupilHealth', 'guardian'] },
  { words: 'Sover dåligt.', readBy: ['mentor', 'rector', 'pupilHealth', 'guardian'] },
  { words: 'Över gränsen i två veckor.', readBy: ['mentor', 'rector', 'pupilHealth'] },
  { words: 'Kuratorn ser tecken på nedstämdhet.', readBy: ['rector', 'pupilHealth'] },
  { words: 'Kuratorn tar kontakt.', readBy: ['mentor', 'rector', 'pupilHealth'] },
  { words: 'Utredning öppnad, skyndsamt.', readBy: ['mentor', 'rector', 'pupilHealth', 'guardian'] },
  { words: 'Brev till huvudmannen.', readBy: ['mentor', 'rector', 'pupilHealth', 'guardian'] },
  { words: 'Brev till hemkommunen.', readBy: ['mentor', 'rector', 'pupilHealth', 'guardian'] },
  { words: 'Tidigare utredning om läsning.', readBy: ['mentor', 'rector', 'pupilHealth'] },
  { words: 'Anmält: ensam hemma om nätterna.', readBy: ['rector', 'pupilHealth'] },
  { words: 'Hur blir tisdagarna lättare?', readBy: ['mentor', 'rector', 'pupilHealth', 'guardian'] },
  { words: 'Alla vill börja med morgnarna.', readBy: ['mentor', 'rector', 'pupilHealth', 'guardian'] },
  { words: 'Möta vid bussen.', readBy: ['mentor', 'rector', 'pupilHealth', 'guardian'] },
  { words: 'Resonerar klokt om sin situation.', readBy: ['mentor', 'rector', 'pupilHealth', 'guardian'] },
  { words: 'Rasterna är värst.', readBy: ['mentor', 'rector', 'pupilHealth'] },
  { words: 'Jag orkar inte mer.', readBy: ['pupilHealth'] },
  { words: 'Går det framåt?', readBy: [] },
  { words: 'Förslag på mötestider', readBy: [] },
];

describe('the whole file', () => {
  it('holds all that was said, from the first talk to the minutes, for the coordinator', async () => {
    const text = await fileOf('coordinator', ids.coordinator);
    for (const { words } of parts) expect(text).toContain(words);
    expect(text).toContain('30 %');
  });

  it('has a part for each kind of work, in an order that stays', async () => {
    const who = await api.as(ids.coordinator, 'coordinator');
    const { bytes } = await readPaper(api, caseId, 'file.pdf', who);
    const outline = await (await getDocumentProxy(new Uint8Array(bytes))).getOutline();
    expect(outline.map(({ title }) => title)).toEqual([
      'Frånvaron',
      'Samtal första frånvarodagen',
      'Skolan och elevhälsan',
      'Beställning',
      'Samtycken',
      'Kontakter och begärda handlingar',
      'Möten',
      'Förslag på mötestider',
      'Uppdraget',
      'Orosanmälan',
      'Enkäter i ärendet',
      'Teamledarens flaggningar',
      'Åtaganden som gäller nu',
      'Inkomna handlingar',
      'Historik',
    ]);
  });

  it.each([
    ['mentor', ids.mentor],
    ['rector', ids.rector],
    ['pupilHealth', ids.pupilHealth],
    ['guardian', ids.mother],
  ] as const)('holds for a %s what is theirs to read', async (role, personId) => {
    const text = await fileOf(role, personId);
    const read = parts.filter(({ words }) => text.includes(words)).map(({ words }) => words);
    expect(read).toEqual(parts.filter(({ readBy }) => readBy.includes(role)).map(({ words }) => words));
  });

  it('names no guardian of a protected pupil to those who aren’t near', async () => {
    const rector = await api.as(ids.rector, 'rector');
    const opened = await rector.send('post', '/cases', { pupilId: pupils.protected, order: {} });
    const protectedId = String(opened.body['caseId']);
    const mother = await api.as(ids.mother, 'guardian');
    const given = await mother.send('post', `/cases/${protectedId}/consents`, consentOf(ids.mother));
    expect(given.status).toBe(200);
    const leader = await api.as(ids.teamLeader, 'teamLeader');
    const { bytes } = await readPaper(api, protectedId, 'file.pdf', leader);
    const text = await wordsOfPaper(bytes);
    expect(text).toContain('(skyddade uppgifter)');
    expect(text).not.toMatch(/Skyddad Elev|Mamma/);
  });
});

type OfACase = {
  [T in keyof Database]: 'case_id' extends keyof Database[T]
    ? T
    : 'pupil_id' extends keyof Database[T]
      ? T
      : never;
}[keyof Database];

/** Each table with something of a case or a pupil: the words of the file that come from it, or why none do. */
const records: Record<OfACase, { inFile: string } | { notSince: string }> = {
  absence: { inFile: 'Frånvaron' },
  absence_offered: { inFile: 'Frånvaron' },
  attendance_figure: { inFile: '30 %' },
  first_day_call: { inFile: 'Samtal första frånvarodagen' },
  case_file: { inFile: 'Läge' },
  case_coordinator: { inFile: 'Uppdraget' },
  emergency_access: {
    notSince: 'the log of reads tells who opened it, the reason is between them and the team leader',
  },
  case_deputy: { notSince: 'whoever stands in writes under their own name, in the time line' },
  timeline: { inFile: 'Historik' },
  content: { inFile: 'Alla vill börja med morgnarna.' },
  document: { inFile: 'Inkomna handlingar' },
  obligation: { inFile: 'Åtaganden som gäller nu' },
  case_flag: { inFile: 'Teamledarens flaggningar' },
  case_survey: { inFile: 'Rasterna är värst.' },
  meeting_poll: { inFile: 'Förslag på mötestider' },
  obligation_person: { inFile: 'Åtaganden som gäller nu' },
  obligation_reminder: { notSince: 'when a duty reminds: its day stands with the duty' },
  reminder_sent: { notSince: 'a note to the post office, so that no reminder goes twice' },
  duty: { inFile: 'Åtaganden som gäller nu' },
  duty_holder: { inFile: 'Åtaganden som gäller nu' },
  duty_reminder: { notSince: 'when a duty reminds' },
  school_duty: { notSince: 'that a call is owed; the call itself stands in the file' },
  absence_standing: { notSince: 'where the last look at the figures got to' },
  eht_meeting_item: { notSince: 'which of EHT’s meetings decided: the decision is an event' },
  consent_denial: { notSince: 'a withdrawal under way: the event follows' },
  command_log: { notSince: 'answers to repeated requests' },
  reservation: { notSince: 'what crosses cases while a command is under way' },
  mail: { notSince: 'mails say nothing of the case; why they went is an event' },
  audit: { notSince: 'who has read: told to who asks, on its own paper' },
  pupil_history: { notSince: 'the register’s own changes; the case’s part is an event' },
  pupil_name_word: { notSince: 'an index of names' },
  guardianship: { notSince: 'the register: who gave consent and met stands in the events' },
  relation_pupil: { notSince: 'a class’s work, no part of a case' },
  case_fact: { notSince: 'reckoned from the events, for groups’ statistics' },
  registry_entry: { notSince: 'the register stands by itself, also when the case is destroyed' },
  retention_note: { notSince: 'what holds its destruction back: told on its own page' },
  destruction_item: { notSince: 'the decision to destroy it' },
  relation_mark: { notSince: 'a class’s work, no part of a case' },
};

describe('what the records hold of a case', () => {
  it('is in the file, or it is said why it isn’t', async () => {
    const text = await fileOf('coordinator', ids.coordinator);
    for (const told of Object.values(records)) if ('inFile' in told) expect(text).toContain(told.inFile);
  });

  it('is all of it thought of: no table with a case or a pupil in it is missing above', async () => {
    const { rows } = await sql<{ name: string }>`
      select distinct table_name as name from information_schema.columns natural join information_schema.tables
      where table_type = 'BASE TABLE' and table_schema = current_schema()
        and column_name in ('case_id', 'pupil_id')`.execute(api.town.records.db);
    expect(rows.map(({ name }) => name).filter((name) => !Object.hasOwn(records, name))).toEqual([]);
  });
});
