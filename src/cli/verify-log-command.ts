/** `bryggan verify-log`: whether the log of reads is what was sealed. */
import type { Kysely } from 'kysely';
import { type AuditProof, verifyAudit } from '../records/audit-seal.ts';
import type { Database } from '../records/schema.ts';

const linesOf = ({ broken, head, seals, sealedEntries, unsealedEntries }: AuditProof): string[] => {
  if (broken !== null)
    return [
      `The log of reads is not what was sealed: batch ${broken.seq} (entries after ${broken.afterId}, up to ${broken.lastId}).`,
      `  sealed as ${broken.expected}`,
      `  found as  ${broken.found}`,
      'Compare with a backup of before, and with the digests in the log of the api process.',
    ];
  return [
    `The log of reads is whole: ${sealedEntries} entries in ${seals} sealed batches, ${unsealedEntries} not sealed yet.`,
    ...(head === null
      ? []
      : [`Latest seal: ${head.seq} ${head.digest} (the log of the api process has the same).`]),
  ];
};

/** Prints the proof and answers the exit code: 0 when the chain is whole, 1 when it isn't. */
export const verifyLogCommand = async (
  db: Kysely<Database>,
  { json }: { json: boolean },
  out: NodeJS.WriteStream,
): Promise<0 | 1> => {
  const proof = await verifyAudit(db);
  out.write(json ? `${JSON.stringify(proof)}\n` : `${linesOf(proof).join('\n')}\n`);
  return proof.broken === null ? 0 : 1;
};
