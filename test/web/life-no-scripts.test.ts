/** A whole life by plain form posts, without scripts: from the rector's order to a check-up after closing. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { order, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse } from './browser.ts';
import { fillIn, refused, said } from './fill-in.ts';

let api: Served;
beforeAll(async () => {
  api = await served();
});
afterAll(() => api.close());

const preconditions = Object.fromEntries(
  order.preconditions.flatMap(({ kind, metOn, evidence }) => [
    [`preconditions.${kind}.metOn`, metOn],
    [`preconditions.${kind}.note`, evidence.note],
  ]),
);
const attachments = Object.fromEntries(
  order.attachments.map(({ kind, note }) => [`attachments.${kind}.note`, note]),
);

it('lives from the order to a check-up after closing', async () => {
  const rector = await browse(api.app, ids.rector, 'rector');
  const list = await rector.open(`/order?search=${encodeURIComponent('Första')}`);
  const begin = list.$('table a[href$="/order"]').attr('href') ?? '';
  expect(begin).toBe(`/pupils/${pupils.first}/order`);
  const ordered = await fillIn(rector, begin, [preconditions, attachments, { question: order.question }, {}]);
  expect(said(ordered)).toContain('Beställningen är skickad');
  const caseId = /\/cases\/([^/?]+)/.exec(ordered.path)?.[1] ?? '';
  const at = (rest: string) => `/cases/${caseId}${rest}`;

  for (const guardian of [ids.mother, ids.father]) {
    const family = await browse(api.app, guardian, 'guardian');
    const asked = await family.follow(await family.open('/'), 'Ge samtycke');
    expect(said(await family.send(asked, {}))).toContain('Ditt samtycke är sparat');
  }
  const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
  const allocation = await fillIn(leader, at('/allocation'), [{ coordinatorIds: [ids.coordinator] }]);
  expect(said(allocation)).toBe('Uppdraget är fördelat.');

  const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
  const contact = { effort: 'coordinating', with: ['pupil', 'guardian'], note: 'Vi sågs hemma.' };
  await fillIn(coordinator, at('/contacts/new?kind=startMeeting'), [contact]);
  await api.town.moveTo('2026-09-14');
  for (const [part, respondent] of [
    ['pupil', 'pupil'],
    ['educators', 'mentor'],
    ['guardians', 'guardian'],
  ] as const) {
    const mapped = await fillIn(coordinator, at(`/mapping/${part}`), [
      { respondent },
      { triggering: 'Idrotten.' },
      { functions: ['avoidDiscomfort'] },
      {},
    ]);
    expect(said(mapped)).toBe('Delen är sparad.');
  }
  const planned = await fillIn(coordinator, at('/plans/new'), [
    { situation: 'Två dagar i veckan.' },
    { 'goals.0.note': 'Tre dagar.' },
    {
      'measures.0.note': 'Möter vid grinden.',
      'measures.0.owner': `coordinator/${ids.coordinator}`,
      'measures.0.start': '2026-09-14',
      'measures.0.howMeasured': 'Antal mornar.',
    },
    {},
    { 'voice.pupil': 'Jag vill börja med bild.' },
    {},
  ]);
  expect(said(planned)).toContain('Planen är sparad');

  await api.town.moveTo('2026-09-18');
  const followUp = { 'measures.m0.done': 'yes', with: ['school', 'pupil'], ownRating: '6' };
  expect(said(await fillIn(coordinator, at('/follow-ups/new'), [followUp]))).toBe('Uppföljningen är sparad.');

  await api.town.moveTo('2026-10-23');
  const evaluation = { final: 'no', outcome: 'enough', note: 'Det går framåt.' };
  await fillIn(coordinator, at('/evaluations/new'), [evaluation]);

  await api.town.moveTo('2027-02-10');
  const extension = await rector.open(at('/extension'));
  expect(extension.text).toContain('Uppdraget går ut söndag 7 mars 2027');
  expect(extension.$('[name="until"]').val()).toBe('2027-09-07');
  const extended = await rector.send(extension, { until: '2027-06-07', reason: 'Inte stadigt än.' });
  expect(said(extended)).toBe('Uppdraget är förlängt.');

  await api.town.moveTo('2027-04-12');
  const early = await coordinator.open(at('/closure'));
  expect(early.text).toContain('Slututvärderingen är inte gjord');
  const held = await coordinator.send(early, { reason: 'backAtSchool', note: 'Tillbaka i klassen.' });
  expect(held.status).toBe(409);
  expect(held.$('#errors a').attr('href')).toBe('#f-reason');
  const final = await coordinator.follow(held, 'Gör utvärderingen nu');
  const evaluated = await coordinator.send(final, { outcome: 'end', note: 'Målen är nådda.' });
  expect(said(evaluated)).toBe('Utvärderingen är sparad.');
  const closure = await coordinator.open(at('/closure'));
  expect(closure.text).not.toContain('Slututvärderingen är inte gjord');
  expect(closure.$('[name="note"]').text()).toBe('Tillbaka i klassen.');
  expect(said(await coordinator.send(closure, {}))).toContain('Uppdraget är avslutat');

  await api.town.moveTo('2027-06-28');
  const asked = await fillIn(coordinator, at('/check-ups/new'), [{ outcome: 'stable', note: 'Mår bra.' }]);
  expect(said(asked)).toBe('Uppföljningen är sparad.');
  const read = await (await api.as(ids.teamLeader, 'teamLeader')).get(`/cases/${caseId}`);
  expect(read.body).toMatchObject({
    phase: 'monitoring',
    state: {
      stand: { closure: { reason: 'backAtSchool' }, checkUps: [{ result: { outcome: 'stable' } }, {}] },
    },
  });
  const mother = await browse(api.app, ids.mother, 'guardian');
  expect((await mother.open('/')).text).toContain('Arbetet är avslutat');

  await api.town.moveTo('2027-08-30');
  const anew = { ...preconditions, 'preconditions.measuresBegun.metOn': '2027-08-23' };
  const begun = await rector.open(at('/reopening'));
  expect(begun.text).toContain('Öppna ärendet igen');
  const half = { 'preconditions.measuresBegun.metOn': '2027-08-23' };
  await refused(rector, begun, half, 'preconditions.measuresBegun.note');
  const reopened = await fillIn(rector, at('/reopening'), [
    anew,
    attachments,
    { question: 'Börjar om.' },
    {},
  ]);
  expect(said(reopened)).toBe('Ärendet är öppnat igen.');
  expect((await leader.open(at(''))).text).toContain('Beställ');
}, 300_000);
