/** The files of a case that is handed out, one after another, the list of them with their digests last. */
import { isFamilyReceiver, maskedDocument, maskedEvents } from '../../../domain/export/masking.ts';
import type { MaskableTag, MaskedPart } from '../../../domain/export/masking.ts';
import { mayReadDocument } from '../../../domain/documents/document.ts';
import { secrecyParagraphs } from '../../../domain/registry/entry.ts';
import { writeCsv } from '../../../integrations/csv/write.ts';
import { metsOf, type PackedFile } from '../../../integrations/fgs/mets.ts';
import type { ZipFile } from '../../../integrations/zip.ts';
import { type DocumentRow, listDocuments, readDocument, sha256Of } from '../../../records/documents.ts';
import { listRegistry } from '../../../records/registry/read.ts';
import { readMunicipality } from '../../../records/settings.ts';
import { eventTitle } from '../../../texts/events.ts';
import { savedAs } from '../../case-documents.ts';
import { readCaseTimeline, type CaseTimeline } from '../../case-timeline.ts';
import { caseView } from '../../case-view.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { noteLook } from '../../looks.ts';
import { registerAll } from '../../registering.ts';
import { registryView } from '../../registry.ts';
import { type CaseExport, caseExportSchema, type MaskedLine } from '../../schemas/case-export.ts';
import { idsIn, withStories } from '../../stories.ts';
import type { PageCall } from '../page.ts';
import { asReceiver, type Handing } from './as-receiver.ts';
import { drawnUpFiles } from './papers.ts';

