/** The mail that asks for an answer to suggested times. It names the municipality's function and nobody. */
import type { LocalDate } from '../../domain/time.ts';
import { longDate } from '../dates.ts';
import { composeMail, type ComposedMail } from './letter.ts';
import type { Wording } from './wording.ts';

/** `url` needs no sign-in: it is the guest's own. */
export const pollMail = (
  words: Wording,
  { municipality, until, url }: { municipality: string; until: LocalDate; url: string },
): ComposedMail =>
  composeMail(words, {
    subject: words.say('mail.poll.subject'),
    blocks: [
      { kind: 'paragraph', text: words.say('mail.poll.body', { municipality }) },
      { kind: 'paragraph', text: words.say('mail.poll.link', { until: longDate(words.lang, until) }) },
    ],
    link: { label: words.say('mail.poll.open'), url },
  });
