/** Every page that there is: served by `serve-web.ts`, walked by the test of the permissions. */
import { allocationForms } from './forms/allocation.ts';
import { consentForms } from './forms/consent.ts';
import { endingForms } from './forms/ending.ts';
import { steeringForms } from './forms/steering.ts';
import { contactForm } from './forms/contact.ts';
import { externalOrderForm } from './forms/external-order.ts';
import { orderForms } from './forms/order.ts';
import { livePages } from './live.ts';
import type { WebPage } from './page.ts';
import { casePages } from './pages/case.ts';
import { caseConsentPages } from './pages/case-consents.ts';
import { casePartPages } from './pages/case-parts.ts';
import { casesPages } from './pages/cases.ts';
import { caseWorkPages } from './pages/case-work.ts';
import { dayPages } from './pages/day.ts';
import { documentPages } from './pages/documents.ts';
import { orderPages } from './pages/order.ts';
import { inboxPages } from './pages/inbox.ts';
import { rehearsalPages } from './pages/rehearsal.ts';
import { accessibilityPages } from './pages/accessibility.ts';
import { helpPages } from './pages/help.ts';
import { statisticsPages } from './statistics/pages.ts';
import { settingsPages } from './pages/settings.ts';
import { timesPages } from './pages/times.ts';
import { teamPages } from './pages/team.ts';
import { emergencyPages } from './emergency/pages.ts';
import { flagPages } from './pages/flags.ts';
import { schoolPages } from './pages-of-school.ts';
import { sessionsPages } from './pages/sessions.ts';
import { signInPages } from './pages/sign-in.ts';
import { signInFamilyPages } from './pages/sign-in-family.ts';
import { signInProviderPages } from './pages/sign-in-provider.ts';
import { signInRolePages } from './pages/sign-in-role.ts';
import { workForms } from './forms/work.ts';
import { caseSurveyPages } from './surveys/case-surveys.ts';
import { meetingPages } from './meetings/pages.ts';
import { exportPages } from './export/pages.ts';
import { registryPages } from './registry/pages.ts';
import { retentionPages } from './retention/pages.ts';
import { readLogPages } from './read-log/pages.ts';
import { calendarPages } from './calendar/pages.ts';
import { importPages } from './imports/pages.ts';
import { deputyPages } from './deputies/pages.ts';
import { rolePages } from './roles/pages.ts';

export const webPages: readonly WebPage[] = [
  ...dayPages,
  ...signInPages,
  ...signInRolePages,
  ...signInProviderPages,
  ...signInFamilyPages,
  ...sessionsPages,
  ...teamPages,
  ...timesPages,
  ...flagPages,
  ...emergencyPages,
  ...settingsPages,
  ...statisticsPages,
  ...helpPages,
  ...accessibilityPages,
  ...casePages,
  ...livePages,
  ...caseWorkPages,
  ...casesPages,
  ...casePartPages,
  ...documentPages,
  ...caseConsentPages,
  ...contactForm,
  ...schoolPages,
  ...orderPages,
  ...orderForms,
  ...externalOrderForm,
  ...rehearsalPages,
  ...inboxPages,
  ...steeringForms,
  ...endingForms,
  ...consentForms,
  ...allocationForms,
  ...workForms,
  ...caseSurveyPages,
  ...meetingPages,
  ...readLogPages,
  ...registryPages,
  ...retentionPages,
  ...exportPages,
  ...calendarPages,
  ...importPages,
  ...rolePages,
  ...deputyPages,
];
