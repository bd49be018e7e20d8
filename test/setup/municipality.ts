/**
 * A municipality for a test: its own records, its own worker on its own queue with the real hands, an SMTP inbox,
 * and the rehearsal's clock. The engine is the run's; ids are random, so that files run beside each other.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { heartbeat, sleep } from '@temporalio/activity';
import { NativeConnection, Runtime, DefaultLogger, type Worker } from '@temporalio/worker';
import { inject } from 'vitest';
import { createActivities } from '../../src/activities/index.ts';
import { createLoadCalendar } from '../../src/activities/load-calendar.ts';
import { domainTime } from '../../src/activities/mornings.ts';
import type { Command } from '../../src/domain/case/commands.ts';
import { openCase } from '../../src/domain/case/open.ts';
import type { Actor, PupilFacts } from '../../src/domain/case/parts.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import type { CaseId } from '../../src/domain/ids.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { localDate, type Instant } from '../../src/domain/time.ts';
import { startInbox, type InboxBehaviour, type ReceivedMail } from '../../src/integrations/inbox.ts';
import { createSmtp } from '../../src/integrations/smtp.ts';
import { clockRecords } from '../../src/records/coming-moments.ts';
import { connectEngine, type Engine } from '../../src/temporal/client.ts';
import { newKeyRing, parseKeyRing, type KeyRing } from '../../src/key-ring/ring.ts';
import { caseWorkflowId, schoolDayWorkflowId, sourceWorkflowId } from '../../src/temporal/ids.ts';
import { absencePortOf } from '../../src/temporal/notice-absence.ts';
import { RehearsalClock } from '../../src/temporal/rehearsal-clock.ts';
import { tellAbsenceArrived } from '../../src/temporal/school-day.ts';
import { createWorker } from '../../src/temporal/worker.ts';
import {
  caseQuery,
  commandUpdate,
  type CaseWorkflowInput,
  type CommandAnswer,
} from '../../src/workflows/messages.ts';
import { aCalendar, aPolicy, aPupil, at, type Step } from '../factories/case.ts';
import { createCaseHistories } from '../../src/temporal/histories.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { fillRecords } from './people.ts';

export type TestMunicipality = {
  code: string;
  records: FreshDatabase;
  engine: Engine;
  clock: RehearsalClock;
  taskQueue: string;
  /** What the inbox got, in order. */
  mails: ReceivedMail[];
  /** Starts a case; from `state` when given, else a new one opened today. */
  open(change?: { policy?: Policy; pupil?: Partial<PupilFacts>; state?: CaseState }): Promise<CaseId>;
  /** Brings the case up to the clock and sends it a command. */
  command(
    caseId: CaseId,
    actor: Actor,
    command: Command,
    options?: { commandId?: string; ifRevision?: number | null },
  ): Promise<CommandAnswer>;
  /** The ledger of destructions: a file of this municipality's own. */
  ledger: string;
  /** Lives the clock to ten o'clock of each step's date, and sends its command. */
  live(caseId: CaseId, steps: readonly Step[]): Promise<void>;
  moveTo(date: string, time?: string): Promise<Instant>;
  stateOf(caseId: CaseId): Promise<CaseState>;
  startSchoolDay(): Promise<void>;
  /** Ends the worker as a stop would; `startWorker` takes a new one. */
  stopWorker(): Promise<void>;
  startWorker(): Promise<void>;
  close(): Promise<void>;
};

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });

/** The servers that a municipality lives on. */
export type Servers = {
  databaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  workflowBundlePath: string;
};

/** Those of the test run. */
const ofTheRun = (): Servers => ({
  databaseUrl: inject('databaseUrl'),
  temporalAddress: inject('temporalAddress'),
  temporalNamespace: inject('temporalNamespace'),
  workflowBundlePath: inject('workflowBundlePath'),
});

