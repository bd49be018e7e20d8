/** The school's data by pages: a file is tried, then imported in a second step; mappings and systems beside it. */
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { served, type Served } from '../api/served.ts';
import { addStaff } from '../factories/municipality.ts';
import { ids, otherSchool, school } from '../factories/parts.ts';
import { eventually } from '../setup/eventually.ts';
import { browse, type Browser, type Page } from './browser.ts';

let api: Served;
let leader: Browser;
let registrar: Browser;

beforeAll(async () => {
  api = await served();
  const { db } = api.town.records;
  await addStaff(db, ids.registrar, 'registrar');
  leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  registrar = await browse(api.app, ids.registrar, 'registrar');
});
afterAll(() => api.close());

const pupilHeader =
  'personnummer;förnamn;efternamn;skolenhetskod;årskurs;klass;skyddsmarkering;folkbokföringskommun';
const file = (...lines: string[]) => Buffer.from(`${lines.join('\n')}\n`);
const good = `201906269848;Hemlig;Efter;${school};8;8A;Sekretessmarkering;9801`;
const bad = `201901219897;Alice;Ek;${school};15;8A;Ingen;9801`;
const year = (minutes: number) => file('årskurs;minuter_per_dag', `8;${minutes}`);

/** A run is looked up until it has ended, as a reader would by the page's own refresh. */
const ended = async (browser: Browser, page: Page): Promise<Page> =>
  eventually(async () => {
    const now = await browser.open(page.path);
    expect(now.text).not.toContain('Läsningen pågår');
    return now;
  });

const trying = async (
  browser: Browser,
  bytes: Buffer,
  fields: Record<string, string> = {},
  fileName = 'fil.csv',
): Promise<Page> => {
  const form = await browser.open('/imports/new');
  const files = { '_upload.fileId': { fileName, bytes, type: 'text/csv' } };
  const sent = await browser.send(form, fields, { go: 'send', files });
  return sent.path.endsWith('/new') ? sent : ended(browser, sent);
};

const pupilsNow = async () => {
  const { db } = api.town.records;
  const rows = await db.selectFrom('pupil').select('civic_no').execute();
  return rows.map((row) => row.civic_no);
};

const factOf = (page: Page, label: string): string =>
  page
    .$('.answers__row')
    .filter((_, one) => page.$(one).find('dt').text() === label)
    .find('dd')
    .text();

const applyForm = 'form[action$="/apply"]';

