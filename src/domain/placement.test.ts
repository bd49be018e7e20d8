import { describe, expect, it } from 'vitest';
import { placementOf } from './placement.ts';

describe('placementOf', () => {
  it('tells form, year and stage', () => {
    expect(placementOf('preschool', 'förskola')).toEqual({
      schoolForm: 'preschool',
      year: null,
      stage: 'preschool',
    });
    expect(placementOf('compulsory', 'F')).toEqual({ schoolForm: 'preschoolClass', year: 0, stage: 'F-3' });
    expect(placementOf('compulsory', '3')).toEqual({ schoolForm: 'compulsory', year: 3, stage: 'F-3' });
    expect(placementOf('compulsory', '4')).toEqual({ schoolForm: 'compulsory', year: 4, stage: '4-6' });
    expect(placementOf('compulsory', '9')).toEqual({ schoolForm: 'compulsory', year: 9, stage: '7-9' });
    expect(placementOf('upperSecondary', 'gy2')).toMatchObject({ year: 2, stage: 'upperSecondary' });
    expect(placementOf('adaptedCompulsory', 'an7')).toEqual({
      schoolForm: 'adaptedCompulsory',
      year: 7,
      stage: '7-9',
    });
    expect(placementOf('adaptedUpperSecondary', 'gy4')).toMatchObject({
      schoolForm: 'adaptedUpperSecondary',
    });
  });

  it('refuses a year that such a school does not have', () => {
    expect(placementOf('compulsory', 'gy1')).toBeNull();
    expect(placementOf('upperSecondary', '9')).toBeNull();
    expect(placementOf('preschool', '1')).toBeNull();
    expect(placementOf('compulsory', 'an7')).toBeNull();
    expect(placementOf('compulsory', '11')).toBeNull();
    expect(placementOf('compulsory', '')).toBeNull();
  });
});
