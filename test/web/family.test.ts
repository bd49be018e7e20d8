/** The family's first page: what is asked of them, what the plan says, and nothing of what is others'. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocated, consentOf, order, pupils, served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { browse } from './browser.ts';

let api: Served;
beforeAll(async () => {
  api = await served();
});
afterAll(() => api.close());

it('asks a guardian for consent, and nothing more once it is given', async () => {
  const rector = await api.as(ids.rector, 'rector');
  const opened = await rector.send('post', '/cases', { pupilId: pupils.second, order });
  const caseId = String(opened.body['caseId']);
  const mother = await browse(api.app, ids.mother, 'guardian');
  const day = await mother.open('/');
  expect(day.text).toContain('Andra Elev');
  expect(day.text).toContain('Skolan har bett om en koordinator');
  const form = await mother.follow(day, 'Ge samtycke');
  expect(form.path).toBe(`/cases/${caseId}/consents/new`);
  const back = await mother.send(form, {});
  expect(back.path).toContain('/?done=consentOwn');
  expect(back.text).toContain('Just nu behöver du inte göra något');
  const withdrawal = await mother.follow(back, 'Ta tillbaka');
  expect(withdrawal.text).toContain('Koordinatorerna');
  const father = await browse(api.app, ids.father, 'guardian');
  expect((await father.open('/')).text).toContain('Du har inte lämnat något samtycke');
});

it('says the plan’s own words, who the coordinator is, and which meeting is ahead', async () => {
  const caseId = await allocated(api, pupils.first);
  const coordinator = await api.as(ids.coordinator, 'coordinator');
  for (const part of ['pupil', 'educators', 'guardians']) {
    await coordinator.send('post', `/cases/${caseId}/mapping/${part}`, {
      respondent: part === 'educators' ? 'mentor' : part === 'guardians' ? 'guardian' : 'pupil',
      date: '2026-09-07',
      note: `Del: ${part}`,
    });
  }
  const made = await coordinator.send('post', `/cases/${caseId}/plans`, {
    start: '2026-09-07',
    situation: 'Två dagar i veckan.',
    goals: [{ note: 'Tre dagar.' }],
    measures: [
      {
        owner: { party: 'mentor', personId: ids.mentor },
        start: '2026-09-07',
        note: 'Mentorn möter vid grinden.',
        howMeasured: 'Antal mornar.',
      },
    ],
  });
  expect(made.body).toMatchObject({ events: ['planMade'] });
  await coordinator.send('post', `/cases/${caseId}/contacts`, {
    date: '2026-09-07',
    kind: 'phone',
    effort: 'coordinating',
    with: ['mentor'],
    note: 'Samtal som familjen inte läser.',
  });
  const called = await coordinator.send('post', `/cases/${caseId}/meetings`, {
    kind: 'collaboration',
    time: { date: '2026-09-21', from: '14:00', minutes: 60 },
    where: { kind: 'place', place: 'Rum 12' },
    question: 'Vad behövs?',
    participants: [{ kind: 'pupil' }, { kind: 'guardian', guardianId: ids.mother }],
  });
  const { meetingId } = Object(called.body['ids']);
  const pupil = await browse(api.app, pupils.first, 'pupil', 'Första');
  const day = await pupil.open('/');
  expect(day.text).toContain('Mentorn möter vid grinden.');
  expect(day.text).toContain('Tre dagar.');
  expect(day.text).toContain('coordinator Prov');
  expect(day.text).not.toContain('familjen inte läser');
  const invited = day.$(`a[href="/cases/${caseId}/meetings/${meetingId}"]`);
  expect(invited.text()).toBe('Se mötet och svara');
  const mother = await api.as(ids.mother, 'guardian');
  await mother.send('post', `/cases/${caseId}/consents`, consentOf(ids.mother, 'bup'));
  await mother.send('post', `/cases/${caseId}/meetings/${meetingId}/answers`, { rsvp: 'accepted' });
  const hers = await (await browse(api.app, ids.mother, 'guardian')).open('/');
  expect(hers.text).toContain('Du har svarat: kommer');
  expect(hers.text).toContain('Barn- och ungdomspsykiatrin');
  expect(day.text).not.toContain('Barn- och ungdomspsykiatrin');
});
