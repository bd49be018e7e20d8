/** Where a pupil stands: school form, year and stage, from the unit's school form and the year's label. */
import type { SchoolForm, Stage } from './policy.ts';

export type Placement = { schoolForm: SchoolForm; year: number | null; stage: Stage };

const yearPattern = /^(gy|an)?(\d{1,2})$/;

const stageOfYear = (year: number): Stage => (year <= 3 ? 'F-3' : year <= 6 ? '4-6' : '7-9');

const compulsoryPlacement = (schoolForm: SchoolForm, year: number): Placement | null =>
  year >= 1 && year <= 10 ? { schoolForm, year, stage: stageOfYear(year) } : null;

const numbered = (unitForm: SchoolForm, prefix: string, year: number): Placement | null => {
  switch (unitForm) {
    case 'compulsory':
      return prefix === '' ? compulsoryPlacement('compulsory', year) : null;
    case 'adaptedCompulsory':
      return prefix === 'gy' ? null : compulsoryPlacement('adaptedCompulsory', year);
    case 'upperSecondary':
    case 'adaptedUpperSecondary':
      return prefix === 'gy' && year >= 1 && year <= 4
        ? { schoolForm: unitForm, year, stage: 'upperSecondary' }
        : null;
    case 'preschool':
    case 'preschoolClass':
      return null;
  }
};

/**
 * `unitForm` is the school unit's own form, `yearLabel` one of `förskola`, `F`, `1`–`10`, `gy1`–`gy4`, `an1`–`an10`.
 * Null when such a year isn't found at such a school.
 */
export const placementOf = (unitForm: SchoolForm, yearLabel: string): Placement | null => {
  if (yearLabel === 'förskola') {
    return unitForm === 'preschool' ? { schoolForm: 'preschool', year: null, stage: 'preschool' } : null;
  }
  if (yearLabel === 'F') {
    const holdsPreschoolClass = ['compulsory', 'preschoolClass', 'preschool'].includes(unitForm);
    return holdsPreschoolClass ? { schoolForm: 'preschoolClass', year: 0, stage: 'F-3' } : null;
  }
  const match = yearPattern.exec(yearLabel);
  return match ? numbered(unitForm, match[1] ?? '', Number(match[2])) : null;
};
