/** A survey of a case on paper, to be filled in by hand: the questions and nobody's name. */
import type { Question, SurveyForm } from '../../../domain/surveys/form.ts';
import type { PdfBlock } from '../../../integrations/pdf/blocks.ts';
import type { Ui } from '../../../ui/ui.ts';
import { inWords } from '../forms/both.ts';

export const surveyPaperBlocks = (ui: Ui, { intro, questions }: SurveyForm): PdfBlock[] => [
  { kind: 'paragraph', text: inWords(ui, intro) },
  { kind: 'field', label: ui.t('caseSurvey.paper.date'), value: null, lines: 1 },
  ...questions.flatMap((question) => asked(ui, question)),
];

function asked(ui: Ui, question: Question): PdfBlock[] {
  const label = inWords(ui, question.text);
  switch (question.kind) {
    case 'text':
      return [{ kind: 'field', label, value: null, lines: 3 }];
    case 'yesNo':
      return [
        { kind: 'h3', text: label },
        { kind: 'ticks', items: [ui.t('answer.yes'), ui.t('answer.no')] },
      ];
    case 'choice':
      return [
        { kind: 'h3', text: label },
        { kind: 'ticks', items: question.options.map(({ text }) => inWords(ui, text)) },
      ];
    case 'scale': {
      const ends = { low: inWords(ui, question.low), high: inWords(ui, question.high) };
      return [
        { kind: 'h3', text: label },
        { kind: 'paragraph', text: ui.t('caseSurvey.paper.scale', ends) },
        { kind: 'ticks', items: ['1', '2', '3', '4', '5'] },
      ];
    }
  }
}
