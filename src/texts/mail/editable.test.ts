import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../text.ts';
import { checkMailText, editableMails, isEditableMail, isSubject, neededNames } from './editable.ts';
import { usableTexts } from './own-texts.ts';
import { sampleMail } from './sample.ts';
import { wordingOf } from './wording.ts';

const kinds = Object.keys(editableMails).filter(isEditableMail);
const keys = kinds.flatMap((kind) => [...editableMails[kind]]);
const languages = ['sv', 'en'] as const;

describe('a text of one’s own', () => {
  it('may be the standard one, in every language', () => {
    for (const lang of languages) {
      for (const key of keys)
        expect([key, checkMailText(lang, key, catalogue[lang][key])]).toEqual([key, null]);
    }
  });

  it.each([
    ['', 'blank'],
    ['Uppdraget är slut. Logga in.', 'name-missing'],
    ['{caseNumber} {pupil}', 'name-unknown'],
    ['{caseNumber} {', 'brace-alone'],
    ['{caseNumber} {guardian name}', 'brace-alone'],
    ['{{caseNumber}}', 'brace-alone'],
    ['{caseNumber}'.padEnd(2_001, 'x'), 'too-long'],
  ] as const)('%j is refused: %s', (template, problem) => {
    expect(checkMailText('sv', 'notice.closed.body', template)).toBe(problem);
  });

  it('is one line where it is a subject', () => {
    for (const end of ['\n', '\r', '\u2028', '\u0085']) {
      expect(checkMailText('sv', 'notice.closed.subject', `{caseNumber}${end}Bcc: x`)).toBe('several-lines');
    }
  });

  it('has the names of the standard one and no others, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...keys),
        fc.constantFrom(...languages),
        fc.string(),
        (key, lang, typed) => {
          const template = `${neededNames(lang, key)
            .map((name) => `{${name}}`)
            .join(' ')}${typed}`;
          if (checkMailText(lang, key, template) !== null) return;
          const said = wordingOf(lang, usableTexts(lang, { [key]: template }));
          const filled = said.say(key as 'mail.greeting');
          // Nothing is filled in that the catalogue doesn't fill in, and no brace goes out.
          expect(filled).not.toMatch(/[{}]/);
          if (isSubject(key)) expect(filled).not.toMatch(/[\r\n]/);
        },
      ),
    );
  });

  it('is left out once it no longer fits the catalogue', () => {
    expect(usableTexts('sv', { 'notice.closed.body': '{former}', 'no.such.key': 'x' })).toEqual({});
  });
});

it('shows a mail of every kind with its own words, as text in the HTML', () => {
  for (const kind of kinds) {
    const own = Object.fromEntries(
      editableMails[kind].map((key) => {
        const names = neededNames('sv', key).map((name) => `{${name}}`);
        return [key, `<b>Vårt</b> ${names.join(' ')}`];
      }),
    );
    const mail = sampleMail(wordingOf('sv', usableTexts('sv', own)), kind, 'https://bryggan.example/');
    expect(`${mail.subject}${mail.text}`).toContain('<b>Vårt</b>');
    expect(mail.html).not.toContain('<b>');
    expect(mail.html).toContain('&lt;b&gt;Vårt');
  }
});
