/** Writes a case's projection: the one way by which the engine's truth reaches the records. */
import { sql, type Transaction } from 'kysely';
import type { RecordedEvent } from '../domain/case/events.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { Obligation } from '../domain/obligations/obligation.ts';
import { mayBePaper } from '../domain/registry/papers-of.ts';
import type { Instant } from '../domain/time.ts';
import { type Db, inTransaction } from './connect.ts';
import { settlePolls } from './polls/settle.ts';
import { caseloadKey, nextCaseNumber } from './reservations.ts';
import type { Database } from './schema.ts';
import { isOneOf, json } from './sql.ts';

/** The case as the records are to show it. */
export type CaseProjection = {
  state: CaseState;
  obligations: readonly Obligation[];
  events: readonly RecordedEvent[];
  nextMoment: Instant | null;
  commandIds: readonly string[];
};

/**
 * Writes one projection in one transaction. Safe to repeat and to arrive late:
 * 1. case, coordinators, duties and reservations are replaced whole, unless the records hold a newer version;
 * 2. events are added if they are missing, whatever version the records hold;
 * 3. what the commands saved before the engine answered is confirmed, also by an older version.
 * `written` tells whether the case itself was replaced.
 */
export function writeProjection(db: Db, projection: CaseProjection): Promise<{ written: boolean }> {
  return inTransaction(db, async (trx) => {
    const { state } = projection;
    await addEvents(trx, state.caseId, projection.events);
    await confirm(trx, projection.commandIds);
    const written = await writeCase(trx, state, projection.nextMoment);
    if (written) {
      await replaceCoordinators(trx, state);
      await replaceObligations(trx, state.caseId, projection.obligations);
      await settleReservations(trx, state);
      await settlePolls(trx, state);
    }
    return { written };
  });
}

