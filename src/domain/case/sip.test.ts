import { describe, expect, it } from 'vitest';
import {
  aCalendar,
  actors,
  aMeeting,
  anId,
  asking,
  caseAt,
  consentsFor,
  ids,
  lived,
  participants,
  refusalOf,
  type Step,
} from '../../../test/factories/case.ts';
import { obligations } from '../obligations/derive.ts';
import { localDate } from '../time.ts';
import type { Minutes } from './meeting-parts.ts';
import type { CaseState } from './state.ts';

const cal = aCalendar();
const day = localDate;

const call = (n: number, on: string, date: string, followUpOn: string): Step => [
  on,
  actors.coordinator,
  {
    type: 'callMeeting',
    meeting: aMeeting({
      meetingId: anId(n),
      kind: 'sip',
      time: { ...aMeeting().time, date: day(date) },
      sip: {
        initiator: 'school',
        chair: participants.bup.participantId,
        overallResponsible: 'bup',
        measures: [],
        followUpOn: day(followUpOn),
      },
    }),
  },
];
const write = (n: number, heldOn: string, change: Partial<Minutes> = {}): Step => [
  heldOn,
  actors.coordinator,
  {
    type: 'recordMinutes',
    meetingId: anId(n),
    minutes: { heldOn: day(heldOn), attended: [], contentId: ids.content, decisions: [], ...change },
  },
];

const consented = lived(caseAt('assigned'), [...consentsFor('bup', 110), ...consentsFor('bup', 120, 'sip')]);
const called = lived(consented, [call(600, '2026-09-14', '2026-09-24', '2026-11-12')]);
const held = lived(called, [write(600, '2026-09-24')]);
const owed = (state: CaseState) => obligations(state, cal).filter((o) => o.kind === 'followUpSip');

describe('a SIP’s follow-up', () => {
  it('is owed by the coordinators from when the SIP was agreed on, due on the day that it names', () => {
    expect(owed(called)).toEqual([]);
    expect(owed(held)).toMatchObject([
      {
        key: `followUpSip/${anId(600)}`,
        subjectId: anId(600),
        owner: { by: 'persons', role: 'coordinator', personIds: [ids.coordinator] },
        from: '2026-10-15',
        due: '2026-11-12',
        escalateTo: 'teamLeader',
      },
    ]);
  });

  it('is reminded of in time to call the meeting, and on the day', () => {
    expect(owed(held)[0]?.remindOn.slice(0, 3)).toEqual(['2026-10-22', '2026-11-05', '2026-11-12']);
  });

  it('is done by the next SIP meeting, which names the next day', () => {
    const next = lived(held, [call(601, '2026-10-20', '2026-11-10', '2027-01-20')]);
    expect(owed(next)).toMatchObject([{ subjectId: anId(600) }]);
    expect(owed(lived(next, [write(601, '2026-11-10')]))).toMatchObject([
      { subjectId: anId(601), due: '2027-01-20' },
    ]);
  });

  it('is owed no more when the minutes end the SIP, those of a plain meeting too', () => {
    const next = lived(held, [call(601, '2026-10-20', '2026-11-10', '2027-01-20')]);
    expect(owed(lived(next, [write(601, '2026-11-10', { endsSip: true })]))).toEqual([]);
    const plain = lived(held, [
      [
        '2026-10-20',
        actors.coordinator,
        {
          type: 'callMeeting',
          meeting: aMeeting({ meetingId: anId(602), time: { ...aMeeting().time, date: day('2026-11-09') } }),
        },
      ],
      write(602, '2026-11-09', { endsSip: true }),
    ]);
    expect(owed(plain)).toEqual([]);
  });

  it('can’t be ended where there is no SIP', () => {
    const meeting = lived(consented, [
      ['2026-09-14', actors.coordinator, { type: 'callMeeting', meeting: aMeeting() }],
    ]);
    const [, actor, command] = write(600, '2026-09-24', { endsSip: true });
    expect(refusalOf(meeting, command, asking(actor, '2026-09-24'))).toMatchObject({
      code: 'invalid-value',
      field: 'minutes/endsSip',
    });
  });

  it('is not a duty of a case under older rules', () => {
    expect(owed({ ...held, rulesVersion: 2 })).toEqual([]);
  });
});
