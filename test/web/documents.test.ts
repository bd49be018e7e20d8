/** Scans and papers by forms without scripts: chosen, refused in plain words, kept, filed, and downloaded. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocated, order, pupils, served, type Served } from '../api/served.ts';
import { aJpeg, aPdf, aPng } from '../factories/files.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser } from './browser.ts';
import { boundary, multipart, type ChosenFile } from './multipart.ts';

let api: Served;
let coordinator: Browser;
let caseId: string;
let tab: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  tab = `/cases/${caseId}/documents`;
  coordinator = await browse(api.app, ids.coordinator, 'coordinator');
});
afterAll(() => api.close());

const chosen = (file: ChosenFile) => ({ files: { '_upload.documentId': file } });
const stored = async (): Promise<number> =>
  (await api.town.records.db.selectFrom('document').select('id').execute()).length;

describe('the documents of a case', () => {
  it('begin empty, and say what they are for', async () => {
    const page = await coordinator.open(tab);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Inget är inlagt ännu');
    expect((await coordinator.follow(page, 'Lägg till en handling')).title).toContain(
      'Lägg till en handling',
    );
  });

  const hostile: [string, ChosenFile, RegExp][] = [
    [
      'HTML called .pdf',
      { fileName: 'a.pdf', bytes: Buffer.from('<html><script>1</script>') },
      /inte en PDF/,
    ],
    ['nothing within', { fileName: 'tom.pdf', bytes: Buffer.alloc(0) }, /tom/],
    ['cut short', { fileName: 'b.png', bytes: aPng().subarray(0, 60) }, /skadad/],
    [
      'two kinds at once',
      { fileName: 'c.jpg', bytes: Buffer.concat([aJpeg(), Buffer.from('<script>')]) },
      /något mer/,
    ],
    [
      'beyond the limit',
      { fileName: 'd.pdf', bytes: Buffer.concat([aPdf(), Buffer.alloc(1024 * 1024)]) },
      /större än gränsen 1 MB/,
    ],
  ];
  it.each(hostile)('refuse a file with %s, and keep what was typed', async (_, file, why) => {
    const before = await stored();
    const form = await coordinator.open(`${tab}/new`);
    const refused = await coordinator.send(form, { kind: 'letter', title: 'Brev <b>' }, chosen(file));
    expect(refused.status).toBe(422);
    expect(refused.$('#errors a').attr('href')).toBe('#f-documentId');
    expect(refused.$('#errors').text()).toMatch(why);
    expect(refused.$('#f-documentId').attr('aria-invalid')).toBe('true');
    expect(refused.$('[name="title"]').attr('value')).toBe('Brev <b>');
    expect(refused.$('[name="kind"] [selected]').attr('value')).toBe('letter');
    expect(await stored()).toBe(before);
  });

  it('ask for the file where none is chosen', async () => {
    const form = await coordinator.open(`${tab}/new`);
    const refused = await coordinator.send(form, { kind: 'letter' });
    expect(refused.status).toBe(422);
    expect(refused.$('#errors').text()).toContain('Fil');
    await coordinator.send(refused, {}, { go: 'discard' });
  });

  it('keep a chosen file through a refusal of something else, and file it once', async () => {
    const before = await stored();
    const form = await coordinator.open(`${tab}/new`);
    const file = { fileName: '../../etc/pass"wd <img src=x>.pdf', bytes: aPdf('åäö') };
    const typed = { kind: 'opinion', title: 'Yttrande <script>', secrecy: 'strong', dated: '2027-01-01' };
    const refused = await coordinator.send(form, typed, chosen(file));
    expect(refused.status).toBe(422);
    expect(refused.$('#errors a').attr('href')).toBe('#f-dated');
    expect(refused.$('select[name="documentId"] [selected]').text()).toMatch(/pass.*wd/);
    const filed = await coordinator.send(refused, { dated: '2026-09-01' });
    expect(filed.path).toBe(`${tab}?done=documentFiled`);
    expect(filed.$('#done').text()).toBe('Handlingen är inlagd.');
    const received = filed.$('table').last();
    expect(received.find('tbody tr')).toHaveLength(1);
    expect(received.find('th[scope="row"]').text()).toBe('Yttrande <script>');
    expect(filed.$('img, main script')).toHaveLength(0);
    expect(await stored()).toBe(before + 1);

    const href = received.find('a').attr('href') ?? '';
    const { token } = await api.as(ids.coordinator, 'coordinator');
    const got = await request(api.app)
      .get(href)
      .set({ authorization: `Bearer ${token}` })
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect(got.body).toEqual(file.bytes);
    expect(got.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"$/);

    const mentor = await browse(api.app, ids.mentor, 'mentor');
    expect((await mentor.open(tab)).text).not.toContain('Yttrande');
    const health = await browse(api.app, ids.pupilHealth, 'pupilHealth');
    expect((await health.open(tab)).text).toContain('Yttrande');
  });

  it('throw a chosen file away with its draft', async () => {
    const before = await stored();
    const form = await coordinator.open(`${tab}/new`);
    const later = await coordinator.send(
      form,
      {},
      { go: 'later', ...chosen({ fileName: 'a.pdf', bytes: aPdf() }) },
    );
    expect(later.status).toBe(200);
    expect(await stored()).toBe(before + 1);
    const again = await coordinator.open(`${tab}/new`);
    expect(again.$('select[name="documentId"] option')).toHaveLength(2);
    await coordinator.send(again, {}, { go: 'discard' });
    expect(await stored()).toBe(before);
  });
});

describe('what is sent by others than our own pages', () => {
  const signIn = async (personId: string, role: string): Promise<string> => {
    const signed = await request(api.app).post('/sign-in').type('form').send({ personId, role });
    return String(signed.headers['set-cookie']).split(';')[0] ?? '';
  };
  const post = async (
    path: string,
    body: Buffer,
    options: { cookie: string; type?: string },
  ): Promise<request.Response> =>
    request(api.app)
      .post(path)
      .set({ cookie: options.cookie, 'sec-fetch-site': 'same-origin' })
      .type(options.type ?? `multipart/form-data; boundary=${boundary}`)
      .send(body);
  const file: [string, ChosenFile] = ['_upload.documentId', { fileName: 'a.pdf', bytes: aPdf() }];

  it('is not done: without our own mark, signed out, or where the person may not', async () => {
    const before = await stored();
    const cookie = await signIn(ids.coordinator, 'coordinator');
    const forged = await post(`${tab}/new`, multipart([['_go', 'send']], [file]), { cookie });
    // A form of an ended session is shown again, to be sent by who is signed in now.
    expect(forged.status).toBe(422);
    expect(forged.text).toContain('Välj filen igen');
    const nobody = await post(`${tab}/new`, multipart([], [file]), { cookie: '' });
    expect(nobody.headers['location']).toMatch(/^\/sign-in/);
    const stranger = await post(`${tab}/new`, multipart([], [file]), {
      cookie: await signIn(ids.otherRector, 'rector'),
    });
    expect(stranger.status).toBe(404);
    expect(await stored()).toBe(before);
  });

  it('is refused whole: too many parts, no end, no form, or files where none are asked for', async () => {
    const before = await stored();
    const cookie = await signIn(ids.coordinator, 'coordinator');
    const many = Array.from({ length: 40 }, (_, index): [string, ChosenFile] => [`f${index}`, file[1]]);
    const tooMany = await post(`${tab}/new`, multipart([], many), { cookie });
    expect(tooMany.status).toBe(413);
    expect(tooMany.text).toContain('fler delar');
    const fields = Array.from({ length: 4100 }, (_, index): [string, string] => [`n${index}`, 'x']);
    expect((await post(`${tab}/new`, multipart(fields, []), { cookie })).status).toBe(413);
    const cut = await post(`${tab}/new`, multipart([], [file]).subarray(0, 250), { cookie });
    expect(cut.status).toBe(400);
    expect(cut.text).toContain('gick inte att läsa');
    const noBoundary = await post(`${tab}/new`, Buffer.from('x'), { cookie, type: 'multipart/form-data' });
    expect(noBoundary.status).toBe(400);
    const elsewhere = await post(`/cases/${caseId}/contacts/new`, multipart([], [file]), { cookie });
    expect(elsewhere.status).toBe(415);
    expect(await stored()).toBe(before);
  });

  it('is cut off when it is larger than any form of ours', async () => {
    const before = await stored();
    const cookie = await signIn(ids.coordinator, 'coordinator');
    const large = Array.from({ length: 6 }, (_, index): [string, ChosenFile] => [
      `f${index}`,
      { fileName: 'a.pdf', bytes: Buffer.alloc(1000 * 1024) },
    ]);
    const answered = await post(`${tab}/new`, multipart([], large), { cookie }).catch(String);
    // The answer comes, or the connection is closed under what is still being sent.
    if (typeof answered !== 'string') expect(answered.status).toBe(413);
    expect(await stored()).toBe(before);
    expect((await coordinator.open(tab)).status).toBe(200);
  });
});

describe('files within other forms', () => {
  it('a consent’s scan is the witness, and belongs to the consent', async () => {
    const form = await coordinator.open(`/cases/${caseId}/consents/new?receiver=bup`);
    const given = await coordinator.send(
      form,
      { giver: `guardian/${ids.mother}`, 'form.how': 'paper', 'form.witnessId': '' },
      { files: { '_upload.form.scanId': { fileName: 'samtycke.jpg', bytes: aJpeg() } } },
    );
    expect(given.$('#done').text()).toBe('Samtycket är sparat.');
    const page = await coordinator.open(tab);
    const row = page.$('table tbody tr').filter((_, one) => page.$(one).text().includes('Samtyckesblankett'));
    expect(row.text()).toContain('hör till samtycke för Barn- och ungdomspsykiatrin');
  });

  it('an order takes an attachment along, through its steps and its check, to the case that it begins', async () => {
    const rector = await browse(api.app, ids.rector, 'rector');
    const start = await rector.open(`/pupils/${pupils.second}/order`);
    const preconditions = Object.fromEntries(
      order.preconditions.flatMap(({ kind, metOn }) => [
        [`preconditions.${kind}.metOn`, metOn],
        [`preconditions.${kind}.note`, 'Visat.'],
      ]),
    );
    const attachments = await rector.send(start, preconditions, { go: 'next' });
    const question = await rector.send(
      attachments,
      {
        'attachments.absenceFigures.note': 'Figurer.',
        'attachments.mapping.note': 'Kartläggning.',
        'attachments.inquiry.note': 'Utredning.',
        'attachments.measuresTried.note': 'Prövat.',
      },
      {
        go: 'next',
        files: {
          '_upload.attachments.actionProgramme.documentId': {
            fileName: 'åtgärdsprogram.pdf',
            bytes: aPdf('å'),
          },
        },
      },
    );
    const check = await rector.send(question, { question: 'Hjälp oss.' }, { go: 'next' });
    expect(check.text).toContain('åtgärdsprogram.pdf');
    const placed = await rector.send(check, {}, { go: 'send' });
    expect(placed.path).toMatch(/done=orderPlaced$/);
    const documents = await rector.open(placed.path.replace(/\?.*/, '/documents'));
    expect(documents.$('table').last().find('th[scope="row"]').text()).toBe('Åtgärdsprogram');
  });

  it('a talk’s form is scanned when it is signed, and belongs to the talk', async () => {
    const session = await api.as(ids.mentor, 'mentor');
    const held = await session.send('post', `/pupils/${pupils.third}/guardian-talks`, {
      heldOn: '2026-09-07',
      calledOn: '2026-09-04',
      guardianIds: [ids.mother],
      present: ['guardian'],
      absences: [],
      form: {},
    });
    expect(held.status).toBe(201);
    const talkId = Object(held.body['ids']).guardianTalkId[0];
    const talk = `/cases/${String(held.body['caseId'])}/guardian-talks/${talkId}`;
    const mentor = await browse(api.app, ids.mentor, 'mentor');
    const form = await mentor.follow(await mentor.open(talk), 'Lägg till den undertecknade blanketten');
    const added = await mentor.send(form, {}, chosen({ fileName: 'blankett.png', bytes: aPng() }));
    expect(added.path).toBe(`${talk}?done=documentFiled`);
    expect(added.$('a[href*="/documents/"]').text()).toContain('Mötesblankett');
    const { db } = api.town.records;
    const rows = await db.selectFrom('document').selectAll().where('about_id', '=', talkId).execute();
    expect(rows).toMatchObject([{ kind: 'guardianTalk', about_what: 'guardianTalk', dated: '2026-09-07' }]);
  });
});
