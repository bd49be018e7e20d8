/** The command line's entry: arguments, the records, the command, the exit code. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError, readConfig } from '../config.ts';
import { localDate } from '../domain/time.ts';
import { type KeyRing, parseKeyRing } from '../key-ring/ring.ts';
import { connectRecords } from '../records/connect.ts';
import { readClock } from '../records/rehearsal.ts';
import { runningRecordsUrl } from '../records/server.ts';
import { readArguments, usage, UsageError } from './arguments.ts';
import { importCommand } from './import-command.ts';
import { keysCommand } from './keys-command.ts';
import { verifyLogCommand } from './verify-log-command.ts';

/** Swedish dates, whatever the machine's zone is. */
const inSweden = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

const recordsUrl = async (): Promise<string> => {
  const { databaseUrl, local } = readConfig();
  if (databaseUrl !== null) return databaseUrl;
  const folder = path.resolve(local.dataDir);
  const running = await runningRecordsUrl(path.join(folder, 'records'));
  if (running !== null) return running;
  throw new UsageError(
    `No records found: nothing runs on ${folder}. Start Bryggan with \`npm start\`, or set DATABASE_URL or BRYGGAN_DATA_DIR.`,
  );
};

/** The ring of the records: as it is set, or the data folder's own. */
const recordRing = (): KeyRing => {
  const { databaseUrl, keys, local } = readConfig();
  const file = path.join(path.resolve(local.dataDir), 'record-keys');
  if (keys.record === null && databaseUrl === null && existsSync(file))
    return parseKeyRing('record', readFileSync(file, 'utf8'));
  if (keys.record === null) throw new UsageError('Set BRYGGAN_RECORD_KEYS or BRYGGAN_RECORD_KEYS_FILE.');
  return parseKeyRing('record', keys.record);
};

const run = async (): Promise<0 | 1> => {
  const asked = readArguments(process.argv.slice(2));
  if (asked === null) {
    process.stdout.write(usage);
    return 0;
  }
  const ring = asked.command === 'keys' ? recordRing() : null;
  const records = connectRecords(await recordsUrl(), { keys: ring });
  try {
    if (asked.command === 'keys') return await keysCommand(records.db, asked, process.stdout);
    if (asked.command === 'verify-log') return await verifyLogCommand(records.db, asked, process.stdout);
    // A rehearsal's day isn't the machine's.
    const clock = await readClock(records.db);
    const now = Date.now() + (clock === null ? 0 : clock.offsetMs + clock.skippedMs);
    return await importCommand(
      records.db,
      asked,
      { out: process.stdout, err: process.stderr },
      localDate(inSweden.format(now)),
    );
  } finally {
    await records.close();
  }
};

/** What Postgres says when the tables aren't there, or not yet as this version knows them. */
const isOtherVersion = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '42P01' || error.code === '42703');

const lineOf = (error: unknown): string => {
  if (isOtherVersion(error)) {
    return "The records aren't of this version. Start Bryggan once with `npm start`, which brings them to it.";
  }
  const message = error instanceof Error ? error.message || String(error) : String(error);
  return error instanceof UsageError ? `${message} (--help tells more)` : message;
};

try {
  process.exitCode = await run();
} catch (error) {
  // AggregateError of a refused connection has no message of its own.
  const shown = error instanceof AggregateError ? error.errors[0] : error;
  process.stderr.write(`${error instanceof ConfigError ? error.message : lineOf(shown)}\n`);
  process.exitCode = 2;
}
