/** Who takes part in the story, found over HTTP; the same people each time. */
import { z } from 'zod';
import type { Teller, Voice } from './teller.ts';

const someone = z.object({
  personId: z.string(),
  role: z.string(),
  schoolUnit: z.string().nullable(),
});
const people = z.object({ people: z.array(someone) });
const pupils = z.object({
  pupils: z.array(z.object({ id: z.string(), name: z.string().nullable(), year: z.string() })),
});

export type Family = { pupilId: string; guardians: { id: string; voice: Voice }[] };
export type Cast = {
  rector: Voice;
  teamLeader: Voice;
  coordinator: { id: string; voice: Voice };
  families: Family[];
};

/** A school with a team around it, and its first two pupils with exactly two guardians each. */
export const castFor = async (teller: Teller): Promise<Cast> => {
  const staff = people.parse(await teller.get('/rehearsal/people')).people;
  const one = async (role: string, schoolUnit?: string) => {
    const found = staff
      .filter((person) => person.role === role)
      .find((person) => schoolUnit === undefined || person.schoolUnit === schoolUnit);
    if (!found) throw new Error(`The municipality has no ${role}`);
    return { id: found.personId, voice: await teller.as(found.personId, role) };
  };
  const school = '98000001';
  const rector = (await one('rector', school)).voice;
  const list = pupils.parse(await rector.get(`/pupils?school=${school}&limit=100`)).pupils;
  const families: Family[] = [];
  for (const pupil of list.filter(({ name }) => name !== null)) {
    const family = people.parse(await teller.get(`/rehearsal/people?pupil=${pupil.id}`)).people;
    const guardians = family.filter(({ role }) => role === 'guardian').map(({ personId }) => personId);
    if (guardians.length !== 2) continue;
    families.push({
      pupilId: pupil.id,
      guardians: await Promise.all(
        guardians.toSorted().map(async (id) => ({ id, voice: await teller.as(id, 'guardian') })),
      ),
    });
    if (families.length === 2) break;
  }
  const { voice: teamLeader } = await one('teamLeader');
  return { rector, teamLeader, coordinator: await one('coordinator'), families };
};
