/** `bryggan keys rewrap`: puts the records' keys under the ring's first, so that older ones can be taken out. */
import type { Kysely } from 'kysely';
import { keysByRingKey, rewrapKeys, type Rewrapped } from '../records/rewrap.ts';
import type { Database } from '../records/schema.ts';

type Report = Rewrapped & { left: { ringKey: string; keys: number }[] };

const linesOf = ({ by, wrapped, locked, left }: Report): string[] => [
  `${wrapped} of the records' keys were wrapped anew by ${by}.`,
  ...left.map(({ ringKey, keys }) =>
    ringKey === by
      ? `${ringKey} (the ring's first) wraps ${keys}.`
      : `${ringKey} still wraps ${keys}: keep it in the ring.`,
  ),
  ...locked.map(({ keyId, why }) => `${keyId} was left as it is: ${why}.`),
  ...(left.some(({ ringKey }) => ringKey !== by)
    ? []
    : ['Any other key can be taken out of the ring; a backup of its time needs it still.']),
];

/** Prints what was done and answers the exit code: 0 when the ring's first key wraps all, 1 when another is needed. */
export const keysCommand = async (
  db: Kysely<Database>,
  { json }: { json: boolean },
  out: NodeJS.WriteStream,
): Promise<0 | 1> => {
  const done = await rewrapKeys(db);
  const report = { ...done, left: await keysByRingKey(db) };
  out.write(json ? `${JSON.stringify(report)}\n` : `${linesOf(report).join('\n')}\n`);
  return report.left.every(({ ringKey }) => ringKey === report.by) ? 0 : 1;
};
