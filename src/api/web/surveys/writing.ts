/** A survey's form ↔ what is typed: questions as rows, answers to choose among as lines. */
import type { Both } from '../../../domain/both.ts';
import { respondents, type Question, type SurveyForm } from '../../../domain/surveys/form.ts';
import type { FormSpec, FormValues } from '../../../ui/forms/spec.ts';
import type { Ui } from '../../../ui/ui.ts';
import { bothNameOf, bothValues, english, swedish, type BothText } from '../forms/both.ts';
import { oneStep } from '../forms/one-step.ts';
import { optionsOf } from '../forms/options.ts';

/** The whole of the form; `isThere` where it can be taken out of the list. */
export function surveySpec(ui: Ui, title: string, isThere: boolean): FormSpec {
  const heading: BothText = {
    name: 'title',
    label: ui.t('survey.title'),
    hint: ui.t('survey.title.hint'),
    kind: 'line',
  };
  const intro: BothText = {
    name: 'intro',
    label: ui.t('survey.intro'),
    hint: ui.t('survey.intro.hint'),
    kind: 'story',
  };
  const text: BothText = { name: 'text', label: ui.t('survey.question.text'), kind: 'line' };
  return oneStep(title, ui.t('lists.save'), [
    swedish(heading),
    english(ui, heading),
    swedish(intro),
    english(ui, intro),
    {
      kind: 'choice',
      name: 'respondent',
      label: ui.t('survey.for'),
      options: optionsOf(ui, 'surveyFor', respondents),
    },
    {
      kind: 'rows',
      name: 'questions',
      label: ui.t('survey.questions'),
      hint: ui.t('survey.questions.hint'),
      one: ui.t('survey.question'),
      add: ui.t('survey.question.add'),
      shown: 1,
      max: 60,
      fields: [
        { kind: 'kept', name: 'questionId' },
        swedish(text),
        english(ui, text),
        {
          kind: 'choice',
          name: 'kind',
          label: ui.t('survey.question.kind'),
          as: 'select',
          options: optionsOf(ui, 'questionKind', ['scale', 'yesNo', 'choice', 'text']),
        },
        {
          kind: 'story',
          name: 'lines',
          label: ui.t('survey.question.lines'),
          hint: ui.t('survey.question.lines.hint'),
          rows: 3,
          optional: true,
        },
        {
          kind: 'choices',
          name: 'ways',
          label: ui.t('survey.question.ways'),
          options: optionsOf(ui, 'questionWay', ['required', 'several']),
        },
      ],
    },
    ...(isThere
      ? [
          {
            kind: 'yesNo' as const,
            name: 'retired',
            label: ui.t('survey.retire'),
            yes: ui.t('survey.retire.yes'),
            no: ui.t('survey.retire.no'),
          },
        ]
      : []),
  ]);
}

const lineOf = ({ sv, en }: Both): string => (en === null ? sv : `${sv} | ${en}`);

const linesOf = (question: Question): string[] => {
  if (question.kind === 'scale') return [lineOf(question.low), lineOf(question.high)];
  return question.kind === 'choice' ? question.options.map(({ text }) => lineOf(text)) : [];
};

/** What stands in the form at first. */
export const surveyValues = (form: SurveyForm): FormValues =>
  Object.assign(
    {
      ...bothValues('title', form.title),
      ...bothValues('intro', form.intro),
      respondent: [form.respondent],
      '_rows.questions': [String(form.questions.length)],
    },
    ...form.questions.map((question, row) => ({
      [`questions.${row}.questionId`]: [question.questionId],
      ...bothValues(`questions.${row}.text`, question.text),
      [`questions.${row}.kind`]: [question.kind],
      [`questions.${row}.lines`]: [linesOf(question).join('\n')],
      [`questions.${row}.ways`]: [
        ...(question.required ? ['required'] : []),
        ...(question.kind === 'choice' && question.several ? ['several'] : []),
      ],
    })),
  );

/** `Ja | Yes`; blank lines are none. */
const bothOf = (line: string): Both => {
  const [sv = '', en = ''] = line.split('|').map((part) => part.trim());
  return { sv, en: en === '' ? null : en };
};

/** The first of `q1`, `q2`, … that isn't taken; takes it. */
function newIdIn(taken: Set<string>, letter: string): string {
  let n = 1;
  while (taken.has(`${letter}${n}`)) n += 1;
  taken.add(`${letter}${n}`);
  return `${letter}${n}`;
}

/**
 * The command's body. A question keeps its id, and an answer to choose keeps its own as long as its Swedish words are
 * the same as before, so that results can be compared through versions.
 */
export function surveyBody(typed: Record<string, unknown>, before: readonly Question[]): unknown {
  const rows: Record<string, unknown>[] = Array.isArray(typed['questions']) ? typed['questions'] : [];
  const taken = new Set([
    ...before.map(({ questionId }) => questionId),
    ...rows.map(({ questionId }) => String(questionId ?? '')),
  ]);
  return {
    ...typed,
    questions: rows.map(({ questionId, kind, text, lines, ways }) => {
      const id = typeof questionId === 'string' ? questionId : newIdIn(taken, 'q');
      const known = before.find((one) => one.questionId === id);
      return questionOf({ id, kind, text, lines, ways }, known);
    }),
  };
}

function questionOf(
  row: { id: string; kind: unknown; text: unknown; lines: unknown; ways: unknown },
  known: Question | undefined,
): Record<string, unknown> {
  const said = (typeof row.lines === 'string' ? row.lines.split('\n') : [])
    .filter((line) => line.trim() !== '')
    .map(bothOf);
  const ways: unknown[] = Array.isArray(row.ways) ? row.ways : [];
  const asked = { kind: row.kind, questionId: row.id, text: row.text, required: ways.includes('required') };
  if (row.kind === 'scale')
    return { ...asked, low: said[0], high: said.length > 1 ? said.at(-1) : undefined };
  if (row.kind !== 'choice') return asked;
  const options = known?.kind === 'choice' ? known.options : [];
  const taken = new Set(options.map(({ optionId }) => optionId));
  return {
    ...asked,
    several: ways.includes('several'),
    options: said.map((text) => ({
      optionId: options.find((one) => one.text.sv === text.sv)?.optionId ?? newIdIn(taken, 'a'),
      text,
    })),
  };
}

/** Where a refusal's field is typed: everything about a question's answers stands in its lines. */
export const surveyNameOf = (pointer: string): string => {
  const name = bothNameOf('title', 'intro', 'text')(pointer);
  return name.replace(/^(questions\.\d+)\.(low|high|options)\b.*$/, '$1.lines');
};
