/** What stands around a case's meetings: its own, its coordinators' others, and the days on which its school is closed. */
import type { MeetingTime } from '../domain/case/meeting-parts.ts';
import { coordinatorIdsOf } from '../domain/permissions.ts';
import type { LocalDate } from '../domain/time.ts';
import { periodsOf } from '../records/calendar.ts';
import type { CaseFile } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { meetingsOf, type MeetingRow } from '../records/meetings.ts';

export type Span = { from: LocalDate; to: LocalDate };

export type NearMeeting = Pick<MeetingRow, 'caseId' | 'number'> & {
  kind: MeetingRow['meeting']['kind'];
  time: MeetingTime;
};

export type ClosedSpell = Span & { kind: 'lov' | 'studyDay'; name: string };

export type Surroundings = { meetings: NearMeeting[]; closed: ClosedSpell[] };

const startOf = ({ meeting: { time } }: MeetingRow): string => `${time.date} ${time.from}`;

const calledIn = ({ id, number, state }: CaseFile, { from, to }: Span): MeetingRow[] =>
  state.meetings
    .filter(({ status, time }) => status === 'called' && time.date >= from && time.date <= to)
    .map((meeting) => ({ caseId: id, number, meeting }));

/** Called meetings in order of time, and closed spells that touch the span. */
export async function surroundingsOf(db: Db, file: CaseFile, span: Span): Promise<Surroundings> {
  const [periods, ...own] = await Promise.all([
    periodsOf(db, file.state.pupil.schoolUnit),
    ...coordinatorIdsOf(file.state).map((personId) =>
      meetingsOf(db, { role: 'coordinator', personId, schoolUnits: [] }, span),
    ),
  ]);
  const others = own
    .flat()
    .filter(({ caseId, meeting }) => caseId !== file.id && meeting.status === 'called');
  const apart = new Map([...calledIn(file, span), ...others].map((one) => [one.meeting.meetingId, one]));
  return {
    meetings: [...apart.values()]
      .toSorted((a, b) => startOf(a).localeCompare(startOf(b)))
      .map(({ caseId, number, meeting: { kind, time } }) => ({ caseId, number, kind, time })),
    closed: periods.flatMap(({ kind, name, from, to }) =>
      kind !== 'term' && to >= span.from && from <= span.to ? [{ kind, name, from, to }] : [],
    ),
  };
}
