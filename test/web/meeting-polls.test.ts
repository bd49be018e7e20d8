/** Suggested times by pages alone: suggest → the mail → the guest's link → choose → invited; and how links end. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import request from 'supertest';
import { load } from 'cheerio';
import { sql } from 'kysely';
import { findWorkflow } from '../../src/records/rehearsal.ts';
import { schoolDayWorkflowId } from '../../src/temporal/ids.ts';
import { allocated, consentOf, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser, type Page } from './browser.ts';

let api: Served;
let coordinator: Browser;
let caseId: string;
let consentIds: string[];

const at = (rest: string) => `/cases/${caseId}${rest}`;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  consentIds = [];
  for (const guardian of [ids.mother, ids.father]) {
    const session = await api.as(guardian, 'guardian');
    const given = await session.send('post', `/cases/${caseId}/consents`, consentOf(guardian, 'bup'));
    consentIds.push(String(Object(given.body['ids']).consentId[0]));
  }
  coordinator = await browse(api.app, ids.coordinator, 'coordinator');
  const { town } = api;
  await town.startSchoolDay();
  await vi.waitFor(
    async () => expect(await findWorkflow(town.records.db, schoolDayWorkflowId(town.code))).not.toBeNull(),
    { timeout: 20_000 },
  );
});
afterAll(() => api.close());

const subject = 'Vilka tider passar dig för ett möte?';
const times = [
  ['2026-09-21', '14:00'],
  ['2026-09-22', '09:00'],
] as const;

/** Suggests those times to family, coordinator and BUP; the page of what was suggested. */
async function suggest(email: string): Promise<Page> {
  const form = await coordinator.open(at('/meeting-polls/new'));
  const who = await coordinator.send(form, {
    kind: 'collaboration',
    'times.0.date': times[0][0],
    'times.0.from': times[0][1],
    'times.1.date': times[1][0],
    'times.1.from': times[1][1],
  });
  const row = await coordinator.send(who, {}, { go: 'add:receivers' });
  const check = await coordinator.send(row, {
    'receivers.0.receiver': 'bup',
    'receivers.0.name': 'BUP mottagningen',
    'receivers.0.email': email,
  });
  const sent = await coordinator.send(check, {});
  expect(sent.$('#done').text()).toBe('Förslaget är skickat.');
  return sent;
}

/** The path of the link in the newest such mail to somebody. */
async function linkTo(address: string): Promise<string> {
  return vi.waitFor(
    () => {
      const mail = api.town.mails.findLast(({ to, subject: words }) => to === address && words === subject);
      const link = /http:\/\/localhost:3000(\/times\/[A-Za-z0-9_-]{32})\s/.exec(mail?.text ?? '')?.[1];
      if (link === undefined) throw new Error(`no mail to ${address}`);
      return link;
    },
    { timeout: 30_000 },
  );
}

const stranger = {
  async open(path: string) {
    const { status, text } = await request(api.app).get(path);
    return { status, $: load(text), text };
  },
  async answer(path: string, answers: readonly string[]) {
    const form = Object.fromEntries(answers.map((one, row) => [`answers.${row}`, one]));
    return request(api.app).post(path).type('form').set('sec-fetch-site', 'same-origin').send(form);
  },
};

