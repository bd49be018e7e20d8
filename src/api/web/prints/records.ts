/** What the records hold of a case beside what happened in it: each part for those alone who may read it on its page. */
import { may, type Action } from '../../../domain/permissions.ts';
import { localDate } from '../../../domain/time.ts';
import type { PdfBlock } from '../../../integrations/pdf/blocks.ts';
import { flagsOf } from '../../../records/flags.ts';
import { pollsOf } from '../../../records/polls/polls.ts';
import { findPupil } from '../../../records/pupils.ts';
import { compactDayOf } from '../../../ui/words.ts';
import { seenSurveys } from '../../case-surveys.ts';
import type { CaseReading } from '../../case-view.ts';
import { firstDayCalls } from '../../first-day-calls.ts';
import { flagViews } from '../../flags.ts';
import { signedIn } from '../../granted.ts';
import { courseView } from '../case/course.ts';
import { dutiesIn } from '../case/duties.ts';
import { pollPageView } from '../meetings/poll-view.ts';
import { inWords } from '../forms/both.ts';
import type { PageCall } from '../page.ts';
import { flagWords } from '../pages/flags.ts';
import { answerWords, questionWords } from '../surveys/answer-words.ts';
import { field } from './blocks.ts';

type Call = PageCall<unknown, unknown>;
type Part = (call: Call, reading: CaseReading) => Promise<PdfBlock[]>;

/** Nothing for those who may not; else its heading and what it holds. */
const partFor =
  (action: Action, title: (call: Call) => string, read: Part): Part =>
  async (call, reading) => {
    if (!may(signedIn(call).actor, action, reading.relation)) return [];
    const blocks = await read(call, reading);
    return blocks.length === 0 ? [] : [{ kind: 'h2', text: title(call) }, ...blocks];
  };

export const absencePart = partFor(
  'attendance.read',
  ({ ui }) => ui.t('print.file.absence'),
  async (call, reading) => {
    const { ui } = call;
    const { said, rows } = await courseView(call, reading);
    const head = [
      ui.t('course.col.days'),
      ui.t('course.col.offered'),
      ui.t('course.col.valid'),
      ui.t('course.col.invalid'),
      ui.t('course.col.total'),
    ];
    const cells = rows.map(({ days, offered, valid, invalid, total }) => [
      days,
      offered,
      valid,
      invalid,
      total,
    ]);
    return [
      ...said.map((text): PdfBlock => ({ kind: 'paragraph', text })),
      ...(cells.length === 0 ? [] : [{ kind: 'table' as const, head, rows: cells, shares: [4, 3, 2, 2, 2] }]),
    ];
  },
);

export const callsPart = partFor(
  'firstDayCall.read',
  ({ ui }) => ui.t('print.file.calls'),
  async ({ deps, ui, today }, { file, masked }) => {
    const pupil = await findPupil(deps.db, file.pupilId);
    if (pupil === null) return [];
    const { calls } = await firstDayCalls(deps.db, pupil, today, masked);
    return calls.flatMap((one): PdfBlock[] => [
      { kind: 'h3', text: ui.t('call.about', { date: compactDayOf(ui, localDate(one.date)) }) },
      ...field(ui.t('print.file.calls.on'), compactDayOf(ui, localDate(one.calledOn))),
      ...field(ui.t('call.whom'), ui.t(`call.whom.${one.whom}`)),
      ...field(ui.t('call.reached'), ui.t(one.reached ? 'call.reached.yes' : 'call.reached.no')),
      ...field(ui.t('call.notes'), one.notes),
      ...field(
        ui.t('call.guardianNotified'),
        one.guardianNotified === null ? null : ui.t(`call.guardianNotified.${one.guardianNotified}`),
      ),
      ...field(ui.t('print.told.by'), one.by.name),
    ]);
  },
);

export const surveysPart = partFor(
  'caseSurvey.read',
  ({ ui }) => ui.t('caseSurvey.title'),
  async ({ deps, ui, session }, { file, relation }) => {
    const { actor } = signedIn({ session });
    const surveys = await seenSurveys(deps.db, actor, relation, file.id);
    return surveys.flatMap(({ form, moment, respondent, on, answers }): PdfBlock[] => [
      { kind: 'h3', text: `${inWords(ui, form.title)}, ${compactDayOf(ui, on)}` },
      ...field(ui.t('caseSurvey.respondent'), ui.t(`caseSurvey.respondent.${respondent}`)),
      ...field(ui.t('caseSurvey.moment'), ui.t(`surveyMoment.${moment}`)),
      ...answers.flatMap((answer): PdfBlock[] => [
        ...field(ui.t('caseSurvey.answeredOn'), compactDayOf(ui, answer.on)),
        ...form.questions.flatMap((question) =>
          field(questionWords(ui, question), answerWords(ui, question, answer.answers[question.questionId])),
        ),
      ]),
    ]);
  },
);

export const flagsPart = partFor(
  'flag.read',
  ({ ui }) => ui.t('flag.title'),
  async ({ deps, ui }, { file }) => {
    const flags = await flagViews(deps.db, await flagsOf(deps.db, file.id));
    return flags
      .map((one) => flagWords(ui, one))
      .flatMap(({ asked, note, answer, closed }): PdfBlock[] => [
        ...field(asked, note),
        ...(answer === null ? [] : field(answer.told, answer.note)),
        ...(closed === null ? [] : [{ kind: 'paragraph' as const, text: closed }]),
      ]);
  },
);

export const pollsPart = partFor(
  'poll.read',
  ({ ui }) => ui.t('print.file.polls'),
  async ({ deps, ui, session }, { file, relation }) => {
    const place = { db: deps.db, ui, file, actor: signedIn({ session }).actor, relation };
    const polls = await pollsOf(deps.db, file.id);
    const views = await Promise.all(polls.map((poll) => pollPageView(place, poll)));
    return views.flatMap(({ title, standing, times, guests }): PdfBlock[] => [
      { kind: 'h3', text: title },
      { kind: 'paragraph', text: standing },
      { kind: 'list', items: times.map(({ when, tally }) => `${when}: ${tally}`) },
      ...guests.flatMap(({ name, answers, told }) => field(name, [...answers, told].join(', '))),
    ]);
  },
);

export const dutiesPart = partFor(
  'obligations.read',
  ({ ui }) => ui.t('print.file.duties'),
  async (call, reading) => {
    const { now, later } = await dutiesIn(call, reading);
    const { ui } = call;
    const head = [ui.t('print.file.duties.what'), ui.t('print.file.duties.told')];
    const rows = [...now, ...later].map(({ what, told }) => [what, told]);
    return rows.length === 0 ? [] : [{ kind: 'table', head, rows, shares: [4, 5] }];
  },
);
