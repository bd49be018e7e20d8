/** Where to guide families: what each place does, how to reach it, how egenremiss works there (seed 004: lotsa rätt). */
import type { Both } from '../both.ts';
import type { ListItem } from '../municipal-list.ts';

/** What a family may need help with; coarse on purpose, so that no search is by diagnosis (domain.md §3). */
export const needs = [
  'mentalHealth',
  'development',
  'disability',
  'parenting',
  'socialSupport',
  'schoolSupport',
  'physicalHealth',
  'sexualHealth',
  'addiction',
  'violence',
  'activities',
] as const;
export type NeedOfHelp = (typeof needs)[number];

export type DirectoryEntry = ListItem & {
  name: Both;
  /** What it does. */
  does: Both;
  howToReach: Both;
  /** How egenremiss (one's own application) works there; null where there is none. */
  selfReferral: Both | null;
  needs: NeedOfHelp[];
  /** Whole years, both included; null is open to that side. */
  ages: { from: number | null; to: number | null };
  phone: string | null;
  web: string | null;
};

export type DirectorySearch = { word?: string; age?: number; need?: NeedOfHelp };

const wordsOf = (entry: DirectoryEntry): string =>
  [entry.name, entry.does, entry.howToReach, entry.selfReferral]
    .flatMap((both) => (both === null ? [] : [both.sv, both.en ?? '']))
    .join('\n')
    .toLocaleLowerCase('sv');

/** Whether an entry is what was searched for: every word somewhere in its texts, the age within, the need among its. */
export function isFound(entry: DirectoryEntry, search: DirectorySearch): boolean {
  const { word, age, need } = search;
  if (need !== undefined && !entry.needs.includes(need)) return false;
  if (age !== undefined && (age < (entry.ages.from ?? 0) || age > (entry.ages.to ?? 150))) return false;
  const all = wordsOf(entry);
  const asked = (word ?? '').toLocaleLowerCase('sv').split(/\s+/);
  return asked.every((one) => all.includes(one));
}
