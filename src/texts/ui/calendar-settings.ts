/** The school calendar among the settings, with what a change does to the days. */
export const sv = {
  'calendarSettings.title': 'Läsåret',
  'calendarSettings.caption': 'Terminer, lov och studiedagar',
  'calendarSettings.all': 'Alla skolor',
  'calendarSettings.own': 'Skolans egen',
  'calendarSettings.school': 'Skola',
  'calendarSettings.school.hint':
    'Lämna tomt för alla skolor. Skolans eget lov går före det allmänna med samma namn.',
  'calendarSettings.show': 'Visa',
  'calendarSettings.kind': 'Slag',
  'calendarSettings.kind.term': 'Läsår',
  'calendarSettings.kind.lov': 'Lov',
  'calendarSettings.kind.studyDay': 'Studiedag',
  'calendarSettings.days': 'Dagar',
  'calendarSettings.whose': 'Gäller',
  'calendarSettings.new': 'Lägg till lov, studiedag eller läsår',
  'calendarSettings.intro':
    'Skriv samma namn, skola och första dag som något som finns för att ändra när det slutar.',
  'calendarSettings.save': 'Spara',
  'calendarSettings.what': 'Vad är det?',
  'calendarSettings.name': 'Namn',
  'calendarSettings.remove': 'Ta bort',
  'calendarSettings.effect.lov':
    'Lov: veckans uppföljning hålls inte och räknas inte som missad, en utvärdering läggs före eller i första skolveckan efter, och mentorerna har ingen genomgång. Uppdragets tid går ändå.',
  'calendarSettings.effect.studyDay':
    'Studiedag: räknas inte som skoldag. Det som räknas i skoldagar blir en dag senare, och dagens frånvaro räknas inte.',
  'calendarSettings.effect.term':
    'Läsår: utanför det är det sommar. Ett uppdrag som tar slut på sommaren beslutas före läsårets slut.',
  'calendarSettings.effect.when':
    'Nya ärenden räknar med ändringen direkt, pågående den natt då något nästa gång infaller i dem: inget i ett nytt lov räknas som missat.',
  'calendarSettings.within':
    'Åtaganden som nu har sin dag i den tiden: {count}. De räknas om när ärendet får den nya kalendern.',
  'done.periodSaved': 'Läsåret är ändrat.',
  'done.periodRemoved': 'Det är borttaget ur läsåret.',
} as const;

export const en: Record<keyof typeof sv, string> = {
  'calendarSettings.title': 'The school year',
  'calendarSettings.caption': 'Terms, breaks and study days',
  'calendarSettings.all': 'All schools',
  'calendarSettings.own': 'The school’s own',
  'calendarSettings.school': 'School',
  'calendarSettings.school.hint':
    'Leave blank for all schools. A school’s own break goes before the general one of that name.',
  'calendarSettings.show': 'Show',
  'calendarSettings.kind': 'Kind',
  'calendarSettings.kind.term': 'School year',
  'calendarSettings.kind.lov': 'Break',
  'calendarSettings.kind.studyDay': 'Study day',
  'calendarSettings.days': 'Days',
  'calendarSettings.whose': 'Of',
  'calendarSettings.new': 'Add a break, a study day or a school year',
  'calendarSettings.intro': 'Write the name, school and first day of what is there to change when it ends.',
  'calendarSettings.save': 'Save',
  'calendarSettings.what': 'What is it?',
  'calendarSettings.name': 'Name',
  'calendarSettings.remove': 'Take out',
  'calendarSettings.effect.lov':
    'Break: the week’s follow-up isn’t held and doesn’t count as missed, an evaluation is held before it or in the first school week after, and mentors have no review. The assignment’s time goes on.',
  'calendarSettings.effect.studyDay':
    'Study day: no school day. What is counted in school days comes a day later, and that day’s absence doesn’t count.',
  'calendarSettings.effect.term':
    'School year: outside it is summer. An assignment that ends in the summer is decided on before the school year ends.',
  'calendarSettings.effect.when':
    'New cases reckon with a change at once, running ones the next night on which something falls due in them: nothing in a new break counts as missed.',
  'calendarSettings.within':
    'Duties that have their day in that time now: {count}. They are reckoned anew when the case gets the new calendar.',
  'done.periodSaved': 'The school year is changed.',
  'done.periodRemoved': 'It is taken out of the school year.',
};
