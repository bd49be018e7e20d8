/**
 * Every table, and what of it goes with a case. A table that isn't here doesn't compile, and the database is asked
 * besides whether it has one with a case or a pupil in it that says nothing (`test/records/suites/destruction.ts`). What
 * goes is counted and deleted by the same condition, in this order: what points at a row before the row.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { isOneOf } from '../sql.ts';
import type { Doomed } from './doomed.ts';

/** Made of other tables. */
type View = 'case_deputy' | 'duty' | 'duty_holder' | 'duty_reminder' | 'school_duty_holder';
export type Table = Exclude<keyof Database, View>;

export type Fate = { goes: (doomed: Doomed) => RawBuilder<boolean> } | { stays: string };

const ofCase: Fate = { goes: ({ caseId }) => sql<boolean>`case_id = ${caseId}` };
const ofPupil: Fate = { goes: ({ pupilIds }) => isOneOf('pupil_id', pupilIds) };

/** Rows of a part, found by the table that they belong to. */
const under = (column: string, parent: Table, key: string, parents: Fate): Fate => ({
  goes: (doomed) =>
    'goes' in parents
      ? sql<boolean>`${sql.ref(column)} in (select ${sql.ref(key)} from ${sql.table(parent)} where ${parents.goes(doomed)})`
      : sql<boolean>`false`,
});

const idsOf = ({ caseId, pupilIds, guardianIds }: Doomed): string[] => [caseId, ...pupilIds, ...guardianIds];
const people = ({ pupilIds, guardianIds }: Doomed): string[] => [...pupilIds, ...guardianIds];

/** Text or json of these columns names one of the words. */
const names = (columns: readonly string[], words: readonly string[]): RawBuilder<boolean> => {
  const texts = columns.map((column) => sql`${sql.ref(column)}::text`);
  return sql<boolean>`exists (
    select from unnest(${[...words]}::text[]) word where strpos(concat_ws(' ', ${sql.join(texts)}), word) > 0)`;
};

const schoolDuties: Fate = {
  goes: ({ caseId, pupilIds }) => sql<boolean>`(case_id = ${caseId} or ${isOneOf('pupil_id', pupilIds)})`,
};

/** A mail says a case's number and leads to it; a day's digest tells of several, and goes with the first of them. */
const mails: Fate = {
  goes: (doomed) =>
    sql<boolean>`(case_id = ${doomed.caseId} or ${names(
      ['key', 'to_ref', 'subject', 'text', 'html', 'ics'],
      [...idsOf(doomed), doomed.caseNumber],
    )})`,
};

/** Notes of a class's weekly look and of first-day calls, and why somebody opened a case, may be under no case's key. */
const contents: Fate = {
  goes: ({ caseId, pupilIds }) => sql<boolean>`(case_id = ${caseId}
    or id in (select reason_id from emergency_access where case_id = ${caseId})
    or id in (select content_id from first_day_call where ${isOneOf('pupil_id', pupilIds)})
    or id in (
      select how -> 'seen' -> pupil ->> 'contentId'
      from school_duty, unnest(${[...pupilIds]}::text[]) pupil where how -> 'seen' ? pupil))`,
};

const lastEntities: Fate = { goes: (doomed) => isOneOf('our_id', people(doomed)) };
const rulesOf = 'the municipality’s own lists, texts and settings';
const staff = 'the staff';
const schools = 'the schools, their days and their groups’ figures';

