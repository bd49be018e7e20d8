/** `/settings/mail-texts`: the words of mails, one kind at a time, tried before they are saved. */
import { randomUUID } from 'node:crypto';
import { h } from 'preact';
import { z } from 'zod';
import { instant } from '../../../domain/time.ts';
import { findDraft } from '../../../records/form-drafts.ts';
import { findPeople } from '../../../records/people.ts';
import { editableMails, type EditableMail, isEditableMail } from '../../../texts/mail/editable.ts';
import { first } from '../../../ui/forms/spec.ts';
import {
  MailPreviewPage,
  MailTextPage,
  MailTextsPage,
  type MailTextsView,
  type MailTextView,
} from '../../../ui/pages/settings/mail-texts.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { dayOf } from '../../../ui/words.ts';
import { signedIn } from '../../granted.ts';
import { Problem } from '../../problem.ts';
import { fullName } from '../../session.ts';
import { todayAt } from '../../today.ts';
import { apiRoute, askBody } from '../ask.ts';
import { defineForm, withDone, type FormCall } from '../form.ts';
import { oneStep } from '../forms/one-step.ts';
import { definePage, type PageCall, type WebPage } from '../page.ts';
import { definePress } from '../press.ts';

const listRoute = apiRoute('get', '/mail-texts/{lang}');
const oneRoute = apiRoute('get', '/mail-texts/{lang}/{mail}');
const saveRoute = apiRoute('post', '/mail-texts/{lang}/{mail}');
const previewRoute = apiRoute('post', '/mail-texts/{lang}/{mail}/preview');
const { access } = listRoute;

const lang = z.enum(['sv', 'en']);
const params = z.object({ lang, mail: z.string().min(1).max(60) });

const mailText = z.object({
  key: z.string(),
  subject: z.boolean(),
  standard: z.string(),
  own: z.string().nullable(),
  names: z.array(z.string()),
});
const mailKind = z.object({ mail: z.string(), texts: z.array(mailText) });
const read = mailKind.extend({
  versions: z.array(
    z.object({ key: z.string(), template: z.string().nullable(), savedBy: z.string(), savedAt: z.string() }),
  ),
});
type MailKind = z.output<typeof mailKind>;

const invitations: readonly string[] = ['request', 'update', 'cancel', 'remind'];
const mornings: readonly string[] = ['digest', 'weeklyReview', 'firstDay'];
const groups = ['notice', 'invitation', 'morning', 'every'] as const;
const groupOf = (mail: string): (typeof groups)[number] => {
  if (mail === 'every') return 'every';
  if (mornings.includes(mail)) return 'morning';
  return invitations.includes(mail) ? 'invitation' : 'notice';
};

const known = (mail: string): EditableMail => {
  if (isEditableMail(mail)) return mail;
  throw new Problem('not-found', { field: 'path/mail' });
};
const nameOf = (ui: Ui, mail: string): string => ui.t(`mailTexts.mail.${known(mail)}`);
const listPath = (language: string): string => `/settings/mail-texts/${language}`;
const pathOf = ({ lang: language, mail }: Record<string, string>): string =>
  `${listPath(language ?? 'sv')}/${encodeURIComponent(mail ?? '')}`;

const listPage = definePage({
  path: '/settings/mail-texts/{lang}',
  access,
  params: params.pick({ lang: true }),
  query: z.looseObject({}),
  async handle(call) {
    const { ui, params: asked } = call;
    const body = await askBody(call, listRoute, { params: asked });
    const { mails } = z.object({ mails: z.array(mailKind) }).parse(body);
    const isSwedish = asked.lang === 'sv';
    const view: MailTextsView = {
      other: {
        href: listPath(isSwedish ? 'en' : 'sv'),
        label: ui.t(isSwedish ? 'mailTexts.inEnglish' : 'mailTexts.inSwedish'),
      },
      groups: groups.map((group) => ({
        title: ui.t(`mailTexts.group.${group}`),
        mails: mails
          .filter(({ mail }) => groupOf(mail) === group)
          .map(({ mail, texts }) => ({
            href: pathOf({ lang: asked.lang, mail }),
            name: nameOf(ui, mail),
            subject: texts[0]?.own ?? texts[0]?.standard ?? '',
            own: texts.some(({ own }) => own !== null),
          })),
      })),
    };
    return { kind: 'page', title: ui.t('mailTexts.title'), body: h(MailTextsPage, { ui, view }) };
  },
});

/** `Ämne`, `Text`, and where a mail has several of them `Ämne 2`. */
function labelsOf(ui: Ui, { texts }: MailKind): string[] {
  const seen = { subject: 0, body: 0 };
  return texts.map(({ subject }) => {
    const what = subject ? 'subject' : 'body';
    seen[what] += 1;
    const word = ui.t(`mailTexts.form.${what}`);
    return seen[what] === 1 ? word : ui.t('mailTexts.form.another', { what: word, no: seen[what] });
  });
}

