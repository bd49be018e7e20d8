import { describe, expect, it } from 'vitest';
import {
  actors,
  after,
  aMeeting,
  anId,
  asking,
  caseAt,
  consentsFor,
  ids,
  lived,
  participants,
  refusalOf,
} from '../../../test/factories/case.ts';
import { localDate } from '../time.ts';
import type { CommandOf } from './commands.ts';
import type { Minutes } from './meeting-parts.ts';

const called = lived(caseAt('assigned'), [
  ...consentsFor('bup', 110),
  ['2026-09-14', actors.coordinator, { type: 'callMeeting', meeting: aMeeting() }],
]);
const record = (change: Partial<Minutes> = {}): CommandOf<'recordMinutes'> => ({
  type: 'recordMinutes',
  meetingId: anId(600),
  minutes: {
    heldOn: localDate('2026-09-24'),
    attended: [participants.mother.participantId, participants.bup.participantId],
    contentId: ids.content,
    decisions: [
      {
        decisionId: anId(700),
        owner: { party: 'coordinator', personId: ids.coordinator },
        due: localDate('2026-10-08'),
        contentId: ids.content,
      },
    ],
    ...change,
  },
});
const ctx = asking(actors.coordinator, '2026-09-25');
const held = after(called, record(), actors.coordinator, '2026-09-25');

describe('recordMinutes', () => {
  it('holds the meeting and leaves its decisions owed', () => {
    expect(held.meetings[0]).toMatchObject({ status: 'held', minutes: { heldOn: '2026-09-24' } });
    expect(held.decisions).toMatchObject([{ decisionId: anId(700), meetingId: anId(600), reports: [] }]);
    expect(refusalOf(held, record(), ctx)).toMatchObject({ code: 'already-done' });
  });

  it('names only the invited, each once, and decisions that come after', () => {
    const bad = (change: Partial<Minutes>) => refusalOf(called, record(change), ctx);
    expect(bad({ attended: [anId(602)] })).toMatchObject({ code: 'unknown-id', field: 'minutes/attended/0' });
    expect(bad({ attended: [anId(601), anId(601)] })).toMatchObject({ code: 'duplicate-id' });
    expect(bad({ heldOn: localDate('2026-09-26') })).toMatchObject({ code: 'date-in-future' });
    expect(bad({ heldOn: localDate('2026-09-13') })).toMatchObject({ code: 'date-in-past' });
    const { decisions } = record().minutes;
    expect(bad({ decisions: [...decisions, ...decisions] })).toMatchObject({ code: 'duplicate-id' });
    const early = decisions.map((d) => ({ ...d, due: localDate('2026-09-23') }));
    expect(bad({ decisions: early })).toMatchObject({
      code: 'end-before-start',
      field: 'minutes/decisions/0/due',
    });
  });

  it('knows no guest whose consent was withdrawn before', () => {
    const withdrawn = after(
      called,
      { type: 'withdrawConsent', consentId: anId(110), kinds: null },
      actors.mother,
      '2026-09-16',
    );
    expect(refusalOf(withdrawn, record(), ctx)).toMatchObject({
      code: 'unknown-id',
      field: 'minutes/attended/1',
    });
  });
});

describe('reportDecision', () => {
  const report = (result: 'done' | 'notDone', reportedOn = '2026-10-01') =>
    ({
      type: 'reportDecision',
      report: { decisionId: anId(700), result, reportedOn: localDate(reportedOn), contentId: null },
    }) as const;
  const later = asking(actors.coordinator, '2026-10-02');

  it('is told until it is done', () => {
    const notYet = after(held, report('notDone'), actors.coordinator, '2026-10-02');
    const done = after(notYet, report('done'), actors.coordinator, '2026-10-02');
    expect(done.decisions[0]?.reports.map((r) => r.result)).toEqual(['notDone', 'done']);
    expect(refusalOf(done, report('done'), later)).toMatchObject({ code: 'already-done' });
  });

  it('is of a known decision, after the meeting', () => {
    expect(refusalOf(called, report('done'), later)).toMatchObject({ code: 'unknown-id' });
    expect(refusalOf(held, report('done', '2026-09-23'), later)).toMatchObject({ code: 'date-in-past' });
  });
});