describe('a file', () => {
  it('is found by the registrar’s menu and the team leader’s settings', async () => {
    const mine = await registrar.follow(await registrar.open('/'), 'Inläsning');
    expect(mine.text).toContain('Ingen fil är inläst.');
    const settings = await leader.follow(await leader.open('/'), 'Inställningar');
    expect((await leader.follow(settings, 'Inläsning')).path).toBe('/imports');
  });

  it('is tried first: what it would do is shown, nothing is changed, nothing that it says is repeated', async () => {
    const tried = await trying(registrar, file(pupilHeader, good, bad), {}, 'elever.csv');
    expect(tried.text).toContain('Provläst. Inget är ändrat än.');
    expect(tried.$('h1').text()).toBe('Elever: elever.csv');
    expect([factOf(tried, 'Rader'), factOf(tried, 'Nya'), factOf(tried, 'Rader med fel')]).toEqual([
      '2',
      '1',
      '1',
    ]);
    expect(tried.text).toContain('årskurs');
    expect(tried.text).toContain('Årskursen är okänd');
    for (const word of ['Hemlig', 'Efter', 'Alice', '20190626', '20190121']) {
      expect(tried.text).not.toContain(word);
    }
    expect(await pupilsNow()).not.toContain('201906269848');
  });

  it('is imported in a second step, its good rows alone where some are bad, and once', async () => {
    const tried = await trying(registrar, file(pupilHeader, good, bad), {}, 'elever.csv');
    expect(tried.$(applyForm).text()).toContain('Läs in raderna utan fel');
    const done = await ended(registrar, await registrar.send(tried, {}, { form: applyForm }));
    expect(done.text).toContain('Inläst.');
    expect(factOf(done, 'Nya')).toBe('1');
    expect(await pupilsNow()).toContain('201906269848');
    expect(await pupilsNow()).not.toContain('201901219897');

    const again = await registrar.send(tried, {}, { form: applyForm });
    expect(again.path).toBe(done.path);
    const trial = await registrar.open(tried.path);
    expect(trial.text).toContain('Filen är inläst efter provläsningen.');
    expect(trial.$(applyForm)).toHaveLength(0);
    expect((await registrar.follow(trial, 'Se inläsningen')).path).toBe(done.path);
    const { db } = api.town.records;
    const kept = await db.selectFrom('import_file').select('bytes').execute();
    expect(kept.filter(({ bytes }) => bytes !== null)).toHaveLength(1);
  });

  it('that is good is imported whole', async () => {
    const tried = await trying(leader, year(320));
    expect(tried.$(applyForm).text()).toContain('Läs in filen');
    const done = await ended(leader, await leader.send(tried, {}, { form: applyForm }));
    expect(done.text).toContain('Inläst.');
    expect((await trying(leader, year(320))).text).toContain('Filen skulle inte ändra något.');
    const list = await leader.open('/imports');
    expect(list.text).toContain('Erbjuden tid');
    expect(list.text).toContain('provläst, inget ändrat');
  });

  it('of the wrong kind, unreadable, or none at all, is told so', async () => {
    const wrong = await trying(leader, year(300), { kind: 'absence' });
    expect(wrong.text).toContain('Avvisad. Inget av filen lästes in.');
    expect(wrong.text).toContain('Filen ser ut att innehålla erbjuden tid, inte frånvaro.');
    expect(wrong.$(applyForm)).toHaveLength(0);
    const none = await leader.send(await leader.open('/imports/new'), {}, { go: 'send' });
    expect(none.status).toBe(422);
    expect(none.$('#errors').text()).toContain('Filen');
    const large = await trying(leader, Buffer.alloc(1024 * 1024 + 1, 'x'));
    expect(large.status).toBe(422);
    expect(large.$('#errors').text()).toContain('1 MB');
  });

  it('says which absence is refused for its day', async () => {
    const { db } = api.town.records;
    const absence = (date: string) => `201906269848;${date};1;SO;48;giltig;Ledighet`;
    const header = 'personnummer;datum;lektion;ämne;minuter;typ;orsak';
    const tried = await trying(leader, file(header, absence('2026-09-07'), absence('2026-09-08')));
    expect(tried.text).toContain('Dagen har inte varit än.');
    await ended(leader, await leader.send(tried, {}, { form: applyForm }));
    const days = await db
      .selectFrom('absence')
      .innerJoin('pupil', 'pupil.id', 'absence.pupil_id')
      .select('date')
      .where('civic_no', '=', '201906269848')
      .execute();
    expect(days).toEqual([{ date: '2026-09-07' }]);
  });

  it('is for those who import alone', async () => {
    const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
    for (const path of ['/imports', '/imports/new', '/imports/mappings', '/imports/sources/new']) {
      expect((await coordinator.open(path)).status).toBe(403);
    }
    expect((await coordinator.open('/')).text).not.toContain('Inläsning');
  });

  it('that is gone can’t be imported any more', async () => {
    const tried = await trying(leader, year(310));
    const { db } = api.town.records;
    await db.updateTable('import_file').set({ bytes: null }).where('applied_as', 'is', null).execute();
    const refused = await leader.send(tried, {}, { form: applyForm });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Filen finns inte kvar');
    expect((await leader.open(tried.path)).text).toContain('Välj den igen för att läsa in den.');
  });
});

