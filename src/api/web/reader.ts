/** Who reads, in which language, with which menu: the `Ui` of a request. */
import { needOf } from '../../domain/permissions.ts';
import type { Instant } from '../../domain/time.ts';
import { readMunicipality } from '../../records/settings.ts';
import type { Language } from '../../texts/dates.ts';
import { text } from '../../texts/text.ts';
import type { Translate, Ui } from '../../ui/ui.ts';
import type { Deps } from '../deps.ts';
import type { Session } from '../session.ts';
import { todayAt } from '../today.ts';
import { csrfOf } from './csrf.ts';
import { menu } from './menu.ts';

export const languageCookie = 'bryggan_lang';
export const signingInCookie = 'bryggan_signing_in';

export function languageOf(cookies: string | undefined): Language {
  return (cookies ?? '').split(';').some((pair) => pair.trim() === `${languageCookie}=en`) ? 'en' : 'sv';
}

export async function uiOf(
  deps: Deps,
  asked: { session: Session | null; lang: Language; now: Instant; path: string; here: string },
): Promise<Ui> {
  const { session, lang, now, path, here } = asked;
  const municipality = await readMunicipality(deps.db);
  const t: Translate = (key, ...params) => text(lang, key, ...params);
  return {
    lang,
    t,
    reader: session === null ? null : readerOf(session),
    mode: deps.mode,
    now,
    today: todayAt(now),
    csrf: session === null ? '' : csrfOf(session.token),
    here,
    municipality: municipality?.name ?? '',
    readsMails: session !== null && needOf(session.actor.role, 'mails.read') !== null,
    menu:
      session === null
        ? []
        : menu
            .filter(({ action, roles }) =>
              roles === undefined
                ? needOf(session.actor.role, action) !== null
                : roles.includes(session.role),
            )
            .map(({ href, label }) => ({ href, label: text(lang, label), current: isAt(path, href) })),
  };
}

const readerOf = ({ personId, role, roles, name }: Session): NonNullable<Ui['reader']> => ({
  personId,
  role,
  roles,
  name,
});

const isAt = (path: string, href: string): boolean =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
