/** A whole case handed out: what each receiver gets, what is masked, and that it is whole. */
import { load } from 'cheerio';
import { strFromU8, unzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseExport, caseExportSchema, type CaseExport } from '../../src/api/schemas/case-export.ts';
import { sha256Of } from '../../src/records/documents.ts';
import { aPdf } from '../factories/files.ts';
import { ids } from '../factories/parts.ts';
import { pupils, served, type Served } from '../api/served.ts';
import { uploader } from '../api/uploads.ts';
import { strangers } from '../api/who.ts';
import { aToldCase } from './a-told-case.ts';
import { readPaper, wordsOfPaper } from './paper.ts';

let api: Served;
let caseId: string;
const given = new Map<string, Uint8Array>();

beforeAll(async () => {
  api = await served();
  await strangers(api);
  caseId = await aToldCase(api);
  const coordinator = await api.as(ids.coordinator, 'coordinator');
  const upload = uploader(api.app, coordinator.token);
  for (const [secrecy, words] of Object.entries({ emi: 'Journal', social: 'Akt', weak: 'Yttrande' })) {
    const bytes = aPdf(words);
    given.set(secrecy, bytes);
    const { body } = await upload(bytes);
    const filing = { documentId: body.documentId, kind: 'opinion', secrecy, title: null, dated: null };
    expect((await coordinator.send('post', `/cases/${caseId}/documents`, filing)).status).toBe(201);
  }
});
afterAll(() => api.close());

type Handed = { files: Map<string, Uint8Array>; told: CaseExport; all: string };

/** The ZIP as its receiver opens it: files by their path below the root folder, and every word in them. */
async function handed(query: string): Promise<Handed> {
  const who = await api.as(ids.registrar, 'registrar');
  const { status, bytes } = await readPaper(api, caseId, `export.zip?${query}`, who);
  expect(status).toBe(200);
  const unzipped = Object.entries(unzipSync(new Uint8Array(bytes)));
  const roots = new Set(unzipped.map(([path]) => path.split('/')[0]));
  expect(roots.size).toBe(1);
  const files = new Map(unzipped.map(([path, body]) => [path.split('/').slice(1).join('/'), body]));
  const json = [...files].find(([path]) => path.endsWith('case.json'));
  if (json === undefined) throw new Error('no case.json');
  const told = caseExport.parse(JSON.parse(strFromU8(json[1])));
  const words = await Promise.all(
    [...files].map(([path, body]) =>
      path.endsWith('.pdf') ? wordsOfPaper(Buffer.from(body)) : strFromU8(body),
    ),
  );
  return { files, told, all: words.join('\n') };
}

const concern = 'Anmält: ensam hemma om nätterna.';
const strong = 'Kuratorn ser tecken på nedstämdhet.';

