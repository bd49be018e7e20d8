/** What every mail needs from outside: handed down by the worker's entry point. */
import type { Kysely } from 'kysely';
import type { CaseId, MeetingId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { MailAddress, Smtp } from '../../integrations/smtp.ts';
import type { Database } from '../../records/schema.ts';
import type { Language } from '../../texts/dates.ts';

export type MailDeps = {
  db: Kysely<Database>;
  smtp: Smtp;
  from: MailAddress;
  /** Links begin with it; no slash at its end. */
  publicUrl: string;
  language: Language;
  /** Domain time: in a rehearsal its own, else the wall's. */
  now(): Promise<Instant>;
};

/** Pages behind sign-in but for `times`; only opaque ids in their paths. */
export const linksOf = (publicUrl: string) => ({
  case: (caseId: CaseId) => `${publicUrl}/cases/${caseId}`,
  meeting: (caseId: CaseId, meetingId: MeetingId) => `${publicUrl}/cases/${caseId}/meetings/${meetingId}`,
  /** A guest's own page of suggested times, without sign-in. */
  times: (token: string) => `${publicUrl}/times/${token}`,
  duties: `${publicUrl}/obligations`,
  team: `${publicUrl}/team`,
  /** `classIdOf` has encoded it already. */
  class: (classId: string) => `${publicUrl}/classes/${classId}`,
});

export const domainOf = (address: MailAddress): string => address.address.split('@').at(-1) ?? 'localhost';
