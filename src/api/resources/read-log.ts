/** `pupils/{id}/read-log`, `read-log`: who has read, and the controller's samples (domain.md §3). */
import { z } from 'zod';
import { sampleOf } from '../../domain/read-log/look.ts';
import { chainOf, findLook, looksBySeed, saveReview } from '../../records/read-log.ts';
import { noRelation } from '../../domain/permissions.ts';
import { grantedPupil, signedIn } from '../granted.ts';
import { noteShown, toldBy } from '../looks.ts';
import { keyHeader, newId } from '../new-id.ts';
import { Problem } from '../problem.ts';
import { chainView, readLogOf, sampleView } from '../read-log.ts';
import { defineRoute, none } from '../route.ts';
import { date, id, note } from '../schemas/common.ts';
import { limit, offset } from '../schemas/page.ts';
import { readLog, readLogSample } from '../schemas/read-log.ts';
import { todayAt } from '../today.ts';

const verify = z
  .enum(['yes', 'no'])
  .default('no')
  .meta({ description: '`yes`: look the whole log through, however long it is.' });

export const readLogRoutes = [
  defineRoute({
    method: 'get',
    path: '/pupils/{id}/read-log',
    tag: 'readLog',
    access: { kind: 'action', action: 'readLog.read', on: 'pupil' },
    summary: 'Who has read and written about a pupil',
    description:
      'As it can be told to whom it is about: nothing in it says that there is a concern report. Asking is itself logged.',
    params: z.object({ id: id('The pupil.') }),
    query: z.object({ limit, offset, verify }),
    body: none,
    answer: { status: 200, description: 'The newest first.', schema: readLog },
    async handle(call) {
      const { db } = call.deps;
      const { query } = call;
      const { pupil } = grantedPupil(call);
      const [{ looks, total }, chain] = await Promise.all([
        readLogOf(db, pupil.id, query),
        chainOf(db, query.verify === 'yes'),
      ]);
      const told = looks.map(({ at, ...look }) => ({ ...look, at: at.toISOString() }));
      return { status: 200, body: { looks: told, total, chain: chainView(chain) } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/read-log/sample',
    tag: 'readLog',
    access: { kind: 'action', action: 'readLog.review', on: 'nothing' },
    summary: 'A sample of the log of reads, to go through',
    description:
      'Drawn by the seed: the same days, size and seed give the same looks. Half of them by people without a relation of their own, those first. Your own looks are left out.',
    params: none,
    query: z.object({
      from: date('The first day.'),
      to: date('The last day: before today, since the log of today still grows.'),
      size: z.coerce.number().int().min(1).max(100).default(20),
      seed: z.string().min(1).max(40).default('1'),
      verify,
    }),
    body: none,
    answer: { status: 200, description: 'The sample.', schema: readLogSample },
    async handle(call) {
      const { deps, query, now } = call;
      const { db } = deps;
      const session = signedIn(call);
      const { from, to, size, seed } = query;
      if (to >= todayAt(now))
        throw new Problem('date-in-future', { field: 'query/to', params: { date: to } });
      const [{ outside, inside }, chain] = await Promise.all([
        looksBySeed(db, { from, to, size, seed, notBy: session.personId }),
        chainOf(db, query.verify === 'yes'),
      ]);
      const looks = sampleOf(outside, inside, size);
      await noteShown({ ...call, session }, 'get /api/v1/read-log/sample', noRelation, looks.map(toldBy));
      const body = { looks: await sampleView(db, looks), seed, chain: chainView(chain) };
      return { status: 200, body };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/read-log/{id}/reviews',
    tag: 'readLog',
    access: { kind: 'action', action: 'readLog.review', on: 'nothing' },
    summary: 'Mark a look as gone through, with what was found',
    description: 'Nobody goes through their own looks. A mark is never changed; another can be added.',
    params: z.object({ id: id('The look.') }),
    query: none,
    headers: keyHeader,
    body: z.strictObject({ note: note('What was found.') }).meta({ id: 'ReviewBody' }),
    example: { note: 'Vikarie för mentorn den veckan.' },
    answer: {
      status: 201,
      description: 'Kept.',
      schema: z.object({ id: z.string() }).meta({ id: 'KeptReview' }),
    },
    async handle(call) {
      const { deps, params, body, now } = call;
      const session = signedIn(call);
      const found = /^\d{1,9}$/.test(params.id) ? await findLook(deps.db, Number(params.id)) : null;
      if (found === null) throw new Problem('not-found', { field: 'path/id' });
      if (found.personId === session.personId) throw new Problem('not-permitted');
      await noteShown({ ...call, session }, 'post /api/v1/read-log/{id}/reviews', noRelation, [
        toldBy(found),
      ]);
      const reviewId = newId(call, session, `review/${found.id}`);
      const review = { auditId: found.id, by: session.personId, at: new Date(now), note: body.note };
      await saveReview(deps.db, { id: reviewId, ...review });
      return { status: 201, body: { id: reviewId } };
    },
  }),
];
