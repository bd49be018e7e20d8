/**
 * Dates and moments. A local date is a date on the wall in Sweden and never an instant; an instant is
 * milliseconds since 1970 UTC. Nothing here asks the machine for a clock or a time zone.
 */

/** A calendar date in Europe/Stockholm, `YYYY-MM-DD`. Compares correctly with `<`. */
export type LocalDate = string & { readonly __localDate: true };

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly __instant: true };

/** A time on the wall, `HH:MM`, 00:00–23:59. */
export type LocalTime = string & { readonly __localTime: true };

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
