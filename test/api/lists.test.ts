/** Lists that a municipality edits, its remit, and support that a case names from them. */
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anId, ids } from '../factories/parts.ts';
import { allocated, pupils, served, type Served, type SignedIn } from './served.ts';

let api: Served;
let leader: SignedIn;
let mentor: SignedIn;
beforeAll(async () => {
  api = await served();
  leader = await api.as(ids.teamLeader, 'teamLeader');
  mentor = await api.as(ids.mentor, 'mentor');
});
afterAll(() => api.close());

type Item = { id: string; origin: string; retired: boolean };
const listed = (body: Record<string, unknown>, name: string): Item[] => {
  const list = body[name];
  return Array.isArray(list) ? list : [];
};
const aKind = {
  name: { sv: '=HYPERLINK("x") <b>Sim</b>', en: null },
  description: { sv: 'Två gånger i veckan.', en: null },
  for: 'pupil',
  stepwise: false,
};

describe('kinds of support', () => {
  it('are shipped, added to, changed and retired; never deleted', async () => {
    const shipped = listed((await mentor.get('/support-kinds')).body, 'supportKinds');
    expect(shipped.map((one) => one.id)).toContain('specialTeachingGroup');
    const added = await leader.send('post', '/support-kinds', aKind);
    expect(added).toMatchObject({ status: 201, body: { origin: 'own', name: aKind.name } });
    const id = String(added.body['id']);
    const retired = await leader.send('post', `/support-kinds/${id}`, { ...aKind, retired: true });
    expect(retired).toMatchObject({ status: 200, body: { id, retired: true } });
    const changed = await leader.send('post', '/support-kinds/safetyTeam', {
      ...aKind,
      name: { sv: 'Trivselgruppen', en: null },
    });
    expect(changed).toMatchObject({ status: 200, body: { id: 'safetyTeam', origin: 'changed' } });
    const now = listed((await mentor.get('/support-kinds')).body, 'supportKinds');
    expect(now).toHaveLength(shipped.length);
    expect(now[0]).toMatchObject({ id: 'safetyTeam', name: { sv: 'Trivselgruppen' } });
    const all = listed((await mentor.get('/support-kinds?retired=true')).body, 'supportKinds');
    expect(all.at(-1)).toMatchObject({ id, retired: true });
  });

  it('are the same under the same key', async () => {
    const key = { 'idempotency-key': 'kind-once-1' };
    const first = await leader.send('post', '/support-kinds', aKind, key);
    expect((await leader.send('post', '/support-kinds', aKind, key)).body['id']).toBe(first.body['id']);
  });

  it('are edited by team leader and coordinators; bad input names its field', async () => {
    expect(await mentor.send('post', '/support-kinds', aKind)).toMatchObject({ status: 403 });
    expect(await leader.send('post', '/support-kinds/nothing', aKind)).toMatchObject({ status: 404 });
    const blank = { ...aKind, name: { sv: ' ', en: null } };
    expect(await leader.send('post', '/support-kinds', blank)).toMatchObject({
      status: 422,
      body: { field: '/name/sv' },
    });
  });

  it('are named by a case’s measures, which begin and end', async () => {
    const caseId = await allocated(api, pupils.first);
    const coordinator = await api.as(ids.coordinator, 'coordinator');
    const measure = {
      kindId: 'specialTeachingGroup',
      beganOn: '2026-09-07',
      ownerPersonId: ids.mentor,
      note: 'Två förmiddagar.',
      steps: [
        { from: '2026-09-07', percentOfTimetable: 20 },
        { from: '2026-09-21', percentOfTimetable: 50 },
      ],
    };
    const path = `/cases/${caseId}/support-measures`;
    const begun = await coordinator.send('post', path, measure);
    expect(begun).toMatchObject({ status: 200, body: { events: ['supportMeasureBegun'] } });
    const [id] = Object(begun.body['ids'])['supportMeasureId'];
    const read = await coordinator.get(`/cases/${caseId}`);
    expect(read.body).toMatchObject({
      state: {
        supportMeasures: [{ kindId: 'specialTeachingGroup', note: 'Två förmiddagar.', endedOn: null }],
      },
      names: { [ids.mentor]: expect.any(String) },
    });
    const unknown = await coordinator.send('post', path, { ...measure, kindId: 'nothing' });
    expect(unknown).toMatchObject({ status: 422, body: { code: 'unknown-id', field: '/kindId' } });
    const nobody = await coordinator.send('post', path, { ...measure, ownerPersonId: anId(999) });
    expect(nobody).toMatchObject({ status: 422, body: { field: '/ownerPersonId' } });
    const other = await api.as(ids.secondCoordinator, 'coordinator');
    expect(await other.send('post', path, measure)).toMatchObject({ status: 404 });
    const end = { endedOn: '2026-09-07', note: 'Åter i klassen.' };
    expect(await coordinator.send('post', `${path}/${anId(7)}/end`, end)).toMatchObject({ status: 404 });
    expect(await coordinator.send('post', `${path}/${String(id)}/end`, end)).toMatchObject({ status: 200 });
    expect(await coordinator.send('post', `${path}/${String(id)}/end`, end)).toMatchObject({ status: 409 });
  });
});

