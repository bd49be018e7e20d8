import { expect, it } from 'vitest';
import { aMeeting, aContact } from '../../../test/factories/parts.ts';
import { localDate } from '../time.ts';
import { courseOf } from './course.ts';
import type { CaseEvent } from './events.ts';

const on = localDate('2026-09-14');
const marks = (...events: CaseEvent[]) => courseOf(events.map((event) => ({ on, event })));
const measure = {
  supportMeasureId: 'm',
  kindId: 'trygghetsteam',
  beganOn: localDate('2026-09-01'),
  ownerPersonId: null,
  contentId: null,
  steps: [],
};

it('puts a contact on its own day and a measure from its beginning to its end', () => {
  const contact = aContact({ date: localDate('2026-09-10') });
  expect(
    marks(
      { type: 'contactRecorded', contact },
      { type: 'supportMeasureBegun', measure },
      {
        type: 'supportMeasureEnded',
        supportMeasureId: 'm',
        endedOn: localDate('2026-10-01'),
        contentId: null,
      },
    ).map(({ lane, on: day, until, lasts }) => ({ lane, day, until, lasts })),
  ).toEqual([
    { lane: 'measures', day: '2026-09-01', until: '2026-10-01', lasts: true },
    { lane: 'contacts', day: '2026-09-10', until: null, lasts: false },
  ]);
});

it('shows a moved meeting once on its new day, and a cancelled one not at all', () => {
  const meeting = aMeeting();
  const { meetingId, where, participants } = meeting;
  const time = { ...meeting.time, date: localDate('2026-11-02') };
  const moved = marks(
    { type: 'meetingCalled', meeting },
    { type: 'meetingChanged', meetingId, time, where, participants, removed: [] },
  );
  expect(moved.map((mark) => mark.on)).toEqual(['2026-11-02']);
  const cancelled = marks(
    { type: 'meetingCalled', meeting },
    { type: 'meetingCancelled', meetingId, reasonContentId: null, why: 'asked' },
  );
  expect(cancelled).toEqual([]);
});
