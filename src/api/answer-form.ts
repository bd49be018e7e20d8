/** A survey as an HTML form: a fieldset for each question, so that a screen reader tells what is asked. */
import type { Both } from '../domain/both.ts';
import type { Answers, Question, SurveyForm } from '../domain/surveys/form.ts';
import { text } from '../texts/text.ts';
import { escape, page } from './html.ts';

export type PageLanguage = 'sv' | 'en';

export const answerField = ({ questionId }: Pick<Question, 'questionId'>): string => `q-${questionId}`;

/** A municipality's text; Swedish where it has no English. */
const said = (lang: PageLanguage, both: Both): string => escape((lang === 'en' ? both.en : null) ?? both.sv);

/** The whole page. `answers` and `wrong` (question ids) are what was entered before and refused. */
export function answerForm(
  lang: PageLanguage,
  form: SurveyForm,
  about: { token: string; anonymous: boolean; answers: Answers; wrong: readonly string[] },
): string {
  const address = `/svara/${encodeURIComponent(about.token)}`;
  const other = lang === 'sv' ? 'en' : 'sv';
  const wrong = about.wrong.length === 0 ? '' : `<p role="alert">${escape(text(lang, 'answer.wrong'))}</p>`;
  const fields = form.questions.map((question) =>
    fieldset(lang, question, about.answers, about.wrong.includes(question.questionId)),
  );
  return page(
    lang,
    (lang === 'en' ? form.title.en : null) ?? form.title.sv,
    `<h1>${said(lang, form.title)}</h1>
     <p><a href="${address}?lang=${other}" lang="${other}">${escape(text(lang, 'answer.other'))}</a></p>
     <p>${said(lang, form.intro)}</p>
     <p>${escape(text(lang, about.anonymous ? 'answer.anonymous' : 'answer.inCase'))}</p>${wrong}
     <form method="post" action="${address}?lang=${lang}">${fields.join('')}
     <p><button type="submit">${escape(text(lang, 'answer.send'))}</button></p></form>`,
  );
}

function fieldset(lang: PageLanguage, question: Question, answers: Answers, wrong: boolean): string {
  const optional = question.required ? '' : ` (${escape(text(lang, 'answer.optional'))})`;
  const mark = wrong ? ' aria-invalid="true"' : '';
  const before = Object.hasOwn(answers, question.questionId) ? answers[question.questionId] : undefined;
  return `<fieldset${mark}><legend>${wrong ? '⚠ ' : ''}${said(lang, question.text)}${optional}</legend>${controls(lang, question, before)}</fieldset>`;
}

function controls(lang: PageLanguage, question: Question, before: unknown): string {
  const name = escape(answerField(question));
  const chosen = (value: string) =>
    (Array.isArray(before) ? before.includes(value) : String(before) === value) ? ' checked' : '';
  const box = (type: 'radio' | 'checkbox', value: string, label: string, isChosen = chosen(value)) =>
    `<p><label><input type="${type}" name="${name}" value="${escape(value)}"${isChosen}> ${label}</label></p>`;
  switch (question.kind) {
    case 'scale': {
      const ends: Record<string, string> = { 1: said(lang, question.low), 5: said(lang, question.high) };
      return ['1', '2', '3', '4', '5']
        .map((value) => box('radio', value, ends[value] === undefined ? value : `${value} – ${ends[value]}`))
        .join('');
    }
    case 'yesNo':
      return (['yes', 'no'] as const)
        .map((value) =>
          box(
            'radio',
            value,
            escape(text(lang, `answer.${value}`)),
            before === (value === 'yes') ? ' checked' : '',
          ),
        )
        .join('');
    case 'choice':
      return question.options
        .map((option) =>
          box(question.several ? 'checkbox' : 'radio', option.optionId, said(lang, option.text)),
        )
        .join('');
    case 'text':
      return `<p><textarea name="${name}" rows="4" cols="60" maxlength="4000" aria-label="${said(lang, question.text)}">${escape(typeof before === 'string' ? before : '')}</textarea></p>`;
  }
}
