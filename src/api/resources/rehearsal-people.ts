/** `rehearsal/people`: whom one may be. */
import { z } from 'zod';
import { listPeople } from '../../records/people.ts';
import { listPupils } from '../../records/pupils.ts';
import type { Db } from '../../records/connect.ts';
import { listSchools } from '../../records/schools.ts';
import { aroundCase, aroundPupil, family, someone, staffAs, type Someone } from '../people-around.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { pageOf } from '../schemas/page.ts';

export const rehearsalRoutes = [
  defineRoute({
    method: 'get',
    path: '/rehearsal/people',
    tag: 'rehearsal',
    access: { kind: 'rehearsal', why: 'Made-up people, to choose whom to be before signing in.' },
    summary: 'Whom to sign in as',
    description:
      "All staff, and one family of each school; with `pupil`, that pupil, their guardians and their mentors; with `case`, those who have to do with that case; with `search` or `school`, those whose name (for a family: the pupil's) begins so, those of that school.",
    params: none,
    query: z.object({
      pupil: id('A pupil.').optional(),
      case: id('A case.').optional(),
      search: z.string().trim().max(100).optional().meta({ description: 'The beginning of a name.' }),
      school: z.string().max(64).optional().meta({ description: "A school unit's code." }),
    }),
    body: none,
    answer: { status: 200, description: 'People by role.', schema: pageOf('people', someone) },
    async handle({ deps, query }) {
      const people = await asked(deps.db, query);
      return { status: 200, body: { people, total: people.length } };
    },
  }),
];

type Asked = {
  pupil?: string | undefined;
  case?: string | undefined;
  search?: string | undefined;
  school?: string | undefined;
};

async function asked(db: Db, query: Asked): Promise<Someone[]> {
  if (query.case !== undefined) return aroundCase(db, query.case);
  if (query.pupil !== undefined) return aroundPupil(db, query.pupil);
  return found(db, query.search ?? '', query.school || null);
}

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
