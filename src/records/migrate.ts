/** Brings a database to the shape that this version of the code expects. Runs at every start. */
import { type Kysely, type Migration, Migrator, sql } from 'kysely';
import { up as schoolsAndPeople } from './migrations/0001-schools-and-people.ts';
import { up as cases } from './migrations/0002-cases.ts';
import { up as commands } from './migrations/0003-commands.ts';
import { up as mailAndSessions } from './migrations/0004-mail-and-sessions.ts';
import { up as obligationHolders } from './migrations/0005-obligation-holders.ts';
import { up as importReports } from './migrations/0006-import-reports.ts';
import { up as noticed } from './migrations/0007-noticed.ts';
import { up as schoolDay } from './migrations/0008-school-day.ts';
import { up as sources } from './migrations/0009-sources.ts';
import { up as importMappings } from './migrations/0010-import-mappings.ts';
import { up as othersPart } from './migrations/0011-others-part.ts';
import { up as eht } from './migrations/0012-eht.ts';
import { up as absence } from './migrations/0013-absence.ts';
import { up as formDrafts } from './migrations/0014-form-drafts.ts';
import { up as toldTime } from './migrations/0015-told-time.ts';
import { up as arrivalsBySchool } from './migrations/0016-arrivals-by-school.ts';
import { up as accessibilityFeedback } from './migrations/0017-accessibility-feedback.ts';
import { up as rehearsalMoments } from './migrations/0018-rehearsal-moments.ts';
import { up as calendarFeeds } from './migrations/0019-calendar-feeds.ts';
import { up as documents } from './migrations/0020-documents.ts';
import { up as flags } from './migrations/0021-flags.ts';
import { up as meetingPolls } from './migrations/0022-meeting-polls.ts';
import { up as statistics } from './migrations/0023-statistics.ts';
import { up as policyVersions } from './migrations/0024-policy-versions.ts';
import { up as mailTexts } from './migrations/0025-mail-texts.ts';
import { up as nameWords } from './migrations/0026-name-words.ts';
import { up as auditSeals } from './migrations/0028-audit-seals.ts';
import { up as broughtByHand } from './migrations/0029-brought-by-hand.ts';
import { up as sessions } from './migrations/0031-sessions.ts';
import { up as recordKeys } from './migrations/0033-record-keys.ts';
import { up as auditReviews } from './migrations/0034-audit-reviews.ts';
import { up as signIn } from './migrations/0035-sign-in.ts';
import { up as moreSealed } from './migrations/0036-more-sealed.ts';
import { up as deputies } from './migrations/0037-deputies.ts';
import { up as signInDoors } from './migrations/0038-sign-in-doors.ts';
import { up as requestTally } from './migrations/0039-request-tally.ts';
import { up as registry } from './migrations/0040-registry.ts';
import { up as personEppns } from './migrations/0041-person-eppns.ts';
import { up as emergencyAccess } from './migrations/0042-emergency-access.ts';
import { up as providerSessions } from './migrations/0043-provider-sessions.ts';
import { up as retention } from './migrations/0050-retention.ts';
import { up as samlAnswers } from './migrations/0051-saml-answers.ts';
import { up as apiClients } from './migrations/0052-api-clients.ts';
import type { Database } from './schema.ts';

/** In the order of their names; a migration that has been released is never edited. */
const migrations: Record<string, Migration> = {
  '0001-schools-and-people': { up: schoolsAndPeople },
  '0002-cases': { up: cases },
  '0003-commands': { up: commands },
  '0004-mail-and-sessions': { up: mailAndSessions },
  '0005-obligation-holders': { up: obligationHolders },
  '0006-import-reports': { up: importReports },
  '0007-noticed': { up: noticed },
  '0008-school-day': { up: schoolDay },
  '0009-sources': { up: sources },
  '0010-import-mappings': { up: importMappings },
  '0011-others-part': { up: othersPart },
  '0012-eht': { up: eht },
  '0013-absence': { up: absence },
  '0014-form-drafts': { up: formDrafts },
  '0015-told-time': { up: toldTime },
  '0016-arrivals-by-school': { up: arrivalsBySchool },
  '0017-accessibility-feedback': { up: accessibilityFeedback },
  '0018-rehearsal-moments': { up: rehearsalMoments },
  '0019-calendar-feeds': { up: calendarFeeds },
  '0020-documents': { up: documents },
  '0021-flags': { up: flags },
  '0022-meeting-polls': { up: meetingPolls },
  '0023-statistics': { up: statistics },
  '0024-policy-versions': { up: policyVersions },
  '0025-mail-texts': { up: mailTexts },
  '0026-name-words': { up: nameWords },
  '0028-audit-seals': { up: auditSeals },
  '0029-brought-by-hand': { up: broughtByHand },
  '0031-sessions': { up: sessions },
  '0033-record-keys': { up: recordKeys },
  '0034-audit-reviews': { up: auditReviews },
  '0035-sign-in': { up: signIn },
  '0036-more-sealed': { up: moreSealed },
  '0037-deputies': { up: deputies },
  '0038-sign-in-doors': { up: signInDoors },
  '0039-request-tally': { up: requestTally },
  '0040-registry': { up: registry },
  '0041-person-eppns': { up: personEppns },
  '0042-emergency-access': { up: emergencyAccess },
  '0043-provider-sessions': { up: providerSessions },
  '0050-retention': { up: retention },
  '0051-saml-answers': { up: samlAnswers },
  '0052-api-clients': { up: apiClients },
};

/** Any number that no other program on the same database uses: "bryggan" on a telephone's keys. */
const lockKey = 2_799_426;

const migrationTable = 'bryggan_migration';

/** The database was made by a newer version of Bryggan. */
export class RecordsAreNewer extends Error {
  constructor(unknown: string[]) {
    super(
      `The records were made by a newer version of Bryggan (unknown: ${unknown.join(', ')}). ` +
        'Start that version, or point this one to another database.',
    );
    this.name = 'RecordsAreNewer';
  }
}

/**
 * Runs the migrations that are missing and returns their names. Several processes may do so at the same time:
 * one does the work, the others wait for it.
 * @throws RecordsAreNewer when the database knows a migration that this code doesn't
 */
export function migrate(db: Kysely<Database>): Promise<string[]> {
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${lockKey})`.execute(connection);
    try {
      return await runMissing(connection);
    } finally {
      await sql`select pg_advisory_unlock(${lockKey})`.execute(connection);
    }
  });
}

async function runMissing(connection: Kysely<Database>): Promise<string[]> {
  const unknown = (await namesInDatabase(connection)).filter((name) => !(name in migrations));
  if (unknown.length > 0) throw new RecordsAreNewer(unknown);
  const migrator = new Migrator({
    db: connection,
    provider: { getMigrations: async () => migrations },
    migrationTableName: migrationTable,
    migrationLockTableName: `${migrationTable}_lock`,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'before the first';
    throw new Error(`Migrating the records failed (${failed}); nothing was changed.`, { cause: error });
  }
  return (results ?? []).map((result) => result.migrationName);
}

async function namesInDatabase(connection: Kysely<Database>): Promise<string[]> {
  const { rows: tables } = await sql<{ there: boolean }>`
    select to_regclass(${migrationTable}) is not null as there
  `.execute(connection);
  if (tables[0]?.there !== true) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(migrationTable)}`.execute(
    connection,
  );
  return rows.map((row) => row.name);
}
