/** `rehearsal/people`: whom one may be. */
import { z } from 'zod';
import { findPeople, listPeople, mentorsOf, type Person } from '../../records/people.ts';
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
    description:
      "All staff, and one family of each school; with `pupil`, that pupil, their guardians and their mentors; with `search` or `school`, those whose name (for a family: the pupil's) begins so, those of that school.",
    params: none,
    query: z.object({
      pupil: id('A pupil.').optional(),
      search: z.string().trim().max(100).optional().meta({ description: 'The beginning of a name.' }),
      school: z.string().max(64).optional().meta({ description: "A school unit's code." }),
    }),
    body: none,
    answer: { status: 200, description: 'People by role.', schema: pageOf('people', someone) },
    async handle({ deps, query }) {
      const people =
        query.pupil === undefined
          ? await found(deps.db, query.search ?? '', query.school || null)
          : await aroundPupil(deps.db, query.pupil);
      return { status: 200, body: { people, total: people.length } };
    },
  }),
];

type Someone = z.output<typeof someone>;

/** A search by name gives so many families at most. */
const familiesAtMost = 12;

async function found(db: Db, search: string, school: string | null): Promise<Someone[]> {
  const people = staffAs(await listPeople(db, school === null ? {} : { schoolUnit: school }))
    .filter((one) => school === null || one.schoolUnit === school)
    .filter((one) => namedLike(one.name, search));
  return [...people, ...(await families(db, search, school))];
}

/** Whether a part of the name begins so. */
const namedLike = (name: string, search: string): boolean => {
  const asked = search.toLocaleLowerCase('sv');
  const whole = name.toLocaleLowerCase('sv');
  return whole.startsWith(asked) || whole.split(/[\s-]+/).some((part) => part.startsWith(asked));
};

const staffAs = (people: readonly Person[]): Someone[] =>
  people.flatMap(({ id: personId, roles, ...who }) =>
    roles.map((held) => ({
      personId,
      name: fullName(who),
      role: held.role,
      title: held.title,
      schoolUnit: held.schoolUnit,
      class: held.class,
      pupilId: null,
    })),
  );

/** Those whose pupil's name begins so; without a name one of each school. */
async function families(db: Db, search: string, school: string | null): Promise<Someone[]> {
  const schools = school === null ? (await listSchools(db)).map(({ code }) => code) : [school];
  if (search !== '') {
    const { pupils } = await listPupils(db, { schoolUnits: schools, search }, { limit: familiesAtMost });
    return (await Promise.all(pupils.map((pupil) => family(db, pupil)))).flat();
  }
  const each = schools.map(async (code): Promise<Someone[]> => {
    const { pupils } = await listPupils(db, { schoolUnits: [code] }, { limit: 20 });
    const open = pupils.find((pupil) => pupil.securityMarking === 'none');
    return open === undefined ? [] : family(db, open);
  });
  return (await Promise.all(each)).flat();
}

async function aroundPupil(db: Db, pupilId: string): Promise<Someone[]> {
  const pupil = await findPupil(db, pupilId);
  if (pupil === null) throw new Problem('not-found', { field: 'query/pupil' });
  const mentors = staffAs(await findPeople(db, await mentorsOf(db, pupil.schoolUnit, pupil.class)));
  const ofClass = mentors.filter(
    (one) => one.role === 'mentor' && one.schoolUnit === pupil.schoolUnit && one.class === pupil.class,
  );
  return [...ofClass, ...(await family(db, pupil))];
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
