/** `/rehearsal/inbox`: mails as their receivers see them, with links that lead here and calendar entries as text. */
import { h } from 'preact';
import { z } from 'zod';
import { instant } from '../../../domain/time.ts';
import { readCalendarEntry } from '../../../integrations/ics-reading.ts';
import { findMail, readMailbox, type Mail } from '../../../records/mail.ts';
import { InboxPage, MailPage, type MailView, type Piece } from '../../../ui/pages/inbox.tsx';
import { localPath, type Ui } from '../../../ui/ui.ts';
import { dayOf, momentOf } from '../../../ui/words.ts';
import { sessionRoleValues } from '../../schemas/common.ts';
import { Problem } from '../../problem.ts';
import { none } from '../../route.ts';
import { definePage } from '../page.ts';

const access = { kind: 'action', action: 'mails.read', on: 'nothing', rehearsalOnly: true } as const;
const onePage = 50;
const key = z.object({ key: z.string().max(300) });

const addressed = (mail: string): string => `/rehearsal/inbox/mail?key=${encodeURIComponent(mail)}`;

async function mailOf(db: Parameters<typeof findMail>[0], asked: string): Promise<Mail> {
  const mail = await findMail(db, asked);
  if (mail === null) throw new Problem('not-found');
  return mail;
}

export const inboxPages = [
  definePage({
    path: '/rehearsal/inbox',
    access,
    params: none,
    query: z.object({
      to: z.string().max(254).default(''),
      from: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    async handle({ deps, ui, query: { to, from } }) {
      const { mails, total } = await readMailbox(deps.db, { to }, { limit: onePage, offset: from });
      const rows = mails.map((mail) => ({
        key: mail.key,
        href: addressed(mail.key),
        when: momentOf(ui, instant(mail.createdAt.getTime())),
        to: [mail.receiver?.name, mail.toAddress ?? ui.t('inbox.noAddress')].filter(Boolean).join(', '),
        subject: mail.subject,
        status: ui.t(`inbox.status.${mail.status}`),
      }));
      const at = (offset: number) => `/rehearsal/inbox?${new URLSearchParams({ to, from: String(offset) })}`;
      const view = {
        to,
        rows,
        total,
        newer: from === 0 ? null : at(Math.max(0, from - onePage)),
        older: from + rows.length < total ? at(from + onePage) : null,
      };
      return { kind: 'page', title: ui.t('inbox.title'), body: h(InboxPage, { ui, view }) };
    },
  }),
  definePage({
    path: '/rehearsal/inbox/mail',
    access,
    params: none,
    query: key,
    async handle({ deps, ui, query }) {
      const mail = await mailOf(deps.db, query.key);
      const view: MailView = {
        subject: mail.subject,
        when: momentOf(ui, instant(mail.createdAt.getTime())),
        to: mail.toAddress ?? ui.t('inbox.noAddress'),
        status: ui.t(`inbox.status.${mail.status}`),
        pieces: piecesOf(mail.text, deps.publicUrl),
        signIn: whoOf(mail.toRef),
        next: firstLink(mail.text, deps.publicUrl) ?? '/',
        calendar: calendarOf(ui, mail, deps.publicUrl),
      };
      return { kind: 'page', title: mail.subject, body: h(MailPage, { ui, view }) };
    },
  }),
  definePage({
    path: '/rehearsal/inbox/calendar',
    access,
    params: none,
    query: key,
    async handle({ deps, query }) {
      const { calendar } = await mailOf(deps.db, query.key);
      if (calendar === null) throw new Problem('not-found');
      return {
        kind: 'file',
        mediaType: 'text/calendar; charset=utf-8',
        content: calendar.ics,
        saveAs: 'mote.ics',
      };
    },
  }),
];

/** Whom a mail was for, by id: staff, one of the family. A guest has no sign-in. */
const receiver = z.union([
  z
    .looseObject({ personId: z.string(), role: z.enum(sessionRoleValues).optional() })
    .transform(({ personId, role }) => ({ personId, role: role ?? ('' as const) })),
  z.looseObject({ guardianId: z.string() }).transform(({ guardianId }) => ({
    personId: guardianId,
    role: 'guardian' as const,
  })),
  z
    .looseObject({ pupilId: z.string() })
    .transform(({ pupilId }) => ({ personId: pupilId, role: 'pupil' as const })),
]);

const whoOf = (ref: unknown): MailView['signIn'] => receiver.safeParse(ref).data ?? null;

/** A mail's text in pieces: what it links to on this server becomes a link here, anything else stays words. */
function piecesOf(text: string, publicUrl: string): Piece[] {
  return text.split(/(https?:\/\/\S+)/).map((piece) => {
    const href = pathAt(piece, publicUrl);
    return href === null ? { text: piece } : { text: piece, href };
  });
}

const pathAt = (url: string, publicUrl: string): string | null =>
  url.startsWith(`${publicUrl}/`) ? localPath(url.slice(publicUrl.length)) : null;

const firstLink = (text: string, publicUrl: string): string | null =>
  piecesOf(text, publicUrl).find(({ href }) => href !== undefined)?.href ?? null;

function calendarOf(ui: Ui, { key: mailKey, calendar }: Mail, publicUrl: string): MailView['calendar'] {
  const entry = calendar === null ? null : readCalendarEntry(calendar.ics);
  if (entry === null) return null;
  const { date, from, until, place } = entry;
  const inWords = { date: dayOf(ui, date), from: from.replace(':', '.'), until: until.replace(':', '.') };
  return {
    what: ui.t(entry.cancelled ? 'inbox.calendar.cancel' : 'inbox.calendar.request'),
    summary: entry.summary,
    time: ui.t('inbox.calendar.from', inWords),
    place: place === null ? [] : piecesOf(place, publicUrl),
    href: `/rehearsal/inbox/calendar?key=${encodeURIComponent(mailKey)}`,
  };
}
