/** The list of cases, and how one is found. */
export const sv = {
  'cases.title': 'Ärenden',
  'cases.name': 'Elevens namn',
  'cases.number': 'Ärendenummer',
  'cases.phase': 'Läge',
  'cases.anyPhase': 'Alla',
  'cases.search': 'Sök',
  'cases.found': '{shown} av {total} ärenden',
  'cases.none': 'Inget ärende som du får se stämmer med det du söker.',
  'cases.next': 'Nästa sida',
  'cases.previous': 'Föregående sida',
  'cases.pupil': 'Elev',
  'cases.number.hint': 'Eller början av det.',
} as const;

export const en: Record<keyof typeof sv, string> = {
  'cases.title': 'Cases',
  'cases.name': 'The pupil’s name',
  'cases.number': 'Case number',
  'cases.phase': 'Phase',
  'cases.anyPhase': 'All',
  'cases.search': 'Search',
  'cases.found': '{shown} of {total} cases',
  'cases.none': 'No case that you may see fits what you look for.',
  'cases.next': 'Next page',
  'cases.previous': 'Previous page',
  'cases.pupil': 'Pupil',
  'cases.number.hint': 'Or its beginning.',
};
