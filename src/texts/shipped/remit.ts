/** The coordinator's remit that comes with the product, after seeds 000, 001 and 002; a municipality writes its own. */
import type { Remit } from '../../domain/remit/remit.ts';

export const shippedRemit: Remit = {
  title: {
    sv: 'Samordnaren för ökad skolnärvaro: arbetsbeskrivning',
    en: "The attendance coordinator's remit",
  },
  sections: [
    {
      heading: { sv: 'Vad uppdraget är', en: 'What the task is' },
      text: {
        sv: 'Samordnaren är en länk mellan eleven, hemmet, skolan och andra myndigheter, så att eleven lättare kommer tillbaka till skolan. Stödet är frivilligt och kostar familjen ingenting.',
        en: 'The coordinator is a link between the pupil, the home, the school and other authorities, so that the pupil comes back to school more easily. The support is voluntary and free of charge for the family.',
      },
    },
    {
      heading: { sv: 'Hur det börjar', en: 'How it begins' },
      text: {
        sv: 'Skolan uppmärksammar frånvaron, utreder och börjar med insatser. Därefter beslutar elevhälsan vilka elever koordinatorn kontaktar, eller så beställer rektorn ett uppdrag. Vårdnadshavare och äldre elever ger skriftligt samtycke innan uppgifter delas.',
        en: 'The school notices the absence, inquires and begins measures. Then pupil health decides which pupils the coordinator contacts, or the rector orders an assignment. Guardians and older pupils give written consent before anything is shared.',
      },
    },
    {
      heading: { sv: 'Samordna', en: 'Coordinate' },
      text: {
        sv: 'Kalla till, förbereda och leda samverkansmöten; se till att det som beslutats blir gjort däremellan; ta nya kontakter när det behövs. Alla bidrar med det de ansvarar för, ingen kräver insatser av någon annan.',
        en: 'Call, prepare and lead meetings; see that what was decided gets done between them; make new contacts where needed. Everyone brings what they answer for, nobody demands of others.',
      },
    },
    {
      heading: { sv: 'Stödja', en: 'Support' },
      text: {
        sv: 'Samtal med elev och vårdnadshavare, gärna hemma där det kan vara lugnare; stöd vid lämning och i föräldrarollen; handledning till personal. Lotsa familjen rätt och hjälpa till med en egenremiss.',
        en: 'Talks with pupil and guardians, gladly at home where it may be calmer; support at drop-off and in the parent role; guidance for staff. Guide the family to the right place and help with their own application.',
      },
    },
    {
      heading: { sv: 'Arbeta nära, en tid', en: 'Work close, for a time' },
      text: {
        sv: 'Delta i skolans utredning eller ha egen kontakt med eleven som en bro till skolan. Kartläggningen har tre delar som alla behövs: eleven, pedagogerna och vårdnadshavarna. Handlingsplanen görs med eleven och familjen och följs upp varje vecka.',
        en: "Take part in the school's inquiry, or have own contact with the pupil as a bridge to school. The mapping has three parts that are all needed: pupil, educators and guardians. The plan is made with pupil and family and followed up each week.",
      },
    },
    {
      heading: { sv: 'Vad koordinatorn inte är', en: 'What the coordinator is not' },
      text: {
        sv: 'Samordnaren ersätter inte skolans eget ansvar, och inte stöd eller behandling som eleven har rätt till enligt socialtjänstlagen eller LSS. Samordnaren fattar inga myndighetsbeslut. Oro för att ett barn far illa anmäls alltid.',
        en: "The coordinator does not replace the school's own responsibility, nor support or treatment that the pupil has a right to under the Social Services Act or LSS, and makes no decisions of an authority. Worry that a child is ill treated is always reported.",
      },
    },
    {
      heading: { sv: 'Tid', en: 'Time' },
      text: {
        sv: 'Det kan ta tid innan resultat syns. De flesta behöver stöd länge, och koordinatorn finns kvar i periferin. Därför har varje koordinator inte hur många ärenden som helst. Kommunens arbetssätt säger hur länge ett uppdrag pågår och när det utvärderas.',
        en: "It may take time before results are seen. Most need support for long, and the coordinator stays in the periphery. So no coordinator has just any number of cases. The municipality's way of working says how long an assignment lasts and when it is evaluated.",
      },
    },
  ],
};
