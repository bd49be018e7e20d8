/** A case put right: a day moved, an address corrected, another policy; and a meeting asked for. */
import { giverKey } from '../../../domain/consent.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { dutiesOfCase } from '../../../records/obligations.ts';
import { findPeople } from '../../../records/people.ts';
import { listPolicies } from '../../../records/policies.ts';
import type { Option } from '../../../ui/forms/spec.ts';
import { nameOfPointer } from '../../../ui/forms/spec.ts';
import { dayOf } from '../../../ui/words.ts';
import { isFamily } from '../../family-entry.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { fullName } from '../../session.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { backToCase } from './back.ts';
import { giverField, giverName, giverOf, giverOptions } from './givers.ts';
import { oneStep } from './one-step.ts';

const after =
  (done: string) =>
  ({ params }: FormCall): string =>
    withDone(`/cases/${params['id']}`, done);

async function dutyOf(call: FormCall) {
  const { file } = grantedCase(call);
  const duties = await dutiesOfCase(call.deps.db, file.id, call.today);
  const found = duties.find(({ key }) => key === call.params['key']);
  if (found === undefined) throw new Problem('not-found', { field: 'path/key' });
  return found;
}

const deadlineForm = defineForm({
  path: '/cases/{id}/deadlines/{key}',
  route: apiRoute('post', '/cases/{id}/deadlines/{key}'),
  async spec(call) {
    const { ui } = call;
    const { kind, due } = await dutyOf(call);
    const words = kind === 'yearWheelTask' ? '' : ui.t(`duty.${kind}`);
    const what = `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
    return oneStep(
      ui.t('deadline.title'),
      ui.t('deadline.send'),
      [
        { kind: 'date', name: 'to', label: ui.t('deadline.to') },
        { kind: 'story', name: 'reason', label: ui.t('deadline.reason'), rows: 3 },
      ],
      ui.t('deadline.now', { what, due: dayOf(ui, due) }),
    );
  },
  back: backToCase,
  done: after('deadline'),
});

/** Each mail that couldn't be delivered, by whom it was to. */
async function addressOptions(call: FormCall, { undeliverable }: CaseState): Promise<Option[]> {
  const { ui } = call;
  const staffIds = undeliverable.flatMap(({ to }) => ('personId' in to ? [to.personId] : []));
  const staff = new Map((await findPeople(call.deps.db, staffIds)).map((one) => [one.id, fullName(one)]));
  const family = new Map((await giverOptions(call)).map(({ value, label }) => [value, label]));
  const whoOf = ({ to }: CaseState['undeliverable'][number]): string => {
    if (to.role === 'guest') return ui.t('address.guest');
    if (to.role === 'guardian' || to.role === 'pupil') {
      return family.get(giverKey(to)) ?? ui.t('consent.former');
    }
    return ui.t('address.staff', { name: staff.get(to.personId) ?? '', role: ui.t(`role.${to.role}`) });
  };
  return undeliverable.map((one) => ({
    value: one.messageKey,
    label: ui.t('address.line', {
      who: whoOf(one),
      why: ui.t(`address.${one.why}`),
      date: dayOf(ui, one.foundOn),
    }),
  }));
}

const addressForm = defineForm({
  path: '/cases/{id}/addresses',
  route: apiRoute('post', '/cases/{id}/addresses/{messageKey}/correction'),
  async spec(call) {
    const { ui } = call;
    const options = await addressOptions(call, grantedCase(call).file.state);
    return oneStep(ui.t('address.title'), ui.t('address.send'), [
      { kind: 'words', text: ui.t(options.length === 0 ? 'address.none' : 'address.intro') },
      ...(options.length === 0
        ? []
        : [
            {
              kind: 'choice' as const,
              name: 'messageKey',
              label: ui.t('address.which'),
              options,
              as: 'radios' as const,
            },
          ]),
    ]);
  },
  initial(call) {
    const [first] = grantedCase(call).file.state.undeliverable;
    return first === undefined ? {} : { messageKey: [first.messageKey] };
  },
  params: ({ params }, { messageKey }) => ({ ...params, messageKey: String(messageKey ?? '') }),
  toBody: () => ({}),
  back: backToCase,
  done: after('address'),
});

const policyForm = defineForm({
  path: '/cases/{id}/policy',
  route: apiRoute('post', '/cases/{id}/policy'),
  exclusive: true,
  async spec(call) {
    const { ui, deps, today } = call;
    const { name, version } = grantedCase(call).file.state.policy;
    return oneStep(
      ui.t('policy.title'),
      ui.t('policy.send'),
      [
        { kind: 'words', text: ui.t('policy.now', { name, version }) },
        {
          kind: 'choice',
          name: 'policy',
          label: ui.t('policy.which'),
          options: (await listPolicies(deps.db, today)).map((one) => ({
            value: one.id,
            label: ui.t('policy.one', { name: one.name, version: one.version }),
          })),
          as: 'radios',
        },
      ],
      ui.t('policy.intro'),
    );
  },
  async toBody({ policy }, { deps, today }) {
    const found = (await listPolicies(deps.db, today)).find(({ id }) => id === policy);
    return found === undefined ? {} : { policy: found };
  },
  nameOf: () => 'policy',
  back: backToCase,
  done: after('policy'),
});

const meetingRequestForm = defineForm({
  path: '/cases/{id}/meeting-request',
  route: apiRoute('post', '/cases/{id}/meeting-requests'),
  async spec(call) {
    const { ui } = call;
    const own = isFamily(signedIn(call).actor);
    return oneStep(
      ui.t('askMeeting.title'),
      ui.t('askMeeting.send'),
      [
        await giverField(call, ui.t('askMeeting.who')),
        { kind: 'story', name: 'note', label: ui.t('askMeeting.note'), optional: true },
      ],
      ui.t(own ? 'askMeeting.own.intro' : 'askMeeting.intro'),
    );
  },
  toBody: ({ giver, ...rest }) => ({ ...rest, askedBy: giverOf(giver) }),
  nameOf: (pointer) => giverName(pointer.replace(/^\/askedBy/, '/giver'), nameOfPointer),
  back: (call) =>
    isFamily(signedIn(call).actor) ? { href: '/', label: call.ui.t('family.back') } : backToCase(call),
  done: (call) => (isFamily(signedIn(call).actor) ? withDone('/', 'askMeeting') : after('askMeeting')(call)),
});

export const steeringForms = [...deadlineForm, ...addressForm, ...policyForm, ...meetingRequestForm];
