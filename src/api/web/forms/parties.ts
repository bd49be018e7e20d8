/** Those who take part, in the order in which forms ask. */
export const partyValues = [
  'pupil',
  'guardian',
  'mentor',
  'rector',
  'pupilHealth',
  'socialServices',
  'bup',
  'otherAuthority',
] as const;
