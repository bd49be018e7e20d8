/** One answer to one question, in words. */
import type { AnswerValue, Question } from '../../../domain/surveys/form.ts';
import type { Ui } from '../../../ui/ui.ts';
import { inWords } from '../forms/both.ts';

/** What was answered as its reader says it; null where the question was left blank. */
export function answerWords(ui: Ui, question: Question, value: AnswerValue | undefined): string | null {
  if (value === undefined) return null;
  if (question.kind === 'yesNo') return ui.t(value === true ? 'answer.yes' : 'answer.no');
  if (question.kind !== 'choice') return String(value);
  const chosen = [value].flat();
  return question.options
    .filter(({ optionId }) => chosen.includes(optionId))
    .map(({ text }) => inWords(ui, text))
    .join(', ');
}

/** The question; a scale's says what its ends mean. */
export function questionWords(ui: Ui, question: Question): string {
  const asked = inWords(ui, question.text);
  return question.kind === 'scale'
    ? `${asked} (1 ${inWords(ui, question.low)}, 5 ${inWords(ui, question.high)})`
    : asked;
}
