/**
 * To whom a whole case is handed out, and what is then masked: what secrecy holds back from the family is held back by the rules
 * of who reads what; for a court, another authority or the archive whoever hands it out decides by tag (domain.md §3).
 */
import type { RecordedEvent } from '../case/events.ts';
import type { SecrecyTag } from '../documents/document.ts';
import type { ContentId } from '../ids.ts';
import { strongTextsIn } from '../secrecy.ts';

export const exportReceivers = ['guardian', 'pupil', 'court', 'authority', 'archive'] as const;
export type ExportReceiver = (typeof exportReceivers)[number];

/** Tags that may be masked by a decision; what is weak is the case itself. */
export const maskableTags = ['strong', 'emi', 'social'] as const satisfies readonly SecrecyTag[];
export type MaskableTag = (typeof maskableTags)[number];

export const isFamilyReceiver = (receiver: ExportReceiver): boolean =>
  receiver === 'guardian' || receiver === 'pupil';

/** A part that the receiver doesn't get. */
export type MaskedPart =
  | { part: 'event'; seq: number; what: string; on: string; secrecy: SecrecyTag }
  | { part: 'document'; what: string; on: string; secrecy: SecrecyTag };

type Shown = {
  events: readonly RecordedEvent[];
  /** Null where the reader may not see it. */
  content(event: RecordedEvent['event'], id: ContentId): unknown;
};

/**
 * The texts of a time line that whoever hands it out reads and the receiver doesn't. That there is a concern report
 * (orosanmälan) is never told to the family, not even as a part that is masked.
 */
export function maskedEvents(
  receiver: ExportReceiver,
  whole: Shown,
  given: Shown,
  textsIn: (event: RecordedEvent['event']) => Iterable<ContentId>,
): MaskedPart[] {
  const kept = new Map(given.events.map(({ seq, event }) => [seq, event]));
  return whole.events.flatMap(({ seq, on, event }): MaskedPart[] => {
    if (event.type === 'concernReported' && isFamilyReceiver(receiver)) return [];
    const hidden = [...textsIn(event)].filter(
      (id) => whole.content(event, id) !== null && (!kept.has(seq) || given.content(event, id) === null),
    );
    if (hidden.length === 0) return [];
    const strong = strongTextsIn(event);
    const isStrong = event.type === 'concernReported' || hidden.some((id) => strong.includes(id));
    return [{ part: 'event', seq, what: event.type, on, secrecy: isStrong ? 'strong' : 'weak' }];
  });
}

/** A document that is held back: to the family what it is isn't told where that tells something that is secret in itself. */
export const maskedDocument = (
  receiver: ExportReceiver,
  { kind, secrecy, receivedOn }: { kind: string; secrecy: SecrecyTag; receivedOn: string },
): MaskedPart => ({
  part: 'document',
  what: isFamilyReceiver(receiver) && secrecy !== 'weak' ? 'document' : kind,
  on: receivedOn,
  secrecy,
});
