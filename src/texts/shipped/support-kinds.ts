/** The kinds of support that come with the product (seeds 000, 001, 004); a municipality edits them as its own. */
import type { SupportKind } from '../../domain/support-kinds/kind.ts';

export const shippedSupportKinds: readonly SupportKind[] = [
  {
    id: 'safetyTeam',
    retired: false,
    name: { sv: 'Trygghetsteam', en: 'Safety team' },
    description: {
      sv: 'Förstelärare med ansvar för trygghet, skolsköterska, rastpedagog, skolresurs och kurator arbetar tillsammans kring en elev eller grupp som inte är trygg i skolan.',
      en: 'Lead teacher for safety, school nurse, break-time pedagogue, resource teacher and counsellor work together around a pupil or group that is not safe at school.',
    },
    for: 'pupil',
    stepwise: false,
  },
  {
    id: 'specialTeachingGroup',
    retired: false,
    name: { sv: 'Särskild undervisningsgrupp', en: 'Special teaching group' },
    description: {
      sv: 'Undervisning i mindre grupp som en sluss tillbaka till klassen. Vägen tillbaka planeras stegvis: från vilken dag, hur stor del av schemat.',
      en: 'Teaching in a smaller group as a sluice back to class. The way back is planned in steps: from which day, how much of the timetable.',
    },
    for: 'pupil',
    stepwise: true,
  },
  {
    id: 'abcParentCourse',
    retired: false,
    name: { sv: 'Föräldrakursen ABC (Alla barn i centrum)', en: 'ABC parent course' },
    description: {
      sv: 'Gruppträffar för föräldrar om samspel, gränser och att bygga goda relationer hemma.',
      en: 'Group meetings for parents on interplay, limits and building good relations at home.',
    },
    for: 'guardian',
    stepwise: false,
  },
  {
    id: 'motivationalTalks',
    retired: false,
    name: { sv: 'MI-samtal', en: 'Motivational talks (MI)' },
    description: {
      sv: 'Motiverande samtal med elev eller vårdnadshavare: egna skäl till förändring, små steg, uppföljning.',
      en: 'Motivational interviewing with pupil or guardian: own reasons for change, small steps, following up.',
    },
    for: 'family',
    stepwise: false,
  },
  {
    id: 'specialEducator',
    retired: false,
    name: { sv: 'Specialpedagogens stöd', en: "Special educator's support" },
    description: {
      sv: 'Stöd till eleven och handledning till lärarna: anpassningar, struktur över dagen, lärmiljö.',
      en: 'Support for the pupil and guidance for the teachers: adaptations, structure of the day, learning environment.',
    },
    for: 'pupil',
    stepwise: false,
  },
  {
    id: 'leisureCentre',
    retired: false,
    name: { sv: 'Fritids del', en: "The leisure centre's part" },
    description: {
      sv: 'Fritidshemmet är med: möter på morgonen, gör övergångar lugna, bygger vidare på det som eleven tycker om.',
      en: 'The leisure centre takes part: meets in the morning, makes transitions calm, builds on what the pupil likes.',
    },
    for: 'pupil',
    stepwise: false,
  },
  {
    id: 'parentSupport',
    retired: false,
    name: { sv: 'Stöd till föräldrarna själva', en: 'Support for the parents themselves' },
    description: {
      sv: 'Stöd vid lämning, samtal om föräldrarollen och om vägar vidare i det egna livet. Mår vårdnadshavaren bra mår barnet bättre.',
      en: 'Support at drop-off, talks about the parent role and about ways on in their own life. When the guardian feels well the child feels better.',
    },
    for: 'guardian',
    stepwise: false,
  },
];
