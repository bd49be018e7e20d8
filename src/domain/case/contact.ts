/** Contacts, papers asked for from others, and orosanmälan (domain.md §2 steps 6, 8 and 13). */
import { nextWorkday } from '../calendar.ts';
import { isCovered, papersSharing } from '../consent.ts';
import { addDays } from '../time.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext } from './context.ts';
import { refuseUncovered } from './coverage.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';
import type { Decided } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { CaseState } from './state.ts';

/** What was done, with whom, and which kind of effort (seed 002). A fact: it needs no consent to be written. */
export const decideRecordContact = (
  state: CaseState,
  { contact }: CommandOf<'recordContact'>,
): Decided<CaseEvent> => {
  if (state.contacts.some((c) => c.contactId === contact.contactId))
    return refuse('duplicate-id', 'contact/contactId');
  if (contact.with.length === 0 || new Set(contact.with).size !== contact.with.length)
    return refuse('invalid-value', 'contact/with');
  return accept<CaseEvent>({ type: 'contactRecorded', contact });
};

/** Others' papers are asked for under consent for just those kinds and that purpose, and followed up until they come. */
export const decideRequestPapers = (
  state: CaseState,
  { request }: CommandOf<'requestPapers'>,
  ctx: DecideContext,
): Decided<CaseEvent> => {
  if (state.papers.some((p) => p.paperRequestId === request.paperRequestId))
    return refuse('duplicate-id', 'request/paperRequestId');
  if (request.kinds.length === 0 || new Set(request.kinds).size !== request.kinds.length)
    return refuse('invalid-value', 'request/kinds');
  // Asked for some days ago: consent must have reached that day as well.
  for (const on of [ctx.today, request.askedOn]) {
    const coverage = isCovered(state, papersSharing(request), on);
    if (!coverage.covered) return refuseUncovered('request/from', coverage);
  }
  const due = nextWorkday(ctx.calendar, addDays(request.askedOn, state.policy.work.papersWithinDays));
  return accept<CaseEvent>({ type: 'papersRequested', request, due });
};

/** Papers that came are noted even if consent ended meanwhile: what has arrived must be registered. */
export const decideReceivePapers = (
  state: CaseState,
  { paperRequestId, receivedOn, contentId }: CommandOf<'receivePapers'>,
): Decided<CaseEvent> => {
  const request = state.papers.find((p) => p.paperRequestId === paperRequestId);
  if (!request) return refuse('unknown-id', 'paperRequestId');
  if (request.receivedOn !== null)
    return refuse('already-done', 'paperRequestId', { on: request.receivedOn });
  if (receivedOn < request.askedOn)
    return refuse('end-before-start', 'receivedOn', { from: request.askedOn });
  return accept<CaseEvent>({ type: 'papersReceived', paperRequestId, receivedOn, contentId });
};

/** Orosanmälan (SoL 2025:400, 19:1) never depends on consent. */
export const decideRecordConcernReport = (
  state: CaseState,
  { report }: CommandOf<'recordConcernReport'>,
): Decided<CaseEvent> =>
  state.concernReports.some((r) => r.concernReportId === report.concernReportId)
    ? refuse('duplicate-id', 'report/concernReportId')
    : accept<CaseEvent>({ type: 'concernReported', report });

export const evolveContact = (state: CaseState, { event }: RecordedEvent): CaseState => {
  switch (event.type) {
    case 'contactRecorded':
      return { ...state, contacts: [...state.contacts, event.contact] };
    case 'papersRequested':
      return { ...state, papers: [...state.papers, { ...event.request, due: event.due, receivedOn: null }] };
    case 'papersReceived': {
      const { paperRequestId, receivedOn } = event;
      return {
        ...state,
        papers: state.papers.map((p) => (p.paperRequestId === paperRequestId ? { ...p, receivedOn } : p)),
      };
    }
    case 'concernReported':
      return { ...state, concernReports: [...state.concernReports, event.report] };
    default:
      return state;
  }
};
