/** The texts of the school's side. */
import * as ladder from './ladder.ts';
import * as pupil from './pupil.ts';
import * as week from './school-week.ts';

export const sv = { ...week.sv, ...ladder.sv, ...pupil.sv } as const;
export const en: Record<keyof typeof sv, string> = { ...week.en, ...ladder.en, ...pupil.en };
