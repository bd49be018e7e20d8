/** Receivers, kinds of information and purposes, in the order in which forms ask. */
export const receiverValues = [
  'socialServices',
  'bup',
  'habilitation',
  'primaryCare',
  'youthClinic',
  'emi',
  'pupilHealth',
  'otherSchool',
  'police',
  'other',
] as const;

export const informationValues = [
  'attendance',
  'learning',
  'support',
  'health',
  'socialSituation',
  'inquiries',
] as const;

export const purposeValues = ['increaseAttendance', 'sip', 'inquiry'] as const;
