/** Scans and papers: received by their bytes, filed in a case, read by their secrecy, logged when they are read. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAudit } from '../../src/records/audit.ts';
import { aJpeg, aPdf, aPng } from '../factories/files.ts';
import { anId, ids } from '../factories/parts.ts';
import { allocated, consentOf, pupils, served, type Served, type SignedIn } from './served.ts';
import { uploader, type Upload } from './uploads.ts';

let api: Served;
let caseId: string;
let coordinator: SignedIn;
let mentor: SignedIn;
let mother: SignedIn;
let stranger: SignedIn;
let upload: Upload;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  coordinator = await api.as(ids.coordinator, 'coordinator');
  mentor = await api.as(ids.mentor, 'mentor');
  mother = await api.as(ids.mother, 'guardian');
  stranger = await api.as(ids.otherRector, 'rector');
  upload = uploader(api.app, coordinator.token);
});
afterAll(() => api.close());

const idOf = async (sent: Promise<request.Response>): Promise<string> => {
  const { status, body } = await sent;
  if (status !== 201) throw new Error(JSON.stringify(body));
  return String(body.documentId);
};
const listed = async (who: SignedIn): Promise<{ documentId: string }[]> => {
  const { documents } = (await who.get(`/cases/${caseId}/documents`)).body;
  return Array.isArray(documents) ? documents : [];
};
const download = (documentId: string, { token }: SignedIn, of = caseId) =>
  request(api.app)
    .get(`/api/v1/cases/${of}/documents/${documentId}`)
    .set({ authorization: `Bearer ${token}` })
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
const file = (documentId: string, change: object = {}) =>
  coordinator.send('post', `/cases/${caseId}/documents`, { documentId, kind: 'letter', ...change });

describe('a file that is sent in', () => {
  it.each([
    ['PDF', aPdf(), 'application/pdf'],
    ['PNG', aPng(), 'image/png'],
    ['JPEG', aJpeg(), 'image/jpeg'],
  ])('%s is what it is, whatever its sender says', async (_, bytes, mediaType) => {
    const sent = await upload(bytes, { type: 'application/pdf', fileName: 'fil.exe' });
    expect(sent).toMatchObject({ status: 201, body: { mediaType, sizeBytes: bytes.length } });
  });

  it.each([
    ['nothing', Buffer.alloc(0), 422, 'file-refused', /tom/],
    [
      'HTML called PDF',
      Buffer.from('<html><script>alert(1)</script>'),
      415,
      'unsupported-media-type',
      /PDF, PNG/,
    ],
    ['half a PDF', aPdf().subarray(0, 200), 422, 'file-refused', /skadad/],
    [
      'a PDF with a page behind it',
      Buffer.concat([aPdf(), Buffer.from('<html>')]),
      422,
      'file-refused',
      /mer än/,
    ],
    ['more than the limit', Buffer.concat([aPdf(), Buffer.alloc(1024 * 1024)]), 413, 'too-large', /1 MB/],
  ])('%s is refused whole, in plain words', async (_, bytes, status, code, words) => {
    const before = await count();
    const sent = await upload(bytes);
    expect(sent).toMatchObject({ status, body: { code, detail: expect.stringMatching(words) } });
    expect(await count()).toBe(before);
  });

  it('is the same one under the same key, and another is refused', async () => {
    const key = 'upload-key-0001';
    const [one, two] = [await upload(aPdf(), { key }), await upload(aPdf(), { key })];
    expect(two.body).toEqual(one.body);
    expect(await upload(aPng(), { key })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
  });

  it('is sent by those who work with cases', async () => {
    expect(await upload(aPdf(), { token: mother.token })).toMatchObject({ status: 403 });
    expect(await upload(aPdf(), { token: 'nobody' })).toMatchObject({ status: 401 });
  });
});

const count = async (): Promise<number> => {
  const rows = await api.town.records.db.selectFrom('document').select('id').execute();
  return rows.length;
};

describe('a document of a case', () => {
  it('is filed by its sender, told with what it is, and comes back byte for byte', async () => {
    const bytes = aPdf('yttrande');
    const documentId = await idOf(upload(bytes, { fileName: '../../etc/<b>brev"; x=.pdf' }));
    const filing = { kind: 'opinion', title: 'Skolläkaren <i>', dated: '2026-09-01' };
    expect(await file(documentId, filing)).toMatchObject({ status: 201 });
    const found = (await listed(coordinator)).find((one) => one.documentId === documentId);
    expect(found).toMatchObject({
      ...filing,
      secrecy: 'weak',
      mediaType: 'application/pdf',
      sizeBytes: bytes.length,
      receivedOn: '2026-09-07',
      createdBy: ids.coordinator,
    });
    expect(JSON.stringify(found)).not.toMatch(/\.\.\/|<b>/);
    const got = await download(documentId, coordinator);
    expect(got.body).toEqual(bytes);
    expect(got.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; filename="[\w.-]+\.pdf"$/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cache-control': 'no-store',
    });
    const { entries } = await listAudit(api.town.records.db, { personId: ids.coordinator, caseId });
    expect(entries.map(({ action }) => action)).toContain(`document ${documentId}`);
  });

  it('is filed in one case, by its sender alone, as what the case knows', async () => {
    const documentId = await idOf(upload(aPdf('en')));
    const theirs = await mentor.send('post', `/cases/${caseId}/documents`, { documentId, kind: 'letter' });
    expect(theirs).toMatchObject({ status: 422, body: { code: 'unknown-id', field: '/documentId' } });
    const about = { what: 'guardianTalk', id: anId(404) };
    expect(await file(documentId, { about })).toMatchObject({ status: 422, body: { field: '/about' } });
    expect(await file(documentId, { kind: 'guardianTalk' })).toMatchObject({
      status: 422,
      body: { field: '/about' },
    });
    expect(await file(documentId, { dated: '2027-01-01' })).toMatchObject({ body: { field: '/dated' } });
    expect((await listed(coordinator)).map((one) => one.documentId)).not.toContain(documentId);
    expect((await download(documentId, coordinator)).status).toBe(404);
  });

  it('is read by its secrecy: a mentor and the family see neither it nor that it is there', async () => {
    const documentId = await idOf(upload(aPdf('starkt')));
    expect(await file(documentId, { kind: 'opinion', secrecy: 'strong' })).toMatchObject({ status: 201 });
    for (const who of [mentor, mother]) {
      expect((await listed(who)).map((one) => one.documentId)).not.toContain(documentId);
      expect((await download(documentId, who)).status).toBe(404);
    }
    const health = await api.as(ids.pupilHealth, 'pupilHealth');
    expect((await download(documentId, health)).status).toBe(200);
    expect((await download(documentId, stranger)).status).toBe(404);
    const other = await allocated(api, pupils.second);
    expect((await download(documentId, coordinator, other)).status).toBe(404);
  });

  it('is filed by the command that points at it, when the case says yes', async () => {
    const documentId = await idOf(upload(aPng()));
    const consent = (until: string) => ({
      ...consentOf(ids.mother, 'bup'),
      until,
      form: { how: 'paper', scanId: documentId },
    });
    const no = await coordinator.send('post', `/cases/${caseId}/consents`, consent('2030-01-01'));
    expect(no.status).toBeGreaterThanOrEqual(400);
    expect((await listed(coordinator)).map((one) => one.documentId)).not.toContain(documentId);
    const yes = await coordinator.send('post', `/cases/${caseId}/consents`, consent('2026-10-01'));
    expect(yes).toMatchObject({ status: 200 });
    const about = { what: 'consent', id: Object(yes.body['ids']).consentId[0] };
    expect((await listed(mother)).find((one) => one.documentId === documentId)).toMatchObject({
      kind: 'consentForm',
      about,
    });
    expect((await download(documentId, mother)).status).toBe(200);
  });
});
