/** The municipality's logo: refused where it can't be printed, shown, on the next paper, and taken away again. */
import request from 'supertest';
import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { aJpeg, aPdf, aPng } from '../factories/files.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser } from './browser.ts';

let api: Served;
let leader: Browser;
let caseId: string;
beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  leader = await browse(api.app, ids.teamLeader, 'teamLeader');
});
afterAll(() => api.close());

const place = '/settings/letterhead';
const send = async (bytes: Buffer) =>
  leader.send(
    await leader.open(`${place}/change`),
    {},
    { go: 'send', files: { '_upload.documentId': { fileName: 'logo', bytes } } },
  );

/** How many pictures the consent form has, as a screen reader is told of them. */
const picturesOnPaper = async (): Promise<number> => {
  const { token } = await api.as(ids.teamLeader, 'teamLeader');
  const got = await request(api.app)
    .get(`/cases/${caseId}/consent-form.pdf`)
    .set({ authorization: `Bearer ${token}` })
    .responseType('blob');
  expect(got.status).toBe(200);
  const pdf = await getDocumentProxy(new Uint8Array(got.body));
  const tree = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
  return tree.split('"role":"Figure"').length - 1;
};

describe('the logo on papers', () => {
  it('is none to begin with, and found from the settings', async () => {
    const page = await leader.follow(await leader.open('/settings'), 'Papperens huvud');
    expect(page.$('.letterhead img')).toHaveLength(0);
    expect(page.$('.letterhead').text()).toContain('Provkommunen');
    expect(await picturesOnPaper()).toBe(0);
  });

  it.each([
    ['a PDF', aPdf(), /Välj en bild/],
    ['too many pixels', aPng(3_001), /Bilden är för stor/],
  ])('is refused where it is %s, and papers stay as they are', async (_what, bytes, why) => {
    const refused = await send(bytes);
    expect(refused.status).toBe(422);
    expect(refused.$('#errors').text()).toMatch(why);
    expect(await picturesOnPaper()).toBe(0);
  });

  it.each([
    ['JPEG', aJpeg()],
    ['PNG', aPng(16)],
  ])('is a %s: shown, and on the next paper', async (_what, bytes) => {
    const saved = await send(bytes);
    expect(saved.$('#done').text()).toBe('Logotypen är sparad. Nästa papper har den.');
    expect(saved.$('.letterhead img').attr('alt')).toBe('Logotyp för Provkommunen');
    expect(await picturesOnPaper()).toBe(1);
  });

  it('is taken away in one press', async () => {
    const gone = await leader.send(await leader.open(place), {}, { form: `form[action="${place}/remove"]` });
    expect(gone.$('#done').text()).toContain('borttagen');
    expect(await picturesOnPaper()).toBe(0);
  });

  it('is for those who set up the municipality alone', async () => {
    const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
    expect((await coordinator.open(place)).status).toBe(403);
    expect((await request(api.app).get('/api/v1/letterhead/logo')).status).toBe(401);
  });
});
