/** To have in mind in the coordinator's own talks (seed 004: att motivera, lotsa rätt, saker att tänka på i samverkan). */
import type { Guides } from './guide.ts';

export const caseTalkGuides: Guides<'contact' | 'mapping'> = {
  contact: {
    sv: {
      title: 'Att ha med sig i samtalet',
      intro: 'Stödpunkter, inte ett manus.',
      parts: [
        {
          heading: 'Med familjen',
          points: [
            'Fråga om det passar att tala nu, och säg varför du hör av dig.',
            'Låt den det handlar om vara delaktig. Fråga efter behovet, inte efter en förklaring.',
            'Motivera: berätta vilket stöd som finns och hur just det skulle kunna hjälpa.',
            'Lotsa rätt: ta den första kontakten tillsammans, och hjälp till med det som ska skrivas.',
            'Fråga om samtycke innan du för något vidare. Familjen ska slippa bära information mellan er.',
          ],
        },
        {
          heading: 'Med andra verksamheter',
          points: [
            'Utgå från vad var och en kan bidra med. Kräv inga insatser av andra.',
            'Lyft behoven som har kommit fram, så att ni förstår dem på samma sätt.',
            'Kom överens om vad som händer härnäst, så att planen är tydlig.',
          ],
        },
      ],
    },
    en: {
      title: 'To bring to the talk',
      intro: 'Points to lean on, not a script.',
      parts: [
        {
          heading: 'With the family',
          points: [
            'Ask whether the moment suits, and say why you get in touch.',
            'Let those whom it is about take part. Ask for the need, not for an explanation.',
            'Motivate: tell what support there is and how it might help.',
            'Guide to the right place: take the first contact together, and help with what is to be written.',
            'Ask for consent before you pass anything on. The family shouldn’t carry messages between you.',
          ],
        },
        {
          heading: 'With others',
          points: [
            'Begin with what each can contribute. Demand nothing of others.',
            'Lift the needs that have come up, so that you understand them alike.',
            'Agree on what happens next, so that the plan is clear.',
          ],
        },
      ],
    },
  },
  mapping: {
    sv: {
      title: 'Att lyssna efter i kartläggningen',
      intro: 'Orsakerna är nästan alltid flera och vävs ihop. Sök inte den enda förklaringen.',
      parts: [
        {
          heading: 'Vanliga utlösande faktorer',
          points: [
            'Brist på anpassningar',
            'Sjukdom',
            'Mobbning eller kränkningar',
            'Brist på delaktighet',
            'Oro eller ångest',
            'Problem i hemmet',
          ],
        },
        {
          heading: 'I samtalet',
          points: [
            'Fråga också vad som fungerar, och när det är lättare.',
            'Skriv det som sades, inte hur du tolkar det. Analysen kommer sist.',
          ],
        },
      ],
    },
    en: {
      title: 'To listen for in the mapping',
      intro: 'The causes are nearly always several, woven together. Don’t look for the one explanation.',
      parts: [
        {
          heading: 'Common triggers',
          points: [
            'Lack of adaptations',
            'Illness',
            'Bullying or violations',
            'Lack of participation',
            'Worry or anxiety',
            'Trouble at home',
          ],
        },
        {
          heading: 'In the talk',
          points: [
            'Ask also for what works, and when it is easier.',
            'Write what was said, not how you take it. The analysis comes last.',
          ],
        },
      ],
    },
  },
};
