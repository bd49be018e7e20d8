/** Kinds of support besides the coordinator's own work, that a case can name as its measures (seeds 000, 001). */
import type { Both } from '../both.ts';
import type { ListItem } from '../municipal-list.ts';

/** Whom a kind of support is given to. */
export const supportFor = ['pupil', 'guardian', 'family', 'class'] as const;

export type SupportKind = ListItem & {
  name: Both;
  description: Both;
  for: (typeof supportFor)[number];
  /** Whether a measure of this kind has a stepwise way back to class: from a day on, so much of the timetable. */
  stepwise: boolean;
};

/** What a new measure may name: those that aren't retired. */
export const offered = <T extends ListItem>(list: readonly T[]): T[] => list.filter((item) => !item.retired);
