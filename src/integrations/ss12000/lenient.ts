/**
 * Reading what suppliers really send: SS 12000 changed its enumerations in 2.1, suppliers leave attributes out, add
 * their own and send nulls. A field that can't be read becomes null and is noted; the entity goes on.
 */
import { z } from 'zod';
import { instantOf, type SchoolCalendar } from '../../domain/calendar.ts';
import { parseLocalDate, parseLocalTime } from '../../domain/time.ts';
import { stockholmZone } from '../calendar.ts';

/** What was wrong with one field. Never what stood there: it may be personal. */
export type FieldNote = { field: string; code: 'missing' | 'unknown-value' | 'unreadable' };

/** Gathers the notes of the entity that is being read. */
export type Notes = FieldNote[];

type Wanted = 'wanted' | 'optional';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reckoned once for each year that is met. */
const zones = new Map<string, SchoolCalendar['zone']>();

const zoneOf = (year: string): SchoolCalendar['zone'] => {
  const zone = zones.get(year) ?? stockholmZone(Number(year), Number(year));
  zones.set(year, zone);
  return zone;
};

const withoutOffset = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?$/;

/** A moment without an offset is a time on the wall in Sweden: so suppliers mean it that leave out what the standard asks. */
const onTheWall = (text: string): number | null => {
  const [, day = '', minute = '', seconds = '0'] = withoutOffset.exec(text) ?? [];
  const [date, time] = [parseLocalDate(day), parseLocalTime(minute)];
  if (date === null || time === null) return null;
  return instantOf({ zone: zoneOf(day.slice(0, 4)) }, date, time) + Number(seconds) * 1000;
};

/** `+0100` is written for `+01:00` by some. */
const withColon = (text: string): string =>
  text.includes('T') ? text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2') : text;

const moment = z.union([
  z
    .string()
    .transform(withColon)
    .pipe(z.iso.datetime({ offset: true }))
    .transform(Date.parse),
  z.string().transform((text, context) => {
    const at = onTheWall(text);
    if (at !== null) return at;
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  }),
]);

/**
 * Field readers that write their notes into `notes`. A `wanted` field that is absent or null is noted; an
 * `optional` one is just null.
 */
export const fieldReaders = (notes: Notes) => {
  const read = <T>(field: string, schema: z.ZodType<T>, how: Wanted, code: FieldNote['code']) =>
    z.unknown().transform((value): T | null => {
      if (value === undefined || value === null || value === '') {
        if (how === 'wanted') notes.push({ field, code: 'missing' });
        return null;
      }
      const parsed = schema.safeParse(value);
      if (parsed.success) return parsed.data;
      notes.push({ field, code });
      return null;
    });
  return {
    /** Any text; numbers are taken as they are written. */
    text: (field: string, how: Wanted = 'optional') =>
      read(field, z.union([z.string(), z.number().transform(String)]), how, 'unreadable'),
    whole: (field: string, how: Wanted = 'optional') =>
      read(
        field,
        z.union([
          z.int(),
          z
            .string()
            .regex(/^-?\d{1,9}$/)
            .transform(Number),
        ]),
        how,
        'unreadable',
      ),
    flag: (field: string) => read(field, z.boolean(), 'optional', 'unreadable'),
    /** `2026-08-18`; a moment is cut to its date. */
    date: (field: string, how: Wanted = 'optional') =>
      read(
        field,
        z
          .string()
          .transform((text) => text.slice(0, 10))
          .pipe(z.iso.date()),
        how,
        'unreadable',
      ),
    /** A moment, as milliseconds; without an offset it's Sweden's wall clock. */
    moment: (field: string, how: Wanted = 'optional') => read(field, moment, how, 'unreadable'),
    /** One of the words that are known; another one is noted as unknown and read as null. */
    word: <W extends string>(field: string, words: readonly W[], how: Wanted = 'optional') =>
      read(field, z.enum(words), how, 'unknown-value'),
    /** `{id}`, or the bare id as some write it. */
    reference: (field: string, how: Wanted = 'optional') =>
      read(
        field,
        z.union([z.string().min(1), z.looseObject({ id: z.string().min(1) }).transform(({ id }) => id)]),
        how,
        'unreadable',
      ),
    part: <T>(field: string, schema: z.ZodType<T>) => read(field, schema, 'optional', 'unreadable'),
    /**
     * A list; entries that can't be read are left out and noted. Null when the source says nothing of it, which is
     * something else than an empty list.
     */
    list: <T>(field: string, schema: z.ZodType<T>) =>
      z.unknown().transform((value): T[] | null => {
        if (value === undefined || value === null) return null;
        if (!Array.isArray(value)) {
          notes.push({ field, code: 'unreadable' });
          return null;
        }
        return value.flatMap((entry: unknown) => {
          const parsed = schema.safeParse(entry);
          if (parsed.success) return [parsed.data];
          notes.push({ field, code: 'unreadable' });
          return [];
        });
      }),
  };
};

/** An object whose absent fields are read like nulls; what it holds beyond `fields` is let be. */
export const entity = <S extends z.ZodRawShape>(fields: S) => {
  const blank = Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
  return z.preprocess((raw) => (isRecord(raw) ? { ...blank, ...raw } : raw), z.object(fields));
};
