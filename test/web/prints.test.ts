/** Papers of a case as PDF: what they say, their structure, and that each reader's whole file is their own. */
import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfText } from '../api/pdf-text.ts';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { uploader } from '../api/uploads.ts';
import { aPdf } from '../factories/files.ts';
import { ids } from '../factories/parts.ts';
import { browse } from './browser.ts';
import { readPaper, wordsOfPaper } from './paper.ts';

let api: Served;
let caseId: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  const coordinator = await api.as(ids.coordinator, 'coordinator');
  const date = '2026-09-07';
  const send = async (path: string, body: unknown) => {
    const sent = await coordinator.send('post', `/cases/${caseId}${path}`, body);
    if (sent.status >= 300) throw new Error(JSON.stringify(sent.body));
  };
  const visit = { date, kind: 'homeVisit', effort: 'supporting', with: ['pupil'] };
  await send('/contacts', { ...visit, note: 'Bara för personalen.' });
  await send('/mapping/pupil', { respondent: 'pupil', date, note: 'Idrotten är svår.' });
  await send('/mapping/educators', { respondent: 'mentor', date, note: 'Kommer gärna till bilden.' });
  await send('/mapping/guardians', { respondent: 'guardian', date, note: 'Oro på söndagar.' });
  await send('/plans', {
    start: date,
    situation: 'Kommer två dagar i veckan.',
    goals: [{ note: 'Tre dagar i veckan före lovet.' }],
    measures: [
      { owner: { party: 'mentor' }, start: date, note: 'Möta vid grinden.', howMeasured: 'Mornar.' },
    ],
  });
  await send('/evaluations', { heldOn: date, outcome: 'enough', final: false, note: 'Det har vänt.' });
  const { body } = await uploader(api.app, coordinator.token)(aPdf());
  const strong = {
    documentId: body.documentId,
    kind: 'opinion',
    title: 'Psykologens yttrande',
    secrecy: 'strong',
  };
  await send('/documents', strong);
});
afterAll(() => api.close());

const read = (path: string, who: { token: string }) => readPaper(api, caseId, path, who);

/** The roles of the structure, in reading order. */
async function rolesOf(bytes: Buffer): Promise<string[]> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const roles: string[] = [];
  const walk = (node: unknown): void => {
    const { role, children } = Object(node);
    if (typeof role === 'string') roles.push(role);
    if (Array.isArray(children)) children.forEach(walk);
  };
  for (let page = 1; page <= pdf.numPages; page += 1) walk(await (await pdf.getPage(page)).getStructTree());
  return roles;
}

describe('a paper of a case', () => {
  it.each([
    ['order.pdf', ['Beställning', 'Frånvaron är utredd', 'Första Elev']],
    ['plans/1.pdf', ['Handlingsplan', 'Kommer två dagar i veckan.', 'Möta vid grinden.']],
    [
      'consent-form.pdf',
      ['Samtycke till att dela uppgifter', 'högst 12 månader', 'Socialtjänsten', 'Första Elev'],
    ],
  ])('%s says what it is about, under the municipality’s name, tagged', async (path, words) => {
    const { status, bytes } = await read(path, await api.as(ids.coordinator, 'coordinator'));
    expect(status).toBe(200);
    const { text, tagged } = await pdfText(bytes);
    expect(tagged).toBe(true);
    for (const one of [...words, 'Provkommunen', 'Sida 1 av']) expect(text).toContain(one);
    const roles = await rolesOf(bytes);
    expect(roles.filter((role) => role === 'H1')).toHaveLength(1);
    expect(roles).toContain('H2');
    const info = await (await getDocumentProxy(new Uint8Array(bytes))).getMetadata();
    expect(Object(info.info)).toMatchObject({ Language: 'sv' });
    expect(Object(info.info).Title).not.toBe('');
  });

  it('is linked to from the documents’ tab, by who may read it', async () => {
    const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
    const page = await coordinator.open(`/cases/${caseId}/documents`);
    const links = page
      .$('main a[href*=".pdf"]')
      .map((_, one) => page.$(one).attr('href') ?? '')
      .get();
    expect(links.map((href) => href.replace(`/cases/${caseId}/`, '').replace(/[\da-f-]{36}/, 'id'))).toEqual(
      expect.arrayContaining([
        'order.pdf',
        'plans/1.pdf',
        'evaluations/id.pdf',
        'file.pdf',
        'consent-form.pdf',
      ]),
    );
    for (const href of links) {
      const { status, bytes } = await read(
        href.replace(`/cases/${caseId}/`, ''),
        await api.as(ids.coordinator, 'coordinator'),
      );
      expect([href, status, bytes.subarray(0, 5).toString()]).toEqual([href, 200, '%PDF-']);
    }
    const stranger = await api.as(ids.otherRector, 'rector');
    expect((await read('file.pdf', stranger)).status).toBe(404);
    expect((await read('plans/9.pdf', await api.as(ids.coordinator, 'coordinator'))).status).toBe(404);
  });
});

describe('the whole file', () => {
  it('has a cover, contents with pages, every part in its order, tables with headers', async () => {
    const { bytes } = await read('file.pdf', await api.as(ids.coordinator, 'coordinator'));
    const text = await wordsOfPaper(bytes);
    const order = [
      'Innehåll',
      'Förutsättningar',
      'Idrotten är svår.',
      'Möta vid grinden.',
      'Psykologens yttrande',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(text).toContain('Bara för personalen.');
    expect(text).toMatch(/Beställning 2 Samtycken \d/);
    const roles = await rolesOf(bytes);
    for (const role of ['TOC', 'TOCI', 'Table', 'TR', 'TH', 'TD', 'H1', 'H2', 'H3'])
      expect(roles).toContain(role);
    const outline = await (await getDocumentProxy(new Uint8Array(bytes))).getOutline();
    expect(outline.map(({ title }) => title)).toContain('Beställning');
  });

  it('holds of a case only what its reader may see', async () => {
    const family = await wordsOfPaper((await read('file.pdf', await api.as(ids.mother, 'guardian'))).bytes);
    expect(family).toContain('Möta vid grinden.');
    expect(family).not.toMatch(/Bara för personalen|Idrotten är svår|Psykologens yttrande/);
    const mentor = await wordsOfPaper((await read('file.pdf', await api.as(ids.mentor, 'mentor'))).bytes);
    expect(mentor).toContain('Bara för personalen.');
    expect(mentor).not.toContain('Psykologens yttrande');
  });
});
