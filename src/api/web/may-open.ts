/** Whether a reader may open one of our own addresses: there is such a page, and its access lets them in. */
import { phasesOf } from '../../domain/case/phases.ts';
import { may, mayCommand, mayEverCommand, needOf } from '../../domain/permissions.ts';
import type { Granted } from '../access.ts';
import type { Session } from '../session.ts';
import type { WebPage } from './page.ts';

/**
 * Tells which links lead anywhere, so that no page shows a dead one. A command's form is open in the phases in which
 * the command has a meaning; what stands in the case beyond that is judged when it is sent. A link to another case or
 * pupil than the one that was granted is told by the role alone.
 */
export type MayOpen = (href: string) => boolean;

type Pattern = { page: WebPage; matches: RegExp };

/** `/cases/{id}/plans/new` → what it matches; addresses are told apart in the table's order, as the server does. */
const patternOf = (page: WebPage): Pattern => ({
  page,
  matches: new RegExp(`^${page.path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
});

/** Made once from the table of pages; then asked for each request. */
export function mayOpenOf(
  pages: readonly WebPage[],
): (session: Session | null, granted: Granted, mode: 'rehearsal' | 'live') => MayOpen {
  const patterns = pages.filter((page) => page.method === 'get').map(patternOf);
  return (session, granted, mode) => (href) => {
    const path = href.split(/[?#]/, 1)[0] ?? '';
    const found = patterns.find(({ matches }) => matches.test(path));
    if (found === undefined) return false;
    const named = found.matches.exec(path)?.[1];
    return lets(found.page.access, session, { granted, isNamed: named === granted.case?.id, mode });
  };
}

function lets(
  access: WebPage['access'],
  session: Session | null,
  { granted, isNamed, mode }: { granted: Granted; isNamed: boolean; mode: 'rehearsal' | 'live' },
): boolean {
  if (access.kind === 'open') return true;
  if (access.kind === 'rehearsal') return mode === 'rehearsal';
  if (session === null) return false;
  const { actor } = session;
  if (access.kind === 'signedIn') return true;
  const file = isNamed ? granted.case : null;
  if (access.kind === 'command') {
    if (file === null || access.on !== undefined) return mayEverCommand(actor.role, access.command);
    return mayCommand(actor, access.command, file.state) && phasesOf[access.command].includes(file.phase);
  }
  if (access.rehearsalOnly === true && mode === 'live') return false;
  if (access.on === 'nothing') return may(actor, access.action);
  if (access.on === 'case' && file !== null) return may(actor, access.action, granted.relation);
  return needOf(actor.role, access.action) !== null;
}
