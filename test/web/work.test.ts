/** The forms of the work, without scripts: each plain, honest record is taken and clears its duty. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocated, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse, type Browser } from './browser.ts';

let api: Served;
let coordinator: Browser;
let caseId: string;

beforeAll(async () => {
  api = await served();
  caseId = await allocated(api, pupils.first);
  coordinator = await browse(api.app, ids.coordinator, 'coordinator');
});
afterAll(() => api.close());

const stateOf = async (): Promise<unknown> => {
  const session = await api.as(ids.coordinator, 'coordinator');
  return (await session.get(`/cases/${caseId}`)).body['state'];
};
const duties = async (): Promise<string[]> => {
  const session = await api.as(ids.coordinator, 'coordinator');
  const { body } = await session.get(`/cases/${caseId}/obligations`);
  return JSON.stringify(body).match(/"kind":"\w+"/g) ?? [];
};
const at = (rest: string) => `/cases/${caseId}${rest}`;

describe('the mapping', () => {
  it('is asked in steps, shown before it is sent, and clears its duty', async () => {
    expect(await duties()).toContain('"kind":"mapPupil"');
    const talk = await coordinator.open(at('/mapping/pupil'));
    expect(talk.text).toContain('Alla tre behövs innan planen görs');
    const picture = await coordinator.send(talk, { respondent: 'pupil', date: '2026-09-07' });
    expect(picture.text).toContain('Steg 2 av 3');
    const nothing = await coordinator.send(picture, {});
    expect(nothing.status).toBe(422);
    expect(nothing.$('#errors a').attr('href')).toBe('#f-pattern');
    const last = await coordinator.send(nothing, { triggering: 'Idrotten.', promoting: 'Bilden.' });
    const withRow = await coordinator.send(
      last,
      { functions: ['avoidDiscomfort'] },
      { go: 'add:instruments' },
    );
    const filled = {
      'instruments.0.instrument': 'SRAS-R',
      'instruments.0.version': '2002',
      'instruments.0.respondent': 'pupil',
      'instruments.0.date': '2026-09-07',
    };
    const wrong = await coordinator.send(withRow, { ...filled, 'instruments.0.scores': 'Obehag: mycket' });
    expect(wrong.$('#errors a').attr('href')).toBe('#f-instruments-0-scores');
    const check = await coordinator.send(wrong, { 'instruments.0.scores': 'Obehag: 4,2\nBedömning: 1' });
    expect(check.text).toContain('Kontrollera innan du skickar');
    const sent = await coordinator.send(check, {});
    expect(sent.$('#done').text()).toBe('Delen är sparad.');
    expect(await stateOf()).toMatchObject({
      mapping: {
        pupil: {
          functions: ['avoidDiscomfort'],
          instruments: [{ scores: { Obehag: 4.2, Bedömning: 1 } }],
          note: 'Vad utlöser frånvaron?\nIdrotten.\n\nVad främjar närvaro?\nBilden.',
        },
      },
    });
    expect(await duties()).not.toContain('"kind":"mapPupil"');
    expect((await coordinator.open(at('/mapping/pupil'))).text).toContain('Idrotten.');
    expect((await coordinator.open(at('/mapping/nobody'))).status).toBe(404);
  });
});

describe('support by others', () => {
  it('begins, is followed up, and ends', async () => {
    const form = await coordinator.open(at('/measures/new'));
    const kindId = form.$('select[name="kindId"] option').eq(1).attr('value') ?? '';
    const sent = await coordinator.send(form, { kindId, beganOn: '2026-09-07', note: 'Två dagar i veckan.' });
    expect(sent.$('#done').text()).toBe('Stödet är sparat.');
    const state = await stateOf();
    expect(state).toMatchObject({ supportMeasures: [{ kindId, endedOn: null, ownerPersonId: null }] });
    const [{ supportMeasureId }] = Object(state).supportMeasures;
    const end = await coordinator.open(at(`/measures/${supportMeasureId}/end`));
    const ended = await coordinator.send(end, { endedOn: '2026-09-07' });
    expect(ended.$('#done').text()).toContain('upphört');
    expect(await stateOf()).toMatchObject({ supportMeasures: [{ endedOn: '2026-09-07' }] });
  });
});

describe('papers, concern and attendance', () => {
  it('names the consent that is missing, at the field', async () => {
    const form = await coordinator.open(at('/papers/new'));
    const refused = await coordinator.send(form, { from: 'bup', kinds: ['health'], note: 'Utredningen.' });
    expect(refused.status).toBe(409);
    expect(refused.$('#errors').text()).toContain('BUP');
    expect(refused.$('#errors a').attr('href')).toBe('#f-from');
    expect(refused.$('textarea[name="note"]').text()).toBe('Utredningen.');
  });

  it('notes a concern report and figures', async () => {
    const concern = await coordinator.open(at('/concern-reports/new'));
    expect(concern.$('select[name="madeBy"] option[selected]').attr('value')).toBe(ids.coordinator);
    const noted = await coordinator.send(concern, { note: 'Oro för hemmet.' });
    expect(noted.$('#done').text()).toContain('anmälan är gjord');
    const attendance = await coordinator.open(at('/attendance/new'));
    const figures = { from: '2026-08-24', to: '2026-09-04', offeredMinutes: '2000', validMinutes: '0' };
    const refused = await coordinator.send(attendance, figures);
    expect(refused.$('#errors a').attr('href')).toBe('#f-invalidMinutes');
    const kept = await coordinator.send(refused, { invalidMinutes: '800' });
    expect(kept.$('#done').text()).toBe('Siffrorna är sparade.');
  });
});

describe('plan and follow-up', () => {
  it('is written in steps, its next version starts from it, and the week is followed up', async () => {
    for (const [part, respondent] of [
      ['educators', 'mentor'],
      ['guardians', 'guardian'],
    ]) {
      const session = await api.as(ids.coordinator, 'coordinator');
      const body = { respondent, date: '2026-09-07', note: 'Berättat.' };
      await session.send('post', `/cases/${caseId}/mapping/${part}`, body);
    }
    const situation = await coordinator.open(at('/plans/new'));
    const goals = await coordinator.send(situation, { situation: 'Två dagar i veckan.' });
    const measures = await coordinator.send(goals, { 'goals.0.note': 'Tre dagar.' });
    const owner = `coordinator/${ids.coordinator}`;
    const wayBack = await coordinator.send(measures, {
      'measures.0.note': 'Möter vid grinden.',
      'measures.0.owner': owner,
      'measures.0.start': '2026-09-07',
      'measures.0.howMeasured': 'Antal mornar.',
    });
    const voices = await coordinator.send(wayBack, {});
    const check = await coordinator.send(voices, { 'voice.pupil': 'Jag vill börja med bild.' });
    const sent = await coordinator.send(check, {});
    expect(sent.$('#done').text()).toContain('Planen är sparad');
    const state = await stateOf();
    expect(state).toMatchObject({
      plans: [
        { voice: { pupil: 'Jag vill börja med bild.' }, measures: [{ owner: { party: 'coordinator' } }] },
      ],
    });
    const again = await coordinator.open(at('/plans/new?step=2'));
    expect(again.$('textarea[name="measures.0.note"]').text()).toBe('Möter vid grinden.');
    const { measureId } = Object(state).plans[0].measures[0];
    expect(again.$('input[name="measures.0.measureId"]').attr('value')).toBe(measureId);

    const form = await coordinator.open(at('/follow-ups/new'));
    expect(form.text).toContain('Möter vid grinden.');
    const nobody = await coordinator.send(form, { 'measures.m0.obstacle': 'Sjuk.' });
    expect(nobody.$('#errors a').attr('href')).toBe('#f-measures-m0-done');
    const halfway = await coordinator.send(nobody, { 'measures.m0.done': 'partly' });
    expect(halfway.$('#errors a').attr('href')).toBe('#f-with');
    const held = await coordinator.send(halfway, { with: ['pupil'], ownRating: '6' });
    expect(held.$('#done').text()).toBe('Uppföljningen är sparad.');
    expect(await stateOf()).toMatchObject({
      followUps: [
        { withSchool: false, withPupil: true, ownRating: 6, measures: [{ measureId, done: 'partly' }] },
      ],
    });

    const evaluation = await coordinator.open(at('/evaluations/new?final=yes'));
    expect(evaluation.$('input[name="final"][checked]').attr('value')).toBe('yes');
    const early = await coordinator.send(evaluation, {
      final: 'no',
      outcome: 'enough',
      note: 'Det går framåt.',
    });
    expect(early.$('#done').text()).toBe('Utvärderingen är sparad.');
    const review = await coordinator.open(at('/monthly-reviews/new'));
    expect(review.status).toBe(200);
  });
});
