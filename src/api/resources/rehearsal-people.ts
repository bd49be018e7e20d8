/** `rehearsal/people` and `mails`: whom one may be, and what went out. */
import { z } from 'zod';
import { listInbox } from '../../records/inbox.ts';
import { listMails } from '../../records/mail.ts';
import { listPeople } from '../../records/people.ts';
import { findPupil, guardiansOf, listPupils, type Pupil } from '../../records/pupils.ts';
import type { Db } from '../../records/connect.ts';
import { listSchools } from '../../records/schools.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id, sessionRoleValues } from '../schemas/common.ts';
import { limit, offset, pageOf } from '../schemas/page.ts';
import { fullName } from '../session.ts';

const someone = z
  .object({
    personId: z.string(),
    name: z.string(),
    role: z.enum(sessionRoleValues),
    title: z.string().nullable(),
    schoolUnit: z.string().nullable(),
    class: z.string().nullable(),
    pupilId: z.string().nullable().meta({ description: "A guardian's child." }),
  })
  .meta({ id: 'Someone', description: 'A person in one role.' });

const mail = z
  .looseObject({
    key: z.string(),
    caseId: z.string().nullable(),
    kind: z.string(),
    to: z.string().nullable(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    ics: z.string().nullable(),
    icsMethod: z.enum(['REQUEST', 'CANCEL']).nullable(),
    status: z.enum(['queued', 'sending', 'sent', 'failed']),
    at: z.string().meta({ description: "The rehearsal's moment." }),
  })
  .meta({ id: 'Mail' });

const received = z
  .looseObject({
    messageId: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    receivedAt: z.string(),
  })
  .meta({ id: 'ReceivedMail' });

export const rehearsalRoutes = [
  defineRoute({
    method: 'get',
    path: '/rehearsal/people',
    tag: 'rehearsal',
    access: { kind: 'rehearsal', why: 'Made-up people, to choose whom to be before signing in.' },
    summary: 'Whom to sign in as',
    description: 'All staff, and one family of each school; with `pupil`, that pupil and their guardians.',
    params: none,
    query: z.object({ pupil: id('A pupil.').optional() }),
    body: none,
    answer: { status: 200, description: 'People by role.', schema: pageOf('people', someone) },
    async handle({ deps, query }) {
      const people =
        query.pupil === undefined
          ? [...(await staff(deps.db)), ...(await oneFamilyEach(deps.db))]
          : await familyOf(deps.db, query.pupil);
      return { status: 200, body: { people, total: people.length } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/mails',
    tag: 'rehearsal',
    access: { kind: 'action', action: 'mails.read', on: 'nothing', rehearsalOnly: true },
    summary: 'What went out',
    description: 'The outbox, by the moment at which each mail was written.',
    params: none,
    query: z.object({
      caseId: id('A case.').optional(),
      kind: z.string().max(60).optional().meta({ description: '`invitation`, `notice` or `digest`.' }),
      to: z.string().max(254).optional().meta({ description: 'An address.' }),
      limit,
      offset,
    }),
    body: none,
    answer: { status: 200, description: 'A page of mails.', schema: pageOf('mails', mail) },
    async handle({ deps, query }) {
      const filter = {
        ...(query.caseId === undefined ? {} : { caseId: query.caseId }),
        ...(query.kind === undefined ? {} : { kind: query.kind }),
        ...(query.to === undefined ? {} : { toAddress: query.to }),
      };
      const found = await listMails(deps.db, filter, { limit: query.limit, offset: query.offset });
      const mails = found.mails.map(({ calendar, toAddress, createdAt, ...one }) => ({
        ...one,
        to: toAddress,
        ics: calendar?.ics ?? null,
        icsMethod: calendar?.method ?? null,
        at: createdAt.toISOString(),
      }));
      return { status: 200, body: { mails, total: found.total } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/mails/received',
    tag: 'rehearsal',
    access: { kind: 'action', action: 'mails.read', on: 'nothing', rehearsalOnly: true },
    summary: 'What the built-in inbox received',
    description: 'In the order of arrival.',
    params: none,
    query: z.object({ to: z.string().max(254).optional(), limit, offset }),
    body: none,
    answer: { status: 200, description: 'A page of mails.', schema: pageOf('mails', received) },
    async handle({ deps, query }) {
      const filter = query.to === undefined ? {} : { toAddress: query.to };
      const found = await listInbox(deps.db, filter, { limit: query.limit, offset: query.offset });
      const mails = found.mails.map(({ toAddress, receivedAt, ...one }) => ({
        ...one,
        to: toAddress,
        receivedAt: receivedAt.toISOString(),
      }));
      return { status: 200, body: { mails, total: found.total } };
    },
  }),
];

type Someone = z.output<typeof someone>;

async function staff(db: Db): Promise<Someone[]> {
  const people = await listPeople(db);
  return people.flatMap(({ id, roles, ...who }) =>
    roles.map((held) => ({
      personId: id,
      name: fullName(who),
      role: held.role,
      title: held.title,
      schoolUnit: held.schoolUnit,
      class: held.class,
      pupilId: null,
    })),
  );
}

async function oneFamilyEach(db: Db): Promise<Someone[]> {
  const families: Someone[] = [];
  for (const school of await listSchools(db)) {
    const { pupils } = await listPupils(db, { schoolUnits: [school.code] }, { limit: 20 });
    const open = pupils.find((pupil) => pupil.securityMarking === 'none');
    if (open !== undefined) families.push(...(await family(db, open)));
  }
  return families;
}

async function familyOf(db: Db, pupilId: string): Promise<Someone[]> {
  const pupil = await findPupil(db, pupilId);
  if (pupil === null) throw new Problem('not-found', { field: 'query/pupil' });
  return family(db, pupil);
}

async function family(db: Db, pupil: Pupil): Promise<Someone[]> {
  const guardians = await guardiansOf(db, pupil.id);
  const place = { title: null, schoolUnit: pupil.schoolUnit, class: pupil.class };
  return [
    { personId: pupil.id, name: fullName(pupil), role: 'pupil', ...place, pupilId: null },
    ...guardians.map((guardian) => ({
      personId: guardian.id,
      name: fullName(guardian),
      role: 'guardian' as const,
      ...place,
      pupilId: pupil.id,
    })),
  ];
}
