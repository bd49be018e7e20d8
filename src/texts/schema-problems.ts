/** What a value isn't, in plain words: one entry for each way in which a schema can say no. `{name}` is filled in. */
type Both = Readonly<{ sv: string; en: string }>;

export const schemaTexts = {
  missing: { sv: 'Uppgiften saknas.', en: 'This is missing.' },
  'not-text': { sv: 'Skriv en text.', en: 'Give a text.' },
  'not-number': { sv: 'Skriv ett tal.', en: 'Give a number.' },
  'not-whole': { sv: 'Skriv ett heltal.', en: 'Give a whole number.' },
  'not-yes-or-no': { sv: 'Svara true (ja) eller false (nej).', en: 'Answer true (yes) or false (no).' },
  'not-a-list': { sv: 'Skicka en lista.', en: 'Send a list.' },
  'not-an-object': { sv: 'Skicka ett objekt med namngivna fält.', en: 'Send an object with named fields.' },
  'no-choice': { sv: 'Välj något av: {choices}.', en: 'Choose one of: {choices}.' },
  'too-short': {
    sv: 'Texten är för kort: minst {least} tecken.',
    en: 'Too short: at least {least} characters.',
  },
  'too-long': { sv: 'Texten är för lång: högst {most} tecken.', en: 'Too long: at most {most} characters.' },
  'too-few': { sv: 'Listan är för kort: minst {least}.', en: 'Too few: at least {least}.' },
  'too-many': { sv: 'Listan är för lång: högst {most}.', en: 'Too many: at most {most}.' },
  'too-small': { sv: 'Talet är för litet: minst {least}.', en: 'Too small: at least {least}.' },
  'too-big': { sv: 'Talet är för stort: högst {most}.', en: 'Too big: at most {most}.' },
  'not-above': { sv: 'Talet måste vara större än {least}.', en: 'It must be more than {least}.' },
  'not-below': { sv: 'Talet måste vara mindre än {most}.', en: 'It must be less than {most}.' },
  'no-email': { sv: 'Det är ingen e-postadress.', en: 'This is no mail address.' },
  'no-address': {
    sv: 'Det är ingen webbadress som kan användas här.',
    en: 'This is no web address that can be used here.',
  },
  'wrong-form': { sv: 'Det är inte skrivet på rätt sätt.', en: 'This is not written in the right form.' },
  invalid: { sv: 'Värdet kan inte användas här.', en: 'This value cannot be used here.' },
} satisfies Record<string, Both>;

export type SchemaCode = keyof typeof schemaTexts;
