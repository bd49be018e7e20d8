/** Results as a file for a spreadsheet: one row for each question and group of a round. */
import type { Question } from '../domain/surveys/form.ts';
import { type Cell, writeCsv } from '../integrations/csv/write.ts';
import { text } from '../texts/text.ts';
import type { RoundGroups } from './survey-results.ts';

/** How many chose what, in words: `Ja 4, Nej 2`. */
function countsText(question: Question, counts: Record<string, number>): string {
  const named = (value: string): string => {
    if (question.kind === 'yesNo') return text('sv', value === 'yes' ? 'answer.yes' : 'answer.no');
    if (question.kind !== 'choice') return value;
    return question.options.find((option) => option.optionId === value)?.text.sv ?? value;
  };
  return Object.entries(counts)
    .map(([value, count]) => `${named(value)}: ${count}`)
    .join(', ');
}

/** In Swedish, as what a municipality opens. Hidden figures say so. */
export function resultsCsv(rounds: readonly RoundGroups[]): string {
  const hidden = text('sv', 'results.hidden');
  const rows = rounds.flatMap(({ round, groups }) =>
    groups.flatMap(({ schoolUnit, class: name, absence, questions }) =>
      round.form.questions.map((question, index): Cell[] => {
        const figures = questions[index];
        const shown = figures !== undefined && figures.answers !== null;
        return [
          round.name,
          round.from,
          round.to,
          schoolUnit,
          name,
          question.text.sv,
          shown ? figures.answers : hidden,
          shown ? figures.mean : null,
          shown && figures.counts !== null ? countsText(question, figures.counts) : null,
          absence.pupils === null ? hidden : absence.percent,
        ];
      }),
    ),
  );
  const headings = (
    ['round', 'from', 'to', 'school', 'class', 'question', 'answers', 'mean', 'counts', 'absence'] as const
  ).map((column) => text('sv', `results.${column}`));
  return writeCsv(headings, rows);
}
