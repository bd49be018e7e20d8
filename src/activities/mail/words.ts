import { ownMailTexts } from '../../records/mail-texts.ts';
import { usableTexts } from '../../texts/mail/own-texts.ts';
import { type Wording, wordingOf } from '../../texts/mail/wording.ts';
import type { MailDeps } from './settings.ts';

/** The words that a mail is written with just now: read when it is written, so that a change reaches the next one. */
export const mailWording = async ({ db, language }: Pick<MailDeps, 'db' | 'language'>): Promise<Wording> =>
  wordingOf(language, usableTexts(language, await ownMailTexts(db, language)));
