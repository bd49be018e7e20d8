import { describe, expect, test } from 'vitest';
import { everyCommand } from '../../../test/factories/commands.ts';
import { aGuardianTalk, aRectorStep } from '../../../test/factories/ladder.ts';
import { aConsent, anId, anOrder, ids } from '../../../test/factories/parts.ts';
import { localDate } from '../time.ts';
import { documentsNamedBy } from './named-by.ts';

const documentId = anId(77);

describe('the documents that a command points at', () => {
  test('a consent’s scan is the consent’s form', () => {
    const consent = aConsent({ form: { how: 'paper', witnessId: null, scanId: documentId } });
    expect(documentsNamedBy({ type: 'recordConsent', consent })).toEqual([
      { documentId, kind: 'consentForm', about: { what: 'consent', id: consent.consentId } },
    ]);
  });

  test('a talk’s form belongs to the talk', () => {
    const talk = aGuardianTalk({ documentId });
    expect(documentsNamedBy({ type: 'recordGuardianTalk', talk })).toEqual([
      { documentId, kind: 'guardianTalk', about: { what: 'guardianTalk', id: talk.guardianTalkId } },
    ]);
  });

  test('an order’s attachments and evidence are what the order says they are', () => {
    const order = anOrder({
      attachments: [{ kind: 'actionProgramme', documentId, contentId: null }],
      preconditions: [
        { kind: 'inquiryMade', metOn: localDate('2026-08-20'), evidence: { documentId: anId(78) } },
        { kind: 'measuresBegun', metOn: localDate('2026-08-20'), evidence: { contentId: ids.content } },
      ],
    });
    for (const type of ['placeOrder', 'reopen'] as const) {
      expect(documentsNamedBy({ type, order })).toEqual([
        { documentId, kind: 'actionProgramme', about: null },
        { documentId: anId(78), kind: 'inquiry', about: null },
      ]);
    }
  });

  test('a finished inquiry is an inquiry', () => {
    const step = aRectorStep({ kind: 'inquiryCompleted', documentId });
    expect(documentsNamedBy({ type: 'recordRectorStep', step })).toEqual([
      { documentId, kind: 'inquiry', about: null },
    ]);
  });

  test('no document of any command goes unnamed', () => {
    for (const command of Object.values(everyCommand)) {
      const written = JSON.stringify(command).match(/"(?:documentId|scanId)":"[^"]+"/g) ?? [];
      expect(documentsNamedBy(command)).toHaveLength(written.length);
    }
  });
});
