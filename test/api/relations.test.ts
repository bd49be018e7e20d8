/** Relationskartläggning over HTTP: who answers, who sees which pupils have no adult. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addStaff } from '../factories/municipality.ts';
import { anId, ids, otherSchool, school } from '../factories/parts.ts';
import { pupils, served, type Served, type SignedIn } from './served.ts';

let api: Served;
let mentor: SignedIn;
let health: SignedIn;
let leader: SignedIn;
let otherMentor: SignedIn;
const otherMentorId = anId(3001);
beforeAll(async () => {
  api = await served();
  await addStaff(api.town.records.db, otherMentorId, 'mentor', { schoolUnit: school, className: '9C' });
  mentor = await api.as(ids.mentor, 'mentor');
  health = await api.as(ids.pupilHealth, 'pupilHealth');
  leader = await api.as(ids.teamLeader, 'teamLeader');
  otherMentor = await api.as(otherMentorId, 'mentor');
});
afterAll(() => api.close());

const round = async (change: object = {}): Promise<string> => {
  const body = { schoolUnit: school, class: '8A', heldOn: '2026-09-07', answeredBy: 'staff', ...change };
  const begun = await mentor.send('post', '/relation-rounds', body);
  if (begun.status !== 201) throw new Error(JSON.stringify(begun.body));
  return String(begun.body['id']);
};
const namesIn = (list: unknown): string[] =>
  (Array.isArray(list) ? list : []).map((one) => String(Object(one).id));

describe('a round that staff answer', () => {
  it('shows those near which pupils have an adult, and which have none', async () => {
    const id = await round();
    const path = `/relation-rounds/${id}`;
    expect((await mentor.get(path)).body).toMatchObject({
      answered: 0,
      counts: { has: 0, none: 0, unknown: 4 },
      change: null,
    });
    const form = await otherMentor.get(`${path}/form`);
    expect(namesIn(form.body['pupils']).sort()).toEqual([pupils.first, pupils.second, pupils.third].sort());
    const mark = (session: SignedIn, pupilIds: string[], adultId: string | null = null) =>
      session.send('post', `${path}/answers`, { by: 'adult', adultId, pupilIds });
    expect(await mark(otherMentor, [pupils.first, pupils.second])).toMatchObject({ status: 204 });
    expect(await mark(otherMentor, [pupils.first])).toMatchObject({ status: 204 });
    expect(await mark(mentor, [pupils.third], ids.pupilHealth)).toMatchObject({ status: 204 });
    expect((await otherMentor.get(`${path}/form`)).body).toMatchObject({ own: { pupilIds: [pupils.first] } });
    const near = await mentor.get(path);
    expect(near.body).toMatchObject({ answered: 2, notShown: 0, counts: { has: 2, none: 2, unknown: 0 } });
    expect(near.body['pupils']).toMatchObject([
      { standing: 'none', adults: [] },
      { standing: 'none', adults: [] },
      { standing: 'has' },
      { standing: 'has' },
    ]);
    const told = JSON.stringify(near.body);
    expect(told).toContain('=1+1 <b>😀');
    expect(told).toContain(otherMentorId);
  });

  it('shows others counts from five on, and protected pupils to mentor and rector alone', async () => {
    const id = await round({ heldOn: '2026-09-04' });
    const seen = await health.get(`/relation-rounds/${id}`);
    expect(seen.body).toMatchObject({ notShown: 1 });
    expect(namesIn(seen.body['pupils'])).not.toContain(pupils.protected);
    const counts = await leader.get(`/relation-rounds/${id}`);
    expect(counts.body).toMatchObject({
      pupils: null,
      counts: { has: null, none: null, unknown: null },
      change: null,
    });
    expect(await otherMentor.get(`/relation-rounds/${id}`)).toMatchObject({ status: 403 });
    const elsewhere = await api.as(ids.otherRector, 'rector');
    expect(await elsewhere.get(`/relation-rounds/${id}`)).toMatchObject({ status: 404 });
    const mother = await api.as(ids.mother, 'guardian');
    expect(await mother.get(`/relation-rounds/${id}`)).toMatchObject({ status: 403 });
  });

  it('tells what changed since the class’ round before', async () => {
    const body = { by: 'adult', adultId: null };
    const first = await round({ heldOn: '2026-01-12' });
    await mentor.send('post', `/relation-rounds/${first}/answers`, { ...body, pupilIds: [pupils.first] });
    const second = await round({ heldOn: '2026-05-11' });
    await mentor.send('post', `/relation-rounds/${second}/answers`, { ...body, pupilIds: [pupils.second] });
    const { change } = (await mentor.get(`/relation-rounds/${second}`)).body;
    expect(change).toMatchObject({
      since: '2026-01-12',
      gained: [{ id: pupils.second }],
      lost: [{ id: pupils.first }],
    });
    expect(namesIn(Object(change)['stillNone']).sort()).toEqual([pupils.third, pupils.protected].sort());
  });
});

describe('a round that pupils answer', () => {
  it('is answered by each pupil, or entered from paper by who runs it', async () => {
    const id = await round({ answeredBy: 'pupils', heldOn: '2026-08-31' });
    const path = `/relation-rounds/${id}`;
    const pupil = await api.as(pupils.first, 'pupil');
    const form = await pupil.get(`${path}/form`);
    expect(form.body).toMatchObject({ pupils: [], own: null });
    expect(namesIn(form.body['adults'])).toEqual(expect.arrayContaining([ids.mentor, ids.coordinator]));
    const name = (session: SignedIn, adultIds: string[], pupilId: string | null = null) =>
      session.send('post', `${path}/answers`, { by: 'pupil', pupilId, adultIds });
    expect(await name(pupil, [ids.mentor])).toMatchObject({ status: 204 });
    expect(await name(mentor, [], pupils.second)).toMatchObject({ status: 204 });
    expect(await name(otherMentor, [], pupils.second)).toMatchObject({ status: 403 });
    expect(await name(pupil, [], pupils.second)).toMatchObject({ status: 403 });
    expect(await name(pupil, [anId(999)])).toMatchObject({ status: 422, body: { field: '/adultIds/0' } });
    const elsewhere = await api.as(pupils.elsewhere, 'pupil');
    expect(await name(elsewhere, [])).toMatchObject({ status: 404 });
    const other = await mentor.send('post', `${path}/answers`, { by: 'adult', pupilIds: [] });
    expect(other).toMatchObject({ status: 422, body: { field: '/by' } });
    expect((await mentor.get(path)).body).toMatchObject({ counts: { has: 1, none: 1, unknown: 2 } });
    expect(await otherMentor.send('post', `${path}/close`)).toMatchObject({ status: 403 });
    expect(await mentor.send('post', `${path}/close`)).toMatchObject({ body: { closedOn: '2026-09-07' } });
    expect(await name(pupil, [])).toMatchObject({ status: 409 });
  });
});

describe('rounds', () => {
  it('are begun by those near the class, and listed to them', async () => {
    const body = { schoolUnit: school, class: '8A', heldOn: '2026-09-07' };
    expect(await leader.send('post', '/relation-rounds', body)).toMatchObject({ status: 403 });
    expect(await otherMentor.send('post', '/relation-rounds', body)).toMatchObject({ status: 403 });
    const nowhere = await health.send('post', '/relation-rounds', { ...body, class: '1Q' });
    expect(nowhere).toMatchObject({ status: 422, body: { field: '/class' } });
    expect(await health.send('post', '/relation-rounds', { ...body, schoolUnit: otherSchool })).toMatchObject(
      {
        status: 422,
      },
    );
    expect((await otherMentor.get('/relation-rounds')).body).toMatchObject({ total: 0 });
    const all = (await leader.get('/relation-rounds')).body['total'];
    expect((await mentor.get(`/relation-rounds?class=${school}-8A`)).body).toMatchObject({ total: all });
    expect(await mentor.get('/relation-rounds?class=x')).toMatchObject({ status: 422 });
    expect(await mentor.get(`/relation-rounds/${anId(9)}`)).toMatchObject({ status: 404 });
  });
});
