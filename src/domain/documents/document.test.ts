import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actors, anId, aPaperRequest, caseAt, ids } from '../../../test/factories/case.ts';
import { aGuardianTalk } from '../../../test/factories/ladder.ts';
import type { Actor } from '../case/parts.ts';
import { relationToCase } from '../permissions.ts';
import { localDate } from '../time.ts';
import {
  documentKinds,
  documentSubjects,
  mayReadDocument,
  refuseFiling,
  secrecyTags,
  type DocumentKind,
  type Filing,
  type SecrecyTag,
} from './document.ts';

const state = caseAt('assigned');
const by = (
  actor: Actor,
  kind: DocumentKind,
  secrecy: SecrecyTag,
  createdBy = ids.coordinator,
  named = true,
) => mayReadDocument(actor, relationToCase(actor, state), { kind, secrecy, createdBy }, named);
const readers = (kind: DocumentKind, secrecy: SecrecyTag) =>
  Object.entries(actors)
    .filter(([, actor]) => by(actor, kind, secrecy))
    .map(([who]) => who);

describe('who opens a document (domain.md §3)', () => {
  test('a tag decides, beside role and relation', () => {
    expect(readers('opinion', 'weak')).toEqual([
      'rector',
      'teamLeader',
      'coordinator',
      'pupilHealth',
      'mentor',
      'registrar',
    ]);
    // Elevhälsa's own: a mentor reads its answer, never what it rests on.
    expect(readers('opinion', 'strong')).toEqual([
      'rector',
      'teamLeader',
      'coordinator',
      'pupilHealth',
      'registrar',
    ]);
    // EMI is health care, with a barrier to the school.
    expect(readers('opinion', 'emi')).toEqual(['teamLeader', 'coordinator', 'pupilHealth', 'registrar']);
    expect(readers('opinion', 'social')).toEqual(['teamLeader', 'coordinator', 'registrar']);
  });

  test('the family reads what it has signed or made together, never what is tagged higher', () => {
    const read = documentKinds.filter((kind) => by(actors.mother, kind, 'weak'));
    expect(read).toEqual(['consentForm', 'guardianTalk', 'plan', 'minutes', 'evaluation']);
    for (const kind of documentKinds) expect(by(actors.mother, kind, 'strong')).toBe(false);
  });

  test('whoever put it in opens it, as long as the case is theirs to read', () => {
    expect(by(actors.mentor, 'letter', 'social', ids.mentor)).toBe(true);
    expect(by(actors.otherRector, 'letter', 'social', ids.otherRector)).toBe(false);
  });

  test('no name within a scan can be masked: a protected pupil’s are for named people alone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(actors)),
        fc.constantFrom(...documentKinds),
        fc.constantFrom(...secrecyTags),
        (actor, kind, secrecy) => {
          expect(by(actor, kind, secrecy, ids.mentor, false)).toBe(false);
        },
      ),
    );
  });

  test('a higher tag never has a reader that the weak one hasn’t', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(actors)),
        fc.constantFrom(...documentKinds),
        fc.constantFrom(...secrecyTags),
        fc.constantFrom(ids.mentor, ids.coordinator),
        (actor, kind, secrecy, createdBy) => {
          if (by(actor, kind, secrecy, createdBy)) expect(by(actor, kind, 'weak', createdBy)).toBe(true);
        },
      ),
    );
  });
});

describe('how a document is filed', () => {
  const talked = { ...state, ladder: { ...state.ladder, talks: [aGuardianTalk()] } };
  const asked = { ...aPaperRequest(), due: localDate('2026-10-22'), receivedOn: null };
  const whole = { ...talked, papers: [asked] };
  const today = localDate('2026-10-22');
  const filing = (change: Partial<Filing>): Filing => ({
    kind: 'letter',
    secrecy: 'weak',
    dated: null,
    about: null,
    ...change,
  });
  const refusal = (change: Partial<Filing>) => refuseFiling(whole, filing(change), today);

  test('the scan of a talk’s form belongs to a talk of this case (seed 003)', () => {
    const talk = { what: 'guardianTalk' as const, id: aGuardianTalk().guardianTalkId };
    expect(refusal({ kind: 'guardianTalk', about: talk })).toBeNull();
    expect(refusal({ kind: 'guardianTalk' })).toEqual({ code: 'invalid-value', field: 'about' });
    const other = { ...talk, id: anId(999) };
    expect(refusal({ kind: 'guardianTalk', about: other })).toEqual({ code: 'unknown-id', field: 'about' });
  });

  test('it comes with what is in the case, and isn’t from a day to come', () => {
    expect(refusal({ about: { what: 'paperRequest', id: asked.paperRequestId } })).toBeNull();
    expect(refusal({ about: { what: 'consent', id: state.consents[0]?.consentId ?? '' } })).toBeNull();
    for (const what of documentSubjects) {
      expect(refusal({ about: { what, id: anId(999) } })?.code).toBe('unknown-id');
    }
    expect(refusal({ dated: today })).toBeNull();
    expect(refusal({ dated: localDate('2026-10-23') })?.field).toBe('dated');
  });
});
