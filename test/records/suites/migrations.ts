import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { connectRecords } from '../../../src/records/connect.ts';
import { migrate, RecordsAreNewer } from '../../../src/records/migrate.ts';
import { freshDatabase } from '../../setup/database.ts';
import type { Server } from './suite.ts';

export const migrationsSuite = (server: Server) =>
  describe('migrations', () => {
    test('two processes that start together: one migrates, the other waits and finds nothing to do', async () => {
      const { url, drop } = await freshDatabase(server());
      const first = connectRecords(url);
      const second = connectRecords(url);
      await sql`drop schema public cascade; create schema public`.execute(first.db);
      const inFolder = await readdir(new URL('../../../src/records/migrations', import.meta.url));
      const done = await Promise.all([migrate(first.db), migrate(second.db)]);
      expect(done.map((names) => names.length).sort()).toEqual([0, inFolder.length]);
      expect(await migrate(first.db)).toEqual([]);
      await Promise.all([first.close(), second.close()]);
      await drop();
    });

    test('a database that a newer version made is left alone, with one line that says so', async () => {
      const { db, drop } = await freshDatabase(server());
      await sql`insert into bryggan_migration values ('9999-from-the-future', now()::text)`.execute(db);
      const refused = await migrate(db).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(RecordsAreNewer);
      expect(String(refused)).toContain('9999-from-the-future');
      await drop();
    });
  });
