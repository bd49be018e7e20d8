/** What a look at a file's own structure tells. */
export type Wholeness = 'whole' | 'broken' | 'mixed' | 'active' | 'huge';

/** More than A3 at 600 dots an inch, on either side: nothing that a scanner makes. */
export const maxSidePixels = 20_000;
