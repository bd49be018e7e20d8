/** A round's results by school and class, with what must not be shown taken out. */
import type { SchoolUnitCode } from '../ids.ts';
import type { Question, SurveyForm } from './form.ts';
import { classKey, type Group, schoolKey, schoolsOf, treeOf, wholeKey } from './groups.ts';
import { hiddenIn } from './suppress.ts';
import { addTallies, emptyQuestion, emptyTally, meanOf, ownValue, type Tally } from './tally.ts';

export type GroupTally = Group & { tally: Tally };

/** Null is hidden: fewer than five, or to be reckoned from what is shown. */
export type QuestionFigures = {
  questionId: string;
  answers: number | null;
  /** Of a scale. */
  mean: number | null;
  counts: Record<string, number> | null;
  /** Only of many classes together: a text may tell who wrote it. */
  texts: string[] | null;
};

export type Figures = { answers: number | null; questions: QuestionFigures[] };

export type RoundResults = {
  all: Figures;
  schools: (Figures & { schoolUnit: SchoolUnitCode })[];
  classes: (Figures & Group)[];
};

const tallyOf = (groups: readonly GroupTally[]): Tally =>
  groups.map((group) => group.tally).reduce(addTallies, emptyTally);

/** Results of one round. Rounds are never added to each other, so that nothing can be subtracted between them. */
export function resultsOf(form: SurveyForm, groups: readonly GroupTally[]): RoundResults {
  const hiddenGroups = hiddenIn(treeOf(groups, ({ tally }) => tally.answers));
  // Who left a question out is fewer than who answered: each question is looked at by itself.
  const hiddenBy = new Map(
    form.questions.map(({ questionId }) => [
      questionId,
      hiddenIn(
        treeOf(groups, ({ tally }) => ownValue(tally.questions, questionId)?.answers ?? 0, hiddenGroups),
      ),
    ]),
  );
  const figures = (key: string, tally: Tally, texts: boolean): Figures => ({
    answers: hiddenGroups.has(key) ? null : tally.answers,
    questions: form.questions.map((question) =>
      figuresOf(question, tally, hiddenBy.get(question.questionId)?.has(key) !== false, texts),
    ),
  });
  return {
    all: figures(wholeKey, tallyOf(groups), true),
    schools: schoolsOf(groups).map((schoolUnit) => {
      const own = groups.filter((group) => group.schoolUnit === schoolUnit);
      return { schoolUnit, ...figures(schoolKey(schoolUnit), tallyOf(own), true) };
    }),
    classes: groups.map((group) => ({
      schoolUnit: group.schoolUnit,
      class: group.class,
      ...figures(classKey(group), group.tally, false),
    })),
  };
}

function figuresOf(question: Question, tally: Tally, hidden: boolean, texts: boolean): QuestionFigures {
  const { questionId, kind } = question;
  if (hidden) return { questionId, answers: null, mean: null, counts: null, texts: null };
  const told = ownValue(tally.questions, questionId) ?? emptyQuestion;
  return {
    questionId,
    answers: told.answers,
    mean: kind === 'scale' ? meanOf(told) : null,
    counts: kind === 'text' ? null : { ...told.counts },
    texts: kind === 'text' && texts ? [...told.texts] : null,
  };
}
