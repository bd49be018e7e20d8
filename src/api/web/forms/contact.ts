/** `/cases/{id}/contacts/new`: what was done with and for the family. */
import { apiRoute } from '../ask.ts';
import { defineForm, withDone } from '../form.ts';
import { backToCase } from './back.ts';
import { optionsOf } from './options.ts';
import { partyValues } from './parties.ts';
import { talkGuide } from './talk-guide.ts';

const kinds = [
  'startMeeting',
  'homeVisit',
  'pupilTalk',
  'guardianTalk',
  'motivationalInterview',
  'phone',
  'dropOffSupport',
  'staffConsultation',
  'inquiryPart',
  'referral',
  'selfReferralHelp',
  'other',
] as const;

export const contactForm = defineForm({
  path: '/cases/{id}/contacts/new',
  route: apiRoute('post', '/cases/{id}/contacts'),
  spec: ({ ui }) => ({
    title: ui.t('contact.title'),
    send: ui.t('contact.send'),
    steps: [
      {
        id: 'contact',
        title: ui.t('contact.title'),
        fields: [
          talkGuide(ui, 'contact'),
          { kind: 'date', name: 'date', label: ui.t('contact.date') },
          {
            kind: 'choice',
            name: 'kind',
            label: ui.t('contact.kind'),
            options: optionsOf(ui, 'contact.kind', kinds),
          },
          {
            kind: 'choice',
            name: 'effort',
            label: ui.t('contact.effort'),
            options: optionsOf(ui, 'contact.effort', ['coordinating', 'supporting', 'operative']),
          },
          {
            kind: 'choices',
            name: 'with',
            label: ui.t('contact.with'),
            options: optionsOf(ui, 'party', partyValues),
          },
          {
            kind: 'yesNo',
            name: 'reached',
            label: ui.t('contact.reached'),
            yes: ui.t('contact.reached.yes'),
            no: ui.t('contact.reached.no'),
          },
          { kind: 'story', name: 'note', label: ui.t('contact.note') },
        ],
      },
    ],
  }),
  initial: ({ today, query }) => ({
    date: [today],
    reached: ['yes'],
    ...(query['kind'] === undefined ? {} : { kind: [query['kind']] }),
  }),
  back: backToCase,
  done: (call) => withDone(`/cases/${call.params['id']}`, 'contact'),
});
