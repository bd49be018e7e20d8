/** The mail that tells a team leader of an emergency access. It names nobody, and no case. */
import { composeMail, type ComposedMail } from './letter.ts';
import type { Wording } from './wording.ts';

/** `url` is behind sign-in. */
export const emergencyMail = (words: Wording, { url }: { url: string }): ComposedMail =>
  composeMail(words, {
    subject: words.say('mail.emergency.subject'),
    blocks: [{ kind: 'paragraph', text: words.say('mail.emergency.body') }],
    link: { label: words.say('mail.emergency.open'), url },
  });
