/** What a person's calendar holds: meetings, due days, lov and study days of their schools. */
import type { LocalDate } from '../../../domain/time.ts';
import type { CalendarEntry } from '../../../integrations/ics.ts';
import { periodsOf } from '../../../records/calendar.ts';
import { listCases } from '../../../records/cases.ts';
import type { Db } from '../../../records/connect.ts';
import { meetingsOf } from '../../../records/meetings.ts';
import { listDuties, type DutyRow } from '../../../records/obligations.ts';
import { clockTime, type Language } from '../../../texts/dates.ts';
import { text } from '../../../texts/text.ts';
import type { Session } from '../../session.ts';
import { visibleCases } from '../../visible.ts';
import { actionOf } from '../duty-actions.ts';

export type Whose = Pick<Session, 'personId' | 'actor'>;
export type Span = { from: LocalDate; to: LocalDate };

/** Paths as links; the order is that of a day: what closes it, meetings by the clock, what is due. */
export async function entriesOf(
  db: Db,
  lang: Language,
  today: LocalDate,
  { whose, span }: { whose: Whose; span: Span },
): Promise<CalendarEntry[]> {
  const [closed, meetings, { duties }] = await Promise.all([
    closedDays(db, lang, today, { whose, span }),
    meetingsOf(db, whose.actor, span),
    listDuties(db, today, { holderId: whose.personId }, { limit: 500 }),
  ]);
  return [
    ...closed,
    ...meetings.map(({ caseId, number, meeting }): CalendarEntry => {
      const { meetingId, kind, time, sequence } = meeting;
      return {
        kind: 'meeting',
        uid: meetingId,
        summary: text(lang, 'invitation.summary', {
          meeting: text(lang, `meeting.${kind}`),
          caseNumber: number,
        }),
        url: `/cases/${caseId}/meetings/${meetingId}`,
        time,
        sequence,
      };
    }),
    ...duties
      .filter(({ due }) => due >= span.from && due <= span.to)
      .map((duty): CalendarEntry => ({
        kind: 'days',
        uid: `duty/${duty.caseId ?? duty.schoolUnit ?? ''}/${duty.key}`,
        summary: dutyWords(lang, duty),
        url: actionOf(duty).href,
        from: duty.due,
        to: duty.due,
      })),
  ];
}

/** A meeting with its time on the wall, as a page says it. */
export const wordsOf = (lang: Language, entry: CalendarEntry): string =>
  entry.kind === 'meeting' ? `${clockTime(lang, entry.time.from)} ${entry.summary}` : entry.summary;

function dutyWords(lang: Language, duty: DutyRow): string {
  const words = duty.kind === 'yearWheelTask' ? (duty.how.title ?? '') : text(lang, `duty.${duty.kind}`);
  const what = `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
  if (duty.caseNumber !== null) return text(lang, 'calendar.due', { what, number: duty.caseNumber });
  return duty.class === null ? what : text(lang, 'calendar.dueClass', { what, class: duty.class });
}

/** More schools than anybody's calendar can show apart. */
const mostSchools = 12;

/** Lov and study days of the schools where one works, or where one's cases are; each once. */
async function closedDays(
  db: Db,
  lang: Language,
  today: LocalDate,
  { whose: { actor }, span }: { whose: Whose; span: Span },
): Promise<CalendarEntry[]> {
  const own = 'schoolUnits' in actor ? actor.schoolUnits : [];
  const filter = own.length > 0 ? null : await visibleCases(db, actor, today);
  const { cases } = filter === null ? { cases: [] } : await listCases(db, filter, { limit: 100 });
  const schools = [...new Set([...own, ...cases.map((one) => one.schoolUnit)])].slice(0, mostSchools);
  const periods = (await Promise.all(schools.map((school) => periodsOf(db, school)))).flat();
  const within = periods.filter(
    ({ kind, from, to }) => kind !== 'term' && to >= span.from && from <= span.to,
  );
  const entries = within.map(({ kind, name, from, to }): CalendarEntry => ({
    kind: 'days',
    uid: `${kind}/${from}/${to}`,
    summary: name === '' ? text(lang, kind === 'lov' ? 'calendar.lov' : 'calendar.studyDay') : name,
    url: null,
    from,
    to,
  }));
  return [...new Map(entries.map((one) => [one.uid, one])).values()];
}
