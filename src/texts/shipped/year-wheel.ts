/** The year's wheel that comes with the product (seed 004: elevhälsohjulet); a municipality edits it as its own. */
import type { WheelTask } from '../../domain/year-wheel/task.ts';

const asked = { retired: false, schoolUnits: null, remindDaysBefore: [14] };

export const shippedYearWheel: readonly WheelTask[] = [
  {
    ...asked,
    id: 'startOfYear',
    title: { sv: 'Uppstart: rutiner för närvaro', en: 'Start of the year: routines for attendance' },
    description: {
      sv: 'Gå igenom med all personal: veckans genomgång, första dagssamtal, gränsen för anmälan till EHT, vem som gör vad.',
      en: 'Go through with all staff: the weekly review, the first-day call, the limit for reporting to EHT, who does what.',
    },
    owner: 'rector',
    due: { kind: 'month', month: 8 },
  },
  {
    ...asked,
    id: 'healthProgramme',
    title: { sv: 'Basprogram EMI: hälsobesöken', en: 'Basic health programme (EMI): health visits' },
    description: {
      sv: 'Stäm av att läsårets hälsobesök enligt basprogrammet är planerade och att uteblivna följs upp.',
      en: "See that the year's health visits are planned and that missed ones are followed up.",
    },
    owner: 'pupilHealth',
    due: { kind: 'month', month: 9 },
  },
  {
    ...asked,
    id: 'relationsAutumn',
    title: { sv: 'Relationskartläggning, höst', en: 'Relation mapping, autumn' },
    description: {
      sv: 'Vilka elever har en vuxen i skolan som de litar på, och vilka har ingen? Klass för klass.',
      en: 'Which pupils have an adult at school whom they trust, and which have none? Class by class.',
    },
    owner: 'pupilHealth',
    due: { kind: 'week', week: 39 },
  },
  {
    ...asked,
    id: 'surveyAutumn',
    title: { sv: 'Enkät om trygghet och trivsel, höst', en: 'Survey of safety and well-being, autumn' },
    description: {
      sv: 'Elever, vårdnadshavare och personal svarar. Läs resultaten bredvid närvaron.',
      en: 'Pupils, guardians and staff answer. Read the results beside the attendance.',
    },
    owner: 'pupilHealth',
    due: { kind: 'month', month: 10 },
  },
  {
    ...asked,
    id: 'figuresAutumn',
    title: { sv: 'Närvarostatistik till nämnden, höst', en: 'Attendance figures to the board, autumn' },
    description: {
      sv: 'Sammanställ frånvaron per skola och årskurs. Grupper under fem visas inte.',
      en: 'Put together the absence by school and year. Groups under five are not shown.',
    },
    owner: 'teamLeader',
    due: { kind: 'month', month: 11 },
  },
  {
    ...asked,
    id: 'figuresSpring',
    title: { sv: 'Närvarostatistik till nämnden, vår', en: 'Attendance figures to the board, spring' },
    description: {
      sv: 'Sammanställ frånvaron per skola och årskurs, och jämför med hösten.',
      en: 'Put together the absence by school and year, and compare with the autumn.',
    },
    owner: 'teamLeader',
    due: { kind: 'month', month: 3 },
  },
  {
    ...asked,
    id: 'relationsSpring',
    title: { sv: 'Relationskartläggning, vår', en: 'Relation mapping, spring' },
    description: {
      sv: 'Samma klasser igen: vilka har fått en vuxen, vilka har fortfarande ingen?',
      en: 'The same classes again: who has got an adult, who still has none?',
    },
    owner: 'pupilHealth',
    due: { kind: 'week', week: 12 },
  },
  {
    ...asked,
    id: 'transitions',
    title: {
      sv: 'Övergångar mellan skolformer och stadier',
      en: 'Transitions between school forms and stages',
    },
    description: {
      sv: 'Elever med hög frånvaro tas emot med en plan. Det som delas över en sekretessgräns kräver samtycke.',
      en: 'Pupils with much absence are received with a plan. What is shared across a secrecy border needs consent.',
    },
    owner: 'pupilHealth',
    due: { kind: 'month', month: 5 },
  },
  {
    ...asked,
    id: 'evaluation',
    title: { sv: 'Utvärdera läsårets närvaroarbete', en: "Evaluate the year's work for attendance" },
    description: {
      sv: 'Vad gav resultat, vad ändras till nästa läsår? Be inte siffrorna om en dom över en enskild vecka.',
      en: 'What gave results, what is changed for next year? Do not ask the figures for a verdict on a single week.',
    },
    owner: 'rector',
    due: { kind: 'date', month: 6, day: 5 },
  },
];
