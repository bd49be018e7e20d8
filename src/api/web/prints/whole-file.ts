/**
 * The whole file (akt) on paper: cover, contents, all parts in their order, and what was received as a list. It holds
 * what its reader may see of the case, and says so.
 */
import type { PdfBlock } from '../../../integrations/pdf/blocks.ts';
import type { DocumentRow } from '../../../records/documents.ts';
import { eventTitle } from '../../../texts/events.ts';
import { compactDayOf, dayOf } from '../../../ui/words.ts';
import { readCaseTimeline, type CaseTimeline } from '../../case-timeline.ts';
import type { CaseReading } from '../../case-view.ts';
import { signedIn } from '../../granted.ts';
import { aboutWords, documentName } from '../case/document-words.ts';
import type { PageCall } from '../page.ts';
import { aboutBlocks, field, printedOn } from './blocks.ts';
import { absencePart, callsPart, dutiesPart, flagsPart, pollsPart, surveysPart } from './records.ts';
import { happenedBlocks } from './told/happened.ts';
import type { FilePart } from './told/telling.ts';

/** What each part that is told from the events is called. */
const titles = {
  school: 'case.more.school',
  order: 'order.title',
  consents: 'case.tab.consents',
  mapping: 'case.tab.mapping',
  contacts: 'print.file.contacts',
  plan: 'document.kind.plan',
  followUps: 'casePlan.followUps',
  evaluations: 'casePlan.evaluations',
  meetings: 'case.tab.meetings',
  support: 'measure.title',
  assignment: 'case.more.assignment',
  concernReports: 'concern.title',
} as const satisfies Record<FilePart, string>;

export async function wholeFileBlocks(
  call: PageCall<unknown, unknown>,
  reading: CaseReading,
  documents: readonly DocumentRow[],
): Promise<PdfBlock[]> {
  const { ui } = call;
  const { file, relation } = reading;
  const { role, actor } = signedIn(call);
  const told = await readCaseTimeline(call.deps.db, actor, relation, file);
  const happened = await happenedBlocks(call, reading, told, documents);
  const part = (name: FilePart, before: readonly PdfBlock[] = []): PdfBlock[] => {
    const blocks = [...before, ...(happened.get(name) ?? [])];
    return blocks.length === 0 ? [] : [{ kind: 'h2', text: ui.t(titles[name]) }, ...blocks];
  };
  return [
    ...(await aboutBlocks(call, reading)),
    ...field(ui.t('print.file.phase'), ui.t(`phase.${file.phase}`)),
    ...field(ui.t('print.file.opened'), dayOf(ui, file.openedOn)),
    ...printedOn(call),
    { kind: 'paragraph', text: ui.t('print.file.partial', { role: ui.t(`role.${role}`) }) },
    { kind: 'contents', title: ui.t('print.file.contents') },
    { kind: 'newPage' },
    ...(await absencePart(call, reading)),
    ...(await callsPart(call, reading)),
    ...part('school'),
    ...part('order'),
    ...part('consents', consentsNow(call, reading)),
    ...part('mapping'),
    ...part('contacts'),
    ...part('plan'),
    ...part('followUps'),
    ...part('evaluations'),
    ...part('meetings'),
    ...(await pollsPart(call, reading)),
    ...part('support'),
    ...part('assignment'),
    ...part('concernReports'),
    ...(await surveysPart(call, reading)),
    ...(await flagsPart(call, reading)),
    ...(await dutiesPart(call, reading)),
    ...received(call, reading, documents),
    ...history(call, told),
  ];
}

/** How the consents stand on the day; each as it was given and taken back comes after it. */
function consentsNow({ ui }: PageCall<unknown, unknown>, { state, name, masked }: CaseReading): PdfBlock[] {
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
  return [{ kind: 'table', head, rows, shares: [3, 3, 4, 3] }];
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

function history({ ui }: PageCall<unknown, unknown>, told: CaseTimeline): PdfBlock[] {
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