describe('a case handed out', () => {
  it('to the archive is a package whose METS names every file, with its digest and size', async () => {
    const { files, told, all } = await handed('receiver=archive');
    for (const words of [concern, strong, 'Alla vill börja med morgnarna.']) expect(all).toContain(words);
    expect(told.masked).toEqual([]);
    expect(told.registry.length).toBeGreaterThan(10);
    const mets = load(strFromU8(files.get('METS.xml') ?? new Uint8Array()), { xmlMode: true });
    const named = mets('file, mdRef')
      .toArray()
      .map((one) => {
        const at = mets(one);
        const href = at.attr('xlink:href') ?? at.find('FLocat').attr('xlink:href') ?? '';
        return [decodeURI(href), `${at.attr('SIZE')} ${at.attr('CHECKSUM')?.toLowerCase()}`] as const;
      });
    const found = [...files]
      .filter(([path]) => path !== 'METS.xml')
      .map(([path, body]) => [path, `${body.length} ${sha256Of(Buffer.from(body))}`] as const);
    expect(new Map(named)).toEqual(new Map(found));
    expect(named).toHaveLength(found.length);
    // E-ARK CSIP 2.1.0: CSIP1, 2, 6, 9, 80, 82; E-ARK SIP 2.1.0: SIP3.
    expect(mets('mets').attr('PROFILE')).toBe('https://earksip.dilcis.eu/profile/E-ARK-SIP.xml');
    expect(mets('mets').attr('OBJID')).toContain(told.case.number);
    expect(mets('mets').attr('TYPE')).toBe('ERMS');
    expect(mets('metsHdr').attr('csip:OAISPACKAGETYPE')).toBe('SIP');
    expect(mets('metsHdr > agent[ROLE="CREATOR"] > note').attr('csip:NOTETYPE')).toBe('SOFTWARE VERSION');
    expect(mets('structMap').attr()).toMatchObject({ TYPE: 'PHYSICAL', LABEL: 'CSIP' });
    const allIds = mets('[ID]')
      .toArray()
      .map((one) => mets(one).attr('ID'));
    expect(new Set(allIds).size).toBe(allIds.length);
    for (const one of mets('fptr').toArray()) expect(allIds).toContain(mets(one).attr('FILEID'));
  });

  it('has its documents as they came, and a digest of every file', async () => {
    const { files, told } = await handed('receiver=court');
    expect(told.documents.map(({ secrecy }) => secrecy).sort()).toEqual(['emi', 'social', 'weak']);
    for (const { path, secrecy } of told.documents)
      expect(Buffer.from(files.get(path) ?? []).equals(Buffer.from(given.get(secrecy) ?? []))).toBe(true);
    const lines = strFromU8(files.get('manifest-sha256.txt') ?? new Uint8Array())
      .trim()
      .split('\n');
    const digests = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)] as const));
    for (const [path, body] of files) {
      if (path !== 'manifest-sha256.txt' && path !== 'index.csv')
        expect(digests.get(path), path).toBe(sha256Of(Buffer.from(body)));
    }
    expect(digests.size).toBe(files.size - 2);
    for (const path of ['file.pdf', 'drawn-up/order.pdf', 'log.csv', 'masking.csv'])
      expect([...files.keys()]).toContain(path);
  });

  it('to a guardian holds what the guardian reads, says what is masked, and not that there is a concern report', async () => {
    const { told, all } = await handed(`receiver=guardian&guardianId=${ids.mother}`);
    expect(all).toContain('Alla vill börja med morgnarna.');
    for (const hidden of [concern, strong, 'Oroad', 'concernReported', 'Orosanmälan'])
      expect(all).not.toContain(hidden);
    expect(told.documents).toEqual([]);
    expect(told.registry).toEqual([]);
    expect(told.masked.length).toBeGreaterThan(3);
    const strongly = told.masked.find(({ what }) => what === 'ehtDecisionMade');
    expect(strongly).toMatchObject({ secrecy: 'strong', paragraph: expect.stringContaining('23 kap. 2 §') });
    expect(new Set(told.masked.map(({ by }) => by))).toEqual(new Set(['registrar Prov']));
  });

  it('to another authority leaves out what whoever hands it out has masked, and says so', async () => {
    const { told, all } = await handed('receiver=authority&mask=strong&mask=emi');
    for (const hidden of [concern, strong]) expect(all).not.toContain(hidden);
    expect(all).toContain('Rasterna är värst.');
    expect(told.documents.map(({ secrecy }) => secrecy).sort()).toEqual(['social', 'weak']);
    const masked = told.masked.map(({ part, what, secrecy }) => `${part} ${what} ${secrecy}`);
    for (const one of [
      'event concernReported strong',
      'event ehtDecisionMade strong',
      'document opinion emi',
    ])
      expect(masked).toContain(one);
  });

  it('is refused whole for somebody else’s guardian, without a receiver, and to those who may not', async () => {
    const registrar = await api.as(ids.registrar, 'registrar');
    const asked = async (query: string, who = registrar) =>
      (await readPaper(api, caseId, `export.zip?${query}`, who)).status;
    expect(await asked(`receiver=guardian&guardianId=${ids.otherRector}`)).toBe(422);
    expect(await asked('')).toBe(422);
    expect(await asked('receiver=court', await api.as(ids.mentor, 'mentor'))).toBe(403);
    expect(await asked('receiver=pupil', await api.as(ids.mother, 'guardian'))).toBe(403);
  });

  it('of a protected pupil is for those who are named to read of it', async () => {
    const rector = await api.as(ids.rector, 'rector');
    const opened = await rector.send('post', '/cases', { pupilId: pupils.protected, order: {} });
    const hidden = String(opened.body['caseId']);
    const registrar = await api.as(ids.registrar, 'registrar');
    expect((await readPaper(api, hidden, 'export.zip?receiver=pupil', registrar)).status).toBe(403);
    const { status, bytes } = await readPaper(api, hidden, 'export', registrar);
    expect(status).toBe(200);
    expect(bytes.toString()).toContain('skyddade personuppgifter');
    expect(bytes.toString()).not.toMatch(/Skyddad Elev|export\.zip/);
  });

  it('is in the log of reads, each document by itself', async () => {
    const count = async () => {
      const rows = await api.town.records.db
        .selectFrom('audit')
        .select('action')
        .where('case_id', '=', caseId)
        .where('person_id', '=', ids.registrar)
        .execute();
      return rows.filter(({ action }) => action.startsWith('document ') || action.endsWith('export.zip'))
        .length;
    };
    const before = await count();
    await handed('receiver=court');
    expect(await count()).toBe(before + 4);
  });

  it('has a published schema', () => {
    const published: unknown = JSON.parse(readFileSync('docs/case-export.schema.json', 'utf8'));
    expect(published).toEqual(caseExportSchema());
  });
});
