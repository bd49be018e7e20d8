/**
 * Which process has a data folder's server: so that what a killed one left is taken over, and what a living one
 * uses is left alone.
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { RecordsServerError } from './error.ts';
import { birthMark, isAlive } from '../../processes.ts';

const fileIn = (folder: string) => path.join(folder, 'owner');

/**
 * Writes this process down as the folder's owner.
 * @throws RecordsServerError when another living process is
 */
export async function takeOwnership(folder: string): Promise<void> {
  const text = await readFile(fileIn(folder), 'utf8').catch(() => '');
  const [pid, mark] = text.split('\n');
  const other = Number(pid);
  if (text !== '' && other !== process.pid && isAlive(other) && birthMark(other) === mark) {
    throw new RecordsServerError(
      'in-use',
      `The data folder ${folder} is in use by process ${other}. Stop that one, or choose another data folder.`,
    );
  }
  await writeFile(fileIn(folder), `${process.pid}\n${birthMark(process.pid)}\n`, { mode: 0o600 });
}

export async function giveUpOwnership(folder: string): Promise<void> {
  await rm(fileIn(folder), { force: true });
}
