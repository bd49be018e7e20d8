/** A received document in words: what it is, and what of the case it belongs to. */
import type { DocumentAbout } from '../../../domain/documents/document.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import type { DocumentRow } from '../../../records/documents.ts';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf } from '../../../ui/words.ts';

/** Its own name where it has one, else its kind. */
export const documentName = (ui: Ui, { title, kind }: Pick<DocumentRow, 'title' | 'kind'>): string =>
  title ?? ui.t(`document.kind.${kind}`);

/** `hör till samtalet 10 sep. 2026`; null where it belongs to nothing, or what it belonged to isn't shown. */
export function aboutWords(ui: Ui, state: CaseState, about: DocumentAbout | null): string | null {
  if (about === null) return null;
  const { what, id } = about;
  switch (what) {
    case 'guardianTalk': {
      const talk = state.ladder.talks.find((one) => one.guardianTalkId === id);
      return talk === undefined
        ? null
        : ui.t('documents.about.guardianTalk', { date: compactDayOf(ui, talk.heldOn) });
    }
    case 'consent': {
      const consent = state.consents.find((one) => one.consentId === id);
      return consent === undefined
        ? null
        : ui.t('documents.about.consent', { receiver: ui.t(`receiver.${consent.receiver}`) });
    }
    case 'meeting': {
      const meeting = state.meetings.find((one) => one.meetingId === id);
      return meeting === undefined
        ? null
        : ui.t('documents.about.meeting', { date: compactDayOf(ui, meeting.time.date) });
    }
    case 'paperRequest': {
      const asked = state.papers.find((one) => one.paperRequestId === id);
      return asked === undefined
        ? null
        : ui.t('documents.about.paperRequest', { date: compactDayOf(ui, asked.askedOn) });
    }
  }
}

/** All that a document of this case may belong to, the newest first. */
export const subjectsOf = (state: CaseState): DocumentAbout[] => [
  ...state.ladder.talks
    .toReversed()
    .map((one) => ({ what: 'guardianTalk' as const, id: one.guardianTalkId })),
  ...state.papers.toReversed().map((one) => ({ what: 'paperRequest' as const, id: one.paperRequestId })),
  ...state.meetings.toReversed().map((one) => ({ what: 'meeting' as const, id: one.meetingId })),
  ...state.consents.toReversed().map((one) => ({ what: 'consent' as const, id: one.consentId })),
];
