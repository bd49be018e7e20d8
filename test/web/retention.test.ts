/** Retention by pages, without scripts: the plan, a hold and its lifting, the dry run, the decision, the certificate. */
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { retentionRuleIds } from '../../src/domain/retention/rules.ts';
import { pdfText } from '../api/pdf-text.ts';
import { served, type Served } from '../api/served.ts';
import { ids } from '../factories/parts.ts';
import { anEndedCase, words } from '../retention/an-ended-case.ts';
import { eventually } from '../setup/eventually.ts';
import { browse, type Browser, type Page } from './browser.ts';
import { fillIn, said } from './fill-in.ts';

let api: Served;
let registrar: Browser;
let caseId: string;

beforeAll(async () => {
  api = await served({ policy: { monitoring: { checkUpWeeks: [] } } });
  caseId = await anEndedCase(api);
  registrar = await browse(api.app, ids.registrar, 'registrar');
}, 120_000);
afterAll(() => api.close());

const chosen = ({ $ }: Page) => $('main form[action="/retention/decision"] input[name="case"]');

it('the list is in the registrar’s menu, and says that nothing goes without a plan', async () => {
  const list = await registrar.follow(await registrar.open('/'), 'Gallring');
  expect(list.text).toContain('Ingen plan är antagen');
  expect(list.text).toContain('Inget ärende är moget för gallring i dag.');
});

it('the plan begins as what is suggested, lacks its years where they lack, and is adopted', async () => {
  const form = await registrar.follow(await registrar.open('/retention'), 'Visa och ändra planen');
  expect(form.$('input[name="rules.journal.what"][checked]').attr('value')).toBe('keep');
  expect(form.$('input[name="rules.notice.afterYears"]').attr('value')).toBe('5');
  const rules = Object.fromEntries(
    retentionRuleIds.flatMap((rule) => [
      [`rules.${rule}.what`, 'destroy'],
      [`rules.${rule}.afterYears`, rule === 'plan' ? '' : '0'],
      [`rules.${rule}.from`, 'caseEnded'],
    ]),
  );
  const lacking = await registrar.send(form, { basis: 'Plan 2026 § 84', ...rules }, { go: 'send' });
  expect(lacking.$('#errors a').attr('href')).toBe('#f-rules-plan-afterYears');
  const adopted = await registrar.send(lacking, { 'rules.plan.afterYears': '0' }, { go: 'send' });
  expect(adopted.path).toMatch(/^\/retention\?/);
  expect(said(adopted)).toBe('Planen gäller nu.');
  expect(adopted.text).toContain('Plan 2026 § 84');
  expect(chosen(adopted).attr('value')).toBe(caseId);
  expect(adopted.text).not.toContain('Första');
});

it('a hold stands in the list with its kind, keeps the case from being chosen, and is taken back', async () => {
  const at = `/cases/${caseId}/retention`;
  const reason = 'Skolinspektionen har begärt in akten.';
  const held = await fillIn(registrar, `${at}-notes/new`, [{ what: 'legalHold', reason }]);
  expect(held.text).toContain(reason);
  const list = await registrar.open('/retention');
  expect(list.text).toContain('rättsligt hinder');
  expect(chosen(list)).toHaveLength(0);
  const lift = await registrar.open(String(held.$('a[href$="/lifting"]').attr('href')));
  const lifted = await registrar.send(lift, { reason: 'Ärendet där är avslutat.' }, { go: 'send' });
  expect(lifted.text).toContain('Tillbakatagen av');
  expect(chosen(await registrar.open('/retention'))).toHaveLength(1);
});

it('the dry run asks to sign in anew when that was a while ago, and comes back', async () => {
  await api.town.records.db
    .updateTable('session')
    .set({ authenticated_at: new Date(Date.now() - 6 * 60_000) })
    .where('person_id', '=', ids.registrar)
    .execute();
  const again = await registrar.open(`/retention/decision?case=${caseId}`);
  expect(again.path).toMatch(/^\/sign-in\/again/);
  const back = await registrar.send(again, {});
  expect(back.path).toBe(`/retention/decision?case=${caseId}`);
  expect(back.text).toContain('Inget är ändrat ännu.');
});

it('the decision is one button under what would go, and its certificate is a page and a PDF', async () => {
  const tried = await registrar.open(`/retention/decision?case=${caseId}`);
  expect(tried.text).toContain('Elevens egna uppgifter i registret försvinner också');
  expect(tried.$('tbody tr').text()).toContain('record_key');
  const decided = await registrar.send(tried, {}, { form: 'main form.press' });
  expect(decided.path).toMatch(/^\/destructions\//);
  const certificate = await eventually(async () => {
    const page = await registrar.open(decided.path);
    expect(page.text).toContain('Intyget är oförändrat sedan det skrevs.');
    return page;
  });
  expect(certificate.text).toContain('2026-0001');
  for (const word of words) expect(certificate.text).not.toContain(word);
  const { token } = await api.as(ids.registrar, 'registrar');
  const { body } = await request(api.app)
    .get(`${decided.path}/certificate.pdf`)
    .set({ authorization: `Bearer ${token}` })
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  const { text, tagged } = await pdfText(body);
  expect(tagged).toBe(true);
  expect(text).toContain('Intyg om gallring');
  expect(text).toContain('Plan 2026 § 84');
  for (const word of words) expect(text).not.toContain(word);
  expect((await registrar.open('/retention')).text).toContain('genomförd, intyg finns');
});

it('a coordinator sees none of it', async () => {
  const coordinator = await browse(api.app, ids.coordinator, 'coordinator');
  for (const path of ['/retention', '/retention/plan', '/retention/decision', '/destructions/x'])
    expect((await coordinator.open(path)).status, path).toBe(403);
});
