/** What others did to the case while somebody wrote: said where their form is refused for it. */
import type { Seen } from '../../records/form-drafts.ts';
import { eventTitle } from '../../texts/events.ts';
import type { FormError } from '../../ui/forms/spec.ts';
import { readCaseTimeline } from '../case-timeline.ts';
import { grantedCase, signedIn } from '../granted.ts';
import type { FormCall } from './form-definition.ts';

/** Enough to see what it is about; the history shows all of it. */
const toldAtMost = 5;

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
