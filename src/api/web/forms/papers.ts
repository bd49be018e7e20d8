/** `/cases/{id}/papers/new`, `/papers/{id}/receipt`, `/concern-reports/new`: what is asked of others and told to them. */
import { dayOf } from '../../../ui/words.ts';
import { grantedCase, signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { apiRoute } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { backToCase } from './back.ts';
import { optionsOf } from './options.ts';
import { informationValues, purposeValues, receiverValues } from './receivers.ts';
import { staffOf, staffOptions } from './staff.ts';
import { textsOf } from './texts-of.ts';

const toCase = (what: string) => (call: FormCall) => withDone(`/cases/${call.params['id']}`, what);

const papers = defineForm({
  path: '/cases/{id}/papers/new',
  route: apiRoute('post', '/cases/{id}/papers'),
  spec: ({ ui }) => ({
    title: ui.t('papers.title'),
    send: ui.t('papers.send'),
    steps: [
      {
        id: 'papers',
        title: ui.t('papers.title'),
        intro: ui.t('papers.intro'),
        fields: [
          {
            kind: 'choice',
            name: 'from',
            label: ui.t('papers.from'),
            options: optionsOf(ui, 'receiver', receiverValues),
          },
          {
            kind: 'choices',
            name: 'kinds',
            label: ui.t('papers.kinds'),
            options: optionsOf(ui, 'information', informationValues),
          },
          {
            kind: 'choice',
            name: 'purpose',
            label: ui.t('papers.purpose'),
            options: optionsOf(ui, 'purpose', purposeValues),
          },
          { kind: 'date', name: 'askedOn', label: ui.t('papers.date') },
          { kind: 'story', name: 'note', label: ui.t('papers.note'), rows: 3 },
        ],
      },
    ],
  }),
  initial: ({ today }) => ({ askedOn: [today], purpose: ['increaseAttendance'] }),
  back: backToCase,
  done: toCase('papers'),
});

const receipt = defineForm({
  path: '/cases/{id}/papers/{paperRequestId}/receipt',
  route: apiRoute('post', '/cases/{id}/papers/{paperRequestId}/receipt'),
  spec: async (call) => {
    const { ui, deps, params } = call;
    const asked = grantedCase(call).file.state.papers.find(
      (one) => one.paperRequestId === params['paperRequestId'],
    );
    if (asked === undefined) throw new Problem('not-found');
    const text = await textsOf(deps.db, [asked.contentId]);
    const note = text(asked.contentId);
    return {
      title: ui.t('papers.receipt.title'),
      send: ui.t('papers.receipt.send'),
      steps: [
        {
          id: 'receipt',
          title: ui.t('papers.receipt.title'),
          fields: [
            { kind: 'words', text: ui.t('papers.receipt.asked', { date: dayOf(ui, asked.askedOn), note }) },
            { kind: 'date', name: 'receivedOn', label: ui.t('papers.receipt.date') },
            { kind: 'story', name: 'note', label: ui.t('papers.receipt.note'), rows: 3, optional: true },
          ],
        },
      ],
    };
  },
  initial: ({ today }) => ({ receivedOn: [today] }),
  back: backToCase,
  done: toCase('receipt'),
});

const concernReport = defineForm({
  path: '/cases/{id}/concern-reports/new',
  route: apiRoute('post', '/cases/{id}/concern-reports'),
  spec: async (call) => {
    const { ui, deps } = call;
    const staff = staffOptions(ui, await staffOf(deps.db, grantedCase(call).file));
    const { personId, name } = signedIn(call);
    const all = staff.some((one) => one.value === personId)
      ? staff
      : [{ value: personId, label: name }, ...staff];
    return {
      title: ui.t('concern.title'),
      send: ui.t('concern.send'),
      steps: [
        {
          id: 'concern',
          title: ui.t('concern.title'),
          intro: ui.t('concern.intro'),
          fields: [
            { kind: 'date', name: 'madeOn', label: ui.t('concern.date') },
            { kind: 'choice', name: 'madeBy', label: ui.t('concern.by'), as: 'select', options: all },
            { kind: 'story', name: 'note', label: ui.t('concern.note') },
          ],
        },
      ],
    };
  },
  initial: (call) => ({ madeOn: [call.today], madeBy: [signedIn(call).personId] }),
  back: backToCase,
  done: toCase('concern'),
});

export const paperForms = [...papers, ...receipt, ...concernReport];
