/** Guardians and pupils sign in by e-ID: the door, and why it stayed shut. */
export const sv = {
  'signIn.staff.title': 'Personal',
  'signIn.family.title': 'Vårdnadshavare och elever',
  'signIn.family.about':
    'Logga in med din e-legitimation, till exempel BankID eller Freja. Då kan du läsa planen, svara på kallelser och ge eller ta tillbaka samtycke. Inloggningen är för vårdnadshavare till barn under 18 år, och för elever som har fyllt 16 år.',
  'signIn.family.go': 'Logga in med e-legitimation',
  'signIn.family.paper':
    'Du behöver inte logga in. Allt går lika bra att göra på papper, och det gäller lika mycket. Ring skolan och be att få tala med rektorn eller koordinatorn: där får du blanketter och svar på dina frågor.',
  'signIn.family.refused.notLetIn.title': 'Du kommer inte in med e-legitimation',
  'signIn.family.refused.notLetIn':
    'Din e-legitimation fungerade, men vi kan inte släppa in dig den här vägen. Bara vårdnadshavare till barn under 18 år som finns i våra skolors register kommer in, och elever som har fyllt 16 år. Också för dem kan vägen vara stängd av andra skäl. Av hänsyn till alla säger sidan samma sak till var och en som inte kommer in.',
  'signIn.family.refused.cancelled.title': 'Inloggningen blev inte av',
  'signIn.family.refused.cancelled':
    'Du avbröt, eller så gick det inte att legitimera dig. Du kan försöka igen.',
  'signIn.family.refused.untrusted.title': 'Inloggningen gick inte att lita på',
  'signIn.family.refused.untrusted':
    'Svaret från inloggningen stämde inte, så du är inte inloggad. Försök igen. Händer det en gång till: säg till skolan, och tala om när det hände.',
  'signIn.family.refused.away.title': 'Inloggningen svarar inte',
  'signIn.family.refused.away': 'Vänta några minuter och försök igen.',
  'signIn.family.refused.stale.title': 'Inloggningen hann bli för gammal',
  'signIn.family.refused.stale':
    'Det gick mer än tio minuter, eller så började du i ett annat fönster eller använde bakåtknappen. Försök igen härifrån.',
  'signIn.family.refused.claimMissing.title': 'Inloggningen säger inte vem du är',
  'signIn.family.refused.claimMissing':
    'Du har legitimerat dig, men Bryggan fick inget svenskt personnummer eller samordningsnummer. Utan det kan vi inte veta vilket barn du är vårdnadshavare för.',
  'signIn.family.refused.otherPerson.title': 'Någon annan loggade in',
  'signIn.family.refused.otherPerson':
    'Du ombads logga in igen, men det var inte samma person som loggade in. Försök igen med din egen e-legitimation, eller logga ut först.',
  'signIn.family.refused.tooWeak.title': 'Välj en säkrare e-legitimation',
  'signIn.family.refused.tooWeak':
    'Du loggade in på ett sätt som inte räcker för uppgifter om barn. Försök igen med en e-legitimation på tillitsnivå 3 eller högre. Vet du inte vilken nivå din har: fråga den som gav ut den.',
  'signedOutHere.about.family':
    'Är det inte din egen dator eller telefon: stäng webbläsaren, så att ingen annan kan gå tillbaka till sidorna.',
  'signedOutHere.there.family': 'Logga ut från e-legitimationens tjänst också',
} as const;

export const en: Record<keyof typeof sv, string> = {
  'signIn.staff.title': 'Staff',
  'signIn.family.title': 'Guardians and pupils',
  'signIn.family.about':
    'Sign in with your e-ID, such as BankID or Freja. Then you can read the plan, answer invitations, and give or withdraw consent. It is for guardians of children under 18, and for pupils who are 16 or older.',
  'signIn.family.go': 'Sign in with e-ID',
  'signIn.family.paper':
    'You don’t have to sign in. Everything can be done on paper as well, and counts as much. Call the school and ask for the rector or the coordinator: they have the forms, and answer your questions.',
  'signIn.family.refused.notLetIn.title': 'You don’t get in with e-ID',
  'signIn.family.refused.notLetIn':
    'Your e-ID worked, but we can’t let you in this way. Only guardians of children under 18 who are in our schools’ register get in, and pupils who are 16 or older. For them, too, the way may be shut for other reasons. For everybody’s sake this page says the same to each who doesn’t get in.',
  'signIn.family.refused.cancelled.title': 'The sign-in came to nothing',
  'signIn.family.refused.cancelled':
    'You stopped it, or it wasn’t possible to identify you. You may try again.',
  'signIn.family.refused.untrusted.title': 'The sign-in could not be trusted',
  'signIn.family.refused.untrusted':
    'The answer of the sign-in was wrong, so you are not signed in. Try again. If it happens once more, tell the school, and when it happened.',
  'signIn.family.refused.away.title': 'The sign-in doesn’t answer',
  'signIn.family.refused.away': 'Wait a few minutes and try again.',
  'signIn.family.refused.stale.title': 'The sign-in took too long',
  'signIn.family.refused.stale':
    'It took more than ten minutes, or you began in another window or used the back button. Try again from here.',
  'signIn.family.refused.claimMissing.title': 'The sign-in doesn’t say who you are',
  'signIn.family.refused.claimMissing':
    'You have identified yourself, but Bryggan got no Swedish personal identity number or coordination number. Without it we can’t know of which child you are the guardian.',
  'signIn.family.refused.otherPerson.title': 'Somebody else signed in',
  'signIn.family.refused.otherPerson':
    'You were asked to sign in again, but it wasn’t the same person who did. Try again with your own e-ID, or sign out first.',
  'signIn.family.refused.tooWeak.title': 'Choose a safer e-ID',
  'signIn.family.refused.tooWeak':
    'The way you signed in isn’t enough for data about children. Try again with an e-ID of level of assurance 3 or higher. If you don’t know which level yours has, ask who issued it.',
  'signedOutHere.about.family':
    'If this isn’t your own computer or phone: close the browser, so that nobody else can go back to the pages.',
  'signedOutHere.there.family': 'Sign out of the e-ID’s service too',
};
