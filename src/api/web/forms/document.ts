/** `/cases/{id}/documents/new`, `…/guardian-talks/{talkId}/scan`: a scan or paper is filed in the case. */
import { documentKinds, secrecyTags } from '../../../domain/documents/document.ts';
import { dayOf } from '../../../ui/words.ts';
import { grantedCase } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { apiRoute } from '../ask.ts';
import { aboutWords, subjectsOf } from '../case/document-words.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { fileField } from './file-field.ts';
import { oneStep } from './one-step.ts';
import { optionsOf } from './options.ts';

const route = apiRoute('post', '/cases/{id}/documents');

const backToDocuments = ({ params, ui, granted }: FormCall) => ({
  href: `/cases/${params['id']}/documents`,
  label: `${ui.t('day.case', { number: granted.case?.number ?? '' })}: ${ui.t('case.tab.documents')}`,
});

const filed = defineForm({
  path: '/cases/{id}/documents/new',
  route,
  files: true,
  spec(call) {
    const { ui } = call;
    const { state } = grantedCase(call).file;
    const subjects = subjectsOf(state).flatMap((about) => {
      const label = aboutWords(ui, state, about);
      return label === null
        ? []
        : [{ value: `${about.what}:${about.id}`, label: label.charAt(0).toUpperCase() + label.slice(1) }];
    });
    return oneStep(
      ui.t('document.title'),
      ui.t('document.send'),
      [
        fileField(call, { name: 'documentId', label: ui.t('document.file') }),
        {
          kind: 'choice',
          name: 'kind',
          label: ui.t('document.kind'),
          options: optionsOf(ui, 'document.kind', documentKinds),
          as: 'select',
        },
        {
          kind: 'line',
          name: 'title',
          label: ui.t('document.name'),
          hint: ui.t('document.name.hint'),
          optional: true,
        },
        { kind: 'date', name: 'dated', label: ui.t('document.dated'), optional: true },
        ...(subjects.length === 0
          ? []
          : [
              {
                kind: 'choice' as const,
                name: 'about',
                label: ui.t('document.about'),
                options: [{ value: 'none', label: ui.t('document.about.none') }, ...subjects],
                as: 'select' as const,
                optional: true as const,
              },
            ]),
        {
          kind: 'choice',
          name: 'secrecy',
          label: ui.t('document.secrecy'),
          options: optionsOf(ui, 'secrecy', secrecyTags),
        },
      ],
      ui.t('document.intro'),
    );
  },
  initial: () => ({ secrecy: ['weak'] }),
  toBody({ about, ...rest }) {
    const [what = '', id] = typeof about === 'string' ? about.split(':') : [];
    return { ...rest, about: id === undefined ? null : { what, id } };
  },
  nameOf: (pointer) => pointer.split('/')[1] ?? '',
  back: backToDocuments,
  done: (call) => withDone(backToDocuments(call).href, 'documentFiled'),
});

const talkHref = ({ params }: FormCall) => `/cases/${params['id']}/guardian-talks/${params['talkId']}`;

/** seed 003: the form is signed on paper at the talk; its scan belongs to that talk. */
const talkScan = defineForm({
  path: '/cases/{id}/guardian-talks/{talkId}/scan',
  route,
  files: true,
  spec(call) {
    const { ui, params } = call;
    const { talks } = grantedCase(call).file.state.ladder;
    const talk = talks.find((one) => one.guardianTalkId === params['talkId']);
    if (talk === undefined) throw new Problem('not-found', { field: 'path/talkId' });
    return oneStep(
      ui.t('document.talk.title'),
      ui.t('document.talk.send'),
      [fileField(call, { name: 'documentId', label: ui.t('document.talk.file') })],
      ui.t('talk.on', { date: dayOf(ui, talk.heldOn) }),
    );
  },
  toBody: (typed, { params, ...call }) => ({
    ...typed,
    kind: 'guardianTalk',
    dated: talkDay({ params, ...call }),
    about: { what: 'guardianTalk', id: params['talkId'] },
  }),
  back: (call) => ({ href: talkHref(call), label: call.ui.t('talk.title') }),
  done: (call) => withDone(talkHref(call), 'documentFiled'),
});

const talkDay = (call: FormCall) =>
  grantedCase(call).file.state.ladder.talks.find((one) => one.guardianTalkId === call.params['talkId'])
    ?.heldOn ?? null;

export const documentForms = [...filed, ...talkScan];
