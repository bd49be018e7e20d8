import { describe, expect, it } from 'vitest';
import { localDate, localTime } from '../../domain/time.ts';
import { type CaseDutyLine, digestMail, type DigestDuty } from './digest.ts';
import { invitationMail, meetingSummary } from './invitation.ts';
import { composeMail } from './letter.ts';
import { wordingOf } from './wording.ts';
import { familyNoticeMail, staffNoticeMail } from './notice.ts';

const sv = wordingOf('sv');
const url = 'https://bryggan.example/cases/1';
const time = { date: localDate('2026-11-23'), from: localTime('09:00'), minutes: 60 };

describe('an invitation', () => {
  const facts = {
    kind: 'collaboration',
    time,
    sequence: 0,
    first: false,
    caseNumber: '2026-0001',
    voluntary: false,
    url,
  } as const;

  it('says what, when, which case and where to sign in', () => {
    const mail = invitationMail(sv, { ...facts, method: 'request' });
    expect(mail.subject).toBe('Inbjudan: samverkansmöte måndag 23 november 2026 kl. 09.00, ärende 2026-0001');
    expect(mail.text).toContain('Tid: måndag 23 november 2026 kl. 09.00, 60 minuter.');
    expect(mail.text).toContain(url);
    expect(mail.html).toContain(`<a href="${url}">`);
    expect(mail.html).toContain('<html lang="sv">');
  });

  it('says that it replaces an earlier one when it was changed', () => {
    const mail = invitationMail(sv, { ...facts, method: 'request', sequence: 2 });
    expect(mail.subject).toMatch(/^Uppdaterad inbjudan: /);
    const newcomer = invitationMail(sv, { ...facts, method: 'request', sequence: 2, first: true });
    expect(newcomer.subject).toMatch(/^Inbjudan: /);
  });

  it('asks for nothing when it is cancelled', () => {
    const mail = invitationMail(sv, { ...facts, method: 'cancel', sequence: 1 });
    expect(mail.subject).toMatch(/^Inställt: /);
    expect(mail.text).not.toContain('Svara gärna');
  });

  it('says «frivilligt» where it is, unless it asks for nothing', () => {
    const says = (change: Partial<Parameters<typeof invitationMail>[1]>) =>
      invitationMail(sv, { ...facts, method: 'request', ...change }).text.includes('frivilligt');
    expect(says({})).toBe(false);
    expect(says({ voluntary: true })).toBe(true);
    expect(says({ voluntary: true, method: 'remind' })).toBe(true);
    expect(says({ voluntary: true, method: 'cancel' })).toBe(false);
  });

  it('keeps SIP in capitals', () => {
    expect(invitationMail(sv, { ...facts, kind: 'sip', method: 'remind' }).subject).toMatch(
      /^Påminnelse: SIP-möte /,
    );
    expect(meetingSummary(sv, 'sip', '2026-0001')).toBe('SIP-möte, ärende 2026-0001');
  });
});

describe('a notice', () => {
  it('tells staff what to do and the day that it concerns', () => {
    const mail = staffNoticeMail(sv, {
      notice: 'lapsed',
      caseNumber: '2026-0001',
      date: localDate('2027-02-28'),
      voluntary: false,
      url,
    });
    expect(mail.subject).toBe('Uppdragets tid är ute i ärende 2026-0001');
    expect(mail.text).toContain('Gäller från: söndag 28 februari 2027.');
  });

  it('tells the family only that there is something to read', () => {
    const facts = { caseNumber: '2026-0001', voluntary: false, url };
    const mail = familyNoticeMail(sv, facts);
    expect(mail.text).toContain('Det finns ny information till dig i ärende 2026-0001.');
    expect(mail.text).not.toContain('frivilligt');
    expect(familyNoticeMail(sv, { ...facts, voluntary: true }).text).toContain('frivilligt för familjen');
  });
});

describe('a digest', () => {
  const duty = (over: Partial<CaseDutyLine & Pick<DigestDuty, 'due' | 'escalated'>>): DigestDuty => ({
    caseNumber: '2026-0001',
    kind: 'followUp',
    due: localDate('2026-09-04'),
    escalated: false,
    url,
    ...over,
  });
  const morning = localDate('2026-09-04');

  it('puts what is escalated and late before what is due and coming', () => {
    const mail = digestMail(sv, {
      morning,
      url,
      duties: [
        duty({ kind: 'evaluate', due: localDate('2026-09-11') }),
        duty({}),
        duty({ kind: 'makePlan', due: localDate('2026-09-01'), caseNumber: '2026-0002' }),
        duty({ kind: 'allocate', due: localDate('2026-08-31'), escalated: true }),
      ],
    });
    const order = ['behöver din hjälp', 'Skulle ha varit klart', 'Ska bli klart i dag', 'Kommer snart'];
    const places = order.map((heading) => mail.text.indexOf(heading));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(mail.subject).toBe('4 att göra, varav 2 försenade, fredag 4 september 2026');
    expect(mail.text).toContain('- Ärende 2026-0002: gör handlingsplanen. Senast tisdag 1 september 2026.');
  });

  it('is the same whatever order the duties come in', () => {
    const duties = [duty({}), duty({ caseNumber: '2026-0002' }), duty({ kind: 'evaluate' })];
    expect(digestMail(sv, { morning, url, duties })).toEqual(
      digestMail(sv, { morning, url, duties: duties.toReversed() }),
    );
  });

  it('tells of classes and how many, beside the cases', () => {
    const of = { class: '7A', due: morning, escalated: false, url };
    const mail = digestMail(sv, {
      morning,
      url,
      duties: [
        duty({}),
        { ...of, kind: 'weeklyReview', week: '2026-W36', overLimit: 3, toSee: 1, escalated: true },
        { ...of, kind: 'firstDayCall', count: 2 },
      ],
    });
    expect(mail.text).toContain(
      '- Veckans närvaro, klass 7A, vecka 36: 3 elever över gränsen, 1 att titta på. Senast fredag 4 september 2026.',
    );
    expect(mail.text).toContain('- Första dagssamtal, klass 7A: 2 elever att ringa om.');
    expect(mail.text.indexOf('vecka 36')).toBeLessThan(mail.text.indexOf('Första dagssamtal'));
  });

  it('names one thing when there is one', () => {
    expect(digestMail(sv, { morning, url, duties: [duty({})] }).subject).toBe(
      'En sak att göra, fredag 4 september 2026',
    );
  });
});

it('HTML carries text as text', () => {
  const { html } = composeMail(sv, {
    subject: '<b>',
    blocks: [{ kind: 'paragraph', text: `<script>alert("1")</script>&'` }],
    link: { label: 'x', url: 'https://bryggan.example/?a=1&b="' },
  });
  expect(html).not.toContain('<script>');
  expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;');
  expect(html).toContain('href="https://bryggan.example/?a=1&amp;b=&quot;"');
});
