/** A flag by pages alone: the team leader asks, the coordinator answers on my day, the team leader closes. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findWorkflow } from '../../src/records/rehearsal.ts';
import { schoolDayWorkflowId } from '../../src/temporal/ids.ts';
import { allocated, consented, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser } from './browser.ts';

let api: Served;
let leader: Browser;
let coordinator: Browser;
let caseId: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  coordinator = await browse(api.app, ids.coordinator, 'coordinator');
});
afterAll(() => api.close());

const question = 'Hur går det med <b>BUP</b>?';
const at = (rest: string) => `/cases/${caseId}/flags${rest}`;

async function flag(note: string): Promise<void> {
  const form = await leader.open(at('/new'));
  const sent = await leader.send(form, { note });
  expect(sent.$('#done').text()).toBe('Ärendet är flaggat. Koordinatorn ser det på Min dag.');
}

describe('a flag', () => {
  it('is refused without words, and kept as it was typed when they are too many', async () => {
    const form = await leader.open(at('/new'));
    const empty = await leader.send(form, { note: ' ' });
    expect(empty.status).toBe(422);
    const long = await leader.send(empty, { note: 'x'.repeat(501) });
    expect(long.status).toBe(422);
    expect(long.$('textarea[name="note"]').text().trim()).toBe('x'.repeat(501));
    await leader.send(long, {}, { go: 'discard' });
  });

  it('goes from the team leader to my day, is answered there, read and closed', async () => {
    const more = await leader.follow(await leader.open(`/cases/${caseId}`), 'Teamledarens flaggningar');
    const form = await leader.follow(more, 'Flagga ärendet');
    const sent = await leader.send(form, { note: question });
    expect(sent.text).toContain('Väntar på svar');
    expect((await leader.open('/team')).text).toContain(question);

    const day = await coordinator.open('/');
    expect(day.text).toContain('Svara teamledaren, som har flaggat ärendet');
    expect(day.text).toContain(question);
    expect(day.text).toContain('Källa: Bryggans egen ordning');
    const answer = await coordinator.follow(day, 'Svara');
    expect(answer.text).toContain(question);
    const answered = await coordinator.send(answer, { note: 'Tid bokad till den 28.' });
    expect(answered.$('#done').text()).toBe('Svaret är skickat till teamledaren.');
    expect((await coordinator.open('/')).text).not.toContain('Svara teamledaren');

    const mine = await leader.open('/');
    expect(mine.text).toContain('Tid bokad till den 28.');
    const flags = await leader.follow(mine, 'Läs och stäng');
    const closed = await leader.send(flags, {}, { form: 'form[action$="/closing"]' });
    expect(closed.$('#done').text()).toBe('Flaggningen är stängd.');
    expect(closed.text).toContain('Stängd 7 sep. 2026');
    expect((await leader.open('/team')).text).toContain('Inget ärende är flaggat.');
    expect((await leader.open('/')).text).not.toContain('läs svaret');
  });

  it('is answered once: the same sending again changes nothing, another answer is refused', async () => {
    await flag('En gång till?');
    const session = await api.as(ids.coordinator, 'coordinator');
    const flags = Object((await session.get(`/cases/${caseId}/flags`)).body['flags']);
    const path = `/cases/${caseId}/flags/${flags[0].id}/answer`;
    const headers = { 'idempotency-key': 'svar-pa-flaggning' };
    const first = await session.send('post', path, { note: 'Ja.' }, headers);
    const again = await session.send('post', path, { note: 'Ja.' }, headers);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    expect((await session.send('post', path, { note: 'Nej.' })).status).toBe(409);
    // Closed from the team's page.
    const team = await leader.open('/team');
    const closed = await leader.send(team, {}, { form: 'form[action$="/closing"]' });
    expect(closed.path).toBe('/team?done=flagClosed');
  });

  it('is nothing for the family, the school or other coordinators, and needs somebody to answer', async () => {
    await flag('Bara mellan oss.');
    for (const [id, role] of [
      [ids.mother, 'guardian'],
      [ids.rector, 'rector'],
      [ids.mentor, 'mentor'],
      [ids.secondCoordinator, 'coordinator'],
    ] as const) {
      const browser = await browse(api.app, id, role);
      expect([403, 404]).toContain((await browser.open(at(''))).status);
      const session = await api.as(id, role);
      const all = JSON.stringify([
        await session.get(`/cases/${caseId}/obligations`),
        await session.get('/obligations?scope=team'),
        await session.get('/obligations?scope=school'),
      ]);
      expect(all).not.toContain('answerFlag');
      expect((await browser.open(`/cases/${caseId}`)).text).not.toContain('flagg');
    }
    expect(
      JSON.stringify(
        await (await api.as(ids.coordinator, 'coordinator')).get(`/cases/${caseId}/obligations`),
      ),
    ).toContain('answerFlag');
    const waiting = await consented(api, pupils.second);
    const session = await api.as(ids.teamLeader, 'teamLeader');
    const refused = await session.send('post', `/cases/${waiting}/flags`, { note: 'Hallå?' });
    expect(refused.status).toBe(409);
  });

  it('is told by the digest without its note, and of nobody answering the team leaders hear', async () => {
    const { town } = api;
    await town.startSchoolDay();
    await vi.waitFor(
      async () => expect(await findWorkflow(town.records.db, schoolDayWorkflowId(town.code))).not.toBeNull(),
      { timeout: 20_000 },
    );
    await api.town.moveTo('2026-09-08', '08:00');
    const about = (address: string) =>
      api.town.mails.filter(
        ({ to, text }) => to.includes(address) && text.includes('svara teamledaren, som har flaggat ärendet'),
      );
    const { db } = api.town.records;
    const addressOf = async (id: string) =>
      (await db.selectFrom('person').select('email').where('id', '=', id).executeTakeFirstOrThrow()).email ??
      '';
    const [hers, leaders] = [await addressOf(ids.coordinator), await addressOf(ids.teamLeader)];
    expect(about(hers)).toHaveLength(1);
    expect(about(leaders)).toHaveLength(0);
    await api.town.moveTo('2026-09-11', '08:00');
    expect(about(hers)).toHaveLength(2);
    expect(about(leaders)).toHaveLength(1);
    expect(JSON.stringify(api.town.mails)).not.toContain('Bara mellan oss');
    expect((await leader.open('/team')).text).toContain('Svara teamledaren, som har flaggat ärendet');
  });
});
