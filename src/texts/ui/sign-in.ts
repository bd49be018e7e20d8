/** Staff's signing in, signing in again, changing role, and where one is signed in. */
export const sv = {
  'signIn.again.title': 'Logga in igen',
  'signIn.again.why':
    'Du är på väg till uppgifter om en elev med skyddade personuppgifter, eller till ett beslut om gallring. Dit kommer man bara en stund efter att man har loggat in. Logga in igen, så kommer du vidare dit du var på väg.',
  'signIn.again.as': 'Logga in igen som {name}',
  'signIn.go': 'Logga in',
  'signIn.notSetUp':
    'Ingen kan logga in än: kommunens inloggning är inte inställd. Den som sköter driften av Bryggan ställer in den.',
  'signIn.tryAgain': 'Försök igen',
  'signIn.other': 'Logga in som någon annan',
  'signIn.refused.cancelled.title': 'Inloggningen blev inte av',
  'signIn.refused.cancelled':
    'Du avbröt, eller så släppte kommunens inloggning inte in dig. Du kan försöka igen.',
  'signIn.refused.untrusted.title': 'Inloggningen gick inte att lita på',
  'signIn.refused.untrusted':
    'Svaret från kommunens inloggning stämde inte, så du är inte inloggad. Försök igen. Händer det en gång till: säg till kommunens it-stöd och tala om när det hände.',
  'signIn.refused.away.title': 'Kommunens inloggning svarar inte',
  'signIn.refused.away':
    'Vänta några minuter och försök igen. Går det inte då heller: säg till kommunens it-stöd.',
  'signIn.refused.stale.title': 'Inloggningen hann bli för gammal',
  'signIn.refused.stale':
    'Det gick mer än tio minuter, eller så började du i ett annat fönster eller använde bakåtknappen. Försök igen härifrån.',
  'signIn.refused.claimMissing.title': 'Kommunens inloggning säger inte vem du är',
  'signIn.refused.claimMissing':
    'Du är inloggad hos kommunen, men Bryggan fick inte ditt användarnamn därifrån. Det kan du inte rätta själv: säg till kommunens it-stöd att uppgiften saknas till Bryggan.',
  'signIn.refused.unknownPerson.title': 'Du finns inte i Bryggan',
  'signIn.refused.unknownPerson':
    'Du är inloggad hos kommunen, men ingen i personalen i Bryggan har ditt användarnamn. Arbetar du på en skola: be skolans administratör se efter att ditt användarnamn står på dig i skolans register. Det kommer in i Bryggan till nästa dag. Arbetar du inte på en skola: be teamledaren.',
  'signIn.refused.noRole.title': 'Du har ingen roll i Bryggan',
  'signIn.refused.noRole':
    'Bryggan vet vem du är, men du har ingen uppgift här: ingen tjänst som rektor, mentor eller elevhälsa i skolans register, och ingen roll från teamledaren. Be skolans administratör se efter din tjänst i registret, eller teamledaren att ge dig en roll.',
  'signIn.refused.otherPerson.title': 'Någon annan loggade in',
  'signIn.refused.otherPerson':
    'Du ombads logga in igen, men det var inte samma person som loggade in. Försök igen med ditt eget konto, eller logga ut först.',
  'signIn.refused.tooWeak.title': 'Inloggningen var inte tillräckligt stark',
  'signIn.refused.tooWeak':
    'Uppgifter om elever med skyddade personuppgifter kräver en starkare inloggning, till exempel med e-legitimation eller kort. Försök igen och välj en sådan. Har du ingen: be kommunens it-stöd.',
  'signedOutHere.title': 'Du är utloggad från Bryggan',
  'signedOutHere.about.staff':
    'Du kan fortfarande vara inloggad i kommunens andra system. Är det inte din egen dator: logga ut där också, och stäng webbläsaren.',
  'signedOutHere.there.staff': 'Logga ut från kommunens inloggning också',
  'signedOutHere.again': 'Logga in igen',
  'signIn.role.title': 'Välj roll',
  'signIn.role.about': 'Du har flera roller. Välj den som du arbetar i nu; du kan byta när du vill.',
  'signIn.role.now': '{role} (den du har nu)',
  'ui.changeRole': 'Byt roll',
  'sessions.title': 'Mina inloggningar',
  'sessions.about':
    'Här är du inloggad just nu. Känner du inte igen en inloggning: avsluta den, och byt sedan lösenord där du brukar göra det.',
  'sessions.caption': 'Inloggningar, den senast använda först',
  'sessions.where': 'Var',
  'sessions.device': '{browser}, {system}',
  'sessions.role': 'Roll',
  'sessions.begun': 'Inloggad sedan',
  'sessions.used': 'Använd senast',
  'sessions.end': 'Avsluta',
  'sessions.end.about': 'inloggningen i {where}',
  'sessions.this': 'Den här',
  'sessions.endAll': 'Logga ut överallt',
  'sessions.endAll.about': 'Alla inloggningar avslutas på en gång, också den här.',
  'sessions.browser.edge': 'Edge',
  'sessions.browser.firefox': 'Firefox',
  'sessions.browser.chrome': 'Chrome',
  'sessions.browser.safari': 'Safari',
  'sessions.browser.other': 'annat program',
  'sessions.system.windows': 'Windows',
  'sessions.system.android': 'Android',
  'sessions.system.ios': 'iPhone eller iPad',
  'sessions.system.mac': 'Mac',
  'sessions.system.chromeos': 'Chromebook',
  'sessions.system.linux': 'Linux',
  'sessions.system.other': 'okänd dator eller telefon',
  'done.sessionEnded': 'Inloggningen är avslutad.',
} as const;

