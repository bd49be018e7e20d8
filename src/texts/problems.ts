/**
 * What people read when something is refused: one entry for each refusal of a case and each problem of the API.
 * `{name}` is filled from the problem's values, which are never names or stories.
 */
import type { RefusalCode } from '../domain/case/refusal.ts';

type ApiProblemCode =
  | 'malformed-json'
  | 'not-utf-8'
  | 'invalid-request'
  | 'idempotency-key-missing'
  | 'idempotency-key-invalid'
  | 'idempotency-key-reused'
  | 'if-match-invalid'
  | 'not-signed-in'
  | 'sign-in-again'
  | 'cross-site'
  | 'not-found'
  | 'method-not-allowed'
  | 'too-large'
  | 'unsupported-media-type'
  | 'file-refused'
  | 'too-many-requests'
  | 'engine-away'
  | 'records-away'
  | 'rehearsal-only'
  | 'clock-unavailable'
  | 'caseload-full'
  | 'case-open-already'
  | 'slot-taken'
  | 'pupil-known'
  | 'school-known'
  | 'last-team-leader'
  | 'import-refused'
  | 'import-not-tried'
  | 'import-file-gone'
  | 'not-same-person'
  | 'both-have-cases'
  | 'answer-link-gone'
  | 'survey-round-closed'
  | 'changed-meanwhile'
  | 'years-missing'
  | 'years-of-kept'
  | 'not-to-be-destroyed'
  | 'destruction-decided'
  | 'no-ledger'
  | 'internal';

export type ProblemCode = RefusalCode | ApiProblemCode;

type Both = { sv: string; en: string };
export type ProblemText = { title: Both; detail: Both };

