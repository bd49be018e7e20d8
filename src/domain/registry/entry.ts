/**
 * The register of papers (diarium): each paper of a case with a number in its year's series, whether it was received, drawn up
 * or sent, its day, from or to whom by role, its kind, its secrecy and the rule that it is kept by (domain.md §3; OSL
 * 5 kap. 1–2 §§). No entry names anybody: it stands when the case is destroyed.
 */
import type { ReceiverKind } from '../case/consent-parts.ts';
import type { SecrecyTag } from '../documents/document.ts';
import type { RetentionRuleId } from '../retention/rules.ts';
import type { LocalDate } from '../time.ts';

/** inkommen, upprättad, expedierad. */
export const registryDirections = ['received', 'drawnUp', 'sent'] as const;
export type RegistryDirection = (typeof registryDirections)[number];

export const registryKinds = [
  'concern',
  'guardianTalk',
  'ehtReport',
  'ehtDecision',
  'inquiryDecision',
  'inquiry',
  'authorityNotice',
  'actionProgramme',
  'order',
  'orderReturn',
  'consent',
  'consentRefusal',
  'consentWithdrawal',
  'maturity',
  'allocation',
  'paperRequest',
  'paper',
  'concernReport',
  'mapping',
  'plan',
  'evaluation',
  'call',
  'cancellation',
  'minutes',
  'decisionReport',
  'extension',
  'extensionRefusal',
  'closure',
  'letter',
  'other',
] as const;
export type RegistryKind = (typeof registryKinds)[number];

/** From whom, or to whom: by role, never by name. `several`: more than one of them. */
const byRole = [
  'rector',
  'mentor',
  'guardian',
  'pupil',
  'schoolAuthority',
  'homeMunicipality',
  'several',
] as const;
const receivers = [
  'coordinators',
  'school',
  'pupilHealth',
  'emi',
  'socialServices',
  'bup',
  'habilitation',
  'primaryCare',
  'youthClinic',
  'otherSchool',
  'police',
  'other',
] as const satisfies readonly ReceiverKind[];
export const registryParties = [...byRole, ...receivers] as const;
export type RegistryParty = (typeof registryParties)[number];

/** What an entry says of its paper. */
export type RegistryPaper = {
  direction: RegistryDirection;
  kind: RegistryKind;
  /** Null of what was drawn up, and of what came from nobody that is known. */
  party: RegistryParty | null;
  secrecy: SecrecyTag;
  rule: RetentionRuleId;
  /** The paper's own day. */
  on: LocalDate;
};

/** `BRG 2026:17`. */
export const registryNumber = ({ year, running }: { year: number; running: number }): string =>
  `BRG ${year}:${running}`;

/** The number that a text means, with or without its letters; null where it means none. */
export const parseRegistryNumber = (text: string): { year: number; running: number } | null => {
  const [, year, running] = /^(?:BRG\s*)?(\d{4}):(\d{1,7})$/i.exec(text.trim()) ?? [];
  return year === undefined || running === undefined
    ? null
    : { year: Number(year), running: Number(running) };
};

/**
 * The provision of offentlighets- och sekretesslagen (2009:400) that is most often asked about for a tag (domain.md §3 names the
 * borders: particular support weak, elevhälsa's psychological and social part strong, EMI health care, social services). A
 * suggestion for whoever judges the paper when it is asked for, never the judgement.
 */
export const secrecyParagraphs: Readonly<Record<SecrecyTag, string>> = {
  weak: 'OSL 23 kap. 2 § andra stycket',
  strong: 'OSL 23 kap. 2 § första stycket',
  emi: 'OSL 25 kap. 1 §',
  social: 'OSL 26 kap. 1 §',
};

/**
 * What anybody may see of an entry: its number, day and direction, and the kind where that tells nothing of what is secret in
 * itself. The case's number and whom it came from are masked, since they tell which papers are about the same person.
 */
export const publicPartOf = (
  paper: Pick<RegistryPaper, 'direction' | 'kind' | 'secrecy' | 'on'>,
): { direction: RegistryDirection; kind: RegistryKind | null; on: LocalDate } => ({
  direction: paper.direction,
  kind: paper.secrecy === 'weak' ? paper.kind : null,
  on: paper.on,
});
