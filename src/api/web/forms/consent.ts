/** Consent (samtycke) by forms: given, refused, withdrawn, and the judgement of the pupil's maturity. */
import { giverKey, sameGiver } from '../../../domain/consent.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { missingGivers } from '../../../domain/obligations/consents.ts';
import { addMonths, minDate, type LocalDate } from '../../../domain/time.ts';
import { nameOfPointer, type Field, type FormSpec, type SimpleField } from '../../../ui/forms/spec.ts';
import { dayOf } from '../../../ui/words.ts';
import { isFamily } from '../../family-entry.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { backToCase } from './back.ts';
import { documentsThere, fileField } from './file-field.ts';
import { giverField, giverName, giverOf, giverOptions, ownGiver } from './givers.ts';
import { oneStep } from './one-step.ts';
import { optionsOf } from './options.ts';
import { informationValues, purposeValues, receiverValues } from './receivers.ts';
import { staffOf, staffOptions } from './staff.ts';

/** Those who work with the assignment come first: it's them that the case waits for. */
const receivers = ['coordinators', ...receiverValues] as const;

const isOwn = (call: FormCall): boolean => isFamily(signedIn(call).actor);

/** To the family's own page, or to the case. */
const backFrom = (call: FormCall) =>
  isOwn(call) ? { href: '/', label: call.ui.t('family.back') } : backToCase(call);

const afterwards = (call: FormCall, done: string): string => withDone(backFrom(call).href, done);

/** On paper with a witness or a scan; what families send themselves is electronic. */
async function formFields(call: FormCall): Promise<SimpleField[]> {
  if (isOwn(call)) return [{ kind: 'fixed', name: 'form.how', value: 'electronic' }];
  const { ui, deps } = call;
  const me = signedIn(call);
  const staff = await staffOf(deps.db, grantedCase(call).file);
  const others = staff.filter(({ person }) => person.id !== me.personId);
  return [
    {
      kind: 'choice',
      name: 'form.how',
      label: ui.t('consent.how'),
      options: optionsOf(ui, 'consent.how', ['paper', 'electronic']),
    },
    {
      kind: 'choice',
      name: 'form.witnessId',
      label: ui.t('consent.witness'),
      hint: ui.t('consent.witness.hint'),
      optional: true,
      as: 'select',
      options: [{ value: me.personId, label: ui.t('consent.witness.me') }, ...staffOptions(ui, others)],
    },
    fileField(call, {
      name: 'form.scanId',
      label: ui.t('consent.scan'),
      optional: true,
      there: await documentsThere(call),
    }),
  ];
}

async function giveSpec(call: FormCall): Promise<FormSpec> {
  const { ui } = call;
  const own = isOwn(call);
  const { policy } = grantedCase(call).file.state;
  const fields: Field[] = [
    await giverField(call, ui.t('consent.giver')),
    {
      kind: 'choice',
      name: 'receiver',
      label: ui.t(own ? 'consent.own.receiver' : 'consent.receiver'),
      hint: ui.t('consent.receiver.hint'),
      options: optionsOf(ui, 'receiver', receivers),
      as: 'select',
    },
    {
      kind: 'choices',
      name: 'kinds',
      label: ui.t(own ? 'consent.own.kinds' : 'consent.kinds'),
      options: optionsOf(ui, 'information', informationValues),
    },
    {
      kind: 'choice',
      name: 'purpose',
      label: ui.t('consent.purpose'),
      options: optionsOf(ui, 'purpose', purposeValues),
    },
    { kind: 'date', name: 'from', label: ui.t('consent.from') },
    {
      kind: 'date',
      name: 'until',
      label: ui.t('consent.until'),
      hint: ui.t('consent.until.hint', { months: policy.consent.maxMonths }),
    },
    ...(await formFields(call)),
  ];
  const title = ui.t(own ? 'consent.own.title' : 'consent.title');
  const send = ui.t(own ? 'consent.own.send' : 'consent.send');
  return oneStep(title, send, fields, ui.t(own ? 'consent.own.intro' : 'consent.intro'));
}

/** As long as the assignment runs, or as long as the policy lets a consent run. */
const usualEnd = ({ policy, stand }: CaseState, today: LocalDate): LocalDate => {
  const longest = addMonths(today, policy.consent.maxMonths);
  const end = stand.phase === 'assigned' ? stand.assignment.cap?.nominalEnd : undefined;
  return end === undefined || end <= today ? longest : minDate(longest, end);
};

const giveForm = defineForm({
  path: '/cases/{id}/consents/new',
  files: true,
  route: apiRoute('post', '/cases/{id}/consents'),
  spec: giveSpec,
  initial(call) {
    const { state } = grantedCase(call).file;
    const next = giverOf(call.query['giver']) ?? missingGivers(state)[0];
    return {
      ...(isOwn(call) || next === undefined ? {} : { giver: [giverKey(next)] }),
      receiver: [call.query['receiver'] ?? 'coordinators'],
      purpose: [call.query['purpose'] ?? 'increaseAttendance'],
      kinds: ['attendance', 'learning', 'support'],
      from: [call.today],
      until: [usualEnd(state, call.today)],
      'form.how': ['paper'],
      'form.witnessId': [signedIn(call).personId],
    };
  },
  toBody({ giver, form, ...rest }) {
    const { how, witnessId, scanId } = Object(form);
    return {
      ...rest,
      giver: giverOf(giver),
      form: how === 'paper' ? { how, witnessId: witnessId ?? null, scanId: scanId ?? null } : { how },
    };
  },
  nameOf: (pointer) => giverName(pointer, (other) => (other === '/form' ? 'form.how' : nameOfPointer(other))),
  back: backFrom,
  done: (call) => afterwards(call, isOwn(call) ? 'consentOwn' : 'consent'),
});

