/** What is wrong with a row or a file of an import, in words. Never says what the row said: it may be personal. */
import type { ImportKind, ImportProblem, ImportProblemCode } from '../domain/import-rows.ts';
import { fill } from './problems.ts';

type Both = { sv: string; en: string };

/** What each kind of file holds, to be named in a sentence. */
const kindTexts: Record<ImportKind, Both> = {
  schoolUnits: { sv: 'skolenheter', en: 'school units' },
  calendar: { sv: 'läsår och lov', en: 'the school year' },
  offeredTime: { sv: 'erbjuden tid', en: 'time offered' },
  staff: { sv: 'personal', en: 'staff' },
  pupils: { sv: 'elever', en: 'pupils' },
  guardians: { sv: 'vårdnadshavare', en: 'guardians' },
  absence: { sv: 'frånvaro', en: 'absence' },
};

const texts: Record<ImportProblemCode, Both> = {
  'empty-file': { sv: 'Filen är tom.', en: 'The file is empty.' },
  'unknown-header': {
    sv: 'Rubrikraden känns inte igen. Första raden ska ha kolumnernas namn, se exempelfilerna.',
    en: "The header isn't recognised. The first row names the columns; see the sample files.",
  },
  'missing-column': { sv: 'Kolumner saknas: {columns}.', en: 'Columns are missing: {columns}.' },
  'repeated-column': { sv: 'Kolumnen finns två gånger.', en: 'The column is there twice.' },
  'wrong-kind': {
    sv: 'Filen ser ut att innehålla {found}, inte {wanted}.',
    en: 'The file seems to hold {found}, not {wanted}.',
  },
  'quote-not-closed': {
    sv: 'Ett citattecken som öppnas här stängs aldrig; resten av filen går inte att läsa.',
    en: "A quote that opens here is never closed; the rest of the file can't be read.",
  },
  'record-too-long': {
    sv: 'Raden är för lång för att läsas. Kontrollera citattecken och radbrytningar.',
    en: 'The row is too long to be read. Check quotes and line breaks.',
  },
  'not-a-table': {
    sv: 'Filen är ingen tabell: väldigt många rader har ett annat antal fält än rubrikraden. Kontrollera att det är rätt fil.',
    en: 'The file is no table: very many rows have another number of fields than the header. Check that it is the right file.',
  },
  'column-count': {
    sv: 'Raden har {found} fält men rubriken {expected}.',
    en: 'The row has {found} fields but the header {expected}.',
  },
  required: { sv: 'Fältet måste fyllas i.', en: 'The field must be filled in.' },
  'too-long': { sv: 'Fältet får ha högst {max} tecken.', en: 'The field may hold at most {max} characters.' },
  'control-character': {
    sv: 'Fältet innehåller ett osynligt styrtecken (till exempel NUL eller radbrytning).',
    en: 'The field holds an invisible control character (such as NUL or a line break).',
  },
  'broken-character': {
    sv: 'Fältet innehåller ett trasigt tecken. Spara filen som UTF-8 eller Windows-1252.',
    en: 'The field holds a broken character. Save the file as UTF-8 or Windows-1252.',
  },
  'invalid-civic-number': {
    sv: 'Personnumret är inte giltigt. Skriv tolv siffror, eller datum och TF med två siffror.',
    en: "The civic number isn't valid. Write twelve digits, or a date and TF with two digits.",
  },
  'invalid-id': { sv: 'Id ska vara ett UUID.', en: 'The id must be a UUID.' },
  'invalid-school-unit': {
    sv: 'Skolenhetskoden ska ha åtta siffror.',
    en: 'A school unit code has eight digits.',
  },
  'invalid-municipality': {
    sv: 'Kommunkoden ska ha fyra siffror.',
    en: 'A municipality code has four digits.',
  },
  'invalid-date': { sv: 'Datumet finns inte. Skriv ÅÅÅÅ-MM-DD.', en: 'No such date. Write YYYY-MM-DD.' },
  'date-not-in-form': {
    sv: 'Datumet är inte skrivet som mappningen säger ({form}).',
    en: "The date isn't written as the mapping says ({form}).",
  },
  'end-before-start': { sv: 'Slutet ligger före början.', en: 'The end is before the start.' },
  'before-birth': {
    sv: 'Datumet ligger före elevens födelse.',
    en: 'The date is before the pupil was born.',
  },
  'born-before-child': {
    sv: 'Vårdnadshavaren är inte äldre än barnet.',
    en: "The guardian isn't older than the child.",
  },
  'invalid-number': { sv: 'Skriv ett helt antal minuter, minst 1.', en: 'Write whole minutes, at least 1.' },
  'negative-minutes': { sv: 'Minuterna kan inte vara negativa.', en: "Minutes can't be negative." },
  'minutes-over-day': { sv: 'Ett dygn har {max} minuter.', en: 'A day has {max} minutes.' },
  'invalid-email': { sv: 'E-postadressen är inte giltig.', en: "The mail address isn't valid." },
  'invalid-phone': { sv: 'Telefonnumret är inte giltigt.', en: "The phone number isn't valid." },
  'unknown-school-form': {
    sv: 'Skolformen är okänd. Skriv FS, FSKL, GR, GY, GRS eller GYS.',
    en: 'Unknown school form. Write FS, FSKL, GR, GY, GRS or GYS.',
  },
  'unknown-authority': {
    sv: 'Huvudmannen är okänd. Skriv kommunal eller fristående.',
    en: 'Unknown authority. Write kommunal or fristående.',
  },
  'unknown-role': {
    sv: 'Rollen är okänd. Till exempel Rektor, Mentor, Kurator, Teamledare, Insatskoordinator.',
    en: 'Unknown role. For instance Rektor, Mentor, Kurator, Teamledare, Insatskoordinator.',
  },
  'unknown-year': {
    sv: 'Årskursen är okänd. Skriv förskola, F, 1–10, gy1–gy4 eller an1–an10.',
    en: 'Unknown year. Write förskola, F, 1–10, gy1–gy4 or an1–an10.',
  },
  'unknown-security-marking': {
    sv: 'Skyddsmarkeringen är okänd. Skriv Ingen, Sekretessmarkering eller Skyddad folkbokföring.',
    en: 'Unknown security marking. Write Ingen, Sekretessmarkering or Skyddad folkbokföring.',
  },
  'unknown-relation': {
    sv: 'Relationen är okänd. Skriv Vårdnadshavare, God man eller Annan.',
    en: 'Unknown relation. Write Vårdnadshavare, God man or Annan.',
  },
  'unknown-absence-kind': {
    sv: 'Frånvarons typ är okänd. Skriv giltig eller ogiltig.',
    en: 'Unknown kind of absence. Write giltig or ogiltig.',
  },
  'word-not-mapped': {
    sv: 'Ordet finns inte i mappningen. Lägg till det där.',
    en: "The word isn't in the mapping. Add it there.",
  },
  'duplicate-row': {
    sv: 'Samma uppgift står redan på rad {first}.',
    en: 'The same is already said in row {first}.',
  },
  'conflicting-row': {
    sv: 'Samma person har andra uppgifter på rad {first}.',
    en: 'The same person is described differently in row {first}.',
  },
  'unknown-school': {
    sv: 'Skolenheten finns inte. Läs in skolenheterna först.',
    en: 'There is no such school unit. Load the school units first.',
  },
  'unknown-pupil': {
    sv: 'Eleven finns inte. Läs in eleverna först.',
    en: 'There is no such pupil. Load the pupils first.',
  },
  'year-not-at-school': {
    sv: 'Årskursen finns inte i skolenhetens skolform.',
    en: "There is no such year in the school unit's school form.",
  },
  'absence-ahead': {
    sv: 'Dagen har inte varit än. Planerad ledighet är ingen frånvaro: skicka raden igen när dagen har varit.',
    en: 'The day is still to come. Planned leave is no absence: send the row again when the day has been.',
  },
  'too-many-left': {
    sv: 'Mer än hälften av en skolas elever ({left} av {all}) saknas i filen, som sägs vara hel. Kontrollera att den är det, eller läs in den utan att säga så.',
    en: "More than half of a school's pupils ({left} of {all}) are missing from the file, which is said to be whole. Check that it is, or import it without saying so.",
  },
};

const isKind = (value: string | number): value is ImportKind => value in kindTexts;

/** Kinds of file among the values become words. */
const worded = (params: ImportProblem['params'], language: keyof Both): ImportProblem['params'] =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, isKind(value) ? kindTexts[value][language] : value]),
  );

/** The problem in Swedish and English. */
export const importProblemText = ({ code, params }: Pick<ImportProblem, 'code' | 'params'>): Both => ({
  sv: fill(texts[code].sv, worded(params, 'sv')),
  en: fill(texts[code].en, worded(params, 'en')),
});
