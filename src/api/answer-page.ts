/** The page behind a survey's link, `/svara/<token>`: plain HTML, no scripts, no names. Printed, it is the paper form. */
import express, { type Express, type RequestHandler } from 'express';
import type { Answers, AnswerValue, Question, SurveyForm } from '../domain/surveys/form.ts';
import { text } from '../texts/text.ts';
import { answerField, answerForm, type PageLanguage } from './answer-form.ts';
import type { Deps } from './deps.ts';
import { escape, page } from './html.ts';
import { openLink, receiveAnswer } from './open-link.ts';
import { Problem } from './problem.ts';
import { todayAt } from './today.ts';

/** A form's fields are short; a text answer's limit with room. */
const limitBytes = 512 * 1024;

/** Serves the page and takes its form. */
export function answerPages(app: Express, deps: Deps): void {
  const path = '/svara/:token';
  app.get(
    path,
    shows((token, lang) => pageOf(deps, token, lang, { answers: {}, wrong: [] })),
  );
  app.post(
    path,
    express.urlencoded({ extended: false, limit: limitBytes, parameterLimit: 500 }),
    shows((token, lang, body) => receive(deps, token, lang, body)),
  );
}

/** Answers with what `show` makes of the link, the language and what was sent. */
const shows =
  (
    show: (token: string, lang: PageLanguage, body: Record<string, unknown>) => Promise<Shown>,
  ): RequestHandler =>
  async (request, response) => {
    const body: unknown = request.body;
    const lang = languageOf(request.query['lang']);
    const { status, html } = await show(String(request.params['token']), lang, Object(body));
    response.status(status).set('cache-control', 'no-store').type('html').send(html);
  };

type Shown = { status: number; html: string };

const languageOf = (asked: unknown): PageLanguage => (asked === 'en' ? 'en' : 'sv');

async function pageOf(
  deps: Deps,
  token: string,
  lang: PageLanguage,
  entered: { answers: Answers; wrong: readonly string[] },
): Promise<Shown> {
  try {
    const { form, link } = await openLink(deps.db, token, todayAt(await deps.now()));
    const anonymous = link.target.kind === 'round';
    const html = answerForm(lang, form, { token, anonymous, ...entered });
    return { status: entered.wrong.length === 0 ? 200 : 422, html };
  } catch (error) {
    return problemPage(lang, error);
  }
}

async function receive(
  deps: Deps,
  token: string,
  lang: PageLanguage,
  body: Record<string, unknown>,
): Promise<Shown> {
  const today = todayAt(await deps.now());
  let answers: Answers = {};
  try {
    const { form } = await openLink(deps.db, token, today);
    answers = answersOf(form, body);
    await receiveAnswer(deps.db, token, answers, today);
  } catch (error) {
    if (!(error instanceof Problem) || error.document.status !== 422) return problemPage(lang, error);
    const wrong = (error.document.errors ?? []).map(({ field }) => field.slice('/answers/'.length));
    return pageOf(deps, token, lang, { answers, wrong });
  }
  const title = text(lang, 'answer.thanks.title');
  const thanks = `<h1>${escape(title)}</h1><p>${escape(text(lang, 'answer.thanks.body'))}</p>`;
  return { status: 201, html: page(lang, title, thanks) };
}

/** What a browser's form sent, as an answer; what fits no question is left out. */
function answersOf(form: SurveyForm, body: Record<string, unknown>): Answers {
  const found: [string, AnswerValue][] = [];
  for (const question of form.questions) {
    const value = valueOf(question, body[answerField(question)]);
    if (value !== null) found.push([question.questionId, value]);
  }
  return Object.fromEntries(found);
}

function valueOf(question: Question, sent: unknown): AnswerValue | null {
  const all = (Array.isArray(sent) ? sent : [sent]).filter((one) => typeof one === 'string');
  const [first] = all;
  if (first === undefined || first === '') return null;
  switch (question.kind) {
    case 'scale':
      return Number(first);
    case 'yesNo':
      return first === 'yes';
    case 'text':
      // Postgres holds no NUL; a browser doesn't send one by itself.
      return first.replaceAll('\0', '');
    case 'choice':
      return question.several ? all : first;
  }
}

/** The few problems that a family meets, in words; anything else is the API's to tell. */
function problemPage(lang: PageLanguage, error: unknown): Shown {
  if (!(error instanceof Problem)) throw error;
  const { status, title, title_en, detail, detail_en } = error.document;
  const [heading, words] = lang === 'sv' ? [title, detail] : [title_en, detail_en];
  return { status, html: page(lang, heading, `<h1>${escape(heading)}</h1><p>${escape(words)}</p>`) };
}