export const problemTexts: Record<ProblemCode, ProblemText> = {
  'not-permitted': {
    title: { sv: 'Inte tillåtet', en: 'Not permitted' },
    detail: {
      sv: 'Din roll får inte göra detta i det här ärendet.',
      en: 'Your role may not do this in this case.',
    },
  },
  'wrong-phase': {
    title: { sv: 'Fel skede', en: 'Wrong phase' },
    detail: {
      sv: 'Det går inte att göra i det skede som ärendet är i nu.',
      en: 'This cannot be done in the phase that the case is in now.',
    },
  },
  'case-ended': {
    title: { sv: 'Ärendet är avslutat', en: 'The case has ended' },
    detail: {
      sv: 'Ärendet är avslutat och tar inte emot något mer. Behövs stöd igen öppnas ett nytt ärende.',
      en: 'The case has ended and takes nothing more. If support is needed again, open a new case.',
    },
  },
  'unknown-id': {
    title: { sv: 'Okänt id', en: 'Unknown id' },
    detail: {
      sv: 'Det som id:t pekar på finns inte i ärendet.',
      en: 'What the id points at is not in the case.',
    },
  },
  'duplicate-id': {
    title: { sv: 'Finns redan', en: 'Already there' },
    detail: { sv: 'Samma id förekommer redan.', en: 'The same id is already there.' },
  },
  'invalid-date': {
    title: { sv: 'Ogiltigt datum', en: 'Invalid date' },
    detail: {
      sv: 'Datumet finns inte eller kan inte gälla här. Skriv ÅÅÅÅ-MM-DD.',
      en: 'The date does not exist or cannot apply here. Write YYYY-MM-DD.',
    },
  },
  'date-in-future': {
    title: { sv: 'Datumet ligger i framtiden', en: 'The date is in the future' },
    detail: {
      sv: 'Det som har hänt kan inte ha ett datum efter i dag.',
      en: 'What has happened cannot be dated after today.',
    },
  },
  'date-in-past': {
    title: { sv: 'Datumet har passerat', en: 'The date has passed' },
    detail: { sv: 'Ange ett datum från och med i dag.', en: 'Give a date from today on.' },
  },
  'before-birth': {
    title: { sv: 'Före elevens födelse', en: 'Before the birth' },
    detail: {
      sv: 'Datumet ligger före elevens födelsedag.',
      en: "The date is before the pupil's day of birth.",
    },
  },
  'lov-reason-missing': {
    title: { sv: 'Skäl saknas', en: 'The reason is missing' },
    detail: {
      sv: 'Utvärderingen skulle ha hållits {nominal}, i ett lov. Skriv varför den hölls efter lovet.',
      en: 'The evaluation was to be held on {nominal}, in a school break. Say why it was held after it.',
    },
  },
  'end-before-start': {
    title: { sv: 'Slutet ligger före början', en: 'The end is before the start' },
    detail: {
      sv: 'Slutdatumet måste ligga på eller efter startdatumet.',
      en: 'The end date must be on or after the start date.',
    },
  },
  'policy-forbids': {
    title: { sv: 'Kommunens arbetssätt tillåter det inte', en: 'The policy forbids it' },
    detail: {
      sv: 'Kommunens valda arbetssätt (policyn) tillåter inte detta.',
      en: 'The way of working that the municipality has chosen (the policy) does not allow this.',
    },
  },
  'not-resident': {
    title: { sv: 'Inte folkbokförd i kommunen', en: 'Not registered in the municipality' },
    detail: {
      sv: 'Eleven måste vara folkbokförd i kommunen enligt policyn.',
      en: 'The policy asks that the pupil is registered in the municipality.',
    },
  },
  'wrong-school': {
    title: { sv: 'Fel skola', en: 'Wrong school' },
    detail: {
      sv: 'Eleven går på en annan skola än den som du ansvarar för.',
      en: 'The pupil goes to another school than the one that you answer for.',
    },
  },
  'consent-missing': {
    title: { sv: 'Samtycke saknas', en: 'Consent is missing' },
    detail: {
      sv: 'Skriftligt samtycke som gäller {receiver} saknas från någon som måste ge det. Ändamålet: {purpose}. Hämta in samtycket först.',
      en: 'Written consent for {receiver} is missing from someone who must give it. The purpose: {purpose}. Get the consent first.',
    },
  },
  'stage-mismatch': {
    title: { sv: 'Fel stadium', en: 'Wrong stage' },
    detail: {
      sv: 'Samordnaren arbetar inte med elevens stadium. Välj någon annan eller ange varför.',
      en: "The coordinator does not work with the pupil's stage. Choose another, or say why.",
    },
  },
  'too-many': {
    title: { sv: 'För många', en: 'Too many' },
    detail: { sv: 'Det är fler än vad som är tillåtet.', en: 'There are more than allowed.' },
  },
  'already-done': {
    title: { sv: 'Redan gjort', en: 'Already done' },
    detail: { sv: 'Det är redan gjort i ärendet.', en: 'It is already done in the case.' },
  },
  'mapping-incomplete': {
    title: { sv: 'Kartläggningen är inte klar', en: 'The mapping is incomplete' },
    detail: {
      sv: 'Kartläggningen behöver alla tre delar: elev, pedagoger och vårdnadshavare.',
      en: 'The mapping needs all three parts: pupil, educators and guardians.',
    },
  },
  'plan-missing': {
    title: { sv: 'Handlingsplan saknas', en: 'There is no plan' },
    detail: { sv: 'Gör en handlingsplan först.', en: 'Make a plan first.' },
  },
  'evaluation-missing': {
    title: { sv: 'Utvärdering saknas', en: 'There is no evaluation' },
    detail: {
      sv: 'En utvärdering måste finnas först.',
      en: 'An evaluation must be there first.',
    },
  },
  'extension-not-allowed': {
    title: { sv: 'Förlängning är inte möjlig', en: 'Extension is not possible' },
    detail: {
      sv: 'Uppdraget kan inte förlängas så: kontrollera antal, längd och vem som beslutar i policyn.',
      en: 'The assignment cannot be extended so: see number, length and who decides in the policy.',
    },
  },
  'deadline-fixed': {
    title: { sv: 'Tidsgränsen ligger fast', en: 'The deadline is fixed' },
    detail: {
      sv: 'Den här tidsgränsen kan inte flyttas. Uppdragets slut flyttas bara genom beslut om förlängning.',
      en: "This deadline cannot be moved. The assignment's end moves only by a decision on extension.",
    },
  },
  'preschool-not-noticed': {
    title: { sv: 'Förskolan är frivillig', en: 'Preschool is voluntary' },
    detail: {
      sv: 'Förskolan har ingen närvaroplikt, så frånvarons siffror startar inget ärende. Lämna i stället en oro till barnhälsan.',
      en: 'Preschool has no duty to attend, so absence figures start no case. Report a concern to the child health team instead.',
    },
  },
  'wait-without-day': {
    title: { sv: 'Dag saknas', en: 'The day is missing' },
    detail: {
      sv: 'När elevhälsan väntar ska det stå till vilken dag den tar upp eleven igen.',
      en: 'When the pupil health team waits, give the day on which it takes the pupil up again.',
    },
  },
  'reason-missing': {
    title: { sv: 'Skäl saknas', en: 'The reason is missing' },
    detail: {
      sv: 'Skriv varför utredningen bedöms vara uppenbart obehövlig (skollagen 7 kap. 19 a §).',
      en: 'Say why the inquiry is judged to be plainly unneeded (skollagen 7:19 a).',
    },
  },
  'inquiry-not-covered': {
    title: { sv: 'Utredning gäller inte skolformen', en: 'No inquiry in this school form' },
    detail: {
      sv: 'Skollagen 7 kap. 19 a § gäller förskoleklass, grundskola och anpassad grundskola, inte elevens skolform.',
      en: "Skollagen 7:19 a covers the preschool class and compulsory school, not the pupil's school form.",
    },
  },
  'inquiry-not-open': {
    title: { sv: 'Ingen utredning är inledd', en: 'No inquiry is open' },
    detail: {
      sv: 'Ange först att utredningen är inledd, med datum.',
      en: 'Record first that the inquiry was opened, with its date.',
    },
  },
  'mentor-not-told': {
    title: { sv: 'Mentorn har inte fått svar', en: 'The mentor has no answer' },
    detail: {
      sv: 'Ge mentorn besked om vad elevhälsan beslutat, och avsluta sedan.',
      en: 'Tell the mentor what the pupil health team decided, then end it.',
    },
  },
  'stale-revision': {
    title: { sv: 'Ärendet har ändrats', en: 'The case has changed' },
    detail: {
      sv: 'Någon har ändrat ärendet sedan du läste det. Se vad som är nytt, och försök igen om det fortfarande stämmer.',
      en: 'Someone has changed the case since you read it. See what is new, and try again if it still holds.',
    },
  },
  'invalid-value': {
    title: { sv: 'Ogiltigt värde', en: 'Invalid value' },
    detail: { sv: 'Värdet kan inte gälla här.', en: 'The value cannot apply here.' },
  },
  'not-utf-8': {
    title: { sv: 'Fel teckenkodning', en: 'Wrong encoding' },
    detail: {
      sv: 'Texten är inte i UTF-8, så å, ä och ö skulle bli fel. Skicka den i UTF-8.',
      en: 'The text is not in UTF-8, so letters beyond a–z would be lost. Send it in UTF-8.',
    },
  },
  'malformed-json': {
    title: { sv: 'Trasig JSON', en: 'Malformed JSON' },
    detail: {
      sv: 'Innehållet kunde inte läsas som JSON.',
      en: 'The body could not be read as JSON.',
    },
  },
  'invalid-request': {
    title: { sv: 'Uppgifterna är inte giltiga', en: 'The request is not valid' },
    detail: {
      sv: 'En eller flera uppgifter är inte giltiga. Se listan över fält.',
      en: 'One or more values are not valid. See the list of fields.',
    },
  },
  'idempotency-key-missing': {
    title: { sv: 'Idempotency-Key saknas', en: 'Idempotency-Key is missing' },
    detail: {
      sv: 'Skicka huvudet Idempotency-Key med ett eget värde för varje kommando, till exempel ett UUID.',
      en: 'Send the header Idempotency-Key with a value of its own for each command, such as a UUID.',
    },
  },
  'idempotency-key-invalid': {
    title: { sv: 'Ogiltig Idempotency-Key', en: 'Invalid Idempotency-Key' },
    detail: {
      sv: 'Idempotency-Key är 8–128 tecken av bokstäver a–z, siffror, punkt, kolon, streck och understreck.',
      en: 'Idempotency-Key is 8–128 characters of letters a–z, digits, dot, colon, hyphen and underscore.',
    },
  },
  'idempotency-key-reused': {
    title: { sv: 'Idempotency-Key är redan använd', en: 'Idempotency-Key is already used' },
    detail: {
      sv: 'Samma nyckel har använts för ett annat kommando. Använd en ny nyckel.',
      en: 'The same key was used for another command. Use a new key.',
    },
  },
  'if-match-invalid': {
    title: { sv: 'Ogiltigt If-Match', en: 'Invalid If-Match' },
    detail: {
      sv: 'If-Match ska vara ärendets revision som heltal inom citattecken, till exempel "7".',
      en: 'If-Match must be the revision of the case as an integer in quotes, such as "7".',
    },
  },
  'not-signed-in': {
    title: { sv: 'Inte inloggad', en: 'Not signed in' },
    detail: { sv: 'Logga in först.', en: 'Sign in first.' },
  },
  'sign-in-again': {
    title: { sv: 'Logga in igen', en: 'Sign in again' },
    detail: {
      sv: 'Eleven har skyddade personuppgifter, och det var ett tag sedan du loggade in. Logga in igen, så kommer du vidare.',
      en: 'The pupil has a protected identity, and it was a while ago that you signed in. Sign in again to go on.',
    },
  },
  'cross-site': {
    title: { sv: 'Anropet kom från en annan webbplats', en: 'The request came from another site' },
    detail: {
      sv: 'Ändringar tas inte emot från andra webbplatser.',
      en: 'Changes are not taken from other sites.',
    },
  },
  'not-found': {
    title: { sv: 'Finns inte', en: 'Not found' },
    detail: {
      sv: 'Det du söker finns inte, eller så får du inte se det.',
      en: 'What you look for does not exist, or you may not see it.',
    },
  },
  'method-not-allowed': {
    title: { sv: 'Metoden stöds inte', en: 'Method not allowed' },
    detail: { sv: 'Adressen stöder inte den metoden.', en: 'The address does not support that method.' },
  },
  'too-large': {
    title: { sv: 'För stort', en: 'Too large' },
    detail: {
      sv: 'Det som skickades är större än gränsen {limit}.',
      en: 'What was sent is larger than the limit {limit}.',
    },
  },
  'unsupported-media-type': {
    title: { sv: 'Formatet stöds inte', en: 'Unsupported media type' },
    detail: { sv: 'Skicka {expected}.', en: 'Send {expected}.' },
  },
  'file-refused': {
    title: { sv: 'Filen togs inte emot', en: 'The file was not received' },
    detail: {
      sv: 'Filen går inte att ta emot. Skicka en hel PDF, PNG eller JPEG.',
      en: 'The file cannot be received. Send a whole PDF, PNG or JPEG.',
    },
  },
  'too-many-requests': {
    title: { sv: 'För många anrop', en: 'Too many requests' },
    detail: { sv: 'Vänta en stund och försök igen.', en: 'Wait a moment and try again.' },
  },
  'engine-away': {
    title: { sv: 'Tillfälligt otillgängligt', en: 'Temporarily unavailable' },
    detail: {
      sv: 'Ärendemotorn svarar inte just nu. Skicka samma kommando igen med samma Idempotency-Key.',
      en: 'The engine does not answer now. Send the same command again with the same Idempotency-Key.',
    },
  },
  'records-away': {
    title: { sv: 'Tillfälligt otillgängligt', en: 'Temporarily unavailable' },
    detail: {
      sv: 'Databasen svarar inte just nu. Försök igen om en stund.',
      en: 'The records do not answer now. Try again in a moment.',
    },
  },
  'rehearsal-only': {
    title: { sv: 'Finns bara i övningsläge', en: 'Only in rehearsal' },
    detail: {
      sv: 'Det här finns bara i övningsläge, inte i skarp drift.',
      en: 'This exists in rehearsal only, not in live use.',
    },
  },
  'clock-unavailable': {
    title: { sv: 'Övningsklockan kan inte flyttas', en: 'The rehearsal clock cannot be moved' },
    detail: {
      sv: 'Övningsklockan kan inte flyttas: {reason}.',
      en: 'The rehearsal clock cannot be moved: {reason}.',
    },
  },
  'caseload-full': {
    title: { sv: 'Samordnaren har fullt', en: "The coordinator's caseload is full" },
    detail: {
      sv: 'Samordnaren har redan så många ärenden som policyn tillåter ({limit}). Välj någon annan.',
      en: 'The coordinator already has as many cases as the policy allows ({limit}). Choose another.',
    },
  },
  'slot-taken': {
    title: { sv: 'Tiden är upptagen', en: 'The slot is taken' },
    detail: {
      sv: 'Någon annan har bokat den tiden. Välj en annan ledig tid, eller gör en skriftlig anmälan.',
      en: 'Somebody else has that time. Choose another free one, or make a written report.',
    },
  },
  'school-known': {
    title: { sv: 'Skolan finns redan', en: 'The school is known already' },
    detail: {
      sv: 'Skolan finns i kommunens data och beställer själv. Be skolans rektor att göra beställningen i Bryggan.',
      en: "The school is in the municipality's data and orders for itself. Ask its rector to place the order in Bryggan.",
    },
  },
  'pupil-known': {
    title: { sv: 'Eleven finns redan', en: 'The pupil is known already' },
    detail: {
      sv: 'Eleven finns i kommunens data med en skola som beställer själv. Be skolans rektor att göra beställningen i Bryggan.',
      en: "The pupil is in the municipality's data, at a school that orders for itself. Ask its rector to place the order in Bryggan.",
    },
  },
  'case-open-already': {
    title: { sv: 'Eleven har redan ett öppet ärende', en: 'The pupil already has an open case' },
    detail: {
      sv: 'Eleven har redan ett öppet ärende. Fortsätt i det.',
      en: 'The pupil already has an open case. Go on in that one.',
    },
  },
  'import-refused': {
    title: { sv: 'Importen avvisades', en: 'The import was refused' },
    detail: {
      sv: 'Filen innehåller fel och inget lästes in. Se varje rad i importens rapport.',
      en: "The file has errors and nothing was applied. See each row in the import's report.",
    },
  },
  'last-team-leader': {
    title: { sv: 'Kommunen behöver en teamledare', en: 'The municipality needs a team leader' },
    detail: {
      sv: 'Ingen annan är teamledare utan slutdag. Ge någon annan rollen först.',
      en: 'Nobody else is team leader without a last day. Give somebody else the role first.',
    },
  },
  'import-not-tried': {
    title: { sv: 'Inget att läsa in', en: 'Nothing to import' },
    detail: {
      sv: 'Provläsningen är inte klar, eller så gick filen inte att läsa. Vänta, eller rätta filen och skicka den igen.',
      en: "The trial isn't done, or the file could not be read. Wait, or put the file right and send it again.",
    },
  },
  'import-file-gone': {
    title: { sv: 'Filen finns inte kvar', en: 'The file is gone' },
    detail: {
      sv: 'En fil sparas högst sju dagar efter provläsningen. Skicka den igen.',
      en: 'A file is kept for seven days after its trial at most. Send it again.',
    },
  },
  'answer-link-gone': {
    title: { sv: 'Länken gäller inte', en: 'The link no longer works' },
    detail: {
      sv: 'Länken är redan använd, har gått ut eller finns inte. Be den som gav dig den om en ny.',
      en: 'The link has been used, has run out or does not exist. Ask whoever gave it to you for a new one.',
    },
  },
  'changed-meanwhile': {
    title: { sv: 'Ändrat under tiden', en: 'Changed meanwhile' },
    detail: {
      sv: 'Någon annan har sparat sedan du läste. Öppna sidan igen och gör om din ändring.',
      en: 'Somebody else has saved since you read this. Open the page again and make your change anew.',
    },
  },
  'years-missing': {
    title: { sv: 'Antal år saknas', en: 'Years are missing' },
    detail: {
      sv: 'Ange efter hur många hela år det gallras, eller välj att bevara.',
      en: 'Say after how many whole years it is destroyed, or choose to keep it.',
    },
  },
  'years-of-kept': {
    title: { sv: 'Det som bevaras gallras aldrig', en: 'What is kept is never destroyed' },
    detail: {
      sv: 'Ta bort antalet år, eller välj att gallra.',
      en: 'Take the years away, or choose to destroy.',
    },
  },
  'not-to-be-destroyed': {
    title: { sv: 'Ärendet får inte gallras', en: 'The case may not be destroyed' },
    detail: {
      sv: 'Ett av ärendena finns inte, är redan beslutat om eller hålls kvar. Öppna listan igen: där står vad som håller kvar det.',
      en: 'One of the cases is not there, is decided on already, or is held back. Open the list again: it says by what.',
    },
  },
  'destruction-decided': {
    title: { sv: 'Gallringen är beslutad', en: 'The destruction is decided' },
    detail: {
      sv: 'Ärendets gallring är beslutad och går inte att hejda.',
      en: 'The destruction of the case is decided and cannot be stopped.',
    },
  },
  'no-ledger': {
    title: { sv: 'Gallringsliggare saknas', en: 'There is no ledger of destructions' },
    detail: {
      sv: 'Inget gallras utan en liggare skild från säkerhetskopiorna. Be den som sköter driften att ange BRYGGAN_DESTRUCTION_LEDGER.',
      en: 'Nothing is destroyed without a ledger apart from the backups. Ask whoever runs Bryggan to set BRYGGAN_DESTRUCTION_LEDGER.',
    },
  },
  'survey-round-closed': {
    title: { sv: 'Omgången är stängd', en: 'The round is closed' },
    detail: {
      sv: 'Omgången tar inte emot fler svar. Öppna en ny omgång.',
      en: 'The round takes no more answers. Open a new round.',
    },
  },
  'not-same-person': {
    title: { sv: 'Inte samma person', en: 'Not the same person' },
    detail: {
      sv: 'Posterna har olika födelsedatum och kan inte vara samma person.',
      en: 'The records have different birth dates and cannot be the same person.',
    },
  },
  'both-have-cases': {
    title: { sv: 'Båda har öppna ärenden', en: 'Both have open cases' },
    detail: {
      sv: 'Båda posterna har ett öppet ärende. Avsluta det ena först.',
      en: 'Both records have an open case. End one of them first.',
    },
  },
  internal: {
    title: { sv: 'Något gick fel', en: 'Something went wrong' },
    detail: {
      sv: 'Något gick fel hos oss. Försök igen; ange numret {request} om du hör av dig.',
      en: 'Something went wrong on our side. Try again; give the number {request} if you get in touch.',
    },
  },
};

