/**
 * A command to a pupil: to the case that they have, or to the one that it begins. Whoever acts for a pupil need not
 * know whether somebody was before them (a case begins at the first of limit, concern, talk, report, decision, order).
 */
import type { Command } from '../domain/case/commands.ts';
import type { CaseId, PupilId } from '../domain/ids.ts';
import { mayCommand } from '../domain/permissions.ts';
import { findCase, newestCaseOf, type CaseFile } from '../records/cases.ts';
import { caseOfCommand } from '../records/command-log.ts';
import { beginCase, caseIdOf } from '../temporal/begin-case.ts';
import { schoolCalendar } from './calendar.ts';
import type { CommandRequest } from './command-request.ts';
import { runCommand } from './command.ts';
import type { Deps } from './deps.ts';
import type { Draft } from './draft.ts';
import { fieldOfBody } from './fields.ts';
import { Problem, refusalProblem } from './problem.ts';
import type { Call, Reply } from './route.ts';
import type { Session } from './session.ts';
import { todayAt } from './today.ts';

export type PupilCommand = {
  pupilId: PupilId;
  /** Where the request names the pupil. */
  pupilField: '/pupilId' | '/pupil/civicNo' | 'path/id';
  command: Command;
  draft: Draft;
  /** The field of the command that the body fills. */
  within: string | null;
  /** Which open case takes it: any, or one in which nothing is ordered yet; another is `case-open-already`. */
  joins: 'open' | 'noticed';
  /** Where in the body a refusal's field stands, if not where `within` says. */
  fieldOf?(field: string | null): string | null;
  /** What else must be taken under the command's key. Throws a Problem to refuse. */
  reserve?(caseId: CaseId): Promise<void>;
};

type Asking = Pick<Call<unknown, unknown, unknown>, 'deps' | 'now'>;

/** Sends it once per key. Permission on the pupil is asked before. */
export async function runForPupil(
  call: Asking,
  session: Session,
  request: CommandRequest,
  wish: PupilCommand,
): Promise<Reply> {
  const { db } = call.deps;
  const own = caseIdOf(request.commandId);
  const open = await openCaseFor(db, request.commandId, wish);
  if (open !== null && !mayCommand(session.actor, wish.command.type, open.state)) {
    throw new Problem('not-permitted');
  }
  const caseId = open?.id ?? own;
  return runCommand(call, session, request, {
    caseId,
    command: wish.command,
    draft: wish.draft,
    within: wish.within,
    ...(wish.fieldOf === undefined ? {} : { fieldOf: wish.fieldOf }),
    pathFields: [],
    status: 201,
    async prepare() {
      await wish.reserve?.(caseId);
      return open?.number ?? begin(call, session, request.commandId, wish);
    },
    undo: () => Promise.resolve(),
  });
}

/** The case that takes the command; null when it begins one. What a repetition was sent to, it is sent to again. */
async function openCaseFor(
  db: Deps['db'],
  commandId: string,
  { pupilId, joins }: PupilCommand,
): Promise<CaseFile | null> {
  const begun = caseIdOf(commandId);
  const before = await caseOfCommand(db, commandId);
  if (before !== null) return before === begun ? null : findCase(db, before);
  const newest = await newestCaseOf(db, pupilId);
  if (newest === null || newest.phase === 'ended' || newest.id === begun) return null;
  return joins === 'open' || newest.phase === 'noticed' ? findCase(db, newest.id) : null;
}

/** Begins the case and gives its number; every no is a problem. */
async function begin(
  { deps, now }: Asking,
  session: Session,
  commandId: string,
  { pupilId, pupilField, command, within, fieldOf }: PupilCommand,
): Promise<string> {
  const begun = await beginCase(
    {
      db: deps.db,
      caseEngine: deps.caseEngine,
      calendarOf: (schoolUnit, around) => schoolCalendar(deps.db, schoolUnit, todayAt(around)),
      clockOffsetMs: async () => (await deps.clock?.offsetForNewWorkflow()) ?? 0,
    },
    { pupilId, command, actor: session.actor, commandId, now },
  );
  if (begun.ok) return begun.number;
  switch (begun.why) {
    case 'otherCase':
      throw new Problem('case-open-already', { field: pupilField, params: { caseId: begun.otherCaseId } });
    case 'refused': {
      const { field } = begun.refusal;
      throw refusalProblem(begun.refusal, fieldOf?.(field) ?? fieldOfBody(field, within), false);
    }
    case 'unknownPupil':
      throw new Problem('not-found', { field: pupilField });
    case 'noPolicy':
      throw new Problem('policy-forbids');
  }
}
