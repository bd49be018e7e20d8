/**
 * The whole file (akt) on paper: cover, contents, all parts in their order, and what was received as a list. It holds
 * what its reader may see of the case, and says so.
 */
import type { PdfBlock } from '../../../integrations/pdf/blocks.ts';
import type { DocumentRow } from '../../../records/documents.ts';
import { eventTitle } from '../../../texts/events.ts';
import { compactDayOf, dayOf } from '../../../ui/words.ts';
import { readCaseTimeline } from '../../case-timeline.ts';
import type { CaseReading } from '../../case-view.ts';
import { signedIn } from '../../granted.ts';
import { aboutWords, documentName } from '../case/document-words.ts';
import { mappingSections, meetingSections, planSections, type Sections } from '../case/sections.ts';
import type { PageCall } from '../page.ts';
import { aboutBlocks, entryBlocks, field, printedOn } from './blocks.ts';
import { orderBlocks, type PlacedOrder } from './order.ts';

const noLinks = () => false;

export async function wholeFileBlocks(
  call: PageCall<unknown, unknown>,
  reading: CaseReading,
  order: PlacedOrder | null,
  documents: readonly DocumentRow[],
): Promise<PdfBlock[]> {
  const { ui } = call;
  const { file } = reading;
  const { role } = signedIn(call);
  const place = { ui, mayOpen: noLinks };
  const parts = (sections: Sections): PdfBlock[] =>
    sections.flatMap(({ title, entries }) => {
      const blocks = entryBlocks(entries, 'h3');
      return blocks.length === 0 ? [] : [{ kind: 'h2' as const, text: title }, ...blocks];
    });
  return [
    ...(await aboutBlocks(call, reading)),
    ...field(ui.t('print.file.phase'), ui.t(`phase.${file.phase}`)),
    ...field(ui.t('print.file.opened'), dayOf(ui, file.openedOn)),
    ...printedOn(call),
    { kind: 'paragraph', text: ui.t('print.file.partial', { role: ui.t(`role.${role}`) }) },
    { kind: 'contents', title: ui.t('print.file.contents') },
    { kind: 'newPage' },
    ...(order === null ? [] : lowered(ui.t('order.title'), orderBlocks(ui, order, documents))),
    ...consents(call, reading),
    ...parts(mappingSections(place, reading)),
    ...parts(planSections(place, reading)),
    ...parts(meetingSections(place, reading)),
    ...received(call, reading, documents),
    ...(await history(call, reading)),
  ];
}

/** A paper of its own as a part of the file: its headings one step down. */
const lowered = (title: string, blocks: readonly PdfBlock[]): PdfBlock[] => [
  { kind: 'h2', text: title },
  ...blocks.map((block): PdfBlock => (block.kind === 'h2' ? { ...block, kind: 'h3' } : block)),
];

function consents({ ui }: PageCall<unknown, unknown>, { state, name, masked }: CaseReading): PdfBlock[] {
  if (state.consents.length === 0) return [];
  const rows = state.consents.map(({ giver, receiver, kinds, from, until, withdrawnOn }) => [
    giver.role === 'pupil'
      ? ui.t('party.pupil')
      : ((masked ? null : name(giver.guardianId)) ?? ui.t('party.guardian')),
    ui.t(`receiver.${receiver}`),
    kinds.map((kind) => ui.t(`information.${kind}`)).join(', ') || '–',
    withdrawnOn === null
      ? ui.t('consents.valid', { from: compactDayOf(ui, from), until: compactDayOf(ui, until) })
      : ui.t('consents.withdrawn', { date: compactDayOf(ui, withdrawnOn) }),
  ]);
  const head = (['giver', 'receiver', 'kinds', 'standing'] as const).map((one) => ui.t(`consents.${one}`));
  return [
    { kind: 'h2', text: ui.t('case.tab.consents') },
    { kind: 'table', head, rows, shares: [3, 3, 4, 3] },
  ];
}

function received(
  { ui }: PageCall<unknown, unknown>,
  { state }: CaseReading,
  documents: readonly DocumentRow[],
): PdfBlock[] {
  const head = [ui.t('documents.what'), ui.t('documents.dated'), ui.t('documents.receivedOn')];
  const rows = documents.map((row) => [
    [documentName(ui, row), aboutWords(ui, state, row.about)].filter(Boolean).join(', '),
    row.dated === null ? '–' : compactDayOf(ui, row.dated),
    compactDayOf(ui, row.receivedOn),
  ]);
  return [
    { kind: 'h2', text: ui.t('print.file.documents') },
    ...(rows.length === 0
      ? [{ kind: 'paragraph' as const, text: ui.t('print.file.documents.none') }]
      : [
          { kind: 'paragraph' as const, text: ui.t('print.file.documents.hint') },
          { kind: 'table' as const, head, rows, shares: [5, 2, 2] },
        ]),
  ];
}

async function history(
  call: PageCall<unknown, unknown>,
  { file, relation }: CaseReading,
): Promise<PdfBlock[]> {
  const { ui, deps } = call;
  const told = await readCaseTimeline(deps.db, signedIn(call).actor, relation, file);
  const rows = told.events.map(({ on, event, by }) => [
    compactDayOf(ui, on),
    eventTitle(event)[ui.lang],
    by.role === 'system' || by.role === 'guest'
      ? ui.t('history.product')
      : (told.by(by) ?? ui.t(`role.${by.role}`)),
  ]);
  const head = [ui.t('history.on'), ui.t('history.what'), ui.t('history.by')];
  return [
    { kind: 'h2', text: ui.t('case.tab.history') },
    { kind: 'table', head, rows, shares: [2, 5, 3] },
  ];
}
