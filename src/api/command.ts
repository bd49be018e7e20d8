/**
 * The path of one command (docs/architecture.md): key → content and reservations → the case decides → answer →
 * the projection arrives. Every step may be repeated under the same key, by whoever comes back after a crash.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from '../domain/case/commands.ts';
import type { Actor } from '../domain/case/parts.ts';
import type { CaseId } from '../domain/ids.ts';
import { actorInCase } from '../domain/permissions.ts';
import { findCase, projectedVersion } from '../records/cases.ts';
import type { Db } from '../records/connect.ts';
import { beginCommand, finishCommand } from '../records/command-log.ts';
import { saveContents } from '../records/contents.ts';
import { detachDocuments } from '../records/documents.ts';
import { releaseReservations } from '../records/reservations.ts';
import type { CommandRequest } from './command-request.ts';
import type { Deps } from './deps.ts';
import type { Draft } from './draft.ts';
import { fieldOfBody, fieldOfPath } from './fields.ts';
import { checkReferences } from './references.ts';
import { Problem, refusalProblem } from './problem.ts';
import type { Call, Reply } from './route.ts';
import type { CommandAnswerBody } from './schemas/answers.ts';
import type { Session } from './session.ts';

export type CommandWork = {
  caseId: CaseId;
  command: Command;
  draft: Draft;
  /** The field of the command that the body fills. */
  within: string | null;
  /** Where in the body a refusal's field stands, if not where `within` says. */
  fieldOf?(field: string | null): string | null;
  /** Fields of the command that came in the path. */
  pathFields: string[];
  /** The status of a yes. */
  status: number;
  /** What must stand in the records before the engine is asked; gives the case's number. Throws a Problem to refuse. */
  prepare(): Promise<string>;
  /** Takes back what `prepare` did besides reservations, after a no. */
  undo(): Promise<void>;
};

/** A yes, or the document of a no. */
export type Outcome = { status: number; body: unknown };
type Asking = Pick<Call<unknown, unknown, unknown>, 'deps'>;

/** Asks the case, once per key. */
export function runCommand(
  { deps }: Asking,
  session: Session,
  request: CommandRequest,
  work: CommandWork,
): Promise<Reply> {
  return answerOnce(deps, session, request, work.caseId, () => decide(deps, session, request, work));
}

/** Runs once per key what answers it: the first answer, yes or no, is the answer ever after. */
export async function answerOnce(
  deps: Deps,
  session: Session,
  request: CommandRequest,
  caseId: CaseId | null,
  run: () => Promise<Outcome>,
): Promise<Reply> {
  const begun = await beginCommand(deps.db, {
    commandId: request.commandId,
    personId: session.personId,
    requestHash: request.hash,
    caseId,
  });
  if (begun.kind === 'otherRequest') {
    throw new Problem('idempotency-key-reused', { field: 'Idempotency-Key' });
  }
  if (begun.kind === 'answered') return reply(begun);
  return reply(await together(deps, request.commandId, () => settle(deps, request, run)));
}

/** Two requests with the same key at the same moment share one run. */
function together(deps: Deps, commandId: string, run: () => Promise<Outcome>): Promise<Outcome> {
  const running = deps.running.get(commandId);
  if (running !== undefined) return running;
  const started = run().finally(() => deps.running.delete(commandId));
  deps.running.set(commandId, started);
  return started;
}

async function settle(deps: Deps, request: CommandRequest, run: () => Promise<Outcome>): Promise<Outcome> {
  const outcome = await run();
  try {
    const stored = await finishCommand(deps.db, {
      commandId: request.commandId,
      status: outcome.status,
      answer: outcome.body,
    });
    return stored;
  } catch (error) {
    // It is decided; a repetition finds the answer in the engine.
    deps.log.warn({ err: error }, 'an answer could not be kept');
    return outcome;
  }
}

async function decide(
  deps: Deps,
  session: Session,
  request: CommandRequest,
  work: CommandWork,
): Promise<Outcome> {
  const { commandId, ifRevision } = request;
  await saveContents(deps.db, work.draft.contents, {
    caseId: work.caseId,
    commandId,
    createdBy: session.personId,
  });
  try {
    await checkReferences(deps.db, work, { commandId, personId: session.personId });
    const number = await work.prepare();
    const actor = await actorFor(deps.db, session.actor, work.caseId);
    const message = { commandId, actor, command: work.command, ifRevision };
    const decided = await deps.caseEngine.command(work.caseId, message);
    if (!decided.ok) {
      const { refusal } = decided;
      const inPath = fieldOfPath(refusal.field, work.within, work.pathFields);
      const inBody = work.fieldOf?.(refusal.field) ?? fieldOfBody(refusal.field, work.within);
      throw refusalProblem(refusal, inPath === null ? inBody : `path/${inPath}`, inPath !== null);
    }
    const { revision, version, events } = decided.answer;
    const projected = await projectionArrives(deps, work.caseId, version);
    const body: CommandAnswerBody = {
      caseId: work.caseId,
      number,
      revision,
      version,
      events,
      ids: work.draft.ids,
      projected,
      links: linksOf(work.caseId),
    };
    return { status: work.status, body };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await releaseReservations(deps.db, commandId);
    await detachDocuments(deps.db, commandId);
    await work.undo();
    return { status: error.document.status, body: error.document };
  }
}

/** What somebody is deputy for or has open elsewhere isn't the case's to know; of a case that begins nobody is deputy. */
async function actorFor(db: Db, actor: Actor, caseId: CaseId): Promise<Actor> {
  if (!('standsInFor' in actor || 'emergencyCases' in actor)) return actor;
  const file = await findCase(db, caseId);
  const { standsInFor: _cases, emergencyCases: _opened, ...plain } = actor;
  return file === null ? plain : actorInCase(actor, file.state);
}

export const linksOf = (caseId: CaseId): CommandAnswerBody['links'] => ({
  case: `/api/v1/cases/${caseId}`,
  timeline: `/api/v1/cases/${caseId}/timeline`,
  obligations: `/api/v1/cases/${caseId}/obligations`,
});

const patienceMs = 2_000;
const askEveryMs = 15;

/** Waits a little for the records to show a version; false when they don't yet. */
async function projectionArrives(deps: Deps, caseId: CaseId, version: number): Promise<boolean> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const shown = await projectedVersion(deps.db, caseId).catch(() => null);
    if (shown !== null && shown >= version) return true;
    if (Date.now() >= until) return false;
    await wait(askEveryMs);
  }
}

function reply({ status, body }: Outcome): Reply {
  if (status >= 400) return { status, body, mediaType: 'application/problem+json' };
  const revision = typeof body === 'object' && body !== null && 'revision' in body ? body.revision : null;
  const etag = typeof revision === 'number' ? { headers: { etag: `"${revision}"` } } : {};
  return { status, body, ...etag };
}
