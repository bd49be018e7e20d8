import { describe, expect, it } from 'vitest';
import {
  aCalendar,
  aConsent,
  actors,
  aMeeting,
  anId,
  aPaperRequest,
  asking,
  caseAt,
  consentsFor,
  eventsOf,
  ids,
  lived,
  participants,
  refusalOf,
} from '../../../test/factories/case.ts';
import { obligations } from '../obligations/derive.ts';
import { localDate } from '../time.ts';
import type { CommandOf } from './commands.ts';
import type { CaseState } from './state.ts';
import { upgradeState } from './upgrade.ts';

const ctx = asking(actors.coordinator, '2026-09-14');
const cal = aCalendar();
const collaboration: CommandOf<'callMeeting'> = { type: 'callMeeting', meeting: aMeeting() };
const sip: CommandOf<'callMeeting'> = {
  type: 'callMeeting',
  meeting: aMeeting({
    kind: 'sip',
    sip: {
      initiator: 'school',
      chair: participants.bup.participantId,
      overallResponsible: 'bup',
      measures: [],
      followUpOn: localDate('2026-11-12'),
    },
  }),
};
const both = `guardian/${ids.mother},guardian/${ids.father}`;
const forAttendance = lived(caseAt('assigned'), consentsFor('bup', 110));
const forSip = lived(caseAt('assigned'), consentsFor('bup', 110, 'sip'));
const forInquiry = lived(caseAt('assigned'), consentsFor('bup', 110, 'inquiry'));

describe('a consent reaches the purpose that it names', () => {
  it('and no SIP when it is for attendance: the refusal names receiver, purpose and givers', () => {
    expect(eventsOf(forAttendance, collaboration, ctx)).toHaveLength(1);
    expect(refusalOf(forAttendance, sip, ctx)).toEqual({
      code: 'consent-missing',
      field: 'meeting/participants/3',
      params: { receiver: 'bup', purpose: 'sip', missing: both, missingCount: 2 },
    });
  });

  it('and no other meeting when it is for a SIP', () => {
    expect(eventsOf(forSip, sip, ctx)).toHaveLength(1);
    expect(refusalOf(forSip, collaboration, ctx)).toMatchObject({
      params: { receiver: 'bup', purpose: 'increaseAttendance' },
    });
  });

  it('each giver must name it', () => {
    const mixed = lived(forAttendance, consentsFor('bup', 120, 'sip').slice(0, 1));
    expect(refusalOf(mixed, sip, ctx)).toMatchObject({
      params: { purpose: 'sip', missing: `guardian/${ids.father}`, missingCount: 1 },
    });
  });

  it('holds for papers, asked for attendance unless said', () => {
    const ask = (change: Parameters<typeof aPaperRequest>[0]): CommandOf<'requestPapers'> => ({
      type: 'requestPapers',
      request: aPaperRequest(change),
    });
    expect(eventsOf(forAttendance, ask({}), ctx)).toHaveLength(1);
    expect(refusalOf(forInquiry, ask({}), ctx)).toMatchObject({
      code: 'consent-missing',
      field: 'request/from',
      params: { purpose: 'increaseAttendance' },
    });
    expect(eventsOf(forInquiry, ask({ purpose: 'inquiry' }), ctx)).toHaveLength(1);
  });

  it('taken back, stops what was for it and leaves the rest', () => {
    const state = lived(forAttendance, [
      ...consentsFor('bup', 120, 'sip'),
      ['2026-09-14', actors.coordinator, sip],
      [
        '2026-09-14',
        actors.coordinator,
        {
          type: 'callMeeting',
          meeting: aMeeting({ meetingId: anId(601) }),
        },
      ],
    ]);
    const withdraw: CommandOf<'withdrawConsent'> = {
      type: 'withdrawConsent',
      consentId: anId(120),
      kinds: null,
    };
    expect(eventsOf(state, withdraw, asking(actors.mother, '2026-09-15'))).toMatchObject([
      { type: 'consentWithdrawn' },
      { type: 'invitationCancelled', meetingId: anId(600) },
      { type: 'meetingCancelled', meetingId: anId(600) },
    ]);
  });

  it('the coordinators’ own is for the assignment: another purpose starts none, and is asked for still', () => {
    const ordered = lived(caseAt('ordered'), consentsFor('coordinators', 100, 'sip'));
    const allocate: CommandOf<'allocate'> = {
      type: 'allocate',
      coordinators: [{ personId: ids.coordinator, stages: [] }],
      start: localDate('2026-08-31'),
      outsideStagesContentId: null,
    };
    expect(refusalOf(ordered, allocate, asking(actors.teamLeader, '2026-08-31'))).toMatchObject({
      params: { receiver: 'coordinators', purpose: 'increaseAttendance' },
    });
    expect(obligations(ordered, cal).filter((o) => o.kind === 'giveConsent')).toHaveLength(2);
  });
});

describe('consents from before purposes were held apart', () => {
  const older = (): CaseState => lived({ ...caseAt('assigned'), rulesVersion: 2 }, consentsFor('bup', 110));

  it('go on counting for every purpose, also when the case has moved to newer rules', () => {
    expect(eventsOf(older(), sip, ctx)).toHaveLength(1);
    expect(eventsOf({ ...older(), rulesVersion: 3 }, sip, ctx)).toHaveLength(1);
  });

  it('those given after it count for their own', () => {
    const moved = lived({ ...caseAt('assigned'), rulesVersion: 3 }, [
      [
        '2026-09-01',
        actors.mother,
        { type: 'recordConsent', consent: aConsent({ consentId: anId(130), receiver: 'socialServices' }) },
      ],
    ]);
    expect(moved.consents.at(-1)?.boundToPurpose).toBe(true);
  });

  it('as 0.1.0 kept them are read so', () => {
    const stored = {
      ...older(),
      consents: older().consents.map(({ boundToPurpose: _unknown, ...consent }) => consent),
    };
    expect(eventsOf(upgradeState(stored), sip, ctx)).toHaveLength(1);
  });
});
