/** Emergency access (nödåtkomst). */
export const sv = {
  'emergency.title': 'Nödåtkomst till ett ärende',
  'emergency.intro':
    'När det inte går att vänta: du kan läsa en kollegas ärende i {hours} timmar. Du kan inte ändra något, och det som har stark sekretess visas inte. Teamledaren får veta det i dag, med ditt skäl, och varje läsning står i loggen. Har eleven skyddade uppgifter går det inte.',
  'emergency.sought': 'Ärendets nummer eller elevens personnummer',
  'emergency.sought.hint': 'Till exempel 2026-0001, eller tolv siffror.',
  'emergency.reason': 'Varför kan det inte vänta?',
  'emergency.reason.hint': 'Teamledaren läser det här.',
  'emergency.send': 'Öppna ärendet',
  'emergency.link': 'Nödåtkomst till en kollegas ärende',
  'emergency.reading': 'Du läser ärendet genom nödåtkomst. Varje läsning står i loggen.',
  'emergency.team': 'Nödåtkomst att gå igenom',
  'emergency.team.hint': 'Koordinatorer som har öppnat ett ärende som inte är deras, eller försökt.',
  'emergency.opened': '{name}, {at}. Öppet till {until}.',
  'emergency.tried': '{name}, {at}.',
  'emergency.nothing': 'Försök: inget ärende öppnades',
  'emergency.review': 'Gått igenom',
  'done.emergencyOpened': 'Ärendet är öppet för dig en kort tid. Teamledaren får veta det i dag.',
  'done.emergencyReviewed': 'Det är märkt som genomgånget.',
} as const;

export const en: Record<keyof typeof sv, string> = {
  'emergency.title': 'Emergency access to a case',
  'emergency.intro':
    'When it can’t wait: you may read a colleague’s case for {hours} hours. You can change nothing, and what has the strong secrecy isn’t shown. The team leader hears of it today, with your reason, and every look is in the log. It doesn’t work where the pupil’s identity is protected.',
  'emergency.sought': 'Number of the case or civic number of the pupil',
  'emergency.sought.hint': 'Such as 2026-0001, or twelve digits.',
  'emergency.reason': 'Why can’t it wait?',
  'emergency.reason.hint': 'The team leader reads this.',
  'emergency.send': 'Open the case',
  'emergency.link': 'Emergency access to a colleague’s case',
  'emergency.reading': 'You read the case by emergency access. Every look is in the log.',
  'emergency.team': 'Emergency accesses to go through',
  'emergency.team.hint': 'Coordinators who opened a case that isn’t theirs, or tried to.',
  'emergency.opened': '{name}, {at}. Open until {until}.',
  'emergency.tried': '{name}, {at}.',
  'emergency.nothing': 'Tried: no case was opened',
  'emergency.review': 'Gone through',
  'done.emergencyOpened': 'The case is open to you for a short time. The team leader hears of it today.',
  'done.emergencyReviewed': 'It is marked as gone through.',
};
