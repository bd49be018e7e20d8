/** What to keep in mind when one looks for a time: other meetings, the school's lov and study days. */
import { addDays, type LocalDate } from '../../../domain/time.ts';
import { coordinatorIdsOf } from '../../../domain/permissions.ts';
import { periodsOf } from '../../../records/calendar.ts';
import type { CaseFile } from '../../../records/cases.ts';
import type { Db } from '../../../records/connect.ts';
import { meetingsOf, type MeetingRow } from '../../../records/meetings.ts';
import { longDateTime } from '../../../texts/dates.ts';
import type { Ui } from '../../../ui/ui.ts';
import { shortDayOf } from '../../../ui/words.ts';

const aheadDays = 35;

type Span = { from: LocalDate; to: LocalDate };

const startOf = ({ meeting: { time } }: MeetingRow): string => `${time.date} ${time.from}`;

const calledIn = ({ id, number, state }: CaseFile, { from, to }: Span): MeetingRow[] =>
  state.meetings
    .filter(({ status, time }) => status === 'called' && time.date >= from && time.date <= to)
    .map((meeting) => ({ caseId: id, number, meeting }));

/** One line for each thing within the next five weeks: this case's meetings, its coordinators' own, what is closed. */
export async function thingsToMind(db: Db, ui: Ui, file: CaseFile): Promise<string[]> {
  const span = { from: ui.today, to: addDays(ui.today, aheadDays) };
  const own = await Promise.all(
    coordinatorIdsOf(file.state).map((personId) =>
      meetingsOf(db, { role: 'coordinator', personId, schoolUnits: [] }, span),
    ),
  );
  const others = own
    .flat()
    .filter(({ caseId, meeting }) => caseId !== file.id && meeting.status === 'called');
  const here = calledIn(file, span);
  const apart = new Map([...here, ...others].map((one) => [one.meeting.meetingId, one]));
  const lines = [...apart.values()]
    .toSorted((a, b) => startOf(a).localeCompare(startOf(b)))
    .map(({ caseId, number, meeting: { kind, time } }) => {
      const words = {
        when: longDateTime(ui.lang, time.date, time.from),
        kind: ui.t(`meeting.kind.${kind}`).replace(/^[A-ZÅÄÖ](?=[a-zåäö])/, (first) => first.toLowerCase()),
      };
      return caseId === file.id
        ? ui.t('meeting.when.here', words)
        : ui.t('meeting.when.other', { ...words, number });
    });
  return [...lines, ...(await closedDays(db, ui, file, span))];
}

async function closedDays(db: Db, ui: Ui, { state }: CaseFile, span: Span): Promise<string[]> {
  const periods = await periodsOf(db, state.pupil.schoolUnit);
  return periods
    .filter(({ kind, from, to }) => kind !== 'term' && to >= span.from && from <= span.to)
    .map(({ kind, name, from, to }) =>
      ui.t('meeting.when.closed', {
        name: name === '' ? ui.t(kind === 'lov' ? 'meeting.when.lov' : 'meeting.when.studyDay') : name,
        from: shortDayOf(ui, from),
        to: shortDayOf(ui, to),
      }),
    );
}
