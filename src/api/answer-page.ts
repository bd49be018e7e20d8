/**
 * The page behind a survey's link, `/svara/<token>`, without scripts and without names. It asks nobody who they are,
 * also where they have signed in: no session is read, and no log tells who answered.
 */
import express, { type Express, type RequestHandler } from 'express';
import { h, type JSX } from 'preact';
import { render } from 'preact-render-to-string';
import type { Answers, SurveyForm } from '../domain/surveys/form.ts';
import type { Language } from '../texts/dates.ts';
import { decode } from '../ui/forms/decode.ts';
import type { FormError, FormValues } from '../ui/forms/spec.ts';
import { Layout } from '../ui/layout.tsx';
import { AnswerNote, AnswerPage } from '../ui/pages/answer.tsx';
import type { Ui } from '../ui/ui.ts';
import type { Deps } from './deps.ts';
import { openLink, receiveAnswer } from './open-link.ts';
import { Problem, type ProblemDocument } from './problem.ts';
import { answersSchema } from './schemas/survey.ts';
import { todayAt } from './today.ts';
import { assetUrls } from './web/assets.ts';
import { inWords } from './web/forms/both.ts';
import { uiOf } from './web/reader.ts';
import { questionFields } from './web/surveys/fields.ts';

/** A form's fields are short; a text answer's limit with room. */
const limitBytes = 512 * 1024;

/** Serves the page and takes its form. */
export function answerPages(app: Express, deps: Deps): void {
  const path = '/svara/:token';
  app.get(
    path,
    shows(deps, (token, ui) => show(deps, token, ui, { values: {}, problem: null })),
  );
  app.post(
    path,
    express.urlencoded({ extended: false, limit: limitBytes, parameterLimit: 500 }),
    shows(deps, (token, ui, typed) => receive(deps, token, ui, typed)),
  );
}

type Shown = { status: number; title: string; body: JSX.Element };

/** Answers with what `make` makes of the link, the language and what was sent. */
const shows =
  (deps: Deps, make: (token: string, ui: Ui, typed: FormValues) => Promise<Shown>): RequestHandler =>
  async (request, response) => {
    const lang: Language = request.query['lang'] === 'en' ? 'en' : 'sv';
    const { path } = request;
    const ui = await uiOf(deps, { session: null, lang, now: await deps.now(), path, here: path });
    const { status, title, body } = await make(String(request.params['token']), ui, typedIn(request.body));
    const html = render(h(Layout, { ui, assets: assetUrls, title, children: body, bare: true }));
    response.status(status).set('cache-control', 'no-store').type('html').send(`<!doctype html>${html}`);
  };

/** Postgres holds no NUL; a browser doesn't send one by itself. */
const typedIn = (body: unknown): FormValues =>
  Object.fromEntries(
    Object.entries(Object(body)).map(([name, sent]) => [
      name,
      [sent].flat().map((one) => String(one).replaceAll('\0', '')),
    ]),
  );

const within = 'answers';

async function show(
  deps: Deps,
  token: string,
  ui: Ui,
  { values, problem }: { values: FormValues; problem: ProblemDocument | null },
): Promise<Shown> {
  try {
    const { form, link } = await openLink(deps.db, token, ui.today);
    const address = `/svara/${encodeURIComponent(token)}`;
    const title = inWords(ui, form.title);
    const view = {
      title,
      intro: inWords(ui, form.intro),
      anonymous: link.target.kind === 'round',
      fields: questionFields(ui, form, within),
      values,
      errors: errorsOf(ui, form, problem),
      action: `${address}?lang=${ui.lang}`,
      otherLanguage: `${address}?lang=${ui.lang === 'sv' ? 'en' : 'sv'}`,
    };
    return { status: problem === null ? 200 : 422, title, body: h(AnswerPage, { ui, view }) };
  } catch (error) {
    return problemPage(ui, error);
  }
}

async function receive(deps: Deps, token: string, ui: Ui, typed: FormValues): Promise<Shown> {
  const today = todayAt(await deps.now());
  try {
    const { form } = await openLink(deps.db, token, today);
    await receiveAnswer(deps.db, token, answersOf(ui, form, typed), today);
  } catch (error) {
    if (!(error instanceof Problem) || error.document.status !== 422) return problemPage(ui, error);
    return show(deps, token, ui, { values: typed, problem: error.document });
  }
  const title = ui.t('answer.thanks.title');
  return { status: 201, title, body: h(AnswerNote, { title, words: ui.t('answer.thanks.body') }) };
}

/** What a browser's form sent, as an answer; what fits no question is left out. */
function answersOf(ui: Ui, form: SurveyForm, typed: FormValues): Answers {
  const found = decode(questionFields(ui, form, within), typed)[within] ?? {};
  const checked = answersSchema.safeParse(found);
  if (!checked.success) throw new Problem('invalid-request');
  return checked.data;
}

/** Beside each question that the refusal names. */
const errorsOf = (ui: Ui, form: SurveyForm, problem: ProblemDocument | null): FormError[] => {
  if (problem === null) return [];
  const named = (problem.errors ?? []).flatMap(({ field, detail, detail_en }) => {
    const questionId = field.slice(`/${within}/`.length);
    const question = form.questions.find((one) => one.questionId === questionId);
    const told = ui.lang === 'sv' ? detail : detail_en;
    return question === undefined
      ? []
      : [{ name: `${within}.${questionId}`, text: `${inWords(ui, question.text)} ${told}` }];
  });
  return named.length > 0 ? named : [{ name: '', text: ui.t('answer.wrong') }];
};

/** The few problems that a family meets, in words; anything else is the API's to tell. */
function problemPage(ui: Ui, error: unknown): Shown {
  if (!(error instanceof Problem)) throw error;
  const { status, title, title_en, detail, detail_en } = error.document;
  const [heading, words] = ui.lang === 'sv' ? [title, detail] : [title_en, detail_en];
  return { status, title: heading, body: h(AnswerNote, { title: heading, words }) };
}
