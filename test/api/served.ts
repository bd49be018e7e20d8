/** The API over a test's municipality: real records, the run's engine, a worker of its own, pupils of two schools. */
import type { Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { expect } from 'vitest';
import { randomUUID } from 'node:crypto';
import type { KeyRing } from '../../src/key-ring/ring.ts';
import type { Codec } from '../../src/api/codec.ts';
import { createApp } from '../../src/api/app.ts';
import { createAbsenceNews } from '../../src/api/absence-news.ts';
import type { FamilyProvider, SamlProvider, StaffProvider } from '../../src/api/deps.ts';
import { createLimits, type LimitSettings } from '../../src/api/limits.ts';
import { createDestructions } from '../../src/api/destructions.ts';
import { createMailNews } from '../../src/api/mail-news.ts';
import { createPupilNews } from '../../src/api/pupil-news.ts';
import type { StaffRole } from '../../src/domain/case/parts.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { presets } from '../../src/domain/presets.ts';
import { localDate } from '../../src/domain/time.ts';
import { projectedVersion } from '../../src/records/cases.ts';
import { savePolicy } from '../../src/records/policies.ts';
import { writePolicyIds } from '../../src/records/settings.ts';
import { createCaseEngine } from '../../src/temporal/case-engine.ts';
import type { Engine } from '../../src/temporal/client.ts';
import { createDestructionEngine } from '../../src/temporal/destructions.ts';
import { createSourceEngine } from '../../src/temporal/sources.ts';
import { aPolicy, anId, ids, otherSchool, school } from '../factories/parts.ts';
import { aMunicipality, type TestMunicipality } from '../setup/municipality.ts';
import { eventually } from '../setup/eventually.ts';

/** More than any test asks; guessing at links has its own limit everywhere. */
const plenty: LimitSettings = { address: 100_000, person: 100_000, signIn: 100_000, wrongLinks: 60 };

type Answer = { status: number; body: Record<string, unknown>; headers: Record<string, string> };
export type SignedIn = {
  get(path: string): Promise<Answer>;
  send(
    method: 'post' | 'delete',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  token: string;
};

export const pupils = {
  first: ids.pupil,
  second: anId(2002),
  third: anId(2003),
  protected: anId(2004),
  elsewhere: anId(2005),
} as const;

export type Served = {
  town: TestMunicipality;
  app: Express;
  as(personId: string, role: StaffRole | 'guardian' | 'pupil'): Promise<SignedIn>;
  close(): Promise<void>;
};

/** `policy` changes the uppsala preset; `deadlineMs` is how long the engine may take to answer. */
export async function served(
  options: {
    from?: string;
    policy?: Partial<Policy>;
    hands?: NonNullable<Parameters<typeof aMunicipality>[0]>['hands'];
    mode?: 'rehearsal' | 'live';
    deadlineMs?: number;
    /** The engine's keys; left out, new ones. */
    keys?: KeyRing;
  } = {},
): Promise<Served> {
  const { hands } = options;
  const from = options.from ?? '2026-09-07';
  const town = await aMunicipality({
    from,
    ...(hands === undefined ? {} : { hands }),
    ...(options.keys === undefined ? {} : { keys: options.keys }),
  });
  const { db } = town.records;
  await addPupils(town);
  await savePolicy(db, aPolicy('uppsala', options.policy ?? {}));
  await savePolicy(db, presets['dals-ed']);
  await writePolicyIds(db, ['uppsala']);
  return serve(town, options);
}

/** The API over a municipality that is there, its policies chosen. `close` ends the municipality as well. */
export function serve(
  town: TestMunicipality,
  options: {
    mode?: 'rehearsal' | 'live';
    deadlineMs?: number;
    /** Another engine than the municipality's own: one that isn't there. */
    engine?: Pick<Engine, 'client'>;
    oidc?: StaffProvider;
    saml?: SamlProvider;
    family?: FamilyProvider;
    /** Where the lines of the log go; nowhere unless told. */
    logTo?: NodeJS.WritableStream;
    strongAcr?: readonly string[];
    limits?: Partial<LimitSettings>;
    proxies?: readonly string[];
    securityContacts?: readonly string[];
    codec?: Codec;
  } = {},
): Served {
  const { db } = town.records;
  const mode = options.mode ?? 'rehearsal';
  const clock = mode === 'rehearsal' ? town.clock : null;
  const log =
    options.logTo === undefined ? pino({ level: 'silent' }) : pino({ level: 'trace' }, options.logTo);
  const caseEngine = createCaseEngine((options.engine ?? town.engine).client, {
    clock,
    taskQueue: town.taskQueue,
    deadlineMs: options.deadlineMs ?? 60_000,
  });
  const app = createApp({
    db,
    caseEngine,
    pupilNews: createPupilNews({ db, caseEngine, log }),
    mailNews: createMailNews({ db, client: town.engine.client, clock, log }),
    absenceNews: createAbsenceNews({
      db,
      client: town.engine.client,
      clock,
      log,
    }),
    sources: createSourceEngine(town.engine.client, { clock, taskQueue: town.taskQueue }),
    destructions: createDestructions({
      db,
      engine: createDestructionEngine(town.engine.client, town.taskQueue),
      hasLedger: true,
      log,
    }),
    clock,
    mode,
    signIn: {
      limits: { idleMs: 3_600_000, longestMs: 43_200_000 },
      strongAcr: options.strongAcr ?? [],
      oidc: options.oidc ?? null,
      saml: options.saml ?? null,
      family: options.family ?? null,
    },
    publicUrl: 'http://localhost:3000',
    log,
    now: () => town.clock.now(),
    emergencyHours: 4,
    uploadLimitBytes: 1024 * 1024,
    codec: options.codec ?? null,
    limits: createLimits(db, { ...plenty, ...options.limits }),
    proxies: options.proxies ?? [],
    securityContacts: options.securityContacts ?? [],
    running: new Map(),
  });
  return {
    town,
    app,
    async as(personId, role) {
      const signed = await request(app).post('/api/v1/session').send({ personId, role });
      if (signed.status !== 201) throw new Error(`no sign-in as ${role}: ${signed.text}`);
      return signedIn(app, town, String(signed.body.token));
    },
    close: () => town.close(),
  };
}

const answerOf = (response: request.Response): Answer => ({
  status: response.status,
  body: response.body,
  headers: response.headers,
});

function signedIn(app: Express, town: TestMunicipality, token: string): SignedIn {
  const authorization = `Bearer ${token}`;
  return {
    token,
    get: async (path) => answerOf(await request(app).get(`/api/v1${path}`).set({ authorization })),
    async send(method, path, body, headers = {}) {
      const agent = request(app);
      const sent = agent[method](`/api/v1${path}`).set({
        authorization,
        'idempotency-key': randomUUID(),
        ...headers,
      });
      const answer = answerOf(await (body === undefined ? sent : sent.send(Object(body))));
      await untilShown(town, answer);
      return answer;
    },
  };
}

/** On a busy machine the records show what was decided a moment later than the answer. */
async function untilShown({ records }: TestMunicipality, { body }: Answer): Promise<void> {
  const { caseId, version, projected } = body;
  if (projected !== false) return;
  await eventually(async () => {
    expect(await projectedVersion(records.db, String(caseId))).toBeGreaterThanOrEqual(Number(version));
  });
}

/** A complete order, as a rector sends it. */
export const order = {
  preconditions: [
    'absenceNoticed',
    'inquiryMade',
    'reportedToAuthority',
    'measuresBegun',
    'otherActorsNeedCoordination',
  ].map((kind) => ({ kind, metOn: '2026-09-01', evidence: { note: 'Finns i akten.' } })),
  attachments: ['absenceFigures', 'mapping', 'inquiry', 'actionProgramme', 'measuresTried'].map((kind) => ({
    kind,
    note: 'Bifogas.',
  })),
  question: 'Hjälp oss att samordna vägen tillbaka.',
};

export const consentOf = (guardianId: string, receiver = 'coordinators') => ({
  giver: { role: 'guardian', guardianId },
  receiver,
  purpose: 'increaseAttendance',
  kinds: ['attendance', 'learning', 'support', 'inquiries'],
  from: '2026-09-07',
  until: '2027-03-01',
  form: { how: 'electronic' },
});

/** Both guardians' consent for the coordinators. */
export async function consentTo(api: Served, caseId: string): Promise<void> {
  for (const guardian of [ids.mother, ids.father]) {
    const session = await api.as(guardian, 'guardian');
    const given = await session.send('post', `/cases/${caseId}/consents`, consentOf(guardian));
    if (given.status !== 200) throw new Error(JSON.stringify(given.body));
  }
}

/** A case that is ordered and consented to by both guardians; its id. */
export async function consented(api: Served, pupilId: string): Promise<string> {
  const rector = await api.as(ids.rector, 'rector');
  const opened = await rector.send('post', '/cases', { pupilId, order });
  if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
  const caseId = String(opened.body['caseId']);
  await consentTo(api, caseId);
  return caseId;
}

/** The same, allocated to the first coordinator. */
export async function allocated(api: Served, pupilId: string): Promise<string> {
  const caseId = await consented(api, pupilId);
  const leader = await api.as(ids.teamLeader, 'teamLeader');
  const answer = await leader.send('post', `/cases/${caseId}/allocation`, {
    coordinatorIds: [ids.coordinator],
    start: '2026-09-07',
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return caseId;
}

async function addPupils({ records: { db }, clock }: TestMunicipality): Promise<void> {
  await db.updateTable('person_role').set({ class: '8A' }).where('role', '=', 'mentor').execute();
  const updated_at = new Date(await clock.now());
  const rows = [
    { id: pupils.first, given_name: 'Första', school_unit: school, marking: 'none' as const },
    { id: pupils.second, given_name: 'Andra', school_unit: school, marking: 'none' as const },
    { id: pupils.third, given_name: '=1+1 <b>😀', school_unit: school, marking: 'none' as const },
    { id: pupils.protected, given_name: 'Skyddad', school_unit: school, marking: 'secrecy' as const },
    { id: pupils.elsewhere, given_name: 'Annan', school_unit: otherSchool, marking: 'none' as const },
  ];
  await db
    .insertInto('pupil')
    .values(
      rows.map(({ marking, ...row }, index) => ({
        ...row,
        civic_no: `20120514000${index}`,
        family_name: 'Elev',
        birth_date: localDate('2012-05-14'),
        school_form: 'compulsory' as const,
        year_label: '8',
        year: 8,
        stage: '7-9' as const,
        class: '8A',
        security_marking: marking,
        municipality_code: '9801',
        active: true,
        updated_at,
      })),
    )
    .execute();
  await db
    .insertInto('guardianship')
    .values(
      rows.flatMap(({ id }) =>
        [ids.mother, ids.father].map((guardian_id) => ({
          pupil_id: id,
          guardian_id,
          relation: 'guardian' as const,
        })),
      ),
    )
    .execute();
}
