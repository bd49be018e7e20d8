import { auditSealsSuite } from './audit-seals.ts';
import { commandsSuite } from './commands.ts';
import { digestsSuite } from './digests.ts';
import { mailAndClocksSuite } from './mail-and-clocks.ts';
import { migrationsSuite } from './migrations.ts';
import { peopleSuite } from './people.ts';
import { projectionSuite } from './projection.ts';
import { registrySuite } from './registry.ts';
import { reservationsSuite } from './reservations.ts';
import { modeSuite, sessionsSuite } from './sessions.ts';
import { sealedTablesSuite } from './sealed-tables.ts';
import type { Server } from './suite.ts';
import { vaultSuite } from './vault.ts';

/** Everything that the records promise, on one server. */
export function recordsSuites(server: Server): void {
  migrationsSuite(server);
  projectionSuite(server);
  reservationsSuite(server);
  digestsSuite(server);
  commandsSuite(server);
  peopleSuite(server);
  mailAndClocksSuite(server);
  auditSealsSuite(server);
  sessionsSuite(server);
  modeSuite(server);
  vaultSuite(server);
  sealedTablesSuite(server);
  registrySuite(server);
}