/** `from` is the first day, at nine in the morning. */
export const aMunicipality = async (
  options: {
    from?: string;
    inbox?: InboxBehaviour;
    servers?: Servers;
    /** The engine's keys; left out, new ones. */
    keys?: KeyRing | null;
    /** Of sources, by the name of their setting. */
    secrets?: Record<string, { secret: string; hosts: readonly string[] }>;
    /** The worker's hands as they are to be, for instance cut off after their work: given all, gives all. */
    hands?: (hands: ReturnType<typeof createActivities>) => object;
    /** What the records hold when the clock starts at `now`; left out, the factories' people. */
    fill?: (db: FreshDatabase['db'], municipality: string, now: Instant) => Promise<void>;
  } = {},
): Promise<TestMunicipality> => {
  const servers = options.servers ?? ofTheRun();
  const code = randomUUID();
  const taskQueue = `test-${code}`;
  const address = { address: servers.temporalAddress, namespace: servers.temporalNamespace };
  const records = await freshDatabase(servers.databaseUrl);
  await (options.fill ?? fillRecords)(records.db, code, at(options.from ?? '2026-08-31', '09:00'));
  const mails: ReceivedMail[] = [];
  const inbox = await startInbox({
    port: 0,
    store: async (mail) => void mails.push(mail),
    ...(options.inbox ? { behaviour: options.inbox } : {}),
  });
  const smtp = createSmtp({ url: inbox.url });
  const keys = options.keys === undefined ? parseKeyRing('engine', newKeyRing()) : options.keys;
  const engine = await connectEngine({ ...address, keys });
  const connection = await NativeConnection.connect({ address: address.address });
  const clock = new RehearsalClock({ engine, records: clockRecords(records.db), mode: 'rehearsal' });
  const folder = await mkdtemp(path.join(tmpdir(), 'bryggan-test-ledger-'));
  const ledger = path.join(folder, 'ledger');
  const hands = createActivities({
    db: records.db,
    smtp,
    from: { name: 'Bryggan', address: 'bryggan@kommunen.example' },
    publicUrl: 'http://localhost:3000',
    language: 'sv',
    now: domainTime(records.db),
    progress: heartbeat,
    schoolDayWorkflowId,
    sources: {
      secretOf: (ref) => options.secrets?.[ref] ?? null,
      pause: sleep,
      alive: heartbeat,
      sourceWorkflowId,
      absenceArrived: async () => {
        await tellAbsenceArrived(engine.client, code, clock);
      },
    },
    destruction: { ledger, histories: createCaseHistories(engine.client) },
    absence: absencePortOf({
      db: records.db,
      engine,
      mode: 'rehearsal',
      taskQueue,
      now: domainTime(records.db),
      calendarOf: createLoadCalendar({ db: records.db, now: domainTime(records.db) }),
    }),
  });
  const activities = options.hands?.(hands) ?? hands;
  let working: { worker: Worker; done: Promise<void> } | null = null;

  const start = (workflowType: string, workflowId: string, input: object) =>
    engine.client.workflow.start(workflowType, { taskQueue, workflowId, args: [input] });

  const it: TestMunicipality = {
    code,
    records,
    engine,
    clock,
    taskQueue,
    mails,
    ledger,
    async open({ policy = aPolicy(), pupil, state } = {}) {
      const caseId = randomUUID();
      const today = localDate(new Date(await clock.now()).toISOString().slice(0, 10));
      const opened = openCase({
        caseId,
        previousCaseId: null,
        pupil: aPupil(pupil),
        policy,
        openedOn: today,
      });
      const input: CaseWorkflowInput = {
        state: state === undefined ? opened : { ...state, caseId },
        calendar: aCalendar(),
        clockOffsetMs: await clock.offsetForNewWorkflow(),
        recent: [],
        pendingEffects: [],
        pendingEvents: [],
      };
      await start('caseWorkflow', caseWorkflowId(caseId), input);
      return caseId;
    },
    async command(caseId, actor, command, { commandId = randomUUID(), ifRevision = null } = {}) {
      await clock.bringUp(caseId);
      const handle = engine.client.workflow.getHandle(caseWorkflowId(caseId));
      const args: [{ commandId: string; actor: Actor; command: Command; ifRevision: number | null }] = [
        { commandId, actor, command, ifRevision },
      ];
      return handle.executeUpdate(commandUpdate, { args, updateId: commandId });
    },
    async live(caseId, steps) {
      for (const [date, actor, command] of steps) {
        await it.moveTo(date);
        await it.command(caseId, actor, command);
      }
    },
    async moveTo(date, time = '10:00') {
      const target = at(date, time);
      return target > (await clock.now()) ? clock.moveTo(target) : clock.now();
    },
    async stateOf(caseId) {
      return (await engine.client.workflow.getHandle(caseWorkflowId(caseId)).query(caseQuery)).state;
    },
    async startSchoolDay() {
      const clockOffsetMs = await clock.offsetForNewWorkflow();
      await start('schoolDayWorkflow', schoolDayWorkflowId(code), { municipality: code, clockOffsetMs });
    },
    async startWorker() {
      const worker = await createWorker({
        connection,
        namespace: address.namespace,
        taskQueue,
        keys,
        activities,
        bundle: servers.workflowBundlePath,
        maxCachedCases: 50,
      });
      working = { worker, done: worker.run() };
    },
    async stopWorker() {
      working?.worker.shutdown();
      await working?.done;
      working = null;
    },
    async close() {
      await it.stopWorker();
      await connection.close();
      await engine.close();
      smtp.close();
      await inbox.close();
      await records.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await it.startWorker();
  return it;
};
