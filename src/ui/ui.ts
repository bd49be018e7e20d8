/** What every page is drawn with: the reader, the language, the moment. Handed to each view as `ui`. */
import type { StaffRole } from '../domain/case/parts.ts';
import type { Instant, LocalDate } from '../domain/time.ts';
import type { Language } from '../texts/dates.ts';
import type { TextKey, TextParams } from '../texts/text.ts';

export type UiRole = StaffRole | 'guardian' | 'pupil';

/** `roles` are all that the reader may be, `role` among them. */
export type Reader = { personId: string; role: UiRole; roles: readonly UiRole[]; name: string };

/** Gives a text of the catalogue in the reader's language. */
export type Translate = <K extends TextKey>(key: K, ...params: TextParams<K>) => string;

export type Ui = {
  lang: Language;
  t: Translate;
  /** Null before sign-in. */
  reader: Reader | null;
  mode: 'rehearsal' | 'live';
  now: Instant;
  today: LocalDate;
  /** Sent along by every form; empty before sign-in. */
  csrf: string;
  /** The path and query of this page, to come back to. */
  here: string;
  municipality: string;
  /** Whether the rehearsal's inbox is open to this reader: the family has none of the staff's mails. */
  readsMails: boolean;
  /** Places in the menu that this reader has. */
  menu: readonly MenuItem[];
};

export type MenuItem = { href: string; label: string; current: boolean };

/** A path on this server, such as a sign-in may go on to: never another host's. */
export const localPath = (asked: unknown): string | null =>
  typeof asked === 'string' && /^\/(?![/\\])[\x21-\x7e]{0,500}$/.test(asked) ? asked : null;
