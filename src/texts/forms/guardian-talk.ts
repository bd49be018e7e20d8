/**
 * The form of the talk with guardians (seed 003: mötesblankett vid upprepad frånvaro), field by field in the form's
 * own order, and the written information that the guide says to hand over.
 */
import type { Language } from '../dates.ts';

export type GuardianTalkFormTexts = Readonly<{
  title: string;
  empty: string;
  pupil: string;
  class: string;
  guardians: string;
  heldOn: string;
  absences: string;
  howCome: string;
  mustChange: string;
  pupilChanges: string;
  guardiansChange: string;
  classTeacherChanges: string;
  important: string;
  metToday: string;
  signPupil: string;
  signGuardian: string;
  signClassTeacher: string;
  others: string;
  copyToRector: string;
  wholeDay: string;
  protected: string;
  footer: string;
}>;

export const guardianTalkForm: Readonly<Record<Language, GuardianTalkFormTexts>> = {
  sv: {
    title: 'Mötesblankett vid upprepad frånvaro',
    empty: 'Fyll i blanketten tillsammans under mötet.',
    pupil: 'Elev',
    class: 'Klass',
    guardians: 'Vårdnadshavare',
    heldOn: 'Mötesdatum',
    absences: 'Datum och ämne för oanmäld frånvaro',
    howCome: 'Hur kommer det sig att du var borta från lektionerna?',
    mustChange: 'Hur kan vi hjälpas åt för att du ska ha full närvaro? Vad behöver förändras?',
    pupilChanges: 'Elev: vad behöver förändras',
    guardiansChange: 'Vårdnadshavare: vad behöver förändras',
    classTeacherChanges: 'Klassföreståndare: vad behöver förändras',
    important: 'Viktigt att veta eller lägga till',
    metToday: 'Vi träffas i dag',
    signPupil: 'Elev',
    signGuardian: 'Vårdnadshavare',
    signClassTeacher: 'Klassföreståndare',
    others: 'Fler som deltog',
    copyToRector: 'Kopia av blanketten lämnas till rektor.',
    wholeDay: 'hel dag',
    protected: '(skyddade uppgifter)',
    footer: 'Mötesblankett vid upprepad frånvaro. Sida {page} av {pages}.',
  },
  en: {
    title: 'Meeting form on repeated absence',
    empty: 'Fill in the form together during the meeting.',
    pupil: 'Pupil',
    class: 'Class',
    guardians: 'Guardians',
    heldOn: 'Date of the meeting',
    absences: 'Date and subject of unreported absence',
    howCome: 'How come you were away from the lessons?',
    mustChange: 'How can we help each other so that you are fully present? What needs to change?',
    pupilChanges: 'Pupil: what needs to change',
    guardiansChange: 'Guardians: what needs to change',
    classTeacherChanges: 'Class teacher: what needs to change',
    important: 'Important to know or add',
    metToday: 'We meet today',
    signPupil: 'Pupil',
    signGuardian: 'Guardian',
    signClassTeacher: 'Class teacher',
    others: 'Others who took part',
    copyToRector: 'A copy of the form goes to the rector.',
    wholeDay: 'whole day',
    protected: '(protected)',
    footer: 'Meeting form on repeated absence. Page {page} of {pages}.',
  },
};

export type InformationTexts = Readonly<{
  title: string;
  /** `{percent}` is the policy's limit, `{measure}` what it counts. */
  blocks: readonly { heading: string; paragraphs: readonly string[]; points: readonly string[] }[];
  measure: Readonly<Record<'total' | 'invalid', string>>;
  /** Where no duty to attend is: preschool and the gymnasium. */
  duty: Readonly<Record<'compulsory' | 'voluntary', string>>;
  footer: string;
}>;

