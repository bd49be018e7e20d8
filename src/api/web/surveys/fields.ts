/** A survey's questions as fields: for a paper that is typed in, and for the page behind a link. */
import type { SurveyForm } from '../../../domain/surveys/form.ts';
import type { SimpleField } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { inWords } from '../forms/both.ts';

const steps = ['1', '2', '3', '4', '5'];

/** One field for each question, named `<within>.<its id>`. */
export const questionFields = (
  ui: Ui,
  { questions }: Pick<SurveyForm, 'questions'>,
  within: string,
): SimpleField[] =>
  questions.map((question): SimpleField => {
    const asked = {
      name: `${within}.${question.questionId}`,
      label: inWords(ui, question.text),
      ...(question.required ? {} : { optional: true as const }),
    };
    switch (question.kind) {
      case 'scale': {
        const ends: Record<string, string> = { 1: inWords(ui, question.low), 5: inWords(ui, question.high) };
        return {
          ...asked,
          kind: 'choice',
          as: 'radios',
          number: true,
          options: steps.map((value) => ({
            value,
            label: ends[value] === undefined ? value : `${value} – ${ends[value]}`,
          })),
        };
      }
      case 'yesNo':
        return { ...asked, kind: 'yesNo', yes: ui.t('answer.yes'), no: ui.t('answer.no') };
      case 'choice': {
        const options = question.options.map(({ optionId, text }) => ({
          value: optionId,
          label: inWords(ui, text),
        }));
        return question.several
          ? { ...asked, kind: 'choices', options }
          : { ...asked, kind: 'choice', as: 'radios', options };
      }
      case 'text':
        return { ...asked, kind: 'story', rows: 4 };
    }
  });
