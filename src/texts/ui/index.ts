/** The pages' texts, area by area: each file has `sv` and `en` with the same keys. */
import * as allocation from './allocation.ts';
import * as consent from './consent.ts';
import * as ending from './ending.ts';
import * as externalOrder from './external-order.ts';
import * as family from './family.ts';
import * as receivers from './receivers.ts';
import * as casePartWords from './case-parts.ts';
import * as caseWorkWords from './case-work.ts';
import * as casesWords from './cases.ts';
import * as registryWords from './registry.ts';
import * as retentionWords from './retention.ts';
import * as exportWords from './export.ts';
import * as readLogWords from './read-log.ts';
import * as caseSurveyWords from './case-surveys.ts';
import * as caseWords from './case.ts';
import * as contact from './contact.ts';
import * as signIn from './sign-in.ts';
import * as signInFamily from './sign-in-family.ts';
import * as day from './day.ts';
import * as prints from './prints.ts';
import * as documents from './documents.ts';
import * as frame from './frame.ts';
import * as order from './order.ts';
import * as rehearsal from './rehearsal.ts';
import * as help from './help.ts';
import * as statistics from './statistics.ts';
import * as settings from './settings.ts';
import * as importMappings from './import-mappings.ts';
import * as imports from './imports.ts';
import * as clients from './clients.ts';
import * as deputies from './deputies.ts';
import * as roles from './roles.ts';
import * as letterhead from './letterhead.ts';
import * as terms from './terms.ts';
import * as mailTextWords from './mail-texts.ts';
import * as policyWords from './policy.ts';
import * as calendarSettings from './calendar-settings.ts';
import * as team from './team.ts';
import * as emergency from './emergency.ts';
import * as flag from './flag.ts';
import * as poll from './poll.ts';
import * as rules from './rules.ts';
import * as school from './school.ts';
import * as support from './support.ts';
import * as work from './work.ts';
import * as plan from './plan.ts';
import * as meeting from './meeting.ts';
import * as calendar from './calendar.ts';

export const uiSv = {
  ...frame.sv,
  ...signIn.sv,
  ...signInFamily.sv,
  ...day.sv,
  ...documents.sv,
  ...prints.sv,
  ...caseSurveyWords.sv,
  ...readLogWords.sv,
  ...exportWords.sv,
  ...registryWords.sv,
  ...retentionWords.sv,
  ...rules.sv,
  ...team.sv,
  ...emergency.sv,
  ...flag.sv,
  ...settings.sv,
  ...policyWords.sv,
  ...imports.sv,
  ...importMappings.sv,
  ...clients.sv,
  ...deputies.sv,
  ...roles.sv,
  ...letterhead.sv,
  ...terms.sv,
  ...mailTextWords.sv,
  ...calendarSettings.sv,
  ...statistics.sv,
  ...help.sv,
  ...contact.sv,
  ...school.sv,
  ...order.sv,
  ...externalOrder.sv,
  ...rehearsal.sv,
  ...receivers.sv,
  ...family.sv,
  ...ending.sv,
  ...consent.sv,
  ...allocation.sv,
  ...support.sv,
  ...work.sv,
  ...plan.sv,
  ...meeting.sv,
  ...poll.sv,
  ...calendar.sv,
  ...caseWords.sv,
  ...casesWords.sv,
  ...casePartWords.sv,
  ...caseWorkWords.sv,
} as const;
export const uiEn: Record<keyof typeof uiSv, string> = {
  ...frame.en,
  ...signIn.en,
  ...signInFamily.en,
  ...day.en,
  ...documents.en,
  ...prints.en,
  ...caseSurveyWords.en,
  ...readLogWords.en,
  ...exportWords.en,
  ...registryWords.en,
  ...retentionWords.en,
  ...rules.en,
  ...team.en,
  ...emergency.en,
  ...flag.en,
  ...settings.en,
  ...policyWords.en,
  ...imports.en,
  ...importMappings.en,
  ...clients.en,
  ...deputies.en,
  ...roles.en,
  ...letterhead.en,
  ...terms.en,
  ...mailTextWords.en,
  ...calendarSettings.en,
  ...statistics.en,
  ...help.en,
  ...contact.en,
  ...school.en,
  ...order.en,
  ...externalOrder.en,
  ...rehearsal.en,
  ...receivers.en,
  ...family.en,
  ...ending.en,
  ...consent.en,
  ...allocation.en,
  ...support.en,
  ...work.en,
  ...plan.en,
  ...meeting.en,
  ...poll.en,
  ...calendar.en,
  ...caseWords.en,
  ...casesWords.en,
  ...casePartWords.en,
  ...caseWorkWords.en,
};