async function writeCase(trx: Transaction<Database>, state: CaseState, nextMoment: Instant | null) {
  const cap = state.stand.phase === 'assigned' ? state.stand.assignment.cap : null;
  const number = await nextCaseNumber(trx, {
    caseId: state.caseId,
    year: Number(state.openedOn.slice(0, 4)),
    commandId: `projection/${state.caseId}`,
  });
  const values = {
    pupil_id: state.pupil.pupilId,
    previous_case_id: state.previousCaseId,
    phase: state.stand.phase,
    school_unit: state.pupil.schoolUnit,
    revision: state.revision,
    version: state.version,
    opened_on: state.openedOn,
    cap_nominal_end: cap?.nominalEnd ?? null,
    cap_act_by: cap?.actBy ?? null,
    next_moment: nextMoment === null ? null : new Date(nextMoment),
    state: json(state),
    updated_at: sql<Date>`now()`,
  };
  const row = await trx
    .insertInto('case_file')
    .values({ id: state.caseId, number, ...values })
    .onConflict((oc) => oc.column('id').doUpdateSet(values).where('case_file.version', '<=', state.version))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

async function replaceCoordinators(trx: Transaction<Database>, state: CaseState): Promise<void> {
  await trx.deleteFrom('case_coordinator').where('case_id', '=', state.caseId).execute();
  const rows = coordinatorsOf(state).map((person_id) => ({ case_id: state.caseId, person_id }));
  if (rows.length > 0) await trx.insertInto('case_coordinator').values(rows).execute();
}

/** Also while the case is watched after closing: the coordinator stays reachable (domain.md §2.17). */
function coordinatorsOf({ stand }: CaseState): string[] {
  if (stand.phase !== 'assigned' && stand.phase !== 'monitoring') return [];
  return [...new Set(stand.assignment.coordinatorIds)];
}

async function replaceObligations(
  trx: Transaction<Database>,
  caseId: string,
  obligations: readonly Obligation[],
): Promise<void> {
  await trx.deleteFrom('obligation').where('case_id', '=', caseId).execute();
  if (obligations.length === 0) return;
  const rows = obligations.map((duty) => ({
    case_id: caseId,
    key: duty.key,
    kind: duty.kind,
    owner: json(duty.owner),
    owner_role: duty.owner.role,
    school_unit: duty.owner.by === 'role' && duty.owner.role !== 'teamLeader' ? duty.owner.schoolUnit : null,
    from_date: duty.from,
    due: duty.due,
    escalate_on: duty.escalateOn,
    escalate_to: duty.escalateTo,
    escalated_on: duty.escalatedOn,
    subject_id: duty.subjectId,
    moved: duty.moved,
  }));
  const persons = obligations.flatMap(({ key, owner }) =>
    owner.by === 'persons'
      ? [...new Set(owner.personIds)].map((person_id) => ({ case_id: caseId, key, person_id }))
      : [],
  );
  const reminders = obligations.flatMap(({ key, remindOn }) =>
    [...new Set(remindOn)].map((remind_on) => ({ case_id: caseId, key, remind_on })),
  );
  // One statement: a projection is written at each step of a case, and the case waits for it.
  let query = trx.with('duties', (db) => db.insertInto('obligation').values(rows));
  if (persons.length > 0)
    query = query.with('persons', (db) => db.insertInto('obligation_person').values(persons));
  if (reminders.length > 0)
    query = query.with('reminders', (db) => db.insertInto('obligation_reminder').values(reminders));
  await query.selectNoFrom(sql<number>`1`.as('done')).execute();
}

async function addEvents(
  trx: Transaction<Database>,
  caseId: string,
  events: readonly RecordedEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((recorded) => ({
    case_id: caseId,
    seq: recorded.seq,
    at: new Date(recorded.at),
    on_date: recorded.on,
    actor: json(recorded.by),
    type: recorded.event.type,
    event: json(recorded.event),
    awaits_registry: mayBePaper(recorded.event.type),
  }));
  await trx
    .insertInto('timeline')
    .values(rows)
    .onConflict((oc) => oc.columns(['case_id', 'seq']).doNothing())
    .execute();
}

async function confirm(trx: Transaction<Database>, commandIds: readonly string[]): Promise<void> {
  if (commandIds.length === 0) return;
  const ofThese = isOneOf('command_id', commandIds);
  await trx
    .with('contents', (db) => db.updateTable('content').set({ confirmed: true }).where(ofThese))
    .with('documents', (db) => db.updateTable('document').set({ confirmed: true }).where(ofThese))
    .with('reservations', (db) => db.updateTable('reservation').set({ confirmed: true }).where(ofThese))
    // A meeting is called by them: the poll that they chose from is over.
    .with('polls', (db) =>
      db
        .updateTable('meeting_poll')
        .set({ closed: 'chosen' })
        .where(isOneOf('chosen_command', commandIds))
        .where('closed', 'is', null),
    )
    // From here on the case itself says that the consent is withdrawn.
    .deleteFrom('consent_denial')
    .where(ofThese)
    .execute();
}

/**
 * Makes the case's reservations what its state says. Those of commands still under way are left alone: they are
 * not confirmed yet.
 */
async function settleReservations(trx: Transaction<Database>, state: CaseState): Promise<void> {
  const { caseId, stand } = state;
  const wanted = [
    ...(stand.phase === 'ended' ? [] : [{ kind: 'openCase' as const, key: state.pupil.pupilId }]),
    ...(stand.phase === 'assigned'
      ? coordinatorsOf(state).map((id) => ({ kind: 'caseload' as const, key: caseloadKey(id, caseId) }))
      : []),
  ];
  for (const kind of ['openCase', 'caseload'] as const) {
    const keys = wanted.filter((one) => one.kind === kind).map((one) => one.key);
    await trx
      .deleteFrom('reservation')
      .where('case_id', '=', caseId)
      .where('kind', '=', kind)
      .where('confirmed', '=', true)
      .where((eb) => eb.not(isOneOf('key', keys)))
      .execute();
  }
  await trx
    .updateTable('reservation')
    .set({ confirmed: true })
    .where('case_id', '=', caseId)
    .where('kind', '=', 'caseNumber')
    .execute();
  if (wanted.length === 0) return;
  await trx
    .insertInto('reservation')
    .values(
      wanted.map((one) => ({ ...one, case_id: caseId, command_id: `projection/${caseId}`, confirmed: true })),
    )
    .onConflict((oc) =>
      oc
        .columns(['kind', 'key'])
        .doUpdateSet({ confirmed: true })
        .whereRef('reservation.case_id', '=', 'excluded.case_id'),
    )
    .execute();
}