type Call = PageCall<{ id: string }, unknown>;

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  json: 'application/json',
  txt: 'text/plain',
  png: 'image/png',
  jpg: 'image/jpeg',
};
const mediaTypeOf = (path: string): string =>
  mediaTypes[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const jsonFile = (path: string, body: unknown): ZipFile => ({
  path,
  bytes: utf8(`${JSON.stringify(body, null, 2)}\n`),
});

/** The name of the ZIP and of its root folder. */
export const packageName = (call: Call, { receiver }: Handing): string =>
  `arende-${grantedCase(call).file.number}-${receiver}-${call.today}`;

/** Which documents go along, and which are held back. */
async function documentsFor(call: Call, given: Call, { receiver, mask }: Handing) {
  const { file, relation } = grantedCase(call);
  const { actor } = signedIn(call);
  const family = isFamilyReceiver(receiver);
  const all = await listDocuments(call.deps.db, file.id);
  const readable = all.filter((one) => mayReadDocument(actor, relation, one, true));
  const masks: ReadonlySet<string> = new Set<MaskableTag>(mask);
  const goes = (one: DocumentRow) =>
    family
      ? mayReadDocument(signedIn(given).actor, grantedCase(given).relation, one, true)
      : !masks.has(one.secrecy);
  return { along: readable.filter(goes), heldBack: readable.filter((one) => !goes(one)) };
}

const lineOf = (call: Call, part: MaskedPart): MaskedLine => ({
  ...part,
  seq: part.part === 'event' ? part.seq : null,
  paragraph: secrecyParagraphs[part.secrecy],
  by: signedIn(call).name,
  decidedOn: call.today,
});

const eventsOf = (told: CaseTimeline, lang: 'sv' | 'en'): CaseExport['events'] =>
  told.events.map(({ seq, at, on, event, by }) => ({
    seq,
    at: new Date(at).toISOString(),
    on,
    type: event.type,
    title: eventTitle(event)[lang],
    by: { role: by.role, name: told.by(by) },
    detail: Object(withStories(event, (id) => told.content(event, id))),
  }));

/** All that is known of the export before its first file. */
async function prepared(call: Call, handing: Handing) {
  const { db } = call.deps;
  const { file, relation } = grantedCase(call);
  const given = asReceiver(call, handing);
  await registerAll(db);
  const [whole, told, { along, heldBack }, registry] = await Promise.all([
    readCaseTimeline(db, signedIn(call).actor, relation, file),
    readCaseTimeline(db, signedIn(given).actor, grantedCase(given).relation, file),
    documentsFor(call, given, handing),
    listRegistry(db, { caseId: file.id }, { limit: 10_000 }),
  ]);
  const masked = [
    ...maskedEvents(handing.receiver, whole, told, (event) => idsIn(event).contentIds),
    ...heldBack.map((one) => maskedDocument(handing.receiver, one)),
  ].map((part) => lineOf(call, part));
  const entries = isFamilyReceiver(handing.receiver) ? [] : registry.entries.map(registryView);
  return { given, told, along, masked, entries };
}

const receivedPath = (number: string, row: DocumentRow): string => `received/${savedAs(number, row)}`;

async function* contentOf(call: Call, handing: Handing): AsyncGenerator<ZipFile> {
  const { db } = call.deps;
  const { ui } = call;
  const { file } = grantedCase(call);
  const { given, told, along, masked, entries } = await prepared(call, handing);
  const { actor } = signedIn(given);
  const events = eventsOf(told, ui.lang);
  const body: CaseExport = {
    format: 'bryggan-case',
    version: 1,
    exportedOn: call.today,
    exportedBy: signedIn(call).name,
    receiver: handing.receiver,
    case: { ...(await caseView(db, actor, grantedCase(given).relation, file)), ...headOf(file) },
    events,
    documents: along.map((row) => ({
      path: receivedPath(file.number, row),
      kind: row.kind,
      secrecy: row.secrecy,
      title: row.title,
      dated: row.dated,
      receivedOn: row.receivedOn,
      mediaType: row.mediaType,
      sha256: row.sha256,
    })),
    registry: entries,
    masked,
  };
  yield jsonFile('case.json', body);
  yield jsonFile('case.schema.json', caseExportSchema());
  yield* drawnUpFiles(given, along);
  for (const row of along) {
    const bytes = await readDocument(db, row.id);
    // Destroyed meanwhile: the list above says that it was there.
    if (bytes === null) continue;
    await noteLook(call.deps, `document ${row.id}`, signedIn(call), call.granted, call.now);
    yield { path: receivedPath(file.number, row), bytes };
  }
  const csv = (heads: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
    utf8(writeCsv(heads, rows));
  yield {
    path: 'log.csv',
    bytes: csv(
      [ui.t('history.on'), ui.t('history.what'), ui.t('history.by')],
      events.map(({ on, title, by }) => [on, title, by.name ?? by.role]),
    ),
  };
  yield {
    path: 'masking.csv',
    bytes: csv(
      (['part', 'what', 'decidedOn', 'paragraph', 'by'] as const).map((one) => ui.t(`export.${one}`)),
      masked.map(({ part, what, on, paragraph, by, decidedOn }) => [
        `${ui.t(`export.part.${part}`)} ${on}`,
        what,
        decidedOn,
        paragraph,
        by,
      ]),
    ),
  };
}

const headOf = ({ id, number, openedOn }: { id: string; number: string; openedOn: string }) => ({
  id,
  number,
  openedOn,
});

/** Where a file stands in a package for an e-archive (CSIP): data in a representation, what describes it beside. */
const packed = (path: string): string => {
  if (path === 'case.json') return 'metadata/descriptive/case.json';
  if (path === 'case.schema.json') return 'documentation/case.schema.json';
  return `representations/rep1/data/${path}`;
};

/** The files in their order, under a root folder that is named like the package. */
export async function* exportFiles(call: Call, handing: Handing): AsyncGenerator<ZipFile> {
  const { ui, now } = call;
  const root = packageName(call, handing);
  const isArchive = handing.receiver === 'archive';
  const files: PackedFile[] = [];
  for await (const { path, bytes } of contentOf(call, handing)) {
    const at = isArchive ? packed(path) : path;
    files.push({
      path: at,
      mediaType: mediaTypeOf(at),
      sizeBytes: bytes.length,
      sha256: sha256Of(Buffer.from(bytes)),
    });
    yield { path: `${root}/${at}`, bytes };
  }
  if (isArchive) {
    const organisation = (await readMunicipality(call.deps.db))?.name ?? 'kommun';
    const label = ui.t('export.title', { number: grantedCase(call).file.number });
    const mets = metsOf({
      id: root,
      label,
      createdAt: new Date(now),
      organisation,
      program: { name: 'Bryggan', version: 'bryggan-case 1' },
      files,
    });
    yield { path: `${root}/METS.xml`, bytes: utf8(mets) };
    return;
  }
  const heads = (['path', 'size', 'sha256'] as const).map((one) => ui.t(`export.${one}`));
  yield {
    path: `${root}/index.csv`,
    bytes: utf8(
      writeCsv(
        heads,
        files.map(({ path, sizeBytes, sha256 }) => [path, sizeBytes, sha256]),
      ),
    ),
  };
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`);
  yield { path: `${root}/manifest-sha256.txt`, bytes: utf8(lines.join('')) };
}
