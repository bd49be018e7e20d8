/** A database, an inbox with good or bad days, and our way out between them. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Kysely } from 'kysely';
import type { DigestDeps } from '../../src/activities/digests.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import { obligations } from '../../src/domain/obligations/derive.ts';
import { instant } from '../../src/domain/time.ts';
import {
  type InboxBehaviour,
  type InboxServer,
  type ReceivedMail,
  startInbox,
} from '../../src/integrations/inbox.ts';
import { createSmtp, type Smtp } from '../../src/integrations/smtp.ts';
import { writeProjection } from '../../src/records/projection.ts';
import type { Database } from '../../src/records/schema.ts';
import { aCalendar } from '../factories/calendar.ts';
import { seedMunicipality } from '../factories/municipality.ts';
import { type FreshDatabase, freshDatabase } from '../setup/database.ts';

export type PostOffice = {
  db: Kysely<Database>;
  deps: DigestDeps;
  /** What the inbox stored, oldest first. */
  got: ReceivedMail[];
  /** How often an activity said that it lives. */
  beats(): number;
  /** The server's behaviour from now on. */
  behave(behaviour: InboxBehaviour): void;
  down(): Promise<void>;
  up(): Promise<void>;
  /** Forgets mails, reminders and behaviour. */
  clear(): Promise<void>;
};

/** One for the test file, emptied before each test; `seed` fills the database once. */
export const postOffice = (seed: (db: Kysely<Database>) => Promise<void> = seedMunicipality): PostOffice => {
  let records: FreshDatabase;
  let inbox: InboxServer;
  let smtp: Smtp;
  let beats = 0;
  let behaviour: InboxBehaviour = {};
  const got: ReceivedMail[] = [];
  const open = (port: number) =>
    startInbox({
      port,
      store: async (mail) => void got.push(mail),
      behaviour: {
        connection: () => behaviour.connection?.() ?? null,
        recipient: (address) => behaviour.recipient?.(address) ?? null,
        message: (mail) => behaviour.message?.(mail) ?? null,
        beforeReply: async (mail) => behaviour.beforeReply?.(mail) ?? 'reply',
      },
    });
  const office: PostOffice = {
    got,
    beats: () => beats,
    get db() {
      return records.db;
    },
    get deps() {
      return {
        db: records.db,
        smtp,
        from: { name: 'Bryggan', address: 'bryggan@kommunen.example' },
        publicUrl: 'https://bryggan.example',
        language: 'sv' as const,
        now: async () => instant(Date.UTC(2026, 8, 1, 5, 1)),
        progress: () => void (beats += 1),
      };
    },
    behave: (next) => void (behaviour = next),
    down: () => inbox.close(),
    up: async () => void (inbox = await open(inbox.port)),
    clear: async () => {
      for (const table of ['mail', 'reminder_sent', 'case_file', 'timeline', 'reservation'] as const)
        await records.db.deleteFrom(table).execute();
      got.length = 0;
      beats = 0;
      behaviour = {};
    },
  };
  beforeAll(async () => {
    records = await freshDatabase();
    await seed(records.db);
    inbox = await open(0);
    smtp = createSmtp({ url: inbox.url, timeoutMs: 5000 });
  });
  beforeEach(() => office.clear());
  afterAll(async () => {
    smtp.close();
    await inbox.close();
    await records.drop();
  });
  return office;
};

/** Shows the case in the records as its projection would. */
export const project = (db: Kysely<Database>, state: CaseState) =>
  writeProjection(db, {
    state,
    obligations: obligations(state, aCalendar()),
    events: [],
    nextMoment: null,
    commandIds: [],
  });
