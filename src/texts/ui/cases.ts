/** The list of cases, and how one is found. */
export const sv = {
  'cases.title': 'Ärenden',
  'cases.name': 'Elevens namn',
  'cases.number': 'Ärendenummer',
  'cases.phase': 'Läge',
  'cases.school': 'Skola',
  'cases.coordinator': 'Koordinator',
  'cases.any': 'Alla',
  'cases.hidesProtected':
    'Elever med skyddade personuppgifter hittas inte på namn eller skola. Sök på ärendenumret.',
  'cases.search': 'Sök',
  'cases.found': '{shown} av {total} ärenden',
  'cases.none': 'Inget ärende som du får se stämmer med det du söker.',
  'cases.next': 'Nästa sida',
  'cases.previous': 'Föregående sida',
  'cases.pupil': 'Elev',
} as const;

export const en: Record<keyof typeof sv, string> = {
  'cases.title': 'Cases',
  'cases.name': 'The pupil’s name',
  'cases.number': 'Case number',
  'cases.phase': 'Phase',
  'cases.school': 'School',
  'cases.coordinator': 'Coordinator',
  'cases.any': 'All',
  'cases.hidesProtected':
    'Pupils with protected identity are not found by name or school. Look for the case number.',
  'cases.search': 'Search',
  'cases.found': '{shown} of {total} cases',
  'cases.none': 'No case that you may see fits what you look for.',
  'cases.next': 'Next page',
  'cases.previous': 'Previous page',
  'cases.pupil': 'Pupil',
};
