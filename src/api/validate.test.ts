import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Problem } from './problem.ts';
import { complain } from './schemas/common.ts';
import { parseOrRefuse } from './validate.ts';

const refused = (schema: z.ZodType, value: unknown): [string, string, string][] => {
  try {
    parseOrRefuse(schema, value);
  } catch (error) {
    if (error instanceof Problem)
      return (error.document.errors ?? []).map((e) => [e.field, e.detail, e.detail_en]);
    throw error;
  }
  throw new Error('it was accepted');
};
const fieldsOf = (schema: z.ZodType, value: unknown) => refused(schema, value).map(([field]) => field);

describe('what a schema refuses', () => {
  it.each([
    ['nothing', z.object({ a: z.string() }), {}, '/a', 'Uppgiften saknas.', 'This is missing.'],
    ['a number for a text', z.object({ a: z.string() }), { a: 1 }, '/a', 'Skriv en text.', 'Give a text.'],
    ['half a day', z.object({ a: z.int() }), { a: 1.5 }, '/a', 'Skriv ett heltal.', 'Give a whole number.'],
    [
      'a list for an object',
      z.object({ a: z.string() }),
      [],
      '',
      'Skicka ett objekt med namngivna fält.',
      'Send an object with named fields.',
    ],
    [
      'a word that is no choice',
      z.object({ a: z.enum(['x', 'y']) }),
      { a: 'z' },
      '/a',
      'Välj något av: x, y.',
      'Choose one of: x, y.',
    ],
    [
      'a long text',
      z.string().max(3),
      'abcd',
      '',
      'Texten är för lång: högst 3 tecken.',
      'Too long: at most 3 characters.',
    ],
    [
      'a long list',
      z.array(z.int()).max(1),
      [1, 2],
      '',
      'Listan är för lång: högst 1.',
      'Too many: at most 1.',
    ],
    ['a small number', z.int().min(1), 0, '', 'Talet är för litet: minst 1.', 'Too small: at least 1.'],
    ['no address', z.email(), 'x', '', 'Det är ingen e-postadress.', 'This is no mail address.'],
  ])('%s', (_what, schema, value, field, sv, en) => {
    expect(refused(schema, value)).toEqual([[field, sv, en]]);
  });
});

describe('where several shapes are allowed', () => {
  const either = z.union([
    z.strictObject({ id: z.string(), order: z.strictObject({ on: z.string(), note: z.string() }) }),
    z.strictObject({ id: z.string(), decision: z.strictObject({ note: z.string() }) }),
  ]);

  it('the fields of the one that was meant are named, with their whole paths', () => {
    expect(fieldsOf(either, { id: 'x', order: { on: 1 } })).toEqual(['/order/on', '/order/note']);
    expect(fieldsOf(either, { id: 'x', decision: {} })).toEqual(['/decision/note']);
    expect(fieldsOf(z.object({ all: z.array(either) }), { all: [{ id: 'x', decision: {} }] })).toEqual([
      '/all/0/decision/note',
    ]);
  });

  it('and where nobody can tell, something is', () => {
    expect(fieldsOf(either, { id: 'x' })).toEqual(['/order']);
    expect(refused(either, [])).toMatchObject([
      ['', 'Skicka ett objekt med namngivna fält.', expect.any(String)],
    ]);
    expect(fieldsOf(either, { id: 'x', ordr: {} })).toEqual(['/order', '/ordr']);
  });

  it('by name: a name that there is none of, and none', () => {
    const named = z.object({
      who: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('pupil') }),
        z.object({ kind: z.literal('staff'), id: z.string() }),
      ]),
    });
    expect(refused(named, { who: { kind: 'dog' } })).toEqual([
      ['/who/kind', 'Välj något av: pupil, staff.', 'Choose one of: pupil, staff.'],
    ]);
    expect(refused(named, { who: {} })).toEqual([['/who/kind', 'Uppgiften saknas.', 'This is missing.']]);
    expect(fieldsOf(named, { who: { kind: 'staff' } })).toEqual(['/who/id']);
  });

  it('a schema’s own complaint keeps its words', () => {
    const own = z.string().refine(() => false, complain('blank'));
    expect(refused(z.union([own, z.int()]), 'x')).toEqual([
      ['', 'Skriv något här.', 'Write something here.'],
    ]);
  });
});