const onePage = definePage({
  path: '/settings/mail-texts/{lang}/{mail}',
  access,
  params,
  query: z.looseObject({}),
  async handle(call) {
    const { deps, ui, params: asked } = call;
    const kind = read.parse(await askBody(call, oneRoute, { params: asked }));
    const labels = labelsOf(ui, kind);
    const labelOf = (key: string) => labels[kind.texts.findIndex((one) => one.key === key)] ?? '';
    const savers = kind.versions.map(({ savedBy }) => savedBy);
    const names = new Map((await findPeople(deps.db, savers)).map((one) => [one.id, fullName(one)]));
    const view: MailTextView = {
      href: pathOf(asked),
      list: listPath(asked.lang),
      name: nameOf(ui, asked.mail),
      own: kind.texts.some(({ own }) => own !== null),
      texts: kind.texts.map(({ key, own, standard }, index) => ({
        key,
        label: labels[index] ?? '',
        now: own ?? standard,
        standard: own === null ? null : standard,
      })),
      versions: kind.versions.map(({ key, template, savedBy, savedAt }, index) => ({
        key: `${index}`,
        what: labelOf(key),
        text: template ?? ui.t('mailTexts.version.standard'),
        who: ui.t('mailTexts.version.who', {
          name: names.get(savedBy) ?? '',
          date: dayOf(ui, todayAt(instant(Date.parse(savedAt)))),
        }),
      })),
      sendKey: randomUUID(),
    };
    return { kind: 'page', title: view.name, body: h(MailTextPage, { ui, view }) };
  },
});

/** A text's control: keys have points in them, which in a form's names mean something else. */
const controlOf = (index: number): string => `text${index}`;

/** What was typed, by key. */
const textsTyped = (mail: string, typed: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    editableMails[known(mail)].map((key, index) => [key, String(typed[controlOf(index)] ?? '')]),
  );

const kindOf = async (call: FormCall): Promise<MailKind> =>
  mailKind.parse(await askBody(call, oneRoute, { params: call.params }));

const forms = defineForm({
  path: '/settings/mail-texts/{lang}/{mail}/change',
  route: saveRoute,
  async spec(call) {
    const { ui, params: asked } = call;
    const kind = await kindOf(call);
    const labels = labelsOf(ui, kind);
    return oneStep(
      ui.t('mailTexts.form.title', { mail: nameOf(ui, kind.mail) }),
      ui.t('mailTexts.form.send'),
      [
        ...kind.texts.map(({ subject, names }, index) => ({
          kind: subject ? ('line' as const) : ('story' as const),
          name: controlOf(index),
          label: labels[index] ?? '',
          hint:
            names.length === 0
              ? ui.t('mailTexts.form.noNames')
              : ui.t('mailTexts.form.names', { names: names.map((name) => `{${name}}`).join(', ') }),
        })),
        {
          kind: 'words',
          text: ui.t('mailTexts.preview.draftHint'),
          link: { href: `${pathOf(asked)}/preview`, label: ui.t('mailTexts.preview.draft') },
        },
      ],
      ui.t('mailTexts.intro', { brace: '{caseNumber}' }),
    );
  },
  async initial(call) {
    const { texts } = await kindOf(call);
    return Object.fromEntries(texts.map(({ own, standard }, index) => [controlOf(index), [own ?? standard]]));
  },
  toBody: (typed, { params: asked }) => ({ texts: textsTyped(asked['mail'] ?? '', typed) }),
  nameOf: (pointer) => {
    const key = pointer.replace('/texts/', '');
    const keys = Object.values(editableMails).find((one) => one.some((text) => text === key)) ?? [];
    return controlOf(keys.findIndex((text) => text === key));
  },
  back: ({ params: asked, ui }) => ({ href: pathOf(asked), label: nameOf(ui, asked['mail'] ?? '') }),
  done: ({ params: asked }) => withDone(pathOf(asked), 'mailTextSaved'),
});

type PreviewCall = PageCall<z.output<typeof params>, unknown>;

/** The draft's words where there is one, else those that stand. */
async function wordsTyped(call: PreviewCall): Promise<Record<string, string>> {
  const { deps, path } = call;
  const { personId, role } = signedIn(call);
  const draft = await findDraft(deps.db, { personId, role, form: path.replace(/preview$/, 'change') });
  const { mail, texts } = mailKind.parse(await askBody(call, oneRoute, { params: call.params }));
  if (draft === null)
    return Object.fromEntries(texts.map(({ key, own, standard }) => [key, own ?? standard]));
  const typed = Object.keys(draft.values).map((name) => [name, first(draft.values, name)]);
  return textsTyped(mail, Object.fromEntries(typed));
}

const previewPage = definePage({
  path: '/settings/mail-texts/{lang}/{mail}/preview',
  access,
  params,
  query: z.looseObject({}),
  async handle(call) {
    const { ui } = call;
    const json = { texts: await wordsTyped(call) };
    const mail = await askBody(call, previewRoute, { params: call.params, json });
    const { subject, text } = z.object({ subject: z.string(), text: z.string() }).parse(mail);
    const back = `${pathOf(call.params)}/change`;
    return { kind: 'page', title: subject, body: h(MailPreviewPage, { ui, back, subject, text }) };
  },
});

export const mailTextPages: readonly WebPage[] = [
  listPage,
  onePage,
  ...forms,
  previewPage,
  definePress({
    path: '/settings/mail-texts/{lang}/{mail}/reset',
    route: saveRoute,
    async json(call) {
      const { texts } = await kindOf(call);
      return { texts: Object.fromEntries(texts.map(({ key, standard }) => [key, standard])) };
    },
    to: ({ params: asked }) => withDone(pathOf(asked), 'mailTextReset'),
  }),
];
