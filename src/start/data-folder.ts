import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLine, isAlive } from '../processes.ts';
import { newKeyRing } from '../key-ring/ring.ts';
import { StartError } from './say.ts';

/** Rises when the folder's contents change shape in a way that older code can't read. */
const formatVersion = 1;

export type DataFolder = {
  path: string;
  records: string;
  temporalDb: string;
  temporalPid: string;
  /** The files with the keys of the engine and of the records. */
  engineKeys: string;
  recordKeys: string;
  /** Destructions, where nobody set another place. */
  destructionLedger: string;
  logs: string;
  /** The run before this one was killed: its processes may be about to end. */
  leftByKilledRun: boolean;
  /** Forgets that this process holds the folder. */
  release: () => void;
};

/** One folder after the other from the top: Node's own `recursive` goes on for ever where none can be made, as in /proc. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
};

const checkFormat = (folder: string) => {
  const file = path.join(folder, 'format');
  let found: number | null = null;
  try {
    found = Number(readFileSync(file, 'utf8').trim());
  } catch {
    writeFileSync(file, `${formatVersion}\n`);
  }
  if (found !== null && found > formatVersion)
    throw new StartError(
      `The data in ${folder} were written by a newer Bryggan (format ${found}, this one knows ${formatVersion}). ` +
        'Start that version, or choose another folder with BRYGGAN_DATA_DIR.',
    );
};

/** Held by pid: one left over from a killed run is taken over, a living one is told about. */
const hold = (folder: string): Pick<DataFolder, 'release' | 'leftByKilledRun'> => {
  const file = path.join(folder, 'held-by');
  const leftByKilledRun = existsSync(file);
  try {
    const pid = Number(readFileSync(file, 'utf8').trim());
    if (pid !== process.pid && Number.isInteger(pid) && pid > 0 && isAlive(pid) && isBryggan(pid))
      throw new StartError(
        `Bryggan already runs on ${folder} (process ${pid}). Stop it with Ctrl-C there, or choose another ` +
          'folder with BRYGGAN_DATA_DIR and other ports.',
      );
  } catch (error) {
    if (error instanceof StartError) throw error;
  }
  writeFileSync(file, `${process.pid}\n`);
  return { leftByKilledRun, release: () => rmSync(file, { force: true }) };
};

/** A pid is used again after a restart of the machine: where the system tells, ask what it runs. */
const isBryggan = (pid: number): boolean => {
  const words = commandLine(pid);
  return words === null || words.some((word) => /boot\.mjs|start\/main/.test(word));
};

/** A ring of this folder's own, made at its first start, for this user's eyes alone. */
const keepKeys = (file: string): string => {
  if (!existsSync(file)) writeFileSync(file, newKeyRing(), { mode: 0o600, flag: 'wx' });
  return file;
};

/**
 * Opens (and makes) the one folder with everything that lasts. Throws StartError when it can't be written, is of a
 * newer version, or is in use.
 */
export const openDataFolder = (wanted: string): DataFolder => {
  const folder = path.resolve(wanted);
  try {
    makeFolder(path.join(folder, 'logs'));
    accessSync(folder, constants.W_OK);
    checkFormat(folder);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `Can't write in ${folder}. Give this user the right to, or choose another folder with BRYGGAN_DATA_DIR.`,
    );
  }
  return {
    path: folder,
    records: path.join(folder, 'records'),
    temporalDb: path.join(folder, 'temporal.db'),
    temporalPid: path.join(folder, 'temporal.pid'),
    engineKeys: keepKeys(path.join(folder, 'engine-keys')),
    recordKeys: keepKeys(path.join(folder, 'record-keys')),
    destructionLedger: path.join(folder, 'destruction-ledger'),
    logs: path.join(folder, 'logs'),
    ...hold(folder),
  };
};
