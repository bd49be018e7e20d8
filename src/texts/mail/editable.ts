/**
 * The texts of mails that a municipality may write itself, by kind of mail, and what holds for them: the same names
 * between braces as the catalogue's, each at least once and no others, so that nothing personal can come in by one.
 */
import type { Language } from '../dates.ts';
import { catalogue, type TextKey } from '../text.ts';

export const editableMails = {
  orderPlaced: ['notice.orderPlaced.subject', 'notice.orderPlaced.body'],
  orderReturned: ['notice.orderReturned.subject', 'notice.orderReturned.body'],
  ehtDecided: ['notice.ehtDecided.subject', 'notice.ehtDecided.body'],
  allocated: ['notice.allocated.subject', 'notice.allocated.body'],
  handedOver: ['notice.handedOver.subject', 'notice.handedOver.body'],
  consentWithdrawn: ['notice.consentWithdrawn.subject', 'notice.consentWithdrawn.body'],
  consentExpired: ['notice.consentExpired.subject', 'notice.consentExpired.body'],
  meetingAskedFor: ['notice.meetingAskedFor.subject', 'notice.meetingAskedFor.body'],
  lapsed: ['notice.lapsed.subject', 'notice.lapsed.body'],
  extended: ['notice.extended.subject', 'notice.extended.body'],
  closed: ['notice.closed.subject', 'notice.closed.body'],
  reopened: ['notice.reopened.subject', 'notice.reopened.body'],
  cameOfAge: ['notice.cameOfAge.subject', 'notice.cameOfAge.body'],
  monitoringDone: ['notice.monitoringDone.subject', 'notice.monitoringDone.body'],
  absenceNoticed: ['notice.absenceNoticed.subject', 'notice.absenceNoticed.body'],
  concernRaised: ['notice.concernRaised.subject', 'notice.concernRaised.body'],
  guardianTalkRecorded: ['notice.guardianTalkRecorded.subject', 'notice.guardianTalkRecorded.body'],
  reportedToEht: ['notice.reportedToEht.subject', 'notice.reportedToEht.body'],
  ehtDecisionMade: ['notice.ehtDecisionMade.subject', 'notice.ehtDecisionMade.body'],
  ehtAnswer: ['notice.ehtAnswer.subject', 'notice.ehtAnswer.body'],
  pupilLeft: ['notice.pupilLeft.subject', 'notice.pupilLeft.body'],
  family: ['notice.family.subject', 'notice.family.body'],
  request: [
    'invitation.request.subject',
    'invitation.request.body',
    'invitation.behindSignIn',
    'invitation.answer',
  ],
  update: ['invitation.update.subject', 'invitation.update.body'],
  cancel: ['invitation.cancel.subject', 'invitation.cancel.body'],
  remind: ['invitation.remind.subject', 'invitation.remind.body'],
  weeklyReview: ['mail.weeklyReview.subject.many', 'mail.weeklyReview.body'],
  firstDay: ['mail.firstDay.subject', 'mail.firstDay.body'],
  digest: ['digest.subject.one', 'digest.subject.many', 'digest.subject.overdue', 'digest.intro'],
  every: ['mail.greeting', 'mail.footer', 'mail.voluntary'],
} as const satisfies Record<string, readonly TextKey[]>;

export type EditableMail = keyof typeof editableMails;
export type EditableText = (typeof editableMails)[EditableMail][number];

export const isEditableMail = (kind: string): kind is EditableMail => Object.hasOwn(editableMails, kind);

const editable: ReadonlySet<string> = new Set(Object.values(editableMails).flat());
export const isEditableText = (key: string): key is EditableText => editable.has(key);

/** A subject is one line of a mail's head. */
export const isSubject = (key: EditableText): boolean => key.includes('.subject');

const namesIn = (template: string): string[] => [
  ...new Set([...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')),
];

/** The names that a text must hold, in the order in which the catalogue has them. */
export const neededNames = (lang: Language, key: EditableText): string[] => namesIn(catalogue[lang][key]);

export type MailTextProblem =
  'name-missing' | 'name-unknown' | 'brace-alone' | 'several-lines' | 'too-long' | 'blank';

const longest = { subject: 200, body: 2_000 } as const;
/** Whatever ends a line somewhere: a mail's head has one line. */
const lineEnd = /[\n\r\u0085\u2028\u2029\v\f]/;

/** What is wrong with a text of one's own; null when it may be used. */
export function checkMailText(lang: Language, key: EditableText, template: string): MailTextProblem | null {
  if (template.trim() === '') return 'blank';
  if (template.length > longest[isSubject(key) ? 'subject' : 'body']) return 'too-long';
  if (isSubject(key) && lineEnd.test(template)) return 'several-lines';
  const needed = neededNames(lang, key);
  const used = namesIn(template);
  if (/[{}]/.test(template.replaceAll(/\{\w+\}/g, ''))) return 'brace-alone';
  if (used.some((name) => !needed.includes(name))) return 'name-unknown';
  return needed.every((name) => used.includes(name)) ? null : 'name-missing';
}
