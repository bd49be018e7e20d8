/** `rehearsal/people`: whom one may be. */
import { z } from 'zod';
import { listPeople } from '../../records/people.ts';
import { findPupil, guardiansOf, listPupils, type Pupil } from '../../records/pupils.ts';
import type { Db } from '../../records/connect.ts';
import { listSchools } from '../../records/schools.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';
import { id, sessionRoleValues } from '../schemas/common.ts';
import { pageOf } from '../schemas/page.ts';
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