/** What a single field lacks, where the schema's own words don't say it. */
export const fieldTexts = {
  'name-missing': {
    sv: 'Allt som står inom klamrar i standardtexten behöver finnas med.',
    en: 'Everything that stands between braces in the standard text must be there.',
  },
  'name-unknown': {
    sv: 'Det finns något inom klamrar som standardtexten inte har.',
    en: 'There is something between braces that the standard text doesn’t have.',
  },
  'brace-alone': {
    sv: 'En klammer är ensam, eller så står något annat än ett ord inom klamrarna.',
    en: 'A brace stands alone, or there is something else than a word between the braces.',
  },
  'not-a-picture': { sv: 'Välj en bild: PNG eller JPEG.', en: 'Choose a picture: PNG or JPEG.' },
  'picture-too-large': {
    sv: 'Bilden är för stor: högst 512 kB och 3 000 bildpunkter åt något håll.',
    en: 'The picture is too large: at most 512 kB and 3,000 pixels either way.',
  },
  'picture-unreadable': {
    sv: 'Bilden går inte att trycka. Spara den på nytt som PNG eller JPEG och välj den igen.',
    en: 'The picture can’t be printed. Save it anew as PNG or JPEG and choose it again.',
  },
  'several-lines': { sv: 'Ett ämne är en enda rad.', en: 'A subject is a single line.' },
  'text-too-long': { sv: 'Texten är för lång.', en: 'The text is too long.' },
  'period-too-short': { sv: 'Skriv minst 1.', en: 'Give at least 1.' },
  'number-below-zero': { sv: 'Skriv 0 eller mer.', en: 'Give 0 or more.' },
  'nothing-chosen': { sv: 'Välj minst ett.', en: 'Choose at least one.' },
  'number-unfit': {
    sv: 'Talet är för stort, för litet eller inte ett heltal.',
    en: 'The number is too big, too small or not whole.',
  },
  'day-past': {
    sv: 'Dagen har varit. Välj i dag eller en senare dag.',
    en: 'That day is past. Choose today or later.',
  },
  'no-source-address': {
    sv: 'Skriv en adress som börjar med https:// och inte har något lösenord i sig.',
    en: 'Give an address that begins with https:// and holds no password.',
  },
  'no-such-policy': { sv: 'Arbetssättet finns inte.', en: 'There is no such policy.' },
  'invalid-date': { sv: 'Datumet finns inte. Skriv ÅÅÅÅ-MM-DD.', en: 'No such date. Write YYYY-MM-DD.' },
  'invalid-time': { sv: 'Tiden finns inte. Skriv TT:MM.', en: 'No such time. Write HH:MM.' },
  'forbidden-character': {
    sv: 'Texten innehåller ett tecken som inte kan sparas (NUL eller ett halvt tecken).',
    en: 'The text holds a character that cannot be stored (NUL or half a character).',
  },
  blank: { sv: 'Skriv något här.', en: 'Write something here.' },
  'unknown-field': { sv: 'Fältet finns inte.', en: 'There is no such field.' },
  'invalid-month': { sv: 'Månaden finns inte. Skriv ÅÅÅÅ-MM.', en: 'No such month. Write YYYY-MM.' },
  'month-ahead': { sv: 'Välj en månad till och med {last}.', en: 'Choose a month up to {last}.' },
  'month-too-far-back': { sv: 'Välj en månad från och med {first}.', en: 'Choose a month from {first} on.' },
  'end-before-start': {
    sv: 'Slutet ligger före början.',
    en: 'The end is before the start.',
  },
  'more-absence-than-offered': {
    sv: 'Frånvaron är större än den erbjudna tiden.',
    en: 'The absence is greater than the time offered.',
  },
  'heading-or-position': {
    sv: 'Ange antingen deras rubrik (theirs) eller kolumnens plats (position).',
    en: 'Give either their heading (theirs) or the place of the column (position).',
  },
  'no-such-column': {
    sv: 'Filer av det slaget har ingen sådan kolumn hos oss. Se exempelfilerna.',
    en: 'Files of this kind have no such column of ours. See the sample files.',
  },
  'column-twice': { sv: 'Kolumnen är redan angiven.', en: 'The column is given already.' },
  'columns-missing': {
    sv: 'Alla kolumner som behövs är inte angivna. Lägg till dem här eller bland konstanterna.',
    en: 'Not every column that is needed is given. Add them here or among the constants.',
  },
  'position-missing': {
    sv: 'En fil utan rubrikrad läses efter kolumnernas plats. Ange platsen.',
    en: 'A file without a header is read by place. Give the place of the column.',
  },
  'no-such-word': {
    sv: 'Ordet är inte ett av våra i den kolumnen.',
    en: 'The word is not one of ours in that column.',
  },
  'too-many-words': { sv: 'Högst 500 ord för en kolumn.', en: 'At most 500 words for a column.' },
  'only-pupils': { sv: 'Gäller bara elevfiler.', en: 'Only for files of pupils.' },
  'no-such-mapping': {
    sv: 'Mappningen finns inte. Spara den först.',
    en: 'There is no such mapping. Save it first.',
  },
  'no-such-import-file': {
    sv: 'Filen finns inte kvar. Välj den igen.',
    en: 'The file is gone. Choose it again.',
  },
  'file-tried-otherwise': {
    sv: 'Filen är redan provläst på ett annat sätt. Välj den igen.',
    en: 'The file has been tried in another way already. Choose it again.',
  },
  'kind-not-mappings': {
    sv: 'Mappningen är för ett annat slags fil.',
    en: 'The mapping is for another kind of file.',
  },
  'party-missing': {
    sv: 'Välj vem handlingen kom från eller skickades till.',
    en: 'Choose whom the paper came from or was sent to.',
  },
  'answer-missing': { sv: 'Frågan behöver ett svar.', en: 'The question needs an answer.' },
  'answer-unknown': { sv: 'Frågan finns inte i enkäten.', en: 'The survey has no such question.' },
  'answer-wrong': {
    sv: 'Svaret passar inte frågan: 1–5, ja eller nej, ett av alternativen eller en text.',
    en: 'The answer does not fit the question: 1–5, yes or no, one of the options, or a text.',
  },
  'id-twice': { sv: 'Samma id finns redan i listan.', en: 'The same id is in the list already.' },
  'too-few-options': { sv: 'Ge minst två alternativ.', en: 'Give at least two options.' },
  'no-such-school': { sv: 'Skolenheten finns inte.', en: 'There is no such school unit.' },
  'only-schools': {
    sv: 'Kommunens egna uppgifter görs en gång, inte på skolor. Lämna tomt eller välj en annan ansvarig.',
    en: "The municipality's own tasks are done once, not at schools. Leave it empty or choose another owner.",
  },
  'no-such-class': { sv: 'Ingen elev går i klassen.', en: 'No pupil is in that class.' },
  'no-such-guardian': {
    sv: 'Ange en av elevens vårdnadshavare när en vårdnadshavare ska svara, annars ingen.',
    en: "Name one of the pupil's guardians where a guardian answers, else nobody.",
  },
  'invalid-week': {
    sv: 'Skriv en vecka som finns, till exempel 2026-W37.',
    en: 'Write a week that exists, such as 2026-W37.',
  },
  'not-asked': {
    sv: 'I den här omgången svarar den andra parten: personal eller elever.',
    en: 'In this round the other side answers: staff or pupils.',
  },
  'invalid-civic-number': {
    sv: 'Personnumret finns inte. Skriv ÅÅÅÅMMDD-NNNN.',
    en: 'No such civic number. Write YYYYMMDD-NNNN.',
  },
  'year-not-at-school': {
    sv: 'Årskursen finns inte i den skolformen.',
    en: 'There is no such year in that school form.',
  },
} satisfies Record<string, Both>;

export type FieldCode = keyof typeof fieldTexts;

/** Fills `{name}` in a text from the values given; an unknown name stays as it is. */
export function fill(text: string, params: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
