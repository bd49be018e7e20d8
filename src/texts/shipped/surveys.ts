/**
 * Surveys to begin from, in words of the product's own: no instrument's items stand here. A municipality changes them
 * as it likes before the first is handed out. They ask of conditions at school that can be changed, never of health.
 */
import type { Both } from '../../domain/both.ts';
import type { Question, SurveyForm } from '../../domain/surveys/form.ts';

export type SurveyTemplate = SurveyForm & { id: string };

const never = { sv: 'Aldrig', en: 'Never' };
const always = { sv: 'Alltid', en: 'Always' };

const scale = (questionId: string, text: Both): Question => ({
  kind: 'scale',
  questionId,
  text,
  required: false,
  low: never,
  high: always,
});

const say = (text: Both): Question => ({ kind: 'text', questionId: 'say', text, required: false });

const anonymous = {
  sv: 'Du svarar utan namn. Svaren räknas ihop, och ingen ser vem som har svarat vad. Hoppa över det du inte vill svara på.',
  en: 'You answer without your name. The answers are added up, and nobody sees who answered what. Leave out what you don’t want to answer.',
};

export const shippedSurveys: readonly SurveyTemplate[] = [
  {
    id: 'pupils',
    title: { sv: 'Så har jag det i skolan', en: 'How school is for me' },
    intro: anonymous,
    respondent: 'pupil',
    questions: [
      scale('safe', { sv: 'Jag känner mig trygg i skolan.', en: 'I feel safe at school.' }),
      scale('friend', {
        sv: 'Jag har någon att vara med på rasterna.',
        en: 'I have somebody to be with at breaks.',
      }),
      scale('understand', {
        sv: 'Jag förstår vad jag ska göra på lektionerna.',
        en: 'I understand what to do in lessons.',
      }),
      scale('heard', { sv: 'De vuxna lyssnar på mig.', en: 'The adults listen to me.' }),
      {
        kind: 'yesNo',
        questionId: 'adult',
        text: {
          sv: 'Finns det en vuxen i skolan som du litar på?',
          en: 'Is there an adult at school whom you trust?',
        },
        required: false,
      },
      {
        kind: 'choice',
        questionId: 'hard',
        text: { sv: 'När är det svårast att vara i skolan?', en: 'When is it hardest to be at school?' },
        required: false,
        several: true,
        options: [
          { optionId: 'morning', text: { sv: 'På morgonen', en: 'In the morning' } },
          { optionId: 'lessons', text: { sv: 'På lektionerna', en: 'In lessons' } },
          { optionId: 'breaks', text: { sv: 'På rasterna', en: 'At breaks' } },
          { optionId: 'lunch', text: { sv: 'Vid lunchen', en: 'At lunch' } },
          { optionId: 'sports', text: { sv: 'På idrotten', en: 'At sports' } },
          {
            optionId: 'way',
            text: { sv: 'På väg till och från skolan', en: 'On the way to and from school' },
          },
          { optionId: 'no', text: { sv: 'Det är inte svårt', en: 'It isn’t hard' } },
        ],
      },
      say({ sv: 'Vad skulle göra skolan bättre för dig?', en: 'What would make school better for you?' }),
    ],
  },
  {
    id: 'guardians',
    title: { sv: 'Hemmet och skolan', en: 'Home and school' },
    intro: anonymous,
    respondent: 'guardian',
    questions: [
      scale('welcome', {
        sv: 'Jag känner mig välkommen att kontakta skolan.',
        en: 'I feel welcome to contact the school.',
      }),
      scale('told', {
        sv: 'Skolan hör av sig när mitt barn är borta.',
        en: 'The school gets in touch when my child is away.',
      }),
      scale('heard', { sv: 'Skolan lyssnar på det jag berättar.', en: 'The school listens to what I tell.' }),
      {
        kind: 'yesNo',
        questionId: 'whom',
        text: {
          sv: 'Vet du vem du ska vända dig till om det är svårt att komma till skolan?',
          en: 'Do you know whom to turn to if it is hard to get to school?',
        },
        required: false,
      },
      say({ sv: 'Vad kan skolan göra annorlunda?', en: 'What can the school do differently?' }),
    ],
  },
  {
    id: 'staff',
    title: { sv: 'Så arbetar vi med närvaro', en: 'How we work with attendance' },
    intro: anonymous,
    respondent: 'staff',
    questions: [
      scale('routine', {
        sv: 'Jag vet vad jag ska göra när en elev är borta.',
        en: 'I know what to do when a pupil is away.',
      }),
      scale('time', {
        sv: 'Jag hinner ringa första frånvarodagen.',
        en: 'I have time to call on the first day away.',
      }),
      scale('answer', {
        sv: 'Jag får svar när jag har anmält till elevhälsan.',
        en: 'I get an answer when I have reported to pupil health.',
      }),
      scale('adapt', {
        sv: 'Jag kan anpassa undervisningen för den som varit borta länge.',
        en: 'I can adapt teaching for those who have been away for long.',
      }),
      say({ sv: 'Vad skulle hjälpa dig mest?', en: 'What would help you most?' }),
    ],
  },
];
