/** What stands on the command line, read and checked. */
import { parseArgs } from 'node:util';
import { type ImportKind, importKinds, type ImportMode } from '../domain/import-rows.ts';

export type ImportArguments = {
  command: 'import';
  /** Files and folders, as they were given. */
  paths: string[];
  kind: ImportKind | null;
  mode: ImportMode;
  /** A saved mapping's name. */
  mapping: string | null;
  complete: boolean;
  json: boolean;
};

export type VerifyLogArguments = { command: 'verify-log'; json: boolean };
export type KeysArguments = { command: 'keys'; json: boolean };

/** Wrongly asked: one line with what and what to do. */
export class UsageError extends Error {
  override name = 'UsageError';
}

const modes: readonly ImportMode[] = ['good-rows', 'all-or-nothing', 'dry-run'];

export const usage = `Usage: npx bryggan import <files...|folder> [options]
       npx bryggan verify-log [--json]
       npx bryggan keys rewrap [--json]

  --kind <kind>      what the files hold: ${importKinds.join(', ')};
                     left out, their headers tell
  --mode <mode>      all-or-nothing (a bad row refuses its file; the default), good-rows, dry-run
  --mapping <name>   a saved mapping of another system's files
  --complete         files of pupils name everyone at their schools: who is missing has left
  --json             one report a line, for programs

The records are those of DATABASE_URL, or of the \`npm start\` that runs on the data folder (BRYGGAN_DATA_DIR).
Ends with 0 when everything was imported, 1 when a file had bad rows or was refused, 2 when nothing could be tried.

verify-log reads the whole log of who has read what and says whether it is what was sealed: 0 when it is, 1 when not.

keys rewrap wraps the key of each case in the records by the first of BRYGGAN_RECORD_KEYS (or …_FILE; by itself that of the
data folder), and says what older keys are still needed for: 0 when for nothing, 1 when the ring must keep one.
`;

const oneOf = <T extends string>(
  known: readonly T[],
  given: string | undefined,
  option: string,
): T | null => {
  if (given === undefined) return null;
  const found = known.find((one) => one === given);
  if (found === undefined) throw new UsageError(`${option} ${given}: choose one of ${known.join(', ')}.`);
  return found;
};

const options = {
  kind: { type: 'string' },
  mode: { type: 'string' },
  mapping: { type: 'string' },
  complete: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
};

/** Null when help was asked for. Throws UsageError. */
export const readArguments = (
  args: readonly string[],
): ImportArguments | VerifyLogArguments | KeysArguments | null => {
  const { values, positionals } = parsed(args);
  const [command, ...paths] = positionals;
  if (values.help || (command === undefined && args.length === 0)) return null;
  if (command === 'verify-log') {
    const [more] = paths;
    if (more !== undefined) throw new UsageError(`verify-log takes no ${more}: it reads the whole log.`);
    return { command, json: values.json };
  }
  if (command === 'keys') {
    if (paths.join(' ') !== 'rewrap') throw new UsageError('Say what to do with the keys: "keys rewrap".');
    return { command, json: values.json };
  }
  if (command !== 'import')
    throw new UsageError(
      `Unknown command ${command ?? '(none)'}: there are "import", "verify-log" and "keys rewrap".`,
    );
  if (paths.length === 0) throw new UsageError('Name the files to import, or a folder with them.');
  return {
    command,
    paths,
    kind: oneOf(importKinds, values.kind, '--kind'),
    mode: oneOf(modes, values.mode, '--mode') ?? 'all-or-nothing',
    mapping: values.mapping ?? null,
    complete: values.complete,
    json: values.json,
  };
};
