/** How one event of a case is told in its whole file: in which part, and what it says beyond its title. */
import type { CaseEvent, CaseEventType } from '../../../../domain/case/events.ts';
import type { Consent } from '../../../../domain/case/consent-parts.ts';
import type { Party } from '../../../../domain/case/parts.ts';
import type { CaseState } from '../../../../domain/case/state.ts';
import type { ContentId, DocumentId } from '../../../../domain/ids.ts';
import type { LocalDate } from '../../../../domain/time.ts';
import type { PdfBlock } from '../../../../integrations/pdf/blocks.ts';
import type { DocumentRow } from '../../../../records/documents.ts';
import type { Entry } from '../../../../ui/pages/case/entries.tsx';
import type { Ui } from '../../../../ui/ui.ts';
import { field } from '../blocks.ts';

/** The parts that are told from what happened, in the order in which they stand. */
export const fileParts = [
  'school',
  'order',
  'consents',
  'mapping',
  'contacts',
  'plan',
  'followUps',
  'evaluations',
  'meetings',
  'support',
  'assignment',
  'concernReports',
] as const;
export type FilePart = (typeof fileParts)[number];

/** What an event is told with: words only where the reader may have them. */
export type Words = {
  ui: Ui;
  /** The day of the event, and by whom it was; null where they have no name that the reader sees. */
  on: LocalDate;
  by: string | null;
  /** The case, with every plan that was ever made in it. */
  state: CaseState;
  /** The documents that the reader may open. */
  documents: readonly DocumentRow[];
  text(id: ContentId | null): string | null;
  content(id: ContentId): unknown;
  name(id: string): string | null;
  /** Who was called to a meeting, as its page says it. */
  participant(id: string): string;
  document(id: DocumentId | null): string | null;
  /** Of the municipality's list of support. */
  supportKind(id: string): string;
};

type EventMap = { [T in CaseEventType]: Extract<CaseEvent, { type: T }> };

export type Telling<T extends CaseEventType> = {
  part: FilePart | 'history';
  tell(event: EventMap[T], words: Words): PdfBlock[];
};
/** Every kind of event has its place: one that is new and has none is a fault of the types. */
export type Tellings<T extends CaseEventType = CaseEventType> = { [K in T]: Telling<K> };

/** Its line in the history says all of it. */
export const titleOnly = { part: 'history', tell: (): PdfBlock[] => [] } as const;

/** Rows as fields; what is null isn't there. */
export const rowsOf = (rows: Entry['rows']): PdfBlock[] =>
  rows.flatMap(({ label, value }) => field(label, value));

/** Guardians by name, where the reader sees them. */
export const guardianOf = ({ ui, name }: Words, id: string): string => name(id) ?? ui.t('party.guardian');

export const giverOf = (words: Words, giver: Consent['giver']): string =>
  giver.role === 'pupil' ? words.ui.t('party.pupil') : guardianOf(words, giver.guardianId);

export const staffOf = ({ ui, name }: Words, ids: readonly string[]): string | null =>
  ids.length === 0 ? null : ids.map((id) => name(id) ?? ui.t('print.told.staff')).join(', ');

export const partiesOf = ({ ui }: Words, parties: readonly Party[]): string =>
  parties.map((one) => ui.t(`party.${one}`)).join(', ');
