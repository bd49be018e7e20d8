/** The assignment's end by forms: extended or not, closed, asked about afterwards. */
import { mayBeEligible } from '../../../domain/case/closing.ts';
import { finalSince } from '../../../domain/case/evaluation.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { mayCommand } from '../../../domain/permissions.ts';
import { runningAssignment } from '../../../domain/case/working.ts';
import { addMonths } from '../../../domain/time.ts';
import type { Field, Option } from '../../../ui/forms/spec.ts';
import { dayOf } from '../../../ui/words.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { backToCase } from './back.ts';
import { oneStep } from './one-step.ts';
import { optionsOf } from './options.ts';

const after =
  (done: string) =>
  ({ params }: FormCall): string =>
    withDone(`/cases/${params['id']}`, done);

const stateOf = (call: FormCall): CaseState => grantedCase(call).file.state;

/** The evaluations of the running assignment, the newest first. */
const evaluationsOf = (state: CaseState) => {
  const start = runningAssignment(state)?.start;
  return start === undefined ? [] : state.evaluations.filter((one) => one.heldOn >= start).toReversed();
};

const evaluationOptions = ({ ui }: FormCall, state: CaseState): Option[] =>
  evaluationsOf(state).map(({ evaluationId, heldOn, outcome }) => ({
    value: evaluationId,
    label: `${dayOf(ui, heldOn)}: ${ui.t(`ending.outcome.${outcome}`)}`,
  }));

/** What must be there first, with the way to it for whoever may go there. */
const evaluateFirst = (call: FormCall, text: string, final: boolean): Field => {
  const { ui, params } = call;
  const href = `/cases/${params['id']}/evaluations/new${final ? '?final=yes' : ''}`;
  const mayEvaluate = mayCommand(signedIn(call).actor, 'recordEvaluation', stateOf(call));
  const link = { href, label: ui.t('ending.evaluate') };
  return { kind: 'words', tone: 'warning', text, ...(mayEvaluate ? { link } : {}) };
};

const extendForm = defineForm({
  path: '/cases/{id}/extension',
  route: apiRoute('post', '/cases/{id}/extension'),
  exclusive: true,
  spec(call) {
    const { ui, params } = call;
    const state = stateOf(call);
    const cap = runningAssignment(state)?.cap;
    const options = evaluationOptions(call, state);
    const months = state.policy.cap.kind === 'none' ? 0 : state.policy.cap.extension.maxMonths;
    return oneStep(ui.t('extend.title'), ui.t('extend.send'), [
      ...(options.length > 0 ? [] : [evaluateFirst(call, ui.t('extend.noEvaluation'), false)]),
      {
        kind: 'words',
        text:
          cap === undefined || cap === null
            ? ui.t('extend.noCap')
            : ui.t('extend.now', { end: dayOf(ui, cap.nominalEnd), actBy: dayOf(ui, cap.actBy) }),
        link: { href: `/cases/${params['id']}/extension/refusal`, label: ui.t('extend.orRefuse') },
      },
      {
        kind: 'date',
        name: 'until',
        label: ui.t('extend.until'),
        hint: ui.t('extend.until.hint', { months }),
      },
      { kind: 'date', name: 'decidedOn', label: ui.t('ending.decidedOn') },
      {
        kind: 'choice',
        name: 'evaluationId',
        label: ui.t('extend.evaluation'),
        options,
        as: 'radios',
      },
      { kind: 'story', name: 'reason', label: ui.t('extend.reason') },
    ]);
  },
  initial(call) {
    const state = stateOf(call);
    const cap = runningAssignment(state)?.cap;
    const newest = evaluationsOf(state)[0];
    const rule = state.policy.cap;
    return {
      decidedOn: [call.today],
      ...(newest === undefined ? {} : { evaluationId: [newest.evaluationId] }),
      ...(cap === undefined || cap === null || rule.kind === 'none'
        ? {}
        : { until: [addMonths(cap.nominalEnd, rule.extension.maxMonths)] }),
    };
  },
  back: backToCase,
  done: after('extended'),
});

