/** `sources`: where school data is read from over the net, what each reading came to, and the sources' own calls. */
import { z } from 'zod';
import { listSources, addSource, findSource, type Source } from '../../records/sources/sources.ts';
import { parseSourceAddress } from '../../integrations/ss12000/address.ts';
import { problemsOfRun } from '../../records/sources/problems.ts';
import { listRuns } from '../../records/sources/runs.ts';
import { isSubscriptionSecret } from '../../records/sources/subscriptions.ts';
import type { SourceReading, SourceRun } from '../../domain/source-run.ts';
import { sourceFailureTexts, sourceNoteTexts } from '../../texts/source-problems.ts';
import { EngineAway } from '../../temporal/case-engine.ts';
import type { Deps } from '../deps.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { complain, id } from '../schemas/common.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';

const address = z
  .string()
  .max(500)
  .refine((text) => parseSourceAddress(text) !== null, complain('no-source-address'))
  .meta({ description: 'https, or http on loopback; without a password in it.' });

const auth = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('bearer') }),
    z.strictObject({
      kind: z.literal('oauth2'),
      tokenUrl: address,
      clientId: z.string().min(1).max(200),
      scope: z.string().min(1).max(200).nullable().default(null),
    }),
  ])
  .meta({
    description: 'A fixed bearer token, or OAuth 2 client credentials. The secret is never sent here.',
  });

const given = z.strictObject({
  name: z.string().trim().min(1).max(100).meta({ description: 'As people call the system.' }),
  baseUrl: address.meta({
    description: 'With the version in its path: `https://api.leverantor.se/ss12000/v2.0`.',
  }),
  auth,
  secretRef: z
    .string()
    .regex(/^[A-Z0-9_]{1,40}$/)
    .meta({
      description:
        'Names the setting that holds the secret: `SKOLA` is `BRYGGAN_SOURCE_SKOLA_SECRET`, or the file that `BRYGGAN_SOURCE_SKOLA_SECRET_FILE` names. It is sent to the hosts of `BRYGGAN_SOURCE_SKOLA_HOST` alone.',
    }),
  subscribes: z.boolean().default(false).meta({
    description:
      'Whether the source is asked to call when it has news; it must reach this address from outside.',
  }),
});

const source = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.literal('ss12000'),
    baseUrl: z.string(),
    auth,
    secretRef: z.string(),
    subscribes: z.boolean(),
    /** False while the engine was away: a worker starts it when it starts. */
    started: z.boolean().optional(),
  })
  .meta({ id: 'Source' });

const run = z
  .looseObject({
    id: z.string(),
    what: z.enum(['register', 'absence']),
    status: z.enum(['running', 'done', 'failed']),
    begunAt: z.string(),
    endedAt: z.string().nullable(),
    report: z.looseObject({}).meta({
      description:
        'What each resource brought (`resources`), what became of the rows (`applied`), what the source lacks or does not keep to (`notes`), why it failed (`failure`).',
    }),
    problems: z.array(z.looseObject({})).meta({
      description:
        'Single entities that could not be taken in, at most 1,000, by the source’s own id; protected identities without any. Never what the entity said.',
    }),
  })
  .meta({ id: 'SourceRun' });

const runView = async ({ db }: Deps, { id: runId, what, status, begunAt, endedAt, report }: SourceRun) => ({
  id: runId,
  what,
  status,
  begunAt: new Date(begunAt).toISOString(),
  endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
  report: {
    ...report,
    notes: report.notes.map((note) => ({ ...note, message: sourceNoteTexts[note.code] })),
    failure:
      report.failure === null ? null : { code: report.failure, message: sourceFailureTexts[report.failure] },
  },
  problems: await problemsOfRun(db, runId),
});

const known = async ({ db }: Deps, sourceId: string): Promise<Source> => {
  const found = await findSource(db, sourceId);
  if (found === null) throw new Problem('not-found', { field: 'path/id' });
  return found;
};

/** What a source calls about → what is read. Words that nobody knows are read as all of it. */
const readingsOf = (kinds: readonly string[]): SourceReading[] => {
  const absence = ['CalendarEvent', 'Attendance', 'Absence', 'AttendanceEvent'];
  const isAbsence = (kind: string) => absence.includes(kind);
  const readings: SourceReading[] = [];
  if (kinds.length === 0 || kinds.some((kind) => !isAbsence(kind))) readings.push('register');
  if (kinds.length === 0 || kinds.some(isAbsence)) readings.push('absence');
  return readings;
};

