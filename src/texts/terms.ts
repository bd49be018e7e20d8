/** Which of the field's words a text uses: their sentences are in `ui/terms.ts`. */
import type { sv } from './ui/terms.ts';

type Key = keyof typeof sv;
export type Term = Key extends infer K ? (K extends `term.${infer T}.says` ? T : never) : never;

type Found = { sv: string; en: string };

/** As expressions, in the forms that the pages' texts give the words. */
const forms: Readonly<Record<Term, Found>> = {
  eht: { sv: 'EHT', en: 'EHT' },
  bup: { sv: 'BUP', en: 'BUP' },
  sip: { sv: 'SIP', en: 'SIP' },
  huvudman: { sv: 'huvudm(?:an|annen|än|ännen)', en: 'school authorit(?:y|ies)' },
  validAbsence: { sv: 'giltig (?:och ogiltig )?frånvaro', en: '(?<!in)valid (?:and invalid )?absence' },
  invalidAbsence: { sv: 'ogiltig frånvaro', en: 'invalid absence' },
  firstDayCall: { sv: 'första frånvarodagen', en: 'first-day calls?' },
  assignment: { sv: 'uppdrag(?:et|en)?', en: 'assignments?' },
  mapping: { sv: 'kartläggning(?:en|ar|arna)?', en: 'mapping' },
  plan: { sv: 'handlingsplan(?:en|er)?', en: 'action plans?' },
  actionProgramme: { sv: 'åtgärdsprogram(?:met)?', en: 'action programmes?' },
  collaboration: { sv: 'samverkansmöte(?:t|n)?', en: 'collaboration meetings?' },
  monitoring: { sv: 'bevakning(?:en)?', en: 'monitoring' },
  concernReport: { sv: 'orosanmäl(?:an|ningar)', en: 'concern reports?' },
  protected: { sv: 'skyddade personuppgifter', en: 'protected identit(?:y|ies)' },
  registrar: { sv: 'registrator(?:n|er)?', en: 'registrars?' },
};

const isTerm = (name: string): name is Term => Object.hasOwn(forms, name);
const terms: readonly Term[] = Object.keys(forms).filter(isTerm);

/** Abbreviations as they are written, words in any case, whole ones alone. */
const expression = (form: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${form})(?![\\p{L}\\p{N}])`, /^[A-Z]+$/.test(form) ? 'u' : 'iu');

const expressions = {
  sv: terms.map((term) => ({ term, found: expression(forms[term].sv) })),
  en: terms.map((term) => ({ term, found: expression(forms[term].en) })),
};

/** In the order of the list, each once. */
export const termsIn = (text: string, lang: 'sv' | 'en'): Term[] =>
  expressions[lang].flatMap(({ term, found }) => (found.test(text) ? [term] : []));
