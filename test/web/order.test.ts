/** The order by forms without scripts: chosen, filled in, incomplete, sent back, completed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { order, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser, type Page } from './browser.ts';

let api: Served;
let rector: Browser;
beforeAll(async () => {
  api = await served();
  rector = await browse(api.app, ids.rector, 'rector');
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
const caseOf = (page: Page) => /\/cases\/([^/?]+)/.exec(page.path)?.[1] ?? '';

describe('the order', () => {
  it('begins at a pupil of the own school, and is placed when nothing is missing', async () => {
    const list = await rector.open('/order');
    expect(list.text).toContain('Första Elev');
    expect(list.text).not.toContain('Annan Elev');
    const found = await rector.open('/order?search=andra');
    expect(found.text).toContain('Andra Elev');
    expect(found.text).not.toContain('Första Elev');
    const one = await rector.open(`/pupils/${pupils.second}/order`);
    expect(one.text).toContain('Beställning för Andra Elev');
    const two = await rector.send(one, preconditions);
    const three = await rector.send(two, attachments);
    const check = await rector.send(three, { question: order.question });
    expect(check.text).toContain('Kontrollera innan du skickar');
    expect(check.text).not.toContain('inte komplett');
    expect(check.text).toContain(order.question);
    const placed = await rector.send(check, {});
    expect(placed.$('#done').text()).toContain('Beställningen är skickad');
    expect((await rector.open('/order')).text).toContain('beställt');
  });

  it('says what is missing, is kept incomplete, and goes on from there', async () => {
    const one = await rector.open(`/pupils/${pupils.first}/order`);
    const dated = await rector.send(one, { 'preconditions.inquiryMade.metOn': '2026-09-03' });
    expect(dated.status).toBe(422);
    expect(dated.$('#errors a').attr('href')).toBe('#f-preconditions-inquiryMade-note');
    expect(dated.text).toContain('Frånvaron är utredd – Var framgår det?');
    const two = await rector.send(dated, preconditions);
    const three = await rector.send(two, {});
    const check = await rector.send(three, { question: order.question });
    expect(check.text).toContain('inte komplett');
    expect(check.$('main .ds-alert').text()).toContain('Åtgärdsprogram');
    const kept = await rector.send(check, {});
    expect(kept.$('#done').text()).toContain('inte komplett');

    const caseId = caseOf(kept);
    const again = await rector.open(`/cases/${caseId}/order`);
    expect(again.$('[name="preconditions.inquiryMade.note"]').text()).toBe('Finns i akten.');
    const materials = await rector.send(again, {});
    const question = await rector.send(materials, attachments);
    expect(question.$('[name="question"]').text()).toBe(order.question);
    const placed = await rector.send(await rector.send(question, {}), {});
    expect(placed.$('#done').text()).toContain('Beställningen är skickad');

    const leader = await browse(api.app, ids.teamLeader, 'teamLeader');
    const back = await leader.open(`/cases/${caseId}/order/return`);
    expect((await leader.send(back, {})).status).toBe(422);
    const returned = await leader.send(back, { reason: 'Skriv mer om BUP.' });
    expect(returned.$('#done').text()).toContain('returnerad');
    expect((await rector.open(`/cases/${caseId}/order`)).text).toContain('Skriv mer om BUP.');
  });

  it('is for the rector of the school', async () => {
    const other = await browse(api.app, ids.otherRector, 'rector');
    expect((await other.open(`/pupils/${pupils.third}/order`)).status).toBe(404);
    const mentor = await browse(api.app, ids.mentor, 'mentor');
    expect((await mentor.open('/order')).status).toBe(403);
    expect((await mentor.open(`/pupils/${pupils.third}/order`)).status).toBe(403);
  });
});

describe('an order on paper', () => {
  it('is entered by whoever received it, for a school and a pupil that nobody knew', async () => {
    const receiver = await browse(api.app, ids.teamLeader, 'teamLeader');
    const school = await receiver.open('/orders/external/new');
    const pupil = await receiver.send(school, {
      'school.name': 'Bergaskolan',
      'school.schoolForm': 'compulsory',
      'school.contact': 'Rektor Bo Ek, 0500-12 34 56',
    });
    const who = {
      'pupil.givenName': 'Alva',
      'pupil.familyName': 'Berg',
      'pupil.year': '8',
      'pupil.municipalityCode': '9801',
    };
    const wrong = await receiver.send(pupil, who);
    expect(wrong.$('#errors a').attr('href')).toBe('#f-pupil-civicNo');
    const guardians = await receiver.send(wrong, { ...who, 'pupil.civicNo': '20120514-0013' });
    const eva = {
      'guardians.0.civicNo': '19800101-0019',
      'guardians.0.givenName': 'Eva',
      'guardians.0.familyName': 'Berg',
    };
    const one = await receiver.send(guardians, eva, { go: 'next' });
    const check = await receiver.send(
      await receiver.send(await receiver.send(one, preconditions), attachments),
      { question: order.question },
    );
    expect(check.text).not.toContain('inte komplett');
    const placed = await receiver.send(check, {});
    expect(placed.$('#done').text()).toContain('Beställningen är skickad');
  });
});
