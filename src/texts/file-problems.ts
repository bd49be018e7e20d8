/** Why a file is not received, and what to do instead: by what its bytes say. */
type Both = Readonly<{ sv: string; en: string }>;

export const fileProblemTexts: Readonly<
  Record<'empty' | 'unknown' | 'broken' | 'mixed' | 'active' | 'huge', Both>
> = {
  empty: {
    sv: 'Filen är tom. Välj en annan fil.',
    en: 'The file is empty. Choose another file.',
  },
  unknown: {
    sv: 'Filen är inte en PDF, PNG eller JPEG, vad den än heter. Spara om den som PDF, eller ta en bild.',
    en: 'The file is not a PDF, PNG or JPEG, whatever it is called. Save it as a PDF, or take a picture.',
  },
  broken: {
    sv: 'Filen är skadad eller avbruten. Skanna eller spara den en gång till.',
    en: 'The file is damaged or cut short. Scan or save it once more.',
  },
  mixed: {
    sv: 'Filen innehåller något mer än en PDF eller bild. Skriv ut den till en ny PDF, och skicka den.',
    en: 'The file holds something besides a PDF or picture. Print it to a new PDF, and send that.',
  },
  active: {
    sv: 'PDF:en gör något av sig själv: kör ett skript, startar ett program, eller har en annan fil i sig. Skriv ut den till en ny PDF, och skicka den.',
    en: 'The PDF does something by itself: runs a script, starts a program, or has another file in it. Print it to a new PDF, and send that.',
  },
  huge: {
    sv: 'Bilden är större än något papper. Skanna med lägre upplösning.',
    en: 'The picture is larger than any paper. Scan it at a lower resolution.',
  },
};

/** Of a form that carries files, as a whole. */
export const formProblemTexts: Readonly<Record<'tooMany' | 'unreadable', Both>> = {
  tooMany: {
    sv: 'Det som skickades har fler delar än någon blankett här frågar efter.',
    en: 'What was sent has more parts than any form here asks for.',
  },
  unreadable: {
    sv: 'Det som skickades gick inte att läsa. Gå tillbaka, ladda om sidan och skicka igen.',
    en: 'What was sent could not be read. Go back, reload the page and send it again.',
  },
};
