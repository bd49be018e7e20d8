/** A survey's results as tables: for each round and question the groups, with what is hidden said in words. */
import type { z } from 'zod';
import type { Question } from '../../../domain/surveys/form.ts';
import { localDate } from '../../../domain/time.ts';
import type { ResultsView } from '../../../ui/pages/survey-results.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { percentOf } from '../../../ui/words.ts';
import type { surveyResultsAnswer } from '../../schemas/survey-results.ts';
import { inWords } from '../forms/both.ts';

type Results = z.output<typeof surveyResultsAnswer>;
type Group = Results['rounds'][number]['groups'][number];

/** What may be chosen, by its value in the counts. */
function columnsOf(ui: Ui, question: Question): { value: string; label: string }[] {
  switch (question.kind) {
    case 'scale':
      return ['1', '2', '3', '4', '5'].map((value) => ({ value, label: value }));
    case 'yesNo':
      return (['yes', 'no'] as const).map((value) => ({ value, label: ui.t(`answer.${value}`) }));
    case 'choice':
      return question.options.map(({ optionId, text }) => ({ value: optionId, label: inWords(ui, text) }));
    case 'text':
      return [];
  }
}

export function resultsView(
  ui: Ui,
  { by, least, rounds }: Results,
  schools: ReadonlyMap<string, string>,
): Omit<ResultsView, 'title' | 'home'> {
  const hidden = ui.t('results.hidden');
  const nameOf = ({ schoolUnit, class: name }: Group): string => {
    if (schoolUnit === null) return ui.t('results.all');
    const school = schools.get(schoolUnit) ?? schoolUnit;
    if (by !== 'class') return school;
    return name === null
      ? ui.t('surveys.wholeSchool', { school })
      : ui.t('surveys.classOf', { school, class: name });
  };
  const number = (value: number): string =>
    ui.lang === 'sv' ? String(value).replace('.', ',') : String(value);
  const meanOf = (of: Group['questions'][number] | undefined): string => {
    if (of?.mean !== null && of?.mean !== undefined) return number(of.mean);
    return of?.answers === 0 ? '–' : hidden;
  };
  return {
    by,
    least,
    rounds: rounds.map((round) => ({
      id: round.roundId,
      name: round.name,
      moment: ui.t(`surveyMoment.${round.moment}`),
      from: localDate(round.from),
      to: localDate(round.to),
      open: round.open,
      absence: round.groups.map((group) => ({
        name: nameOf(group),
        cells: [
          group.answers === null ? hidden : String(group.answers),
          group.absence.pupils === null ? hidden : percentOf(ui, group.absence.percent),
        ],
      })),
      questions: round.questions.map((question, index) => {
        const columns = columnsOf(ui, question);
        const figures = round.groups.map((group) => ({ group, of: group.questions[index] }));
        return {
          id: question.questionId,
          text: inWords(ui, question.text),
          ends:
            question.kind === 'scale'
              ? `1 ${inWords(ui, question.low)}, 5 ${inWords(ui, question.high)}`
              : null,
          columns: [
            ...columns.map(({ label }) => label),
            ...(question.kind === 'scale' ? [ui.t('results.mean')] : []),
            ...(question.kind === 'text' ? [] : [ui.t('results.answers')]),
          ],
          rows: figures.map(({ group, of }) => {
            const counts = of?.counts;
            return {
              name: nameOf(group),
              cells: [
                ...columns.map(({ value }) =>
                  counts === null || counts === undefined ? hidden : String(counts[value] ?? 0),
                ),
                ...(question.kind === 'scale' ? [meanOf(of)] : []),
                of === undefined || of.answers === null ? hidden : String(of.answers),
              ],
            };
          }),
          texts: figures.flatMap(({ group, of }) =>
            of?.texts === null || of === undefined || of.texts.length === 0
              ? []
              : [{ name: nameOf(group), lines: of.texts }],
          ),
        };
      }),
    })),
  };
}