export const en: Record<keyof typeof sv, string> = {
  'signIn.again.title': 'Sign in again',
  'signIn.again.why':
    'You are on your way to data about a pupil with a protected identity, or to a decision on destruction. One gets there for a while after signing in, and no longer. Sign in again to go on where you were going.',
  'signIn.again.as': 'Sign in again as {name}',
  'signIn.go': 'Sign in',
  'signIn.notSetUp':
    'Nobody can sign in yet: the municipality’s sign-in isn’t set up. Whoever runs Bryggan sets it up.',
  'signIn.tryAgain': 'Try again',
  'signIn.other': 'Sign in as somebody else',
  'signIn.refused.cancelled.title': 'The sign-in came to nothing',
  'signIn.refused.cancelled':
    'You stopped it, or the municipality’s sign-in didn’t let you in. You may try again.',
  'signIn.refused.untrusted.title': 'The sign-in could not be trusted',
  'signIn.refused.untrusted':
    'The answer of the municipality’s sign-in was wrong, so you are not signed in. Try again. If it happens once more, tell the municipality’s IT support, and when it happened.',
  'signIn.refused.away.title': 'The municipality’s sign-in doesn’t answer',
  'signIn.refused.away':
    'Wait a few minutes and try again. If it still doesn’t answer, tell the municipality’s IT support.',
  'signIn.refused.stale.title': 'The sign-in took too long',
  'signIn.refused.stale':
    'It took more than ten minutes, or you began in another window or used the back button. Try again from here.',
  'signIn.refused.claimMissing.title': 'The municipality’s sign-in doesn’t say who you are',
  'signIn.refused.claimMissing':
    'You are signed in with the municipality, but Bryggan didn’t get your user name from there. You can’t mend that yourself: tell the municipality’s IT support that Bryggan doesn’t get it.',
  'signIn.refused.unknownPerson.title': 'You aren’t in Bryggan',
  'signIn.refused.unknownPerson':
    'You are signed in with the municipality, but nobody on the staff in Bryggan has your user name. Do you work at a school: ask the school’s administrator to see to it that your user name stands with you in the school’s register. It comes to Bryggan by the next day. If you don’t work at a school: ask the team leader.',
  'signIn.refused.noRole.title': 'You have no role in Bryggan',
  'signIn.refused.noRole':
    'Bryggan knows who you are, but you have nothing to do here: no post as rector, mentor or pupil health in the school’s register, and no role from the team leader. Ask the school’s administrator to look at your post in the register, or the team leader to give you a role.',
  'signIn.refused.otherPerson.title': 'Somebody else signed in',
  'signIn.refused.otherPerson':
    'You were asked to sign in again, but it wasn’t the same person who did. Try again with your own account, or sign out first.',
  'signIn.refused.tooWeak.title': 'The sign-in wasn’t strong enough',
  'signIn.refused.tooWeak':
    'Data about pupils with a protected identity asks for a stronger sign-in, such as by e-ID or card. Try again and choose one. If you have none, ask the municipality’s IT support.',
  'signedOutHere.title': 'You are signed out of Bryggan',
  'signedOutHere.about.staff':
    'You may still be signed in to the municipality’s other systems. If this isn’t your own computer: sign out there too, and close the browser.',
  'signedOutHere.there.staff': 'Sign out of the municipality’s sign-in too',
  'signedOutHere.again': 'Sign in again',
  'signIn.role.title': 'Choose a role',
  'signIn.role.about':
    'You have several roles. Choose the one that you work in now; you may change at any time.',
  'signIn.role.now': '{role} (the one you have now)',
  'ui.changeRole': 'Change role',
  'sessions.title': 'Where I am signed in',
  'sessions.about':
    'You are signed in here right now. Is there one that you don’t know: end it, and then change your password where you usually do.',
  'sessions.caption': 'Sign-ins, the one used last first',
  'sessions.where': 'Where',
  'sessions.device': '{browser}, {system}',
  'sessions.role': 'Role',
  'sessions.begun': 'Signed in since',
  'sessions.used': 'Used last',
  'sessions.end': 'End',
  'sessions.end.about': 'the sign-in in {where}',
  'sessions.this': 'This one',
  'sessions.endAll': 'Sign out everywhere',
  'sessions.endAll.about': 'All sign-ins end at once, this one too.',
  'sessions.browser.edge': 'Edge',
  'sessions.browser.firefox': 'Firefox',
  'sessions.browser.chrome': 'Chrome',
  'sessions.browser.safari': 'Safari',
  'sessions.browser.other': 'another program',
  'sessions.system.windows': 'Windows',
  'sessions.system.android': 'Android',
  'sessions.system.ios': 'iPhone or iPad',
  'sessions.system.mac': 'Mac',
  'sessions.system.chromeos': 'Chromebook',
  'sessions.system.linux': 'Linux',
  'sessions.system.other': 'an unknown computer or phone',
  'done.sessionEnded': 'The sign-in has ended.',
};