const refuseExtensionForm = defineForm({
  path: '/cases/{id}/extension/refusal',
  route: apiRoute('post', '/cases/{id}/extension/refusal'),
  exclusive: true,
  spec: ({ ui }) =>
    oneStep(
      ui.t('noExtension.title'),
      ui.t('noExtension.send'),
      [
        { kind: 'date', name: 'decidedOn', label: ui.t('ending.decidedOn') },
        { kind: 'story', name: 'reason', label: ui.t('noExtension.reason') },
      ],
      ui.t('noExtension.intro'),
    ),
  initial: ({ today }) => ({ decidedOn: [today] }),
  back: backToCase,
  done: after('extensionRefused'),
});

const closureReasons = [
  'backAtSchool',
  'moved',
  'leftSchool',
  'consentEnded',
  'extensionRefused',
  'otherMeasureTookOver',
  'noLongerOfCompulsoryAge',
] as const;

/** What closing still asks for, by the same rule as the case's own. */
function stillNeeded(call: FormCall): Field[] {
  const state = stateOf(call);
  const assignment = runningAssignment(state);
  if (assignment === null) return [];
  const since = finalSince(assignment);
  return state.evaluations.some((one) => one.final && one.heldOn >= since)
    ? []
    : [evaluateFirst(call, call.ui.t('close.needsFinal'), true)];
}

/** Asked of those alone who are in the ninth year or have left it. */
function eligibleField(call: FormCall): Field[] {
  const { ui } = call;
  if (!mayBeEligible(stateOf(call).pupil)) return [];
  return [
    {
      kind: 'yesNo',
      name: 'eligibleForUpperSecondary',
      label: ui.t('ending.eligible'),
      hint: ui.t('ending.eligible.hint'),
      yes: ui.t('ending.eligible.yes'),
      no: ui.t('ending.eligible.no'),
      optional: true,
    },
  ];
}

const closeForm = defineForm({
  path: '/cases/{id}/closure',
  route: apiRoute('post', '/cases/{id}/closure'),
  exclusive: true,
  spec(call) {
    const { ui } = call;
    const { monitoring } = stateOf(call).policy;
    return oneStep(
      ui.t('close.title'),
      ui.t('close.send'),
      [
        ...stillNeeded(call),
        {
          kind: 'choice',
          name: 'reason',
          label: ui.t('close.reason'),
          options: optionsOf(ui, 'close.reason', closureReasons),
        },
        { kind: 'story', name: 'note', label: ui.t('close.note'), hint: ui.t('close.note.hint') },
        ...eligibleField(call),
      ],
      ui.t('close.intro', {
        weeks: new Intl.ListFormat(ui.lang).format(monitoring.checkUpWeeks.map(String)),
      }),
    );
  },
  back: backToCase,
  done: after('closed'),
});

const checkUpForm = defineForm({
  path: '/cases/{id}/check-ups/new',
  route: apiRoute('post', '/cases/{id}/check-ups'),
  spec(call) {
    const { ui } = call;
    return oneStep(
      ui.t('checkUp.title'),
      ui.t('checkUp.send'),
      [
        { kind: 'date', name: 'heldOn', label: ui.t('checkUp.heldOn') },
        {
          kind: 'choice',
          name: 'outcome',
          label: ui.t('checkUp.outcome'),
          options: optionsOf(ui, 'checkUp.outcome', ['stable', 'worse', 'notReached']),
        },
        { kind: 'story', name: 'note', label: ui.t('checkUp.note'), optional: true },
        ...eligibleField(call),
      ],
      ui.t('checkUp.intro'),
    );
  },
  initial: ({ today }) => ({ heldOn: [today] }),
  back: backToCase,
  done: after('checkUp'),
});

export const endingForms = [...extendForm, ...refuseExtensionForm, ...closeForm, ...checkUpForm];
