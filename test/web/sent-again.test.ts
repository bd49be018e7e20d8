/** A form that got no answer: sent again, from the same page or from its draft, it is the same sending, done once. */
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser, type Page } from './browser.ts';

let api: Served;
let coordinator: Browser;
let caseId: string;
let contact: string;

beforeAll(async () => {
  api = await served({ deadlineMs: 3_000 });
  caseId = await allocated(api, pupils.first);
  contact = `/cases/${caseId}/contacts/new`;
  coordinator = await browse(api.app, ids.coordinator, 'coordinator');
});
afterEach(async () => {
  await api.town.records.db.deleteFrom('form_draft').execute();
});
afterAll(() => api.close());

const typed = (note: string) => ({ kind: 'phone', effort: 'supporting', with: ['guardian'], note });

/** The notes of the contacts that the case keeps. */
async function notes(): Promise<string[]> {
  const session = await api.as(ids.coordinator, 'coordinator');
  const { contacts } = Object((await session.get(`/cases/${caseId}`)).body['state']);
  return contacts.map(({ note }: { note: string }) => note);
}

const keyOf = ({ $ }: Page): string => String($('input[name="_key"]').val());

/** Sent while nobody is there to answer; afterwards somebody is. */
async function sentInVain(note: string): Promise<Page> {
  const form = await coordinator.open(contact);
  await api.town.stopWorker();
  const unanswered = await coordinator.send(form, typed(note));
  await api.town.startWorker();
  expect(unanswered.status).toBe(503);
  expect(keyOf(unanswered)).toBe(keyOf(form));
  return unanswered;
}

/** The engine may still look for the worker that left: one presses again. */
async function untilAnswered(press: () => Promise<Page>): Promise<Page> {
  let page = await press();
  for (let again = 0; page.status === 503 && again < 20; again += 1) page = await press();
  return page;
}

describe('a form that got no answer', () => {
  it('keeps what was typed, says what to do, and is done once however it is sent again', async () => {
    const unanswered = await sentInVain('Ringde mamman.');
    expect(unanswered.text).toContain('skicka igen från samma sida');
    expect(unanswered.text).not.toContain('Idempotency');
    expect(unanswered.$('textarea[name="note"]').text()).toBe('Ringde mamman.');
    // The page was closed; its draft is opened and goes on with the same sending.
    const again = await coordinator.open(contact);
    expect(keyOf(again)).toBe(keyOf(unanswered));
    const sent = await untilAnswered(() => coordinator.send(again, {}));
    expect(sent.$('#done').text()).toBe('Kontakten är sparad.');
    await coordinator.send(unanswered, {});
    expect(await notes()).toEqual(['Ringde mamman.']);
    // The next one is a contact of its own.
    const next = await coordinator.open(contact);
    expect(keyOf(next)).not.toBe(keyOf(unanswered));
    await coordinator.send(next, typed('Ringde pappan.'));
    expect(await notes()).toEqual(['Ringde mamman.', 'Ringde pappan.']);
  });

  it('that is changed before it is sent again is held back once, to see whether the first arrived', async () => {
    const unanswered = await sentInVain('Skrev fel.');
    const changed = await untilAnswered(() => coordinator.send(unanswered, { note: 'Skrev rätt.' }));
    expect(changed.status).toBe(422);
    expect(changed.$('#errors').text()).toContain('kan ha kommit fram innan du ändrade det');
    expect(changed.$('textarea[name="note"]').text()).toBe('Skrev rätt.');
    expect(await notes()).not.toContain('Skrev rätt.');
    const sent = await untilAnswered(() => coordinator.send(changed, {}));
    expect(sent.$('#done').text()).toBe('Kontakten är sparad.');
    expect(await notes()).toContain('Skrev rätt.');
  });

  it('differs from one that was refused: what is put right is a new sending', async () => {
    const form = await coordinator.open(contact);
    const refused = await coordinator.send(form, { ...typed('Framtiden.'), date: '2027-01-01' });
    expect(refused.status).toBe(422);
    expect(keyOf(refused)).not.toBe(keyOf(form));
    expect(keyOf(await coordinator.open(contact))).not.toBe(keyOf(form));
  });
});
