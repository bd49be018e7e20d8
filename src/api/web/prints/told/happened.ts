/** All that happened in a case as parts of its whole file: every event with the words that its reader may have. */
import type { RecordedEvent } from '../../../../domain/case/events.ts';
import type { PdfBlock } from '../../../../integrations/pdf/blocks.ts';
import type { DocumentRow } from '../../../../records/documents.ts';
import { eventTitle } from '../../../../texts/events.ts';
import { compactDayOf } from '../../../../ui/words.ts';
import type { CaseTimeline } from '../../../case-timeline.ts';
import type { CaseReading } from '../../../case-view.ts';
import { signedIn } from '../../../granted.ts';
import { supportKindNames } from '../../../support-kinds.ts';
import { documentName } from '../../case/document-words.ts';
import { labelsOfParticipants } from '../../meetings/people.ts';
import type { PageCall } from '../../page.ts';
import { field } from '../blocks.ts';
import type { FilePart, Words } from './telling.ts';
import { partOf, tell } from './tellings.ts';

/** The blocks of each part, the oldest event first; a part of which the reader may read nothing isn't there. */
export async function happenedBlocks(
  call: PageCall<unknown, unknown>,
  reading: CaseReading,
  told: CaseTimeline,
  documents: readonly DocumentRow[],
): Promise<ReadonlyMap<FilePart, PdfBlock[]>> {
  const words = await wordsFor(call, reading, told, documents);
  const parts = new Map<FilePart, PdfBlock[]>();
  for (const recorded of withoutReplacedDrafts(told.events)) {
    const part = partOf(recorded.event);
    const { ui, by } = words(recorded);
    const blocks = tell(recorded.event, words(recorded));
    if (part === 'history' || blocks.length === 0) continue;
    const title = `${compactDayOf(ui, recorded.on)}: ${eventTitle(recorded.event)[ui.lang]}`;
    const noted = field(ui.t('print.told.by'), by);
    parts.set(part, [...(parts.get(part) ?? []), { kind: 'h3', text: title }, ...blocks, ...noted]);
  }
  return parts;
}

/** An order that was kept until it was complete stands in the one that took its place. */
function withoutReplacedDrafts(events: readonly RecordedEvent[]): RecordedEvent[] {
  const isOrder = ({ event }: RecordedEvent) => event.type === 'orderDrafted' || event.type === 'orderPlaced';
  const last = events.findLast(isOrder);
  return events.filter((one) => one.event.type !== 'orderDrafted' || one === last);
}

async function wordsFor(
  { deps, ui, session }: PageCall<unknown, unknown>,
  { file, relation, state }: CaseReading,
  told: CaseTimeline,
  documents: readonly DocumentRow[],
): Promise<(recorded: RecordedEvent) => Words> {
  const events = told.events.map(({ event }) => event);
  const place = { db: deps.db, ui, file, actor: signedIn({ session }).actor, relation };
  const [labels, kinds] = await Promise.all([
    labelsOfParticipants(
      place,
      events.flatMap((event) => {
        switch (event.type) {
          case 'meetingCalled':
            return event.meeting.participants;
          case 'meetingChanged':
            return [...event.participants, ...event.removed];
          case 'meetingTakenOver':
            return [...event.added, ...event.removed];
          case 'invitationCancelled':
            return [event.participant];
          default:
            return [];
        }
      }),
    ),
    supportKindNames(deps.db, ui.lang),
  ]);
  const plans = told.events.flatMap(({ event, on }) =>
    event.type === 'planMade' ? [{ ...event.plan, planVersion: event.planVersion, madeOn: on }] : [],
  );
  return ({ event, on, by }) => {
    const content: Words['content'] = (id) => told.content(event, id);
    return {
      ui,
      on,
      by: told.by(by),
      state: { ...state, plans },
      documents,
      content,
      text: (id) => {
        const body = id === null ? null : content(id);
        return typeof body === 'string' ? body : null;
      },
      name: (id) => told.names[id] ?? null,
      participant: (id) => labels.get(id) ?? '',
      document: (id) => {
        const found = documents.find((one) => one.id === id);
        return found === undefined ? null : documentName(ui, found);
      },
      supportKind: (id) => kinds.get(id) ?? id,
    };
  };
}
