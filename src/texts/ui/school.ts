/** The texts of the school's side. */
import * as lists from './common-lists.ts';
import * as eht from './eht.ts';
import * as ladder from './ladder.ts';
import * as pupil from './pupil.ts';
import * as surveys from './surveys.ts';
import * as week from './school-week.ts';

export const sv = { ...week.sv, ...ladder.sv, ...pupil.sv, ...eht.sv, ...lists.sv, ...surveys.sv } as const;
export const en: Record<keyof typeof sv, string> = {
  ...week.en,
  ...ladder.en,
  ...pupil.en,
  ...eht.en,
  ...lists.en,
  ...surveys.en,
};
