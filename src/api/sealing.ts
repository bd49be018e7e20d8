/** What is sealed by and by while the API runs: the log of reads, and what was kept before there were keys. */
import type { Logger } from 'pino';
import { sealAudit } from '../records/audit-seal.ts';
import type { Db } from '../records/connect.ts';
import { sealContents } from '../records/contents.ts';
import { sealDocuments } from '../records/document-bytes.ts';
import { sealDrafts } from '../records/form-drafts.ts';
import { sealImportFiles } from '../records/import-files.ts';
import { sealCaseAnswers } from '../records/others-part/case-surveys.ts';
import { sealTallies } from '../records/others-part/survey-tallies.ts';

/** What was kept before there were record keys, by table; files are large, and go one by one. */
const rounds: Readonly<Record<string, (db: Db) => Promise<number>>> = {
  contents: (db) => sealContents(db, 200),
  documents: (db) => sealDocuments(db, 1),
  drafts: (db) => sealDrafts(db, 200),
  answers: (db) => sealCaseAnswers(db, 200),
  tallies: (db) => sealTallies(db, 200),
  importFiles: (db) => sealImportFiles(db, 1),
};

/** What was kept in the clear is sealed at the next start. */
export async function sealKept(db: Db, log: Logger): Promise<void> {
  try {
    const sealed: Record<string, number> = {};
    for (const [table, round] of Object.entries(rounds)) {
      let all = 0;
      for (let n = -1; n !== 0; all += n) n = await round(db);
      if (all > 0) sealed[table] = all;
    }
    if (Object.keys(sealed).length > 0) log.info(sealed, 'what was kept in the clear was sealed');
  } catch (error) {
    log.warn({ err: error }, 'what is kept in the clear could not be sealed now');
  }
}

/** Seals what has settled. The digest goes to the process's own log, which whoever writes in the records can't reach. */
export async function sealLog(db: Db, log: Logger): Promise<void> {
  try {
    for (let seal = await sealAudit(db); seal !== null; seal = await sealAudit(db))
      log.info({ seq: seal.seq, entries: seal.entries, digest: seal.digest }, 'the log of reads was sealed');
  } catch (error) {
    log.warn({ err: error }, 'the log of reads could not be sealed now');
  }
}
