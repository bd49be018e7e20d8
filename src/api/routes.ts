/** Every route that there is: served by `app.ts`, told by `openapi.ts`, walked by the test of the permissions. */
import { absenceRoutes } from './resources/absence.ts';
import { allocationRoutes } from './resources/allocation.ts';
import { answerRoutes } from './resources/answers.ts';
import { attendanceRoutes } from './resources/attendance.ts';
import { caseSurveyRoutes } from './resources/case-surveys.ts';
import { caseRoutes } from './resources/cases.ts';
import { consentRoutes } from './resources/consents.ts';
import { contactRoutes } from './resources/contacts.ts';
import { directoryRoutes } from './resources/directory.ts';
import { documentRoutes } from './resources/documents.ts';
import { ehtListRoutes } from './resources/eht-list.ts';
import { ehtMeetingDecisionRoutes } from './resources/eht-meeting-decisions.ts';
import { ehtMeetingRoutes } from './resources/eht-meetings.ts';
import { ehtReportRoutes } from './resources/eht-reports.ts';
import { ehtSlotRoutes } from './resources/eht-slots.ts';
import { endingRoutes } from './resources/ending.ts';
import { firstDayCallRoutes } from './resources/first-day-calls.ts';
import { externalOrderRoutes } from './resources/external-orders.ts';
import { emergencyAccessRoutes } from './resources/emergency-access.ts';
import { flagRoutes } from './resources/flags.ts';
import { followUpRoutes } from './resources/follow-ups.ts';
import { formRoutes } from './resources/forms.ts';
import { healthRoutes } from './resources/health.ts';
import { importMappingRoutes } from './resources/import-mappings.ts';
import { importTrialRoutes } from './resources/import-trials.ts';
import { importRoutes } from './resources/imports.ts';
import { ladderRoutes } from './resources/ladder.ts';
import { ladderSwitchRoutes } from './resources/ladder-switch.ts';
import { letterheadRoutes } from './resources/letterhead.ts';
import { mailTextRoutes } from './resources/mail-texts.ts';
import { mailRoutes } from './resources/mails.ts';
import { mappingRoutes } from './resources/mapping.ts';
import { meetingRoutes } from './resources/meetings.ts';
import { meetingPollRoutes } from './resources/meeting-polls.ts';
import { meetingTimeRoutes } from './resources/meeting-times.ts';
import { obligationRoutes } from './resources/obligations.ts';
import { openCaseRoutes } from './resources/open-case.ts';
import { orderDraftRoutes } from './resources/order-draft.ts';
import { orderRoutes } from './resources/order.ts';
import { deputyRoutes } from './resources/deputies.ts';
import { apiClientRoutes } from './resources/api-clients.ts';
import { oauthTokenRoutes } from './resources/oauth-token.ts';
import { peopleRoleRoutes } from './resources/people-roles.ts';
import { peopleRoutes } from './resources/people.ts';
import { planRoutes } from './resources/plans.ts';
import { policyRoutes } from './resources/policies.ts';
import { pupilAbsenceRoutes } from './resources/pupil-absence.ts';
import { pupilLadderRoutes } from './resources/pupil-ladder.ts';
import { duplicatePupilRoutes } from './resources/duplicate-pupils.ts';
import { pupilRoutes } from './resources/pupils.ts';
import { codecRoutes } from './resources/codec.ts';
import { registryRoutes } from './resources/registry.ts';
import { readLogRoutes } from './resources/read-log.ts';
import { rehearsalRoutes } from './resources/rehearsal-people.ts';
import { clockRoutes } from './resources/rehearsal.ts';
import { destructionRoutes } from './resources/destructions.ts';
import { retentionRoutes } from './resources/retention.ts';
import { relationAnswerRoutes } from './resources/relation-answers.ts';
import { relationRoutes } from './resources/relations.ts';
import { remitRoutes } from './resources/remit.ts';
import { schoolCalendarRoutes } from './resources/school-calendar.ts';
import { sessionRoutes } from './resources/session.ts';
import { sessionsRoutes } from './resources/sessions.ts';
import { sourceRoutes } from './resources/sources.ts';
import { statisticsRoutes } from './resources/statistics.ts';
import { steeringRoutes } from './resources/steering.ts';
import { supportKindRoutes } from './resources/support-kinds.ts';
import { supportMeasureRoutes } from './resources/support-measures.ts';
import { surveyResultRoutes } from './resources/survey-results.ts';
import { surveyRoundRoutes } from './resources/survey-rounds.ts';
import { surveyRoutes } from './resources/surveys.ts';
import { timelineRoutes } from './resources/timeline.ts';
import { yearWheelRoutes } from './resources/year-wheel.ts';
import { weeklyReviewRoutes } from './resources/weekly-review.ts';
import type { Route } from './route.ts';

export const routes: readonly Route[] = [
  ...sessionRoutes,
  ...sessionsRoutes,
  ...caseRoutes,
  ...openCaseRoutes,
  ...timelineRoutes,
  ...obligationRoutes,
  ...flagRoutes,
  ...emergencyAccessRoutes,
  ...orderRoutes,
  ...orderDraftRoutes,
  ...externalOrderRoutes,
  ...ladderRoutes,
  ...pupilLadderRoutes,
  ...ehtSlotRoutes,
  ...ehtListRoutes,
  ...ehtMeetingRoutes,
  ...ehtMeetingDecisionRoutes,
  ...ehtReportRoutes,
  ...formRoutes,
  ...consentRoutes,
  ...allocationRoutes,
  ...contactRoutes,
  ...mappingRoutes,
  ...planRoutes,
  ...followUpRoutes,
  ...meetingRoutes,
  ...meetingPollRoutes,
  ...meetingTimeRoutes,
  ...attendanceRoutes,
  ...endingRoutes,
  ...steeringRoutes,
  ...documentRoutes,
  ...peopleRoutes,
  ...peopleRoleRoutes,
  ...apiClientRoutes,
  ...oauthTokenRoutes,
  ...deputyRoutes,
  ...duplicatePupilRoutes,
  ...pupilRoutes,
  ...readLogRoutes,
  ...registryRoutes,
  ...retentionRoutes,
  ...destructionRoutes,
  ...codecRoutes,
  ...pupilAbsenceRoutes,
  ...absenceRoutes,
  ...supportKindRoutes,
  ...supportMeasureRoutes,
  ...directoryRoutes,
  ...remitRoutes,
  ...relationRoutes,
  ...relationAnswerRoutes,
  ...yearWheelRoutes,
  ...surveyRoutes,
  ...surveyRoundRoutes,
  ...surveyResultRoutes,
  ...caseSurveyRoutes,
  ...answerRoutes,
  ...policyRoutes,
  ...statisticsRoutes,
  ...schoolCalendarRoutes,
  ...weeklyReviewRoutes,
  ...firstDayCallRoutes,
  ...ladderSwitchRoutes,
  ...importRoutes,
  ...importTrialRoutes,
  ...sourceRoutes,
  ...importMappingRoutes,
  ...clockRoutes,
  ...rehearsalRoutes,
  ...mailRoutes,
  ...mailTextRoutes,
  ...letterheadRoutes,
  ...healthRoutes,
];
