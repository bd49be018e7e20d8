import { describe, expect, test } from 'vitest';
import {
  actors,
  after,
  aMeeting,
  anId,
  aPupil,
  asking,
  caseAt,
  consentsFor,
  eventsOf,
  happen,
  ids,
  lived,
  participants,
  refusalOf,
} from '../../../test/factories/case.ts';
import { localDate } from '../time.ts';
import type { Command } from './commands.ts';
import type { PupilFacts, Undeliverable } from './parts.ts';

const update = (change: Partial<PupilFacts>): Command => ({ type: 'updatePupil', pupil: aPupil(change) });
const system = asking(actors.system, '2026-09-07');

const withMeeting = () =>
  lived(caseAt('assigned'), [
    ...consentsFor('bup', 110),
    [
      '2026-09-07',
      actors.coordinator,
      {
        type: 'callMeeting',
        meeting: aMeeting({
          participants: [
            participants.mother,
            participants.father,
            participants.pupil,
            participants.coordinator,
            participants.bup,
          ],
        }),
      },
    ],
  ]);

describe('what the school’s data says', () => {
  test('the same again is nothing', () => {
    expect(eventsOf(caseAt('assigned'), update({}), system)).toEqual([]);
  });

  test('the changed facts are named', () => {
    expect(
      eventsOf(caseAt('assigned'), update({ schoolUnit: '98000003', mentorIds: [] }), system),
    ).toMatchObject([{ type: 'pupilUpdated', changed: ['schoolUnit', 'mentorIds'] }]);
  });

  test('a guardian who left is no longer invited', () => {
    expect(eventsOf(withMeeting(), update({ guardianIds: [ids.mother] }), system)).toMatchObject([
      { type: 'pupilUpdated', changed: ['guardianIds'] },
      { type: 'invitationCancelled', participant: participants.father, why: 'noLongerGuardian' },
    ]);
  });

  test('with the guardians’ part ends a meeting that only its coordinator is left for', () => {
    const state = lived(caseAt('assigned'), [
      [
        '2026-09-07',
        actors.coordinator,
        {
          type: 'callMeeting',
          meeting: aMeeting({ participants: [participants.father, participants.coordinator] }),
        },
      ],
    ]);
    expect(eventsOf(state, update({ guardianIds: [ids.mother] }), system)).toMatchObject([
      { type: 'pupilUpdated' },
      { type: 'invitationCancelled', participant: participants.father, why: 'noLongerGuardian' },
      { type: 'meetingCancelled', why: 'noLongerGuardian' },
    ]);
  });

  test('a new guardian’s consent is needed from now on', () => {
    const guardianIds = [ids.mother, ids.father, anId(5)];
    expect(eventsOf(withMeeting(), update({ guardianIds }), system)).toMatchObject([
      { type: 'pupilUpdated' },
      { type: 'invitationCancelled', participant: participants.bup, why: 'consentMissing' },
    ]);
  });

  test.each([
    [{ guardianIds: [ids.mother, ids.mother] }, 'duplicate-id', 'pupil/guardianIds'],
    [{ year: 11 }, 'invalid-value', 'pupil/year'],
    [{ birthDate: localDate('2026-09-08') }, 'date-in-future', 'pupil/birthDate'],
  ])('%j is refused: %s', (change, code, field) => {
    expect(refusalOf(caseAt('assigned'), update(change), system)).toMatchObject({ code, field });
  });

  test('only the records may say that the pupil goes on as another of their records', () => {
    const other = update({ pupilId: ids.content });
    expect(refusalOf(caseAt('assigned'), other, asking(actors.teamLeader, '2026-09-07'))).toMatchObject({
      code: 'unknown-id',
      field: 'pupil/pupilId',
    });
    const moved = after(caseAt('assigned'), other, actors.system, '2026-09-07');
    expect(moved.pupil.pupilId).toBe(ids.content);
  });

  test('an earlier birth date is a correction, and a later one may make the pupil a child again', () => {
    const ofAge = happen(caseAt('assigned'), [{ type: 'cameOfAge' }], '2026-09-05');
    const younger = after(ofAge, update({ birthDate: localDate('2011-05-14') }), actors.system, '2026-09-07');
    expect(younger.ofAge).toBe(false);
  });
});

describe('addresses that reach nobody', () => {
  const undeliverable: Undeliverable = {
    to: { role: 'guardian', guardianId: ids.mother },
    messageKey: 'invitation/1',
    why: 'bounced',
  };
  const report: Command = { type: 'reportUndeliverable', undeliverable };
  const correct: Command = { type: 'correctAddress', messageKey: 'invitation/1' };

  test('are told once and corrected once', () => {
    const found = after(caseAt('assigned'), report, actors.system, '2026-09-07');
    expect(found.undeliverable).toEqual([{ ...undeliverable, foundOn: '2026-09-07' }]);
    expect(eventsOf(found, report, system)).toEqual([]);
    const corrected = after(found, correct, actors.coordinator, '2026-09-08');
    expect(corrected.undeliverable).toEqual([]);
    expect(refusalOf(corrected, correct, asking(actors.coordinator, '2026-09-08'))).toMatchObject({
      code: 'unknown-id',
      field: 'messageKey',
    });
  });
});