export const sourceRoutes = [
  defineRoute({
    method: 'get',
    path: '/sources',
    tag: 'imports',
    access: { kind: 'action', action: 'import.read', on: 'nothing' },
    summary: 'Systems that school data is read from',
    params: none,
    query: none,
    body: none,
    answer: { status: 200, description: 'By name.', schema: pageOf('sources', source) },
    async handle({ deps }) {
      const sources = await listSources(deps.db);
      return { status: 200, body: { sources, total: sources.length } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/sources',
    tag: 'imports',
    access: { kind: 'action', action: 'import.run', on: 'nothing' },
    summary: 'Read school data from a system by SS 12000',
    description:
      'It is read at once, then absence each hour of the school day and the rest each night. What the source lacks is told in the runs’ reports; CSV can be imported beside it.',
    params: none,
    query: none,
    body: given,
    example: {
      name: 'Skolsystemet',
      baseUrl: 'https://api.leverantor.example/ss12000/v2.0',
      auth: {
        kind: 'oauth2',
        tokenUrl: 'https://api.leverantor.example/oauth/token',
        clientId: 'bryggan',
        scope: null,
      },
      secretRef: 'SKOLA',
      subscribes: false,
    },
    answer: { status: 201, description: 'The source.', schema: source },
    async handle(call) {
      const { deps, body } = call;
      const added = await addSource(deps.db, { ...body, kind: 'ss12000' }, signedIn(call).personId);
      if (added === null) throw new Problem('duplicate-id', { field: '/name' });
      const started = await deps.sources.start(added.id).then(
        () => true,
        (error: unknown) => {
          if (error instanceof EngineAway) return false;
          throw error;
        },
      );
      return { status: 201, body: { ...added, started } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/sources/{id}/runs',
    tag: 'imports',
    access: { kind: 'action', action: 'import.read', on: 'nothing' },
    summary: 'What the readings of a source came to, the newest first',
    params: z.object({ id: id('The source.') }),
    query: z.object({ limit, offset }),
    body: none,
    answer: { status: 200, description: 'A page of runs.', schema: pageOf('runs', run) },
    async handle({ deps, params, query }) {
      const { id: sourceId } = await known(deps, params.id);
      const { runs, total } = await listRuns(deps.db, sourceId, query);
      return { status: 200, body: { runs: await Promise.all(runs.map((one) => runView(deps, one))), total } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/sources/{id}/reading',
    tag: 'imports',
    access: { kind: 'action', action: 'import.run', on: 'nothing' },
    summary: 'Read a source now',
    params: z.object({ id: id('The source.') }),
    query: none,
    body: z.strictObject({
      what: z
        .array(z.enum(['register', 'absence']))
        .min(1)
        .default(['register', 'absence'])
        .meta({
          description: '`register`: schools, people, groups, duties. `absence`: lessons and attendance.',
        }),
    }),
    example: { what: ['absence'] },
    answer: {
      status: 202,
      description: 'It is read after what is under way.',
      schema: z.object({ what: z.array(z.string()) }),
    },
    async handle({ deps, params, body }) {
      const { id: sourceId } = await known(deps, params.id);
      if (!(await deps.sources.readNow(sourceId, body.what))) {
        await deps.sources.start(sourceId);
        await deps.sources.readNow(sourceId, body.what);
      }
      return { status: 202, body: { what: body.what } };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/sources/{id}/events',
    tag: 'imports',
    access: {
      kind: 'open',
      why: 'called by the source, which shows the secret that it was given in the address',
    },
    summary: 'A source says that it has news',
    description:
      'SS 12000’s callback: it carries no data, what has changed is fetched. `modifiedEntites` is spelled as the standard has it. A wrong key is answered like an unknown source.',
    params: z.object({ id: id('The source.') }),
    query: z.object({ key: z.string().max(200).default('') }),
    body: z.looseObject({
      modifiedEntites: z.array(z.string().max(60)).max(100).nullish(),
      deletedEntities: z.boolean().nullish(),
    }),
    example: { modifiedEntites: ['Attendance'], deletedEntities: false },
    answer: { status: 200, description: 'Heard.', schema: z.object({ heard: z.boolean() }) },
    async handle({ deps, params, query, body }) {
      if (!(await isSubscriptionSecret(deps.db, params.id, query.key))) throw new Problem('not-found');
      const kinds = body.deletedEntities === true ? [] : (body.modifiedEntites ?? []);
      const heard = await deps.sources.readNow(params.id, readingsOf(kinds), 'call');
      return { status: 200, body: { heard } };
    },
  }),
];
