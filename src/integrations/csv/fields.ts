/** Field by field: text in, typed value out, or a problem with a stable code. Never repeats what the field said. */
import { z } from 'zod';
import type { ImportProblemCode } from '../../domain/import-rows.ts';
import { parseLocalDate } from '../../domain/time.ts';
import { parseCivicNumber } from './civic-number.ts';

type Params = Record<string, string | number>;

/** Tells zod of a problem; `parse.ts` reads it back. */
export const problem = (code: ImportProblemCode, params: Params = {}) => ({
  code: 'custom' as const,
  params: { problem: code, ...params },
});

/** A quoted field may hold line breaks (RFC 4180), as a reason that somebody wrote at home does: it is read as one line. */
const inOneLine = (text: string): string =>
  text.replaceAll(/\s+/g, (blank) => (/[\t\r\n]/.test(blank) ? ' ' : blank));
/** C0, DEL, C1: NUL and its like have no place in a field. */
const control = /[\u0000-\u001F\u007F-\u009F]/; // oxlint-disable-line no-control-regex
/** Turn the direction of the text around: a name could show as another than it is. */
const direction = /[\u202A-\u202E\u2066-\u2069]/;
const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Up to `max` characters; emoji and formulas are text like any other. */
export const text = (max: number) =>
  z.string().transform((raw, ctx) => {
    if (raw.length > max * 4 || [...raw.trim()].length > max) {
      ctx.addIssue(problem('too-long', { max }));
      return z.NEVER;
    }
    const value = inOneLine(raw.trim());
    if (control.test(value) || direction.test(value)) {
      ctx.addIssue(problem('control-character'));
      return z.NEVER;
    }
    if (value.includes('\uFFFD') || loneSurrogate.test(value)) {
      ctx.addIssue(problem('broken-character'));
      return z.NEVER;
    }
    return value.normalize('NFC');
  });

export const requiredText = (max: number) =>
  text(max).transform((value, ctx) => {
    if (value !== '') return value;
    ctx.addIssue(problem('required'));
    return z.NEVER;
  });

/** Empty becomes null. */
export const optionalText = (max: number) => text(max).transform((value) => (value === '' ? null : value));

/** A required text that `read` turns into something, or `code` when it answers null. */
const parsed = <T>(max: number, read: (value: string) => T | null, code: ImportProblemCode) =>
  requiredText(max).transform((value, ctx) => {
    const result = read(value);
    if (result !== null) return result;
    ctx.addIssue(problem(code));
    return z.NEVER;
  });

/** The same for a text that may be empty: null then. */
const optionalMatching = (max: number, pattern: RegExp, code: ImportProblemCode) =>
  optionalText(max).transform((value, ctx) => {
    if (value === null || pattern.test(value)) return value;
    ctx.addIssue(problem(code));
    return z.NEVER;
  });

/** One of the table's words, in any case. */
export const oneOf = <T>(words: ReadonlyMap<string, T>, code: ImportProblemCode) =>
  parsed(60, (value) => words.get(value.toLowerCase()) ?? null, code);

const matching = (max: number, pattern: RegExp, code: ImportProblemCode) =>
  parsed(max, (value) => (pattern.test(value) ? value : null), code);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const civicNumber = () => parsed(20, parseCivicNumber, 'invalid-civic-number');
export const personId = () =>
  parsed(60, (value) => (uuid.test(value.toLowerCase()) ? value.toLowerCase() : null), 'invalid-id');
export const date = () => parsed(20, parseLocalDate, 'invalid-date');
export const schoolUnitCode = () => matching(20, /^\d{8}$/, 'invalid-school-unit');
export const optionalSchoolUnitCode = () => optionalMatching(20, /^\d{8}$/, 'invalid-school-unit');
export const municipalityCode = () => matching(20, /^\d{4}$/, 'invalid-municipality');
/** Only enough to catch a field that holds something else; whether it reaches anyone is seen when it's used. */
export const email = () =>
  optionalMatching(254, /^[^\s@<>,;"]+@[^\s@<>,;".]+(?:\.[^\s@<>,;".]+)+$/, 'invalid-email');
export const mobile = () => optionalMatching(40, /^\+?[0-9][0-9 ()-]{4,}$/, 'invalid-phone');

const MINUTES_A_DAY = 24 * 60;

/** Whole minutes, 1 to a day's. */
export const minutes = () =>
  requiredText(20).transform((value, ctx) => {
    const count = /^-?\d{1,9}$/.test(value) ? Number(value) : null;
    if (count === null) ctx.addIssue(problem('invalid-number'));
    else if (count < 0) ctx.addIssue(problem('negative-minutes'));
    else if (count === 0) ctx.addIssue(problem('invalid-number'));
    else if (count > MINUTES_A_DAY) ctx.addIssue(problem('minutes-over-day', { max: MINUTES_A_DAY }));
    else return count;
    return z.NEVER;
  });

/** `F`, `1`–`10`, `gy1`–`gy4`, `an1`–`an10`, `förskola`, in any case. */
export const yearLabel = () =>
  parsed(
    20,
    (value) => {
      const lower = value.toLowerCase();
      if (lower === 'f') return 'F';
      if (lower === 'förskola') return lower;
      return /^((an)?([1-9]|10)|gy[1-4])$/.test(lower) ? lower : null;
    },
    'unknown-year',
  );
