/** What a story left behind, without what two tellings may differ in: the moment of the day. */
import type { RecordedEvent } from '../../src/domain/case/events.ts';
import type { Db } from '../../src/records/connect.ts';
import { findCase } from '../../src/records/cases.ts';
import { listInbox } from '../../src/records/inbox.ts';
import { readTimeline } from '../../src/records/timeline.ts';

export type Letter = {
  messageId: string;
  day: string;
  to: string;
  subject: string;
  text: string;
  ics: string | null;
};

export type Outcome = {
  timelines: Omit<RecordedEvent, 'at'>[][];
  phases: (string | undefined)[];
  /** One for each Message-ID, by day and Message-ID. */
  letters: Letter[];
  /** How often each Message-ID arrived, where that was more than once. */
  repeated: Map<string, number>;
};

export const readOutcome = async (db: Db, caseIds: string[]): Promise<Outcome> => {
  const { mails } = await listInbox(db, {}, { limit: 10_000 });
  const letters = new Map<string, Letter>();
  const copies = new Map<string, number>();
  for (const { messageId, toAddress, subject, text, ics, receivedAt } of mails) {
    const letter = {
      messageId,
      day: receivedAt.toISOString().slice(0, 10),
      to: toAddress,
      subject,
      text,
      ics: ics?.replaceAll(/^DTSTAMP:.*$/gm, 'DTSTAMP') ?? null,
    };
    const first = letters.get(messageId);
    if (first && JSON.stringify(first) !== JSON.stringify(letter))
      throw new Error(`Two different mails have the Message-ID ${messageId}`);
    letters.set(messageId, letter);
    copies.set(messageId, (copies.get(messageId) ?? 0) + 1);
  }
  const events = await Promise.all(caseIds.map((caseId) => readTimeline(db, caseId)));
  const files = await Promise.all(caseIds.map((caseId) => findCase(db, caseId)));
  return {
    timelines: events.map((timeline) => timeline.map(({ at: _moment, ...event }) => event)),
    phases: files.map((file) => file?.state.stand.phase),
    letters: [...letters.values()].toSorted((a, b) =>
      `${a.day} ${a.messageId}` < `${b.day} ${b.messageId}` ? -1 : 1,
    ),
    repeated: new Map([...copies].filter(([, count]) => count > 1)),
  };
};
