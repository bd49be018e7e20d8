/** What to keep in mind when one looks for a time: other meetings, the school's lov and study days. */
import { addDays, type LocalDate } from '../../../domain/time.ts';
import { coordinatorIdsOf } from '../../../domain/permissions.ts';
import { periodsOf } from '../../../records/calendar.ts';
import { findCase, listCases, type CaseFile } from '../../../records/cases.ts';
import type { Db } from '../../../records/connect.ts';
import type { Meeting } from '../../../domain/case/state.ts';
import { longDateTime } from '../../../texts/dates.ts';
import type { Ui } from '../../../ui/ui.ts';
import { shortDayOf } from '../../../ui/words.ts';

const aheadDays = 35;

export type OwnMeeting = { caseId: string; number: string; meeting: Meeting };

/** Called meetings in the cases of a coordinator, in their order; each with its case's number alone. */
export async function meetingsOfCoordinator(
  db: Db,
  personId: string,
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<OwnMeeting[]> {
  const { cases } = await listCases(db, { coordinatorId: personId, phases: ['assigned'] }, { limit: 200 });
  const files = await Promise.all(cases.map(({ id }) => findCase(db, id)));
  return files
    .flatMap((file) => (file === null ? [] : meetingsIn(file)))
    .filter(({ meeting: { time } }) => time.date >= from && time.date <= to)
    .toSorted((a, b) => startOf(a).localeCompare(startOf(b)));
}

const startOf = ({ meeting: { time } }: OwnMeeting): string => `${time.date} ${time.from}`;

const meetingsIn = ({ id, number, state }: CaseFile): OwnMeeting[] =>
  state.meetings
    .filter(({ status }) => status === 'called')
    .map((meeting) => ({ caseId: id, number, meeting }));

/** One line for each thing within the next five weeks: this case's meetings, its coordinators' own, what is closed. */
export async function thingsToMind(db: Db, ui: Ui, file: CaseFile): Promise<string[]> {
  const span = { from: ui.today, to: addDays(ui.today, aheadDays) };
  const own = await Promise.all(
    coordinatorIdsOf(file.state).map((id) => meetingsOfCoordinator(db, id, span)),
  );
  const others = own.flat().filter(({ caseId }) => caseId !== file.id);
  const here = meetingsIn(file).filter(
    ({ meeting: { time } }) => time.date >= span.from && time.date <= span.to,
  );
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

async function closedDays(
  db: Db,
  ui: Ui,
  { state }: CaseFile,
  span: { from: LocalDate; to: LocalDate },
): Promise<string[]> {
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