export const fates: Readonly<Record<Table, Fate>> = {
  form_draft: {
    goes: (doomed) =>
      sql<boolean>`(${isOneOf('person_id', people(doomed))} or ${names(['form', 'values'], idsOf(doomed))})`,
  },
  obligation_reminder: ofCase,
  obligation_person: ofCase,
  obligation: ofCase,
  reminder_sent: ofCase,
  eht_meeting_item: ofCase,
  consent_denial: ofCase,
  case_fact: ofCase,
  case_coordinator: ofCase,
  timeline: ofCase,
  attendance_figure: {
    goes: ({ caseId, pupilIds }) => sql<boolean>`(case_id = ${caseId} or ${isOneOf('pupil_id', pupilIds)})`,
  },
  case_flag: ofCase,
  retention_note: ofCase,
  case_survey_answer: under('case_survey_id', 'case_survey', 'id', ofCase),
  survey_link: under('case_survey_id', 'case_survey', 'id', ofCase),
  case_survey: ofCase,
  meeting_poll_guest: under('poll_id', 'meeting_poll', 'id', ofCase),
  meeting_poll: ofCase,
  inbox: {
    goes: (doomed) =>
      names(['message_id', 'subject', 'text', 'html', 'ics'], [...idsOf(doomed), doomed.caseNumber]),
  },
  mail: mails,
  content: contents,
  emergency_access: ofCase,
  document: ofCase,
  command_log: {
    goes: (doomed) =>
      sql<boolean>`(case_id = ${doomed.caseId} or ${isOneOf('person_id', people(doomed))}
        or ${names(['answer'], idsOf(doomed))})`,
  },
  // The number itself is never given again.
  reservation: { goes: ({ caseId }) => sql<boolean>`case_id = ${caseId} and kind <> 'caseNumber'` },
  record_key: { goes: ({ caseId }) => sql<boolean>`id = ${`case/${caseId}`}` },
  rehearsal_workflow: { goes: ({ caseId }) => sql<boolean>`workflow_id = ${`case-${caseId}`}` },
  case_file: { goes: ({ caseId }) => sql<boolean>`id = ${caseId}` },

  // The pupil's and the guardians' own, where nobody else needs them.
  school_duty_reminder: under('key', 'school_duty', 'key', schoolDuties),
  school_duty_person: under('key', 'school_duty', 'key', schoolDuties),
  school_duty: schoolDuties,
  first_day_call: ofPupil,
  absence: ofPupil,
  absence_offered: ofPupil,
  absence_standing: ofPupil,
  relation_pupil: ofPupil,
  relation_mark: ofPupil,
  relation_answer: { goes: ({ pupilIds }) => isOneOf('answerer_id', pupilIds) },
  pupil_history: ofPupil,
  pupil_name_word: ofPupil,
  guardianship: ofPupil,
  session: { goes: (doomed) => isOneOf('person_id', people(doomed)) },
  calendar_feed: { goes: (doomed) => isOneOf('person_id', people(doomed)) },
  source_attendance: {
    goes: (doomed) => sql<boolean>`(source_id, student) in (${supplierIds(doomed)})`,
  },
  source_time: { goes: (doomed) => sql<boolean>`(source_id, student) in (${supplierIds(doomed)})` },
  source_edge: {
    goes: (doomed) => sql<boolean>`((source_id, owner) in (${supplierIds(doomed)})
      or (source_id, target) in (${supplierIds(doomed)}))`,
  },
  source_problem: {
    goes: (doomed) => sql<boolean>`external_id in (select external_id from (${supplierIds(doomed)}) theirs)`,
  },
  source_entity: lastEntities,
  guardian: { goes: ({ guardianIds }) => isOneOf('id', guardianIds) },
  // Those that were merged into another before that one.
  pupil: { goes: ({ pupilIds }) => isOneOf('id', pupilIds) },

  audit: { stays: 'the sealed log of reads: its ids lead to nobody once the pupil’s rows are gone' },
  audit_seal: { stays: 'digests of the log' },
  audit_review: { stays: 'the controller’s notes on rows of the log, never changed' },
  registry_entry: {
    stays: 'the register of papers, never changed: kinds and days; what was said of one was the case’s',
  },
  registry_series: { stays: 'the register’s last numbers' },
  destruction: { stays: 'the decision and its certificate' },
  destruction_item: { stays: 'which case it was, by number and opaque id' },
  retention_plan: { stays: rulesOf },
  setting: { stays: rulesOf },
  policy: { stays: rulesOf },
  mail_text: { stays: rulesOf },
  municipal_list: { stays: rulesOf },
  remit: { stays: rulesOf },
  survey: { stays: rulesOf },
  survey_version: { stays: rulesOf },
  import_mapping: { stays: rulesOf },
  person: { stays: staff },
  person_role: { stays: staff },
  person_eppn: { stays: staff },
  deputyship: { stays: 'who stands in for whom; a destroyed case is taken out of the cases it is for' },
  api_client: { stays: rulesOf },
  api_client_secret: { stays: 'hashes of other systems’ secrets' },
  api_client_token: { stays: 'ten minutes, under hashes' },
  sign_in_attempt: { stays: 'ten minutes, under hashes' },
  school_unit: { stays: schools },
  calendar_period: { stays: schools },
  offered_time: { stays: schools },
  eht_slot: { stays: schools },
  eht_meeting: { stays: schools },
  eht_meeting_minute: { stays: 'what concerns no single pupil' },
  school_look: { stays: schools },
  absence_arrival: { stays: schools },
  absence_month: { stays: schools },
  absence_month_school: { stays: schools },
  absence_month_due: { stays: schools },
  year_wheel_done: { stays: schools },
  relation_round: { stays: schools },
  survey_round: { stays: schools },
  survey_tally: { stays: 'anonymous, added up' },
  accessibility_feedback: { stays: 'about the pages' },
  import_run: { stays: 'counts, and which fields changed in which row' },
  import_row: { stays: 'what was wrong in which row, without what it said' },
  import_file: { stays: 'a whole register’s file; its bytes are gone after seven days' },
  source: { stays: 'suppliers' },
  source_run: { stays: 'counts of a reading' },
  source_cursor: { stays: 'where a reading got to' },
  source_lesson: { stays: 'lessons, nobody’s own' },
  source_subscription: { stays: 'suppliers' },
};

/** What suppliers call these people. */
function supplierIds(doomed: Doomed): RawBuilder<unknown> {
  return sql`select source_id, external_id from source_entity where ${isOneOf('our_id', people(doomed))}`;
}
