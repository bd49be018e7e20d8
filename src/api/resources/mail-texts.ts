/** `mail-texts`: the words of mails, and the municipality's own in place of the standard ones. */
import { z } from 'zod';
import { mailTextVersions, ownMailTexts, saveMailTexts } from '../../records/mail-texts.ts';
import { catalogue } from '../../texts/text.ts';
import {
  checkMailText,
  editableMails,
  type EditableMail,
  type EditableText,
  isEditableMail,
  isSubject,
  type MailTextProblem,
  neededNames,
} from '../../texts/mail/editable.ts';
import { usableTexts } from '../../texts/mail/own-texts.ts';
import { sampleMail } from '../../texts/mail/sample.ts';
import { wordingOf } from '../../texts/mail/wording.ts';
import type { FieldCode } from '../../texts/problems.ts';
import type { Deps } from '../deps.ts';
import { refusalOf } from '../field-refusal.ts';
import { signedIn } from '../granted.ts';
import { Problem } from '../problem.ts';
import { defineRoute, none } from '../route.ts';

const access = { kind: 'action', action: 'mailText.edit', on: 'nothing' } as const;
const lang = z.enum(['sv', 'en']);
type Lang = z.output<typeof lang>;

const params = z.object({
  lang: lang.meta({ description: 'The language of the mail.' }),
  mail: z.string().min(1).max(60).meta({ description: 'The kind of mail.', example: 'closed' }),
});

const body = z.strictObject({
  texts: z
    .record(z.string().max(100), z.string().max(5_000))
    .meta({ description: 'Each text of the mail by its key: all of them.' }),
});

const example = {
  texts: {
    'notice.closed.subject': 'Ärende {caseNumber} är klart',
    'notice.closed.body': 'Uppdraget i ärende {caseNumber} är avslutat. Logga in för att se vad som följer.',
  },
};

const mailText = z
  .object({
    key: z.string(),
    subject: z.boolean().meta({ description: 'One line of the mail’s head.' }),
    standard: z.string(),
    own: z.string().nullable().meta({ description: 'Null where the standard text is used.' }),
    names: z
      .array(z.string())
      .meta({ description: 'What must stand between braces: each of them, and nothing else.' }),
  })
  .meta({ id: 'MailText' });

const mailKind = z.object({ mail: z.string(), lang, texts: z.array(mailText) }).meta({ id: 'MailKind' });

const version = z
  .object({ key: z.string(), template: z.string().nullable(), savedBy: z.string(), savedAt: z.string() })
  .meta({ id: 'MailTextVersion' });

const problemCodes: Record<MailTextProblem, FieldCode> = {
  'name-missing': 'name-missing',
  'name-unknown': 'name-unknown',
  'brace-alone': 'brace-alone',
  'several-lines': 'several-lines',
  'too-long': 'text-too-long',
  blank: 'blank',
};

const known = (mail: string): EditableMail => {
  if (isEditableMail(mail)) return mail;
  throw new Problem('not-found', { field: 'path/mail' });
};

const keysOf = (mail: EditableMail): readonly EditableText[] => editableMails[mail];

async function kindOf({ db }: Deps, mail: EditableMail, language: Lang) {
  const own = await ownMailTexts(db, language);
  return {
    mail,
    lang: language,
    texts: keysOf(mail).map((key) => ({
      key,
      subject: isSubject(key),
      standard: catalogue[language][key],
      own: own[key] ?? null,
      names: neededNames(language, key),
    })),
  };
}

/** All of a mail's texts and no others, each one usable; else refused with every fault named. */
function requireTexts(mail: EditableMail, language: Lang, texts: Readonly<Record<string, string>>) {
  const keys = keysOf(mail);
  const found = keys.map((key) => ({ key, template: texts[key] ?? '' }));
  const errors = [
    ...Object.keys(texts)
      .filter((key) => !keys.some((one) => one === key))
      .map((key): [string, FieldCode] => [`/texts/${key}`, 'unknown-field']),
    ...found.flatMap(({ key, template }): [string, FieldCode][] => {
      const problem = checkMailText(language, key, template);
      return problem === null ? [] : [[`/texts/${key}`, problemCodes[problem]]];
    }),
  ];
  if (errors.length > 0) throw refusalOf(errors);
  return found;
}

export const mailTextRoutes = [
  defineRoute({
    method: 'get',
    path: '/mail-texts/{lang}',
    tag: 'mails',
    access,
    summary: 'The words of every kind of mail',
    params: params.pick({ lang: true }),
    query: none,
    body: none,
    answer: { status: 200, description: 'By kind.', schema: z.object({ mails: z.array(mailKind) }) },
    async handle({ deps, params: asked }) {
      const kinds = Object.keys(editableMails).filter(isEditableMail);
      const mails = await Promise.all(kinds.map((mail) => kindOf(deps, mail, asked.lang)));
      return { status: 200, body: { mails } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/mail-texts/{lang}/{mail}',
    tag: 'mails',
    access,
    summary: "One kind's words, and every saving of them",
    params,
    query: none,
    body: none,
    answer: {
      status: 200,
      description: 'The newest saving first.',
      schema: mailKind.extend({ versions: z.array(version) }).meta({ id: 'MailKindVersions' }),
    },
    async handle({ deps, params: asked }) {
      const mail = known(asked.mail);
      const versions = await mailTextVersions(deps.db, asked.lang, keysOf(mail));
      return {
        status: 200,
        body: {
          ...(await kindOf(deps, mail, asked.lang)),
          versions: versions.map((one) => ({ ...one, savedAt: one.savedAt.toISOString() })),
        },
      };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/mail-texts/{lang}/{mail}',
    tag: 'mails',
    access,
    summary: "Write a mail's words oneself",
    description:
      'The next mail of the kind is written with them; mails that are written already stay as they are. A text that is equal to the standard one is the standard one again, which is how it is reset.',
    params,
    query: none,
    body,
    example,
    answer: { status: 200, description: 'The words as they now stand.', schema: mailKind },
    async handle(call) {
      const { deps, now } = call;
      const mail = known(call.params.mail);
      const language = call.params.lang;
      const own = await ownMailTexts(deps.db, language);
      const texts = new Map<string, string | null>();
      for (const { key, template } of requireTexts(mail, language, call.body.texts)) {
        const wanted = template === catalogue[language][key] ? null : template;
        if (wanted !== (own[key] ?? null)) texts.set(key, wanted);
      }
      await saveMailTexts(deps.db, language, texts, {
        savedBy: signedIn(call).personId,
        savedAt: new Date(now),
      });
      return { status: 200, body: await kindOf(deps, mail, language) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/mail-texts/{lang}/{mail}/preview',
    tag: 'mails',
    access,
    summary: 'A mail as its receiver would see it with other words',
    description: 'With made-up values. Nothing is written or sent.',
    params,
    query: none,
    body,
    example,
    answer: {
      status: 200,
      description: 'The mail.',
      schema: z
        .object({ subject: z.string(), text: z.string(), html: z.string() })
        .meta({ id: 'MailPreview' }),
    },
    async handle({ deps, params: asked, body: { texts } }) {
      const mail = known(asked.mail);
      const typed = requireTexts(mail, asked.lang, texts).map(
        ({ key, template }) => [key, template] as const,
      );
      const own = usableTexts(asked.lang, await ownMailTexts(deps.db, asked.lang));
      const words = wordingOf(asked.lang, { ...own, ...Object.fromEntries(typed) });
      return { status: 200, body: sampleMail(words, mail, `${deps.publicUrl}/`) };
    },
  }),
];
