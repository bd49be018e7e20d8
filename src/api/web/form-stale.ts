/** What others did to the case while somebody wrote: said where their form is refused for it. */
import type { Actor } from '../../domain/case/parts.ts';
import type { Seen } from '../../records/form-drafts.ts';
import { readTimeline } from '../../records/timeline.ts';
import { eventTitle } from '../../texts/events.ts';
import type { FormError } from '../../ui/forms/spec.ts';
import { readCaseTimeline } from '../case-timeline.ts';
import { grantedCase, signedIn } from '../granted.ts';
import type { FormCall } from './form-definition.ts';

/** Enough to see what it is about; the history shows all of it. */
const toldAtMost = 5;

const isSamePerson = (one: Actor, other: Actor): boolean =>
  ('personId' in one && 'personId' in other && one.personId === other.personId) ||
  ('guardianId' in one && 'guardianId' in other && one.guardianId === other.guardianId) ||
  (one.role === 'pupil' && other.role === 'pupil');

/**
 * The case that a form was written for: as it was seen, or as it stands where nobody but the writer has changed it
 * since. A consent that one enters half-way through an allocation is no news to oneself.
 */
export async function writtenFor(call: FormCall, seen: Seen | null): Promise<Seen | null> {
  if (seen === null || call.granted.case === null) return seen;
  const { file } = grantedCase(call);
  const { actor } = signedIn(call);
  const since = await readTimeline(call.deps.db, file.id, { afterSeq: seen.version });
  return since.every(({ by }) => isSamePerson(by, actor))
    ? { revision: file.revision, version: file.version }
    : seen;
}

/** The case's events since, as the reader may see them: what, and by whom. */
export async function changedSince(call: FormCall, { version }: Seen): Promise<FormError[]> {
  const { file, relation } = grantedCase(call);
  const { actor } = signedIn(call);
  const { events, by } = await readCaseTimeline(call.deps.db, actor, relation, file, { afterSeq: version });
  return events.slice(-toldAtMost).map((one) => {
    const what = eventTitle(one.event)[call.ui.lang];
    const who = by(one.by);
    return { name: '', text: who === null ? what : call.ui.t('form.changedBy', { what, who }) };
  });
}
