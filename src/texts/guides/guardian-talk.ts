/** The talk with guardians on repeated absence: what to think of before, during and after it (seed 003, step 2). */
import type { Guides } from './guide.ts';

export const guardianTalkGuide: Guides<'talk'> = {
  talk: {
    sv: {
      title: 'Samtal med vårdnadshavare vid upprepad frånvaro',
      intro: 'Att tänka på inför, under och efter mötet. Mötet tar cirka 20 minuter.',
      parts: [
        {
          heading: 'Inför mötet',
          points: [
            'Informera eleven om att hon eller han har nått steg 2 i skolans rutin för ökad närvaro, och att hemmet kommer att kontaktas.',
            'När du ringer föräldern: fråga om det är en lämplig tidpunkt att tala.',
            'När du ringer föräldern: tala om syftet med mötet, och att det kommer att ta cirka 20 minuter.',
            'Vid gemensam vårdnad ska båda föräldrarna bjudas in.',
            'Välj plats och tid för mötet med omsorg för att skapa en lugn atmosfär.',
            'Anpassa mötet efter individen.',
            'Ha ett lösningsfokuserat förhållningssätt, och använd ett språk som föräldrarna förstår.',
          ],
        },
        {
          heading: 'Under mötet',
          points: [
            'Välkomna familjen till det här viktiga samtalet om ”ert barns fortsatta skolgång”. Öppna mötet på ett välkomnande sätt.',
            'Förklara kort om frånvarorutinen och lämna över skriftlig information.',
            'Poängtera att rutinen syftar till att stötta eleven så att hon eller han ska lyckas med sin skolgång.',
            'Fyll i mötesblanketten gemensamt.',
            'Skiljs åt i samförstånd.',
          ],
        },
        {
          heading: 'Efter mötet',
          points: [
            'Kopia på mötesblanketten lämnas till rektor. Den som fylls i här når rektor av sig själv.',
          ],
        },
        {
          heading: 'Tips',
          points: [
            'Lyssna aktivt.',
            'Ställ öppna frågor.',
            'Visa engagemang.',
            'Inventera problemen och lös dem tillsammans.',
            'Ge återkoppling.',
            'Sammanfatta och återkoppla.',
          ],
        },
        { heading: 'Fällor', points: ['Kritisera.', 'Förmedla förakt.', 'Gå till motattack.'] },
      ],
    },
    en: {
      title: 'The talk with guardians on repeated absence',
      intro: 'What to think of before, during and after the meeting. It takes about 20 minutes.',
      parts: [
        {
          heading: 'Before the meeting',
          points: [
            'Tell the pupil that they have come to step 2 of the school’s routine for attendance, and that the home will be contacted.',
            'When you call the parent: ask whether the moment suits.',
            'When you call the parent: say what the meeting is for, and that it takes about 20 minutes.',
            'Where custody is shared, both parents are invited.',
            'Choose place and time with care, so that the meeting is calm.',
            'Fit the meeting to the person.',
            'Look for solutions, and speak so that the parents understand.',
          ],
        },
        {
          heading: 'During the meeting',
          points: [
            'Welcome the family to this important talk about “your child’s further schooling”. Open it warmly.',
            'Explain the absence routine in short and hand over the written information.',
            'Point out that the routine is there to support the pupil to succeed in school.',
            'Fill in the form together.',
            'Part in agreement.',
          ],
        },
        {
          heading: 'After the meeting',
          points: ['A copy of the form goes to the rector. One that is filled in here gets there by itself.'],
        },
        {
          heading: 'Tips',
          points: [
            'Listen actively.',
            'Ask open questions.',
            'Show that you care.',
            'Take stock of the problems and solve them together.',
            'Give feedback.',
            'Sum up and come back to it.',
          ],
        },
        { heading: 'Pitfalls', points: ['To criticise.', 'To show contempt.', 'To strike back.'] },
      ],
    },
  },
};
