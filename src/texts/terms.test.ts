import { expect, it } from 'vitest';
import { catalogue } from './text.ts';
import { termsIn } from './terms.ts';

it('finds words in the forms that texts give them, whole ones alone', () => {
  expect(termsIn('Kartläggningen är klar. Nästa: SIP med BUP.', 'sv')).toEqual(['bup', 'sip', 'mapping']);
  expect(termsIn('ogiltig frånvaro', 'sv')).toEqual(['invalidAbsence']);
  expect(termsIn('Giltig frånvaro', 'sv')).toEqual(['validAbsence']);
  expect(termsIn('giltig och ogiltig frånvaro', 'sv')).toEqual(['validAbsence', 'invalidAbsence']);
  expect(termsIn('Sippan och uppdragsgivaren', 'sv')).toEqual([]);
  expect(termsIn('Invalid absence and mapping', 'en')).toEqual(['invalidAbsence', 'mapping']);
});

it('finds each term by its own word in Swedish, and by a text of the pages in both languages', () => {
  const all = termsIn(Object.values(catalogue.sv).join('\n'), 'sv');
  for (const term of all) expect(termsIn(catalogue.sv[`term.${term}`], 'sv'), term).toContain(term);
  const says = Object.keys(catalogue.sv).filter((key) => /^term\..*\.says$/.test(key));
  expect(all).toHaveLength(says.length);
  expect(termsIn(Object.values(catalogue.en).join('\n'), 'en').length).toBeGreaterThan(10);
});