describe('the directory', () => {
  it('is found in by word, age and need, by families too', async () => {
    const mother = await api.as(ids.mother, 'guardian');
    const found = async (query: string) =>
      listed((await mother.get(`/directory?${query}`)).body, 'directory').map((one) => one.id);
    expect(await found('search=EGENREMISS')).toContain('bup');
    expect(await found('age=3&need=parenting')).toEqual(
      expect.arrayContaining(['childHealthCentre', 'socialServices']),
    );
    expect(await found('age=3')).not.toContain('youthClinic');
    expect(await mother.get('/directory?age=x')).toMatchObject({ status: 422 });
    const all = JSON.stringify((await mother.get('/directory')).body);
    expect(all).not.toMatch(/"phone":"/);
  });

  it('is filled in by the municipality', async () => {
    const health = await api.as(ids.pupilHealth, 'pupilHealth');
    const own = {
      name: { sv: 'BUP Dalsviken', en: null },
      does: { sv: 'Utreder och behandlar.', en: null },
      howToReach: { sv: 'Vardagar 8–16.', en: null },
      selfReferral: null,
      needs: ['mentalHealth'],
      ages: { from: 0, to: 17 },
      phone: '0500-00 00 00',
      web: 'https://bup.example/',
    };
    const changed = await health.send('post', '/directory/bup', own);
    expect(changed).toMatchObject({ status: 200, body: { origin: 'changed', phone: '0500-00 00 00' } });
    expect(await health.send('post', '/directory', own)).toMatchObject({ status: 201 });
    expect(await mentor.send('post', '/directory', own)).toMatchObject({ status: 403 });
    expect(await health.send('post', '/directory/nowhere', own)).toMatchObject({ status: 404 });
    const script = await health.send('post', '/directory', { ...own, web: 'javascript:alert(1)' });
    expect(script).toMatchObject({ status: 422, body: { field: '/web' } });
    const ages = await health.send('post', '/directory', { ...own, ages: { from: 9, to: 8 } });
    expect(ages).toMatchObject({ status: 422, body: { field: '/ages/to' } });
  });
});

describe('the remit', () => {
  it('is read by everyone, also not signed in, and written by the team leader in versions', async () => {
    const read = (query = '') => request(api.app).get(`/api/v1/remit${query}`);
    expect((await read()).body).toMatchObject({ version: 0, changedOn: null });
    const text = {
      title: { sv: 'Vår arbetsbeskrivning', en: null },
      sections: [{ heading: { sv: 'Vad', en: null }, text: { sv: '<b>Allt</b>', en: null } }],
    };
    expect(await leader.send('post', '/remit', text)).toMatchObject({ status: 201, body: { version: 1 } });
    expect(await leader.send('post', '/remit', text)).toMatchObject({ status: 201, body: { version: 2 } });
    expect((await read()).body).toMatchObject({ version: 2, ...text });
    expect((await read('?version=1')).body).toMatchObject({ version: 1 });
    expect((await read('?version=0')).body).toMatchObject({ version: 0 });
    expect((await read('?version=9')).status).toBe(404);
    expect(await mentor.send('post', '/remit', text)).toMatchObject({ status: 403 });
    expect(await leader.send('post', '/remit', { ...text, sections: [] })).toMatchObject({ status: 422 });
  });
});
