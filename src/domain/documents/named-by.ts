/** Which documents a command points at, and what they are by it: a consent's scan is a consent form. */
import type { Command } from '../case/commands.ts';
import type { OrderInput } from '../case/parts.ts';
import type { RectorStepKind } from '../case/ladder-parts.ts';
import type { DocumentId } from '../ids.ts';
import type { PreconditionKind } from '../policy.ts';
import type { DocumentAbout, DocumentKind } from './document.ts';

export type NamedDocument = { documentId: DocumentId; kind: DocumentKind; about: DocumentAbout | null };

const shownBy: Readonly<Record<PreconditionKind, DocumentKind>> = {
  absenceNoticed: 'absenceFigures',
  inquiryMade: 'inquiry',
  reportedToAuthority: 'letter',
  measuresBegun: 'measuresTried',
  otherActorsNeedCoordination: 'other',
};

const ofStep: Readonly<Record<RectorStepKind, DocumentKind>> = {
  inquiryOpened: 'decision',
  inquiryUnneeded: 'decision',
  inquiryCompleted: 'inquiry',
  authorityTold: 'letter',
  homeMunicipalityTold: 'letter',
  supportExamined: 'inquiry',
  measuresBegun: 'actionProgramme',
};

/** Empty for a command that points at none. */
export function documentsNamedBy(command: Command): NamedDocument[] {
  switch (command.type) {
    case 'recordConsent': {
      const { consentId, form } = command.consent;
      if (form.how === 'electronic' || form.scanId === null) return [];
      return [{ documentId: form.scanId, kind: 'consentForm', about: { what: 'consent', id: consentId } }];
    }
    case 'recordGuardianTalk': {
      const { guardianTalkId: id, documentId } = command.talk;
      if (documentId === null) return [];
      return [{ documentId, kind: 'guardianTalk', about: { what: 'guardianTalk', id } }];
    }
    case 'recordRectorStep': {
      const { kind, documentId } = command.step;
      return documentId === null ? [] : [{ documentId, kind: ofStep[kind], about: null }];
    }
    case 'placeOrder':
    case 'reopen':
      return ofOrder(command.order);
    default:
      return [];
  }
}

function ofOrder({ preconditions, attachments }: OrderInput): NamedDocument[] {
  return [
    ...attachments.flatMap(({ kind, documentId }) =>
      documentId === null ? [] : [{ documentId, kind, about: null }],
    ),
    ...preconditions.flatMap(({ kind, evidence }) =>
      'documentId' in evidence ? [{ documentId: evidence.documentId, kind: shownBy[kind], about: null }] : [],
    ),
  ];
}
