/** The story's municipality as seen over HTTP: people signed in, the clock, pupils and cases. */
import { type Manner, speaker, type Speaker } from './http.ts';
import { z } from 'zod';

const signedIn = z.object({ token: z.string() });
const peopleList = z.object({
  people: z.array(
    z.object({
      personId: z.string(),
      name: z.string(),
      role: z.string(),
      schoolUnit: z.string().nullish(),
      class: z.string().nullish(),
    }),
  ),
});
const pupilList = z.object({
  pupils: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      class: z.string().nullable(),
      schoolUnit: z.string().nullable(),
    }),
  ),
});
const clockView = z.object({ now: z.string(), today: z.string() });
const obligationList = z.object({
  obligations: z.array(
    z.object({
      key: z.string(),
      kind: z.string(),
      due: z.string(),
      from: z.string(),
      subjectId: z.string().nullish(),
      moved: z.string().nullish(),
    }),
  ),
});

export type Duty = z.output<typeof obligationList>['obligations'][number];
export type Pupil = z.output<typeof pupilList>['pupils'][number];

export type World = {
  /** A member of staff by role, and by school or place in the list where there are several. */
  staff: (
    role: string,
    pick?: { schoolUnit?: string; className?: string; nth?: number },
  ) => Promise<{ id: string; as: Speaker }>;
  /** A guardian, or the pupil. */
  family: (personId: string, role: 'guardian' | 'pupil') => Promise<Speaker>;
  pupilsOf: (schoolUnit: string, className: string) => Promise<Pupil[]>;
  duties: (caseId: string, as: Speaker) => Promise<Duty[]>;
  today: () => Promise<string>;
  moveTo: (date: string) => Promise<void>;
};

export const openWorld = (apiUrl: string, manner?: Manner): World => {
  const nobody = speaker(apiUrl, null, manner);
  const speakers = new Map<string, Promise<Speaker>>();
  const signIn = (personId: string, role: string): Promise<Speaker> => {
    const key = `${personId} ${role}`;
    const known = speakers.get(key);
    if (known) return known;
    const fresh = nobody
      .send('/session', { personId, role })
      .then((body) => speaker(apiUrl, signedIn.parse(body).token, manner));
    speakers.set(key, fresh);
    return fresh;
  };
  const people = nobody.get('/rehearsal/people').then((body) => peopleList.parse(body).people);
  const staff: World['staff'] = async (role, pick = {}) => {
    const fitting = (await people).filter(
      (person) =>
        person.role === role &&
        (pick.schoolUnit === undefined || person.schoolUnit === pick.schoolUnit) &&
        (pick.className === undefined || person.class === pick.className),
    );
    // Counted round: four coordinators have a fifth, who is the first.
    const chosen = fitting[(pick.nth ?? 0) % Math.max(1, fitting.length)];
    if (!chosen)
      throw new Error(
        `the municipality has no ${role} number ${pick.nth ?? 0} at ${pick.schoolUnit ?? 'any school'}`,
      );
    return { id: chosen.personId, as: await signIn(chosen.personId, role) };
  };
  return {
    staff,
    family: signIn,
    async pupilsOf(schoolUnit, className) {
      const { as } = await staff('rector', { schoolUnit });
      const body = pupilList.parse(await as.get(`/pupils?class=${encodeURIComponent(className)}&limit=100`));
      return body.pupils.filter((pupil) => pupil.class === className);
    },
    async duties(caseId, as) {
      return obligationList.parse(await as.get(`/cases/${caseId}/obligations`)).obligations;
    },
    async today() {
      return clockView.parse(await nobody.get('/rehearsal/clock')).today;
    },
    async moveTo(date) {
      const { as } = await staff('teamLeader');
      await as.send('/rehearsal/clock', { until: date });
    },
  };
};
