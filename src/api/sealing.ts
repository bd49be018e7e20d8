/** What is sealed by and by while the API runs: the log of reads, and what was kept before there were keys. */
import type { Logger } from 'pino';
import { sealAudit } from '../records/audit-seal.ts';
import type { Db } from '../records/connect.ts';
import { sealContents } from '../records/contents.ts';
import { sealDocuments } from '../records/document-bytes.ts';

/** Texts that are sealed in one round at the start; files are large, and go one by one. */
const sealAtOnce = 200;

/** What was kept in the clear, before there were record keys, is sealed at the next start. */
export async function sealKept(db: Db, log: Logger): Promise<void> {
  try {
    const sealed = { contents: 0, documents: 0 };
    for (let n = -1; n !== 0; sealed.contents += n) n = await sealContents(db, sealAtOnce);
    for (let n = -1; n !== 0; sealed.documents += n) n = await sealDocuments(db, 1);
    if (sealed.contents + sealed.documents > 0) log.info(sealed, 'what was kept in the clear was sealed');
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
