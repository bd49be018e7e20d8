/**
 * Received documents of a case: scans and others' papers (domain.md §3: each with its kind and secrecy). What they
 * say lies in the records; here is what decides where they belong and who reads them.
 */
import type { CaseState } from '../case/state.ts';
import type { Actor } from '../case/parts.ts';
import type { PersonId } from '../ids.ts';
import { may, type Action, type Relation } from '../permissions.ts';
import type { LocalDate } from '../time.ts';

/** The order's attachments go by the policy's own names (seed 002); the others are the case's own papers. */
export const documentKinds = [
  'consentForm',
  'guardianTalk',
  'order',
  'absenceFigures',
  'mapping',
  'inquiry',
  'actionProgramme',
  'measuresTried',
  'opinion',
  'plan',
  'minutes',
  'evaluation',
  'decision',
  'letter',
  'other',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/**
 * domain.md §3: particular pupil support is weak, elevhälsa's psychological and social part strong, EMI is health
 * care with a barrier to the school, and what comes from social services is theirs.
 */
export const secrecyTags = ['weak', 'strong', 'emi', 'social'] as const;
export type SecrecyTag = (typeof secrecyTags)[number];

/** What a document may be a scan of, or come with. */
export const documentSubjects = ['guardianTalk', 'consent', 'meeting', 'paperRequest'] as const;
export type DocumentSubject = (typeof documentSubjects)[number];
export type DocumentAbout = { what: DocumentSubject; id: string };

export type Filing = {
  kind: DocumentKind;
  secrecy: SecrecyTag;
  /** The day that stands on the document; null where none does. */
  dated: LocalDate | null;
  about: DocumentAbout | null;
};

const readBy: Readonly<Record<SecrecyTag, Action>> = {
  weak: 'content.read',
  strong: 'ehtDecision.read',
  emi: 'document.readHealth',
  social: 'document.readSocial',
};

/** What the family has signed, or was made together with it. The rest is asked for at the municipality. */
const familyReads: ReadonlySet<DocumentKind> = new Set([
  'consentForm',
  'guardianTalk',
  'plan',
  'minutes',
  'evaluation',
]);

/**
 * Whether the actor may open a document of the case. `named`: whether a protected pupil's identity is shown to them,
 * for no name within a scan can be masked.
 */
export function mayReadDocument(
  actor: Actor,
  relation: Relation,
  document: Pick<Filing, 'kind' | 'secrecy'> & { createdBy: PersonId },
  named: boolean,
): boolean {
  if (!named || !may(actor, 'content.read', relation)) return false;
  const isFamily = actor.role === 'guardian' || actor.role === 'pupil';
  if (isFamily) return document.secrecy === 'weak' && familyReads.has(document.kind);
  // Whoever put it in has read it.
  if ('personId' in actor && actor.personId === document.createdBy) return true;
  return may(actor, readBy[document.secrecy], relation);
}

export type FilingRefusal = { code: 'unknown-id' | 'invalid-value' | 'date-in-future'; field: string };

/** Why a document can't be filed like this; null when it can. */
export function refuseFiling(
  state: Pick<CaseState, 'ladder' | 'consents' | 'meetings' | 'papers'>,
  { kind, about, dated }: Filing,
  today: LocalDate,
): FilingRefusal | null {
  if (dated !== null && dated > today) return { code: 'date-in-future', field: 'dated' };
  // seed 003: the form is that of one talk, and is of no use beside it.
  if (kind === 'guardianTalk' && about?.what !== 'guardianTalk') {
    return { code: 'invalid-value', field: 'about' };
  }
  if (about !== null && !idsOf(state, about.what).includes(about.id)) {
    return { code: 'unknown-id', field: 'about' };
  }
  return null;
}

function idsOf(state: Parameters<typeof refuseFiling>[0], what: DocumentSubject): string[] {
  switch (what) {
    case 'guardianTalk':
      return state.ladder.talks.map((talk) => talk.guardianTalkId);
    case 'consent':
      return state.consents.map((consent) => consent.consentId);
    case 'meeting':
      return state.meetings.map((meeting) => meeting.meetingId);
    case 'paperRequest':
      return state.papers.map((paper) => paper.paperRequestId);
  }
}
