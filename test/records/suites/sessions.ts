import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { instant } from '../../../src/domain/time.ts';
import { claimMode, readMode } from '../../../src/records/settings.ts';
import {
  changeRole,
  deleteExpiredSessions,
  endAllSessionsOf,
  endSession,
  endSessionOf,
  findSession,
  sessionsOf,
  startSession,
  type NewSession,
} from '../../../src/records/sign-in/sessions.ts';
import { type Server, useDatabase } from './suite.ts';

const minute = 60_000;
const limits = { idleMs: 60 * minute, longestMs: 12 * 60 * minute };
const at = (minutes: number) => instant(Date.parse('2026-09-01T08:00:00Z') + minutes * minute);

const session = (token: string, more: Partial<NewSession> = {}): NewSession => ({
  id: `id-of-${token.length}-${token.slice(0, 3)}`,
  token,
  personId: 'p',
  role: 'rector',
  authenticatedAt: at(-1),
  acr: 'loa3',
  device: { browser: 'firefox', system: 'windows' },
  there: null,
  ...more,
});

export const sessionsSuite = (server: Server) =>
  describe('sessions', () => {
    const { db } = useDatabase(server);

    test('one is found by its token alone, and knows how it was begun; the token isn’t stored', async () => {
      const begun = session('secret-token');
      expect(await startSession(db(), begun, at(0), limits)).toBe(at(720));
      expect(await findSession(db(), 'secret-token', at(1), null)).toEqual({
        id: begun.id,
        personId: 'p',
        role: 'rector',
        authenticatedAt: at(-1),
        acr: 'loa3',
        endsAt: at(720),
      });
      expect(await findSession(db(), 'other', at(1), null)).toBeNull();
      const { rows } = await sql<{ text: string }>`select session::text as text from session`.execute(db());
      expect(rows[0]?.text).not.toContain('secret-token');
      await endSession(db(), 'secret-token');
      expect(await findSession(db(), 'secret-token', at(1), null)).toBeNull();
    });

    test('one lasts on while it is used, ends when it is left, and ends at its longest', async () => {
      await startSession(db(), session('left'), at(0), limits);
      // What the browser asks by itself is no use of it.
      expect(await findSession(db(), 'left', at(59), null)).not.toBeNull();
      expect(await findSession(db(), 'left', at(60), limits)).toBeNull();

      await startSession(db(), session('used'), at(0), limits);
      for (let minutes = 50; minutes < 720; minutes += 50) {
        expect(await findSession(db(), 'used', at(minutes), limits), `${minutes}`).not.toBeNull();
      }
      expect(await findSession(db(), 'used', at(719), limits)).not.toBeNull();
      expect(await findSession(db(), 'used', at(720), limits)).toBeNull();
      await deleteExpiredSessions(db(), new Date(at(720)));
      expect(await db().selectFrom('session').selectAll().execute()).toEqual([]);
    });

    test('another role is another token, and the old one opens nothing', async () => {
      await startSession(db(), session('before'), at(0), limits);
      expect(await changeRole(db(), 'before', { role: 'mentor', token: 'after' })).toBe(true);
      expect(await findSession(db(), 'before', at(1), null)).toBeNull();
      expect(await findSession(db(), 'after', at(1), null)).toMatchObject({
        role: 'mentor',
        endsAt: at(720),
      });
      expect(await changeRole(db(), 'before', { role: 'rector', token: 'again' })).toBe(false);
      await endSession(db(), 'after');
    });

    test('a person’s own are listed and ended, one or all, and nobody else’s', async () => {
      const phone = { browser: 'chrome', system: 'android' } as const;
      await startSession(db(), session('desk', { id: 'desk' }), at(0), limits);
      await startSession(
        db(),
        session('phone', { id: 'phone', role: 'mentor', device: phone }),
        at(5),
        limits,
      );
      await startSession(db(), session('others', { id: 'others', personId: 'q' }), at(6), limits);
      expect(await sessionsOf(db(), 'p', at(10))).toEqual([
        { id: 'phone', role: 'mentor', device: phone, begunAt: at(5), lastSeenAt: at(5) },
        {
          id: 'desk',
          role: 'rector',
          device: { browser: 'firefox', system: 'windows' },
          begunAt: at(0),
          lastSeenAt: at(0),
        },
      ]);
      expect(await endSessionOf(db(), 'p', 'others')).toBe(false);
      expect(await endSessionOf(db(), 'p', 'phone')).toBe(true);
      expect((await sessionsOf(db(), 'p', at(10))).map(({ id }) => id)).toEqual(['desk']);
      await endAllSessionsOf(db(), 'p');
      expect(await sessionsOf(db(), 'p', at(10))).toEqual([]);
      expect(await findSession(db(), 'others', at(10), null)).not.toBeNull();
    });
  });

export const modeSuite = (server: Server) =>
  describe('whose records they are', () => {
    describe('empty ones', () => {
      const { db } = useDatabase(server);
      test('become those of whoever opens them first, for good', async () => {
        expect(await claimMode(db(), 'rehearsal')).toBe('rehearsal');
        expect(await claimMode(db(), 'live')).toBe('rehearsal');
        expect(await readMode(db())).toBe('rehearsal');
      });
    });

    describe('ones with people in them that don’t say it', () => {
      const { db } = useDatabase(server);
      test('are live ones, also when a rehearsal asks', async () => {
        const name = { given_name: 'Eva', family_name: 'Prov', email: null, eppn: null };
        await db()
          .insertInto('person')
          .values({ id: 'p', ...name, active: true })
          .execute();
        expect(await claimMode(db(), 'rehearsal')).toBe('live');
        expect(await readMode(db())).toBe('live');
      });
    });
  });
