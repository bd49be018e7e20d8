/**
 * What exactly is wrong where a refusal's code alone says too little, by code and field (numbers as `*`) or by the
 * reason that it carries. `{name}` is filled from its values.
 */
type Both = Readonly<{ sv: string; en: string }>;

const byField: Readonly<Record<string, Both>> = {
  'invalid-value consent/kinds': {
    sv: 'Ange minst ett slags uppgifter, och varje slag en gång.',
    en: 'Give at least one kind of information, each once.',
  },
  'invalid-value kinds': {
    sv: 'Ange bara sådant som samtycket omfattar, och varje slag en gång.',
    en: 'Give only what the consent covers, each kind once.',
  },
  'invalid-value request/kinds': {
    sv: 'Ange minst ett slags uppgifter, och varje slag en gång.',
    en: 'Give at least one kind of information, each once.',
  },
  'invalid-value contact/with': {
    sv: 'Ange vem eller vilka kontakten var med, var och en en gång.',
    en: 'Say whom the contact was with, each once.',
  },
  'invalid-value meeting/sip': {
    sv: 'Ett SIP-möte behöver SIP-planens egna uppgifter. Andra möten ska inte ha dem.',
    en: 'A SIP meeting needs the fields of the SIP. Other meetings have none of them.',
  },
  'invalid-value concern/from': {
    sv: 'En oro från förskolan gäller barn som går i förskola.',
    en: 'A concern from preschool is about a child who goes to preschool.',
  },
  'invalid-value minutes/endsSip': {
    sv: 'Det finns ingen SIP att avsluta i ärendet.',
    en: 'The case has no SIP to end.',
  },
  'invalid-value followUp/withSchool': {
    sv: 'En uppföljning görs med skolan, med eleven eller med båda.',
    en: 'A follow-up is held with the school, the pupil or both.',
  },
  'invalid-value part/respondent': {
    sv: 'Den delen av kartläggningen besvaras av någon annan.',
    en: 'That part of the mapping is answered by somebody else.',
  },
  'invalid-value eligibleForUpperSecondary': {
    sv: 'Behörighet till gymnasiet anges för elever som går i nian eller har lämnat den.',
    en: 'Eligibility for upper secondary school is told of pupils in the ninth year or after it.',
  },
  'invalid-value checkUp/eligibleForUpperSecondary': {
    sv: 'Behörighet till gymnasiet anges för elever som går i nian eller har lämnat den.',
    en: 'Eligibility for upper secondary school is told of pupils in the ninth year or after it.',
  },
  'policy-forbids consent/until': {
    sv: 'Ett samtycke får gälla i högst {maxMonths} månader, alltså till och med {latest}.',
    en: 'A consent may last {maxMonths} months at most, until {latest}.',
  },
  'policy-forbids extension/until': {
    sv: 'En förlängning får gälla i högst {maxMonths} månader, alltså till och med {latest}.',
    en: 'An extension may last {maxMonths} months at most, until {latest}.',
  },
  'end-before-start extension/until': {
    sv: 'Välj en dag efter {after}, då uppdraget tar slut utan förlängning.',
    en: 'Choose a day after {after}, on which the assignment ends without an extension.',
  },
  'evaluation-missing reason': {
    sv: 'Med det skälet behövs en slutlig utvärdering först, gjord efter det senaste beslutet att fortsätta.',
    en: 'With that reason a final evaluation is needed first, held after the last decision to go on.',
  },
  'policy-forbids reason': {
    sv: 'Det skälet gäller bara när en förlängning har avslagits.',
    en: 'That reason holds only where an extension has been refused.',
  },
};

const byReason: Readonly<Record<string, Both>> = {
  'of-age': {
    sv: 'Eleven är myndig. Vårdnadshavarna har inte längre någon del i ärendet.',
    en: 'The pupil is of age. The guardians no longer have a part in the case.',
  },
  'witness-or-scan': {
    sv: 'Ett samtycke på papper behöver ett vittne eller en inskannad blankett.',
    en: 'A consent on paper needs a witness or a scan.',
  },
  'withdraw-instead': {
    sv: 'Samtycket är redan lämnat. Återkalla det i stället.',
    en: 'The consent has been given. Withdraw it instead.',
  },
};

/** What of a way of working says no. */
const byWhat: Readonly<Record<string, Both>> = {
  schoolForm: {
    sv: 'Kommunens arbetssätt omfattar inte elevens skolform.',
    en: 'The way of working that the municipality has chosen does not cover the pupil’s school form.',
  },
  schoolAuthority: {
    sv: 'Kommunens arbetssätt omfattar inte skolor med elevens huvudman.',
    en: 'The way of working that the municipality has chosen does not cover schools of this authority.',
  },
  start: {
    sv: 'Med kommunens arbetssätt börjar ett uppdrag på annat sätt.',
    en: 'The way of working that the municipality has chosen lets an assignment begin in another way.',
  },
};

const mappingParts: Readonly<Record<string, Both>> = {
  pupil: { sv: 'elev', en: 'pupil' },
  educators: { sv: 'pedagoger', en: 'educators' },
  guardians: { sv: 'vårdnadshavare', en: 'guardians' },
};

/** Which of the three parts are still to be done: `pupil, educators`. */
const missingParts = (missing: string): Both => {
  const named = (language: keyof Both) =>
    missing
      .split(', ')
      .map((part) => mappingParts[part]?.[language] ?? part)
      .join(', ');
  return {
    sv: `Kartläggningen behöver alla tre delar. Det här saknas: ${named('sv')}.`,
    en: `The mapping needs all three parts. Missing: ${named('en')}.`,
  };
};

/** A day that lies outside what the rest of the case allows, though the calendar has it. */
const dayText = (code: string, params: Readonly<Record<string, string | number>>): Both | null => {
  if (code === 'date-in-past' && params['earliest'] !== undefined)
    return { sv: 'Ange ett datum från och med {earliest}.', en: 'Give a date from {earliest} on.' };
  if (code === 'invalid-date' && params['latest'] !== undefined)
    return { sv: 'Ange ett datum till och med {latest}.', en: 'Give a date no later than {latest}.' };
  return null;
};

/** The clearer words for a refusal; null where the code's own say it all. */
export const clearerText = (
  code: string,
  field: string | null,
  params: Readonly<Record<string, string | number>>,
): Both | null => {
  const reason = byReason[params['reason'] ?? ''];
  if (reason !== undefined) return reason;
  if (code === 'invalid-value' && field?.startsWith('policy/') === true) return policyText;
  if (code === 'policy-forbids' && field === null) return byWhat[params['what'] ?? ''] ?? null;
  if (code === 'mapping-incomplete') return missingParts(String(params['missing'] ?? ''));
  const ofField = byField[`${code} ${(field ?? '').replaceAll(/\/\d+/g, '/*')}`];
  return ofField ?? dayText(code, params) ?? rangeText(code, params);
};

const policyText: Both = {
  sv: 'Arbetssättet kan inte ha det värdet. Perioder, gränser och antal är större än noll.',
  en: 'The policy cannot have that value. Periods, limits and numbers are above zero.',
};

const rangeText = (code: string, params: Readonly<Record<string, string | number>>): Both | null => {
  if (code !== 'invalid-value' || params['least'] === undefined) return null;
  return params['most'] === undefined
    ? { sv: 'Ange minst {least}.', en: 'Give at least {least}.' }
    : { sv: 'Ange ett heltal från {least} till {most}.', en: 'Give a whole number from {least} to {most}.' };
};
