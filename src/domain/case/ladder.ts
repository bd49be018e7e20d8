/** What the school notices before anyone orders: absence, concern, the talk with the guardians, the report to EHT. */
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import type { CaseEvent } from './events.ts';
import type { Decided } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { CaseState } from './state.ts';
import { atMost, firstDuplicate, notAfterToday } from './working.ts';

/** Nothing real is longer, and a history must stay small. */
const most = { rows: 50, absences: 200, people: 20 } as const;

/** Nothing has been asked of the case yet: its first command says what it begins with. */
export const isUnbegun = ({ stand }: Pick<CaseState, 'stand'>): boolean =>
  stand.phase === 'ordering' && stand.order === null && stand.returnedOn === null;

/** The limit was passed. Twice is once; a preschool has no duty to attend, so it's never noticed by figures. */
export const decideNoticeAbsence = (
  state: CaseState,
  { attendance }: CommandOf<'noticeAbsence'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  if (state.pupil.schoolForm === 'preschool') return refuse('preschool-not-noticed');
  if (attendance.band === 'below') return refuse('invalid-value', 'attendance/band');
  const no = notAfterToday('attendance/asOf', attendance.asOf, ctx.today);
  if (no) return no;
  return state.ladder.limitPassedOn === null
    ? accept<CaseEvent>({ type: 'absenceNoticed', attendance })
    : accept<CaseEvent>();
};

export const decideRaiseConcern = (
  state: CaseState,
  { concern }: CommandOf<'raiseConcern'>,
): Decided<CaseEvent> => {
  const { concerns } = state.ladder;
  if (concerns.some((c) => c.schoolConcernId === concern.schoolConcernId))
    return refuse('duplicate-id', 'concern/schoolConcernId', { id: concern.schoolConcernId });
  if (concern.from === 'preschool' && state.pupil.schoolForm !== 'preschool')
    return refuse('invalid-value', 'concern/from');
  return (
    atMost('concern', [...concerns, concern], most.rows) ??
    accept<CaseEvent>({ type: 'concernRaised', concern })
  );
};

export const decideRecordGuardianTalk = (
  state: CaseState,
  { talk }: CommandOf<'recordGuardianTalk'>,
): Decided<CaseEvent> => {
  const { talks } = state.ladder;
  if (talks.some((t) => t.guardianTalkId === talk.guardianTalkId))
    return refuse('duplicate-id', 'talk/guardianTalkId', { id: talk.guardianTalkId });
  const stranger = talk.guardianIds.findIndex((id) => !state.pupil.guardianIds.includes(id));
  if (stranger >= 0) return refuse('unknown-id', `talk/guardianIds/${stranger}`);
  if (firstDuplicate(talk.guardianIds) !== null) return refuse('duplicate-id', 'talk/guardianIds');
  // They were called before they came.
  if (talk.calledOn > talk.heldOn)
    return refuse('end-before-start', 'talk/heldOn', { start: talk.calledOn, end: talk.heldOn });
  return (
    atMost('talk', [...talks, talk], most.rows) ??
    atMost('talk/absences', talk.absences, most.absences) ??
    atMost('talk/present', talk.present, most.people) ??
    accept<CaseEvent>({ type: 'guardianTalkRecorded', talk })
  );
};

export const decideReportToEht = (
  state: CaseState,
  { report }: CommandOf<'reportToEht'>,
): Decided<CaseEvent> => {
  const { reports } = state.ladder;
  if (reports.some((r) => r.ehtReportId === report.ehtReportId))
    return refuse('duplicate-id', 'report/ehtReportId', { id: report.ehtReportId });
  return (
    atMost('report', [...reports, report], most.rows) ?? accept<CaseEvent>({ type: 'reportedToEht', report })
  );
};
