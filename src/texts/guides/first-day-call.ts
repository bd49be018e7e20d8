/**
 * The first-day call, a talk of care (seed 004: 1:a dagssamtal/omtankessamtal). In F–5 the guardian is called, in 6–9
 * the pupil; in the gymnasium as the municipality has chosen, with the points of whoever is called.
 */
import type { Guides } from './guide.ts';

export const firstDayCallGuides: Guides<'guardian' | 'pupil'> = {
  guardian: {
    sv: {
      title: 'Första dagssamtalet med vårdnadshavare (F–5)',
      intro:
        'Ett omtankessamtal samma dag. Det visar att eleven är saknad; det är inget förhör. Stödpunkter, inte ett manus.',
      parts: [
        {
          heading: 'I samtalet',
          points: [
            'Hälsa, säg vem du är och från vilken skola du ringer.',
            'Säg att ni saknade eleven i dag.',
            'Fråga om det är något långvarigt.',
            'Berätta vad ni har gjort i skolan i dag.',
            'Fråga vad vårdnadshavaren tror om att hämta något att arbeta med.',
            'Avsluta så att det känns bra att komma tillbaka.',
          ],
        },
        {
          heading: 'Efter samtalet',
          points: [
            'Skriv kort vad som sades, och om du nådde någon.',
            'Vid ogiltig frånvaro: se till att vårdnadshavarna har fått veta det samma dag (skollagen 7 kap. 17 §).',
          ],
        },
      ],
    },
    en: {
      title: 'The first-day call to a guardian (F–5)',
      intro:
        'A call of care on the same day. It shows that the pupil is missed; it is no questioning. Points to lean on, not a script.',
      parts: [
        {
          heading: 'In the call',
          points: [
            'Say hello, who you are and which school you call from.',
            'Say that you missed the pupil today.',
            'Ask whether it may last.',
            'Tell what you did in school today.',
            'Ask what the guardian thinks of fetching something to work with.',
            'End so that it feels good to come back.',
          ],
        },
        {
          heading: 'After the call',
          points: [
            'Write in short what was said, and whether you reached anyone.',
            'Invalid absence: see to it that the guardians are told the same day (Education Act 7:17).',
          ],
        },
      ],
    },
  },
  pupil: {
    sv: {
      title: 'Första dagssamtalet med eleven (6–9)',
      intro:
        'Ett omtankessamtal samma dag, från mentorn till eleven. Det visar att eleven är saknad; det är inget förhör. Stödpunkter, inte ett manus.',
      parts: [
        {
          heading: 'I samtalet',
          points: [
            'Hälsa och säg att det är mentorn som ringer.',
            'Säg att ni saknade eleven i dag.',
            'Fråga hur eleven mår, och bemöt det som eleven säger.',
            'Berätta vad ni har gjort i skolan i dag.',
            'Berätta vad som händer de närmaste dagarna.',
            'Fråga om eleven vill ha något att arbeta med.',
            'Kontrollera att eleven vet hur hen får tag på det.',
            'Säg att du hoppas att ni snart ses igen.',
          ],
        },
        {
          heading: 'Efter samtalet',
          points: [
            'Skriv kort vad som sades, och om du nådde eleven.',
            'Vid ogiltig frånvaro: se till att vårdnadshavarna har fått veta det samma dag (skollagen 7 kap. 17 §).',
          ],
        },
      ],
    },
    en: {
      title: 'The first-day call to the pupil (6–9)',
      intro:
        'A call of care on the same day, from the mentor to the pupil. It shows that the pupil is missed; it is no questioning. Points to lean on, not a script.',
      parts: [
        {
          heading: 'In the call',
          points: [
            'Say hello and that it is the mentor who calls.',
            'Say that you missed the pupil today.',
            'Ask how the pupil is, and meet what the pupil says.',
            'Tell what you did in school today.',
            'Tell what will happen in the next few days.',
            'Ask whether the pupil wants something to work with.',
            'Make sure that the pupil knows where to find it.',
            'Say that you hope to see each other soon.',
          ],
        },
        {
          heading: 'After the call',
          points: [
            'Write in short what was said, and whether you reached the pupil.',
            'Invalid absence: see to it that the guardians are told the same day (Education Act 7:17).',
          ],
        },
      ],
    },
  },
};
