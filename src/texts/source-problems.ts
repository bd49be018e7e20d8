/** What is wrong with an entity of a source, in words. Never says what the entity said: it may be personal. */
import type { ImportProblem, ImportProblemCode } from '../domain/import-rows.ts';
import { isImportProblemCode } from '../domain/import-rows.ts';
import type { SourceFailureCode, SourceNote } from '../domain/source-run.ts';
import { importProblemText } from './import-problems.ts';

type Both = { sv: string; en: string };

const texts = {
  'unknown-reference': {
    sv: 'Källan hänvisar till något som den inte lämnar ut.',
    en: 'The source refers to something that it does not hand out.',
  },
  'missing-marking': {
    sv: 'Källan säger inget om skyddsmarkering. Eleven visas som skyddad tills källan eller någon annan säger annat.',
    en: 'The source is silent of the security marking. The pupil is masked until it says otherwise.',
  },
  'missing-municipality': {
    sv: 'Källan säger inte var eleven är folkbokförd. Tills den gör det räknas eleven som folkbokförd här.',
    en: 'The source does not say where the pupil is registered. Until it does, the pupil counts as registered here.',
  },
  'missing-class': {
    sv: 'Eleven står inte i någon klass eller mentorsgrupp.',
    en: "The pupil is in no class and no mentor's group.",
  },
  'two-records': {
    sv: 'Eleven finns redan två gånger: det nya personnumret har en egen post. Slå ihop dem.',
    en: 'The pupil is on record twice: the new civic number has a record of its own. Merge them.',
  },
  'unknown-lesson': {
    sv: 'Källan lämnar inte ut lektionen som frånvaron gäller.',
    en: 'The source does not hand out the lesson that the absence is from.',
  },
} as const;

export type SourceProblemCode = keyof typeof texts | ImportProblemCode;

export const sourceProblemText = ({
  code,
  params = {},
}: {
  code: SourceProblemCode;
  params?: ImportProblem['params'];
}): Both => (isImportProblemCode(code) ? importProblemText({ code, params }) : texts[code]);

/** Why a reading was given up, and what to do. */
export const sourceFailureTexts: Record<SourceFailureCode, Both> = {
  unreachable: {
    sv: 'Källan svarar inte. Nästa läsning börjar där den här slutade; hör med leverantören om det håller i sig.',
    en: 'The source does not answer. The next reading goes on from here; ask the supplier if it lasts.',
  },
  refused: {
    sv: 'Källan nekar åtkomst. Be leverantören ge klienten rätt att läsa.',
    en: 'The source refuses access. Ask the supplier to let this client read.',
  },
  endpoint: {
    sv: 'Adressen svarar, men inte som SS 12000. Kontrollera basadressen och dess version.',
    en: 'The address answers, but not as SS 12000. Check the base address and its version.',
  },
  'bad-token': {
    sv: 'Källan godtar inte inloggningen. Kontrollera hemligheten och klientens id.',
    en: "The source doesn't take the sign-in. Check the secret and the client's id.",
  },
  unreadable: {
    sv: 'Källans svar går inte att läsa. Hör med leverantören.',
    en: "The source's answers can't be read. Ask the supplier.",
  },
  'secret-not-set': {
    sv: 'Hemligheten är inte inställd hos arbetaren: BRYGGAN_SOURCE_<namn>_SECRET eller _SECRET_FILE.',
    en: 'The secret is not set with the worker: BRYGGAN_SOURCE_<name>_SECRET or _SECRET_FILE.',
  },
  'host-not-set': {
    sv: 'Inställningen BRYGGAN_SOURCE_<namn>_HOST saknas hos arbetaren: den säger vilka värdar hemligheten får skickas till.',
    en: 'The setting BRYGGAN_SOURCE_<name>_HOST is missing with the worker: it says to which hosts the secret may be sent.',
  },
  'host-refused': {
    sv: 'Källans adress, eller den där inloggningen sker, ligger inte på någon av de värdar som hemligheten får skickas till (BRYGGAN_SOURCE_<namn>_HOST).',
    en: "The source's address, or that of its sign-in, is on none of the hosts to which the secret may be sent (BRYGGAN_SOURCE_<name>_HOST).",
  },
  'address-refused': {
    sv: 'Källan ligger inte på https, eller på en adress i ett eget nät som inte är utpekad (BRYGGAN_PRIVATE_HOSTS).',
    en: 'The source is not on https, or at an address of a private network that is not named (BRYGGAN_PRIVATE_HOSTS).',
  },
  'source-gone': { sv: 'Källan är borttagen.', en: 'The source is no longer there.' },
  'product-failed': {
    sv: 'Något gick fel i Bryggan; arbetarens logg säger vad.',
    en: "Something went wrong in Bryggan; the worker's log says what.",
  },
};

/** What a source lacks or doesn't keep to. */
export const sourceNoteTexts: Record<SourceNote['code'], Both> = {
  'endpoint-missing': { sv: 'Källan har inte den resursen.', en: "The source hasn't got this resource." },
  'endpoint-refused': {
    sv: 'Källan lämnar inte ut resursen till den här klienten.',
    en: "The source doesn't hand this resource to this client.",
  },
  'attribute-missing': { sv: 'Uppgiften saknas.', en: 'The attribute is missing.' },
  'unknown-value': {
    sv: 'Ett ord som varken SS 12000 2.0 eller 2.1 har; det lästes som okänt.',
    en: 'A word that neither SS 12000 2.0 nor 2.1 has; it was read as unknown.',
  },
  'unreadable-value': {
    sv: 'Uppgiften har fel form och lästes som saknad.',
    en: 'The attribute has the wrong form and was read as missing.',
  },
  'page-repeated': {
    sv: 'Sidorna leder tillbaka till en som redan lästs. Resten läses nästa gång.',
    en: 'The pages lead back to one that was read. The rest is read the next time.',
  },
  'page-token-lost': {
    sv: 'Källan kände inte längre igen sidan; listan lästes om från början.',
    en: 'The source no longer knew the page; the list was read from its beginning.',
  },
  'unreadable-page': {
    sv: 'En sida gick inte att läsa trots flera försök. Resten läses nästa gång.',
    en: "A page couldn't be read in several tries. The rest is read the next time.",
  },
  'no-attendance': {
    sv: 'Källan lämnar ingen närvaro. Läs in frånvaron som fil.',
    en: 'The source hands out no attendance. Import absence as a file.',
  },
  'aggregated-attendance': {
    sv: 'Källan lämnar summor per elev, aktivitet och dag, inte lektion för lektion.',
    en: 'The source hands out sums per pupil, activity and day, not lesson by lesson.',
  },
};