/** Handed over at the talk: what the school does when a pupil is away often, and why. */
export const guardianTalkInformation: Readonly<Record<Language, InformationTexts>> = {
  sv: {
    title: 'Till dig som är vårdnadshavare: när ditt barn är borta ofta från skolan',
    blocks: [
      {
        heading: 'Varför vi träffas',
        paragraphs: [
          'Vi träffas för att ditt barn har varit borta flera gånger. Vi vill förstå varför, och hjälpas åt så att det blir lättare att komma till skolan. Rutinen finns för att stötta eleven, så att skolgången lyckas.',
          '{duty}',
        ],
        points: [],
      },
      {
        heading: 'Så arbetar skolan',
        paragraphs: [],
        points: [
          'Mentorn går igenom klassens närvaro varje vecka.',
          'Vid upprepad frånvaro pratar mentorn först med eleven och bjuder sedan in vårdnadshavarna till ett möte. Det är det mötet som vi har nu.',
          'Vi fyller i en blankett tillsammans. Rektor får en kopia.',
          'Om {measure} är mer än {percent} procent anmäls det till elevhälsan, som beslutar om stöd. Mentorn får veta vad som händer.',
          'Elevhälsan kan besluta om en utredning, om stöd i skolan, eller om att en koordinator för skolnärvaro tar kontakt.',
        ],
      },
      {
        heading: 'Det här har ni rätt till',
        paragraphs: [],
        points: [
          'Att få veta samma dag om eleven är borta utan giltigt skäl (skollagen 7 kap. 17 §).',
          'Att eleven och ni får vara med när skolan utreder frånvaron.',
          'Att skolan prövar om eleven behöver särskilt stöd (skollagen 3 kap. 7 §).',
          'Att kontakten med skolan inte kostar något.',
        ],
      },
      {
        heading: 'Det här kan ni göra',
        paragraphs: [],
        points: [
          'Berätta för oss vad som är svårt, och vad som brukar hjälpa.',
          'Anmäl frånvaro samma dag, och säg till om den kan bli lång.',
          'Hör av er till mentorn när något ändras. Det är aldrig för tidigt.',
        ],
      },
    ],
    measure: { total: 'frånvaron', invalid: 'den ogiltiga frånvaron' },
    duty: {
      compulsory:
        'Barn i förskoleklass, grundskola och anpassad grundskola har skolplikt. Skolan har en skyldighet att ta reda på varför en elev är borta, oavsett om frånvaron är giltig eller ogiltig.',
      voluntary:
        'Skolformen är frivillig. Skolan vill ändå ta reda på varför eleven är borta, och vad som skulle hjälpa.',
    },
    footer: 'Information vid upprepad frånvaro. Texten är ingen juridisk rådgivning. Sida {page} av {pages}.',
  },
  en: {
    title: 'To you as a guardian: when your child is often away from school',
    blocks: [
      {
        heading: 'Why we meet',
        paragraphs: [
          'We meet because your child has been away several times. We want to understand why, and to help each other so that coming to school becomes easier. The routine is there to support the pupil to succeed.',
          '{duty}',
        ],
        points: [],
      },
      {
        heading: 'What the school does',
        paragraphs: [],
        points: [
          'The mentor goes through the class’s attendance each week.',
          'On repeated absence the mentor first talks with the pupil and then invites the guardians to a meeting. That is the meeting we have now.',
          'We fill in a form together. The rector gets a copy.',
          'If {measure} is more than {percent} per cent it is reported to the pupil health team, which decides on support. The mentor is told what happens.',
          'The pupil health team may decide on an inquiry, on support in school, or that an attendance coordinator gets in touch.',
        ],
      },
      {
        heading: 'What you have a right to',
        paragraphs: [],
        points: [
          'To be told the same day if the pupil is away without a valid reason (Education Act 7:17).',
          'That the pupil and you take part when the school inquires into the absence.',
          'That the school looks into whether the pupil needs special support (Education Act 3:7).',
          'That contact with the school costs nothing.',
        ],
      },
      {
        heading: 'What you can do',
        paragraphs: [],
        points: [
          'Tell us what is hard, and what usually helps.',
          'Report absence the same day, and say if it may be long.',
          'Talk to the mentor when something changes. It is never too early.',
        ],
      },
    ],
    measure: { total: 'absence', invalid: 'invalid absence' },
    duty: {
      compulsory:
        'Children in preschool class and compulsory school have a duty to attend. The school must find out why a pupil is away, whether the absence is valid or not.',
      voluntary:
        'This school form is voluntary. The school still wants to find out why the pupil is away, and what would help.',
    },
    footer: 'Information on repeated absence. The text is no legal advice. Page {page} of {pages}.',
  },
};