describe('suggested times', () => {
  it('are refused whole when they make no sense, and are there to put right', async () => {
    const form = await coordinator.open(at('/meeting-polls/new'));
    expect(form.text).toContain('Två till åtta tider');
    const who = await coordinator.send(form, {
      kind: 'collaboration',
      'times.0.date': '2026-09-21',
      'times.0.from': '14:00',
    });
    const check = await coordinator.send(who, {});
    const refused = await coordinator.send(check, {});
    expect(refused.status).toBe(422);
    expect(refused.$('#errors').text()).not.toBe('');
    await coordinator.send(refused, {}, { go: 'discard' });
  });

  it('go by mail, are answered by a link, chosen, and become a call', async () => {
    const page = await suggest('tider@bup.example');
    expect(page.text).toContain('Tar emot svar till och med 22 sep. 2026');
    const link = await linkTo('tider@bup.example');

    // Nobody's name, no number: only the function, the times and the choices.
    const open = await stranger.open(link);
    expect(open.status).toBe(200);
    expect(open.text).toContain('måndag 21 september 2026');
    for (const secret of ['2026-0001', 'Första', 'Elev', 'BUP', 'amverkansmöte', caseId]) {
      expect(open.text).not.toContain(secret);
    }
    const mail = api.town.mails.findLast(({ subject: words }) => words === subject);
    expect(JSON.stringify(mail)).not.toMatch(/2026-0001|Första|Elev/);

    const missing = await stranger.answer(link, ['yes']);
    expect(missing.status).toBe(422);
    expect(load(missing.text)('#errors a').attr('href')).toBe('#f-answers-1');
    expect(load(missing.text)('input[name="answers.0"][value="yes"]').attr('checked')).toBeDefined();
    expect((await stranger.answer(link, ['no', 'yes'])).status).toBe(303);
    const kept = await stranger.open(link);
    expect(kept.text).toContain('Ditt svar är sparat.');
    expect((await stranger.answer(link, ['ifNeedBe', 'yes'])).status).toBe(303);

    // The pupil has no address: the coordinator enters what was said by telephone.
    const asked = await coordinator.open(page.path.replace(/\?.*/, ''));
    expect(asked.text).toContain('Har ingen e-postadress. Ring, och skriv in svaret.');
    expect(asked.text).toContain('1 ja, 0 om det behövs, 0 nej');
    expect(asked.text).toContain('Om det behövs');
    const enter = await coordinator.open(asked.$('a[href*="/guests/"]').first().attr('href') ?? '');
    expect(enter.text).toContain('Svar från');
    const entered = await coordinator.send(enter, { 'answers.0': 'no', 'answers.1': 'yes' });
    expect(entered.$('#done').text()).toBe('Svaret är sparat.');
    expect(entered.text).toContain('2 ja, 0 om det behövs, 0 nej');
    expect(entered.text).toContain('Passar flest');

    const best = entered.$('li:has(.ds-tag) form[action$="/choice"]');
    expect(best).toHaveLength(1);
    const what = await coordinator.send(entered, {}, { form: 'li:has(.ds-tag) form[action$="/choice"]' });
    const when = await coordinator.send(what, { question: 'Hur kommer eleven tillbaka?' });
    expect(when.text).toContain('Tiden kommer från ett tidsförslag');
    expect(when.$('input[name="time.date"]').attr('value')).toBe('2026-09-22');
    expect(when.$('input[name="time.from"]').attr('value')).toBe('09:00');
    const where = await coordinator.send(when, {});
    const who = await coordinator.send(where, { 'where.place': 'Rum 12' });
    expect(who.$('input[name="receivers.0.email"]').attr('value')).toBe('tider@bup.example');
    const called = await coordinator.send(await coordinator.send(who, {}), {});
    expect(called.$('#done').text()).toBe('Kallelsen är skickad.');

    const over = await stranger.open(link);
    expect(over.$('h1').text()).toBe('Tiden är vald');
    expect(over.text).not.toContain('september');
    await vi.waitFor(
      () =>
        expect(
          api.town.mails.some(
            ({ to, subject: words }) => to === 'tider@bup.example' && words.includes('Inbjudan'),
          ),
        ).toBe(true),
      { timeout: 30_000 },
    );
    const again = await coordinator.open(page.path.replace(/\?.*/, ''));
    expect(again.text).toContain('En tid är vald.');
    expect(again.$('form[action$="/choice"]')).toHaveLength(0);
  });

  it('say in words what stands in their way', async () => {
    const form = await coordinator.open(at('/meeting-polls/new'));
    const who = await coordinator.send(form, {
      kind: 'startMeeting',
      'times.0.date': '2026-09-22',
      'times.0.from': '09:30',
      'times.1.date': '2026-09-23',
      'times.1.from': '09:30',
    });
    const check = await coordinator.send(who, {});
    expect(check.text).toContain('tisdag 22 september 2026 kl. 09.30: Krockar med ett annat möte i ärendet');
    const sent = await coordinator.send(check, {});
    expect(sent.text).toContain('Krockar med ett annat möte i ärendet kl. 09.00');
    const closed = await coordinator.send(sent, {}, { form: 'form[action$="/closing"]' });
    expect(closed.text).toContain('Stängt utan att en tid valdes.');
  });

  it('are asked of nobody whom consent does not let in, and their link ends with it', async () => {
    const leader = await api.as(ids.coordinator, 'coordinator');
    const socialServices = {
      kind: 'collaboration',
      times: times.map(([date, from]) => ({ date, from, minutes: 30 })),
      participants: [
        { kind: 'receiver', receiver: 'socialServices', name: 'Soc', email: 'soc@kommun.example' },
      ],
    };
    const no = await leader.send('post', `/cases/${caseId}/meeting-polls`, socialServices);
    expect([no.status, no.body['code']]).toEqual([409, 'consent-missing']);

    await suggest('lank@bup.example');
    const link = await linkTo('lank@bup.example');
    expect((await stranger.open(link)).status).toBe(200);
    const mother = await api.as(ids.mother, 'guardian');
    const path = `/cases/${caseId}/consents/${consentIds[0]}/withdrawal`;
    expect((await mother.send('post', path, { kinds: null })).status).toBe(200);
    const gone = await stranger.open(link);
    const unknown = await stranger.open(`/times/${'x'.repeat(32)}`);
    expect([gone.status, unknown.status]).toEqual([404, 404]);
    expect(gone.$('main').text()).toBe(unknown.$('main').text());
    expect((await stranger.answer(link, ['yes', 'yes'])).status).toBe(404);
    const { db } = api.town.records;
    const left = await db
      .selectFrom('meeting_poll_guest')
      .select(['revoked', 'token_hash'])
      .where(sql<boolean>`who ->> 'kind' = 'receiver'`)
      .where('answers', 'is', null)
      .execute();
    expect(left).toEqual([{ revoked: true, token_hash: null }]);
    // The family's own links stand.
    const polls = await leader.get(`/cases/${caseId}/meeting-polls`);
    const [newest] = Object(polls.body['polls']);
    expect(newest.guests.filter(({ revoked }: { revoked: boolean }) => revoked)).toHaveLength(1);
  });

  it('are none of anybody’s business but the coordinators’', async () => {
    for (const [id, role] of [
      [ids.mother, 'guardian'],
      [ids.rector, 'rector'],
      [ids.secondCoordinator, 'coordinator'],
    ] as const) {
      const session = await api.as(id, role);
      expect([403, 404]).toContain((await session.get(`/cases/${caseId}/meeting-polls`)).status);
      const browser = await browse(api.app, id, role);
      expect([403, 404]).toContain((await browser.open(at('/meeting-polls'))).status);
    }
  });
});