describe('a mapping', () => {
  const columns: [ours: string, theirs: string][] = [
    ['personnummer', 'PNR'],
    ['förnamn', 'Tilltal'],
    ['efternamn', 'Efternamn'],
    ['årskurs', 'Åk'],
    ['klass', 'Klass'],
    ['skyddsmarkering', 'Skydd'],
  ];
  /** The rows of a list, in the form as it shows them. */
  const rows = (name: string, keys: string[], values: readonly string[][]) =>
    Object.fromEntries(
      values.flatMap((row, index) => keys.map((key, at) => [`${name}.${index}.${key}`, row[at] ?? ''])),
    );

  it('is written step by step, and refused at the word that isn’t ours', async () => {
    const list = await leader.follow(await leader.open('/imports'), 'Sparade mappningar');
    const about = await leader.follow(list, 'Skriv en mappning');
    const filled = { name: 'Elevregistret', kind: 'pupils', filePattern: 'register*.csv' };
    const columnStep = await leader.send(about, filled, { go: 'next' });
    expect(columnStep.text).toContain('Behövs: personnummer, förnamn');
    const wordStep = await leader.send(columnStep, rows('columns', ['ours', 'theirs'], columns), {
      go: 'next',
    });
    // What is the same in every row stands in the next step.
    expect(wordStep.status).toBe(422);
    expect(wordStep.$('#errors').text()).toContain('Alla kolumner som behövs är inte angivna');
  });

  it('is used by its name, changed, and reads the file anew', async () => {
    const { send } = await api.as(ids.teamLeader, 'teamLeader');
    const saved = await send('post', '/import-mappings', {
      name: 'Elevregistret',
      kind: 'pupils',
      columns: columns.map(([ours, theirs]) => ({ ours, theirs })),
      constants: { skolenhetskod: school, folkbokföringskommun: '9801' },
      values: { skyddsmarkering: { J: 'Sekretessmarkering', N: 'Ingen' } },
    });
    expect(saved.status).toBe(201);
    const theirs = file('PNR,Tilltal,Efternamn,Åk,Klass,Skydd', '201901219897,Alice,Ek,8,8A,N');
    const tried = await trying(leader, theirs, { mapping: 'Elevregistret' });
    expect(factOf(tried, 'Mappning')).toBe('Elevregistret');
    expect(factOf(tried, 'Nya')).toBe('1');

    const list = await leader.open('/imports/mappings');
    const change = await leader.follow(list, 'Elevregistret');
    const last = await leader.open(`${change.path}?step=2`);
    expect(last.$('[name="same.0.value"]').attr('value')).toBe(school);
    const wrong = await leader.send(last, { 'words.1.ours': 'Öppen' }, { go: 'next' });
    expect(wrong.status).toBe(422);
    expect(wrong.$('#errors a').attr('href')).toBe('#f-words-1-ours');
    const writing = await leader.send(
      wrong,
      { 'words.1.ours': 'Ingen', 'same.0.value': otherSchool },
      { go: 'next' },
    );
    const answers = await leader.send(writing, { dateForm: 'dd/mm/yyyy' }, { go: 'next' });
    const done = await leader.send(answers, {}, { go: 'send' });
    expect(done.$('#done').text()).toBe('Mappningen är sparad.');
    const { get } = await api.as(ids.teamLeader, 'teamLeader');
    expect((await get('/import-mappings/Elevregistret')).body).toMatchObject({
      constants: { skolenhetskod: otherSchool, folkbokföringskommun: '9801' },
      values: { skyddsmarkering: { J: 'Sekretessmarkering', N: 'Ingen' } },
      dateForm: 'dd/mm/yyyy',
      delimiter: null,
    });
  });
});

describe('a system that data is read from', () => {
  it('is connected, read by hand, and says what its readings came to', async () => {
    const form = await leader.follow(await leader.open('/imports'), 'Koppla ett system');
    const fields = {
      name: 'Skolsystemet',
      baseUrl: 'https://api.leverantor.example/ss12000/v2.0',
      'auth.kind': 'oauth2',
      secretRef: 'SKOLA',
    };
    const refused = await leader.send(form, fields, { go: 'send' });
    expect(refused.status).toBe(422);
    expect(refused.$('#errors').text()).toContain('OAuth 2: adressen för inloggning');
    const added = await leader.send(refused, { 'auth.kind': 'bearer' }, { go: 'send' });
    expect(added.$('#done').text()).toBe('Systemet är kopplat och läses nu.');
    const { path } = added;
    // The test's worker has no secret for it: the reading says so.
    await eventually(async () => {
      expect((await leader.open(path)).text).toContain('Hemligheten är inte inställd hos arbetaren');
    });
    const again = await leader.send(added, {}, { form: 'form[action$="/reading"]' });
    expect(again.$('#done').text()).toContain('Systemet läses så snart');
    expect((await leader.open('/imports')).text).toContain('Skolsystemet');
  });
});

it('tells an open page when the import has ended', async () => {
  const { token } = await api.as(ids.teamLeader, 'teamLeader');
  const { db } = api.town.records;
  const counts = { rows: 10, added: 0, changed: 0, unchanged: 0, removed: 0, bad: 0 };
  const id = 'a7a1f0f2-0000-4000-8000-000000000001';
  const head = { id, kind: 'absence', mode: 'good-rows', file_name: 'lång.csv', by: 'folder' } as const;
  await db
    .insertInto('import_run')
    .values({ ...head, ...counts, status: 'running', mapping: null, changes: null })
    .execute();
  const page = await leader.open(`/imports/${id}`);
  expect(page.text).toContain('Läsningen pågår');
  const listening = page.$('body').attr('data-live');
  expect(listening).toBe(`/imports/${id}/live?rows=10`);
  expect(page.$('meta[http-equiv="refresh"]')).toHaveLength(0);
  expect(page.$('noscript').text()).toContain('refresh');
  const server = api.app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  const stream = await fetch(`http://127.0.0.1:${port}${String(listening)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await db.updateTable('import_run').set({ status: 'applied', rows: 12 }).where('id', '=', id).execute();
  let told = '';
  for await (const chunk of stream.body ?? []) {
    told += Buffer.from(chunk).toString();
    if (told.includes('event: changed')) break;
  }
  expect(told).toContain('event: changed');
  server.closeAllConnections();
  server.close();
  expect((await leader.open(`/imports/${id}`)).text).toContain('Inläst.');
});
