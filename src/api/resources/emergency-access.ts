/** `emergency-accesses`: a coordinator opens a case that isn't theirs, with a reason; the team leader goes through it. */
import { z } from 'zod';
import { emergencyUntil, mostMissesADay } from '../../domain/emergency-access.ts';
import { noRelation } from '../../domain/permissions.ts';
import { instant } from '../../domain/time.ts';
import {
  findEmergency,
  keepEmergency,
  listEmergencies,
  missesSince,
  reviewEmergency,
} from '../../records/emergency-access.ts';
import { idFrom } from '../draft.ts';
import { emergencyViews, seek } from '../emergency-access.ts';
import { signedIn } from '../granted.ts';
import { noteLook, noteShown } from '../looks.ts';
import { keyHeader, newId } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id, line, note } from '../schemas/common.ts';
import { pageOf } from '../schemas/page.ts';

const dayMs = 86_400_000;

const who = z.object({ id: z.string(), name: z.string() });

const access = z
  .object({
    id: z.string(),
    by: who,
    case: z
      .object({ id: z.string(), number: z.string() })
      .nullable()
      .meta({ description: 'Null where it was tried and nothing was opened.' }),
    reason: z.string(),
    at: z.string(),
    until: z.string(),
    reviewedBy: who.nullable(),
    reviewedAt: z.string().nullable(),
  })
  .meta({
    id: 'EmergencyAccess',
    description: 'A case opened for some hours by who hasn’t got it (nödåtkomst).',
  });

/** The same words whether there is no such case, or one that can't be opened so. */
const nothing = {
  sv: 'Det finns inget ärende som kan öppnas så här. Det du skrev är sparat för teamledaren. Fråga teamledaren.',
  en: 'There is no case that can be opened like this. Your reason is kept for the team leader. Ask the team leader.',
};

export const emergencyAccessRoutes = [
  defineRoute({
    method: 'get',
    path: '/emergency-accesses',
    tag: 'cases',
    access: { kind: 'action', action: 'emergency.review', on: 'nothing' },
    summary: 'Emergency accesses and what was tried',
    description: 'The latest first.',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'The accesses.', schema: pageOf('accesses', access) },
    async handle(call) {
      const { db } = call.deps;
      const rows = await listEmergencies(db);
      const shown = rows.flatMap(({ caseId }) => (caseId === null ? [] : [{ caseId, pupilId: null }]));
      const looking = { ...call, session: signedIn(call) };
      await noteShown(looking, 'get /api/v1/emergency-accesses', noRelation, shown);
      const accesses = await emergencyViews(db, rows);
      return { status: 200, body: { accesses, total: accesses.length } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/emergency-accesses',
    tag: 'cases',
    access: { kind: 'action', action: 'emergency.open', on: 'nothing' },
    summary: 'Open a case that isn’t yours, with a reason',
    description:
      'For some hours, to read alone, without what has the strong secrecy. Every look is in the log, and the team leaders get a mail. Cases of pupils whose identity is protected aren’t opened so. What opens nothing is answered alike whatever the cause, is kept with its reason, and is stopped for a day after five times.',
    params: none,
    query: none,
    headers: keyHeader,
    body: z
      .strictObject({
        sought: line(
          'The number of the case, or the civic number of the pupil (twelve digits).',
          '2026-0001',
        ),
        reason: note('Why it can’t wait, and for what.'),
      })
      .meta({ id: 'EmergencyBody' }),
    example: { sought: '2026-0001', reason: 'Mamman ringer, koordinatorn är sjuk och mötet är i dag.' },
    answer: {
      status: 201,
      description: 'It is open; `until` is null where it was yours already, and nothing is kept.',
      schema: z.object({ caseId: z.string(), number: z.string(), until: z.string().nullable() }),
    },
    async handle(call) {
      const { deps, body, now } = call;
      const { db } = deps;
      const session = signedIn(call);
      const { personId, actor } = session;
      if ((await missesSince(db, personId, instant(now - dayMs))) >= mostMissesADay) {
        throw new Problem('too-many-requests');
      }
      const found = await seek(db, actor, body.sought.trim());
      if (found.kind === 'theirs') {
        return { status: 201, body: { caseId: found.file.id, number: found.file.number, until: null } };
      }
      const accessId = newId(call, session, 'emergencyAccess');
      const caseId = found.kind === 'opens' ? found.file.id : null;
      const until = caseId === null ? now : emergencyUntil(now, deps.emergencyHours);
      const reason = { id: idFrom(accessId, 'reason'), text: body.reason };
      await keepEmergency(db, { accessId, personId, caseId, at: now, until }, reason);
      await deps.mailNews.tell();
      if (found.kind === 'nothing') throw new Problem('unknown-id', { field: '/sought', detail: nothing });
      const granted = { case: found.file, pupil: null, relation: new Set(['emergency'] as const) };
      await noteLook(deps, `emergency ${accessId}`, session, granted, now);
      const { id: opened, number } = found.file;
      return { status: 201, body: { caseId: opened, number, until: new Date(until).toISOString() } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/emergency-accesses/{id}/review',
    tag: 'cases',
    access: { kind: 'action', action: 'emergency.review', on: 'nothing' },
    summary: 'Mark an emergency access as gone through',
    description: 'Nobody marks their own. Marking it again changes nothing.',
    params: z.object({ id: id('The access.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The access.', schema: access },
    async handle(call) {
      const { db } = call.deps;
      const { personId } = signedIn(call);
      const kept = await findEmergency(db, call.params.id);
      if (kept === null) throw new Problem('not-found', { field: 'path/id' });
      if (kept.personId === personId) throw new Problem('not-permitted');
      await reviewEmergency(db, kept.accessId, { by: personId, at: new Date(call.now) });
      const now = await findEmergency(db, kept.accessId);
      const [view] = await emergencyViews(db, now === null ? [] : [now]);
      return { status: 200, body: view };
    },
  }),
];
