/** Small pieces of SQL that the repositories share. */
import { type RawBuilder, sql } from 'kysely';

/** `column = any(values)`: an empty list matches nothing, which `in ()` can't say. */
export const isOneOf = (column: string, values: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} = any(${[...values]})`;

/** A pattern for `like` that matches what begins with the text, whatever signs are in it. */
export const beginningWith = (text: string): string => `${text.replace(/[\\%_]/g, '\\$&')}%`;

/** The same for what holds the text anywhere. */
export const containing = (text: string): string => `%${beginningWith(text)}`;

/** How many rows, as a number. */
export const count = sql<number>`count(*)::integer`;

/** A value as a jsonb column takes it. */
export const json = (value: unknown): string => JSON.stringify(value);

/** Sorts by a name column the Swedish way. */
export const byName = (column: string): RawBuilder<string> => sql<string>`${sql.ref(column)} collate swedish`;
