/** A short form with a question of each kind. */
import type { SurveyForm } from '../../src/domain/surveys/form.ts';

const both = (sv: string) => ({ sv, en: null });

export const aForm = (change: Partial<SurveyForm> = {}): SurveyForm => ({
  title: both('Hur har du det i skolan?'),
  intro: both('Du svarar utan namn.'),
  respondent: 'pupil',
  questions: [
    {
      questionId: 'well',
      text: both('Hur trivs du?'),
      required: true,
      kind: 'scale',
      low: both('Inte alls'),
      high: both('Mycket bra'),
    },
    { questionId: 'adult', text: both('Finns det en vuxen du litar på?'), required: false, kind: 'yesNo' },
    {
      questionId: 'help',
      text: both('Vad skulle hjälpa?'),
      required: false,
      kind: 'choice',
      several: true,
      options: [
        { optionId: 'more-time', text: both('Mer tid') },
        { optionId: 'smaller-group', text: both('Mindre grupp') },
      ],
    },
    { questionId: 'say', text: both('Något mer?'), required: false, kind: 'text' },
  ],
  ...change,
});
