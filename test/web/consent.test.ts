/** Consent, allocation and a meeting asked for, by forms without scripts: families in their own words. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocated, order, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser } from './browser.ts';

let api: Served;
let leader: Browser;
let mother: Browser;
let caseId: string;
beforeAll(async () => {
  api = await served();
  const rector = await api.as(ids.rector, 'rector');
  const opened = await rector.send('post', '/cases', { pupilId: pupils.first, order });
  caseId = String(opened.body['caseId']);
  leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  mother = await browse(api.app, ids.mother, 'guardian');
});
afterAll(() => api.close());

const stateOf = async (id = caseId): Promise<Record<string, unknown>> => {
  const session = await api.as(ids.teamLeader, 'teamLeader');
  return Object((await session.get(`/cases/${id}`)).body['state']);
};

describe('consent', () => {
  it('is asked of a guardian in their own words, and given for themselves alone', async () => {
    const form = await mother.open(`/cases/${caseId}/consents/new`);
    expect(form.text).toContain('Du kan ta tillbaka samtycket när du vill');
    expect(form.$('[name="giver"]')).toHaveLength(0);
    const nothing = await mother.send(form, { kinds: [] });
    expect(nothing.$('#errors a').attr('href')).toBe('#f-kinds');
    const given = await mother.send(nothing, { kinds: ['attendance', 'support'] });
    expect(given.$('#done').text()).toContain('Ditt samtycke är sparat');
    expect(await stateOf()).toMatchObject({
      consents: [
        { giver: { guardianId: ids.mother }, receiver: 'coordinators', form: { how: 'electronic' } },
      ],
    });
  });

  it('on paper wants a witness or a scan, and is needed before anybody is allocated', async () => {
    const early = await leader.open(`/cases/${caseId}/allocation`);
    expect(early.text).toContain('samtycke till koordinatorerna saknas från 1');
    const refused = await leader.send(early, { coordinatorIds: [ids.coordinator] });
    expect(refused.status).toBe(409);

    const paper = await leader.open(`/cases/${caseId}/consents/new`);
    expect(paper.$(`[name="giver"][value="guardian/${ids.father}"]`).attr('checked')).toBeDefined();
    const unseen = await leader.send(paper, { 'form.witnessId': '' });
    expect(unseen.status).toBeGreaterThanOrEqual(409);
    expect(unseen.$('#errors').text()).not.toBe('');
    const kept = await leader.send(unseen, { 'form.witnessId': ids.teamLeader });
    expect(kept.$('#done').text()).toBe('Samtycket är sparat.');
  });

  it('lets the team leader allocate, seeing who has room', async () => {
    const form = await leader.open(`/cases/${caseId}/allocation`);
    expect(form.text).not.toContain('saknas');
    expect(form.text).toContain('0 av 12 uppdrag');
    // What was chosen before the refusal stands.
    expect(form.$('[name="coordinatorIds"][checked]').val()).toBe(ids.coordinator);
    const nobody = await leader.send(form, { coordinatorIds: [] });
    expect(nobody.$('#errors a').attr('href')).toBe('#f-coordinatorIds');
    const done = await leader.send(form, { coordinatorIds: [ids.coordinator] });
    expect(done.$('#done').text()).toBe('Uppdraget är fördelat.');
    const over = await leader.open(`/cases/${caseId}/hand-over`);
    expect(over.text).toContain('1 av 12 uppdrag');
    const handed = await leader.send(over, {
      coordinatorIds: [ids.secondCoordinator],
      reason: 'sickLeave',
    });
    expect(handed.$('#done').text()).toBe('Uppdraget är överlämnat.');
  });

  it('is withdrawn in part or whole, with words for what happens at once', async () => {
    const { consents } = (await stateOf()) as { consents: { consentId: string; giver: object }[] };
    const [own, others] = consents.map((one) => one.consentId);
    const form = await mother.open(`/cases/${caseId}/consents/${own}/withdrawal`);
    expect(form.text).toContain('Det här händer genast');
    const none = await mother.send(form, { kinds: [] });
    expect(none.$('#errors a').attr('href')).toBe('#f-kinds');
    const part = await mother.send(form, { kinds: ['support'] });
    expect(part.$('#done').text()).toContain('taget tillbaka');
    expect(await stateOf()).toMatchObject({ consents: [{ kinds: ['attendance'], withdrawnOn: null }, {}] });
    const rest = await mother.open(`/cases/${caseId}/consents/${own}/withdrawal`);
    await mother.send(rest, {});
    expect(await stateOf()).toMatchObject({ consents: [{ withdrawnOn: '2026-09-07' }, {}] });
    expect((await mother.open(`/cases/${caseId}/consents/${others}/withdrawal`)).status).toBe(403);
  });

  it('can be said no to, and the pupil’s maturity is judged', async () => {
    const no = await mother.open(`/cases/${caseId}/consent-refusals/new?receiver=bup`);
    const said = await mother.send(no, { note: 'Inte nu.' });
    expect(said.$('#done').text()).toContain('Du kan ändra dig');
    const judge = await leader.open(`/cases/${caseId}/maturity`);
    const judged = await leader.send(judge, { speaksForSelf: 'yes', note: 'Samtal med kurator.' });
    expect(judged.$('#done').text()).toBe('Bedömningen är sparad.');
    expect(await stateOf()).toMatchObject({
      refusals: [{ receiver: 'bup', giver: { guardianId: ids.mother } }],
      maturity: { speaksForSelf: true },
    });
  });
});

describe('a case put right', () => {
  it('has days moved, another policy chosen, a meeting asked for', async () => {
    const id = await allocated(api, pupils.second);
    const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
    const deadline = `/cases/${id}/deadlines/${encodeURIComponent('mapPupil')}`;
    const form = await coordinator.open(deadline);
    expect(form.text).toContain('elevens del av kartläggningen');
    const moved = await coordinator.send(form, { to: '2026-10-30', reason: 'Pappan är bortrest.' });
    expect(moved.$('#done').text()).toBe('Dagen är flyttad.');
    expect((await coordinator.open(`/cases/${id}/deadlines/nothing`)).status).toBe(404);

    const policy = await leader.open(`/cases/${id}/policy`);
    expect((await leader.send(policy, {})).$('#errors a').attr('href')).toBe('#f-policy');
    const changed = await leader.send(policy, { policy: 'dals-ed' });
    expect(changed.$('#done').text()).toContain('Ärendet följer nu');
    expect(await stateOf(id)).toMatchObject({ policy: { id: 'dals-ed' }, moved: { mapPupil: '2026-10-30' } });
    expect((await coordinator.open(`/cases/${id}/addresses`)).text).toContain('Alla mejl har kommit fram');

    const asking = await mother.open(`/cases/${id}/meeting-request`);
    const asked = await mother.send(asking, { note: 'Om skjutsen.' });
    expect(asked.$('#done').text()).toContain('Koordinatorn har fått veta');
    expect(await stateOf(id)).toMatchObject({ meetingAskedForOn: '2026-09-07' });
  });
});