/** The consent of the address, if the reader may withdraw it. */
function consentOf(call: FormCall) {
  const { state } = grantedCase(call).file;
  const consent = state.consents.find(({ consentId }) => consentId === call.params['consentId']);
  if (consent === undefined) throw new Problem('not-found', { field: 'path/consentId' });
  const own = ownGiver(signedIn(call).actor);
  if (own !== null && !sameGiver(own, consent.giver)) throw new Problem('not-permitted');
  return { consent, state };
}

/** What happens at once, in words. */
async function consequences(call: FormCall): Promise<string> {
  const { ui } = call;
  const { consent, state } = consentOf(call);
  const [receiver] = optionsOf(ui, 'receiver', [consent.receiver]);
  const who = receiver?.label ?? '';
  const invited = state.meetings.filter(
    ({ status, participants }) =>
      status === 'called' &&
      participants.some(({ as }) => as.kind === 'receiver' && as.receiver === consent.receiver),
  );
  const giver = (await giverOptions(call)).find(({ value }) => value === giverKey(consent.giver));
  return [
    ...(isOwn(call) ? [] : [ui.t('withdraw.whose', { giver: giver?.label ?? ui.t('consent.former') })]),
    ui.t('withdraw.stops', { receiver: who }),
    ...invited.map(({ time }) => ui.t('withdraw.meeting', { date: dayOf(ui, time.date), receiver: who })),
    ...(consent.receiver === 'coordinators' && state.policy.consent.neededFor === 'assignment'
      ? [ui.t('withdraw.coordinators')]
      : []),
    ui.t('withdraw.told'),
    ui.t('withdraw.history'),
  ].join('\n');
}

const withdrawForm = defineForm({
  path: '/cases/{id}/consents/{consentId}/withdrawal',
  route: apiRoute('post', '/cases/{id}/consents/{consentId}/withdrawal'),
  async spec(call) {
    const { ui } = call;
    const { consent } = consentOf(call);
    return oneStep(ui.t('withdraw.title'), ui.t('withdraw.send'), [
      { kind: 'words', tone: 'warning', text: await consequences(call) },
      {
        kind: 'choices',
        name: 'kinds',
        label: ui.t('withdraw.kinds'),
        hint: ui.t('withdraw.kinds.hint'),
        options: optionsOf(ui, 'information', consent.kinds),
      },
    ]);
  },
  initial: (call) => ({ kinds: consentOf(call).consent.kinds }),
  // All that there is goes as the whole consent; nothing ticked must not mean all.
  toBody({ kinds }, call) {
    const chosen = Array.isArray(kinds) ? kinds : [];
    return { kinds: chosen.length === consentOf(call).consent.kinds.length ? null : chosen };
  },
  back: backFrom,
  done: (call) => afterwards(call, 'consentWithdrawn'),
});

const refuseForm = defineForm({
  path: '/cases/{id}/consent-refusals/new',
  route: apiRoute('post', '/cases/{id}/consent-refusals'),
  async spec(call) {
    const { ui } = call;
    const own = isOwn(call);
    return oneStep(
      ui.t(own ? 'refuse.own.title' : 'refuse.title'),
      ui.t(own ? 'refuse.own.send' : 'refuse.send'),
      [
        await giverField(call, ui.t('refuse.giver')),
        {
          kind: 'choice',
          name: 'receiver',
          label: ui.t(own ? 'refuse.own.receiver' : 'refuse.receiver'),
          options: optionsOf(ui, 'receiver', receivers),
          as: 'select',
        },
        {
          kind: 'story',
          name: 'note',
          label: ui.t(own ? 'refuse.own.note' : 'refuse.note'),
          optional: true,
        },
      ],
      ui.t(own ? 'refuse.own.intro' : 'refuse.intro'),
    );
  },
  initial: ({ query }) => ({ receiver: [query['receiver'] ?? 'coordinators'] }),
  toBody: ({ giver, ...rest }) => ({ ...rest, giver: giverOf(giver) }),
  nameOf: (pointer) => giverName(pointer, nameOfPointer),
  back: backFrom,
  done: (call) => afterwards(call, isOwn(call) ? 'refusedOwn' : 'refused'),
});

const maturityForm = defineForm({
  path: '/cases/{id}/maturity',
  route: apiRoute('post', '/cases/{id}/maturity'),
  exclusive: true,
  spec: ({ ui }) =>
    oneStep(
      ui.t('maturity.title'),
      ui.t('maturity.send'),
      [
        {
          kind: 'yesNo',
          name: 'speaksForSelf',
          label: ui.t('maturity.speaks'),
          yes: ui.t('maturity.yes'),
          no: ui.t('maturity.no'),
        },
        { kind: 'date', name: 'judgedOn', label: ui.t('maturity.on') },
        { kind: 'story', name: 'note', label: ui.t('maturity.note') },
      ],
      ui.t('maturity.intro'),
    ),
  initial: ({ today }) => ({ judgedOn: [today] }),
  back: backToCase,
  done: ({ params }) => withDone(`/cases/${params['id']}`, 'maturity'),
});

export const consentForms = [...giveForm, ...withdrawForm, ...refuseForm, ...maturityForm];
