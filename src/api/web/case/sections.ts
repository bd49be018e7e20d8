/** What a case's work has written, as sections of entries: for its tabs, and for the whole file on paper. */
import type { Contact, MappingPart } from '../../../domain/case/assignment-parts.ts';
import type { EntriesView, Entry } from '../../../ui/pages/case/entries.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf, dayOf } from '../../../ui/words.ts';
import type { CaseReading } from '../../case-view.ts';
import type { MayOpen } from '../may-open.ts';
import { evaluationEntry, followUpEntry, ownerOf, planEntry } from './plan-entries.ts';

export type Sections = EntriesView['sections'];
/** In whose language, and which links lead anywhere: on paper none does. */
type Place = { ui: Ui; mayOpen: MayOpen };

const newestFirst = <T>(all: readonly T[], day: (one: T) => string): T[] =>
  all.toSorted((a, b) => (day(a) < day(b) ? 1 : -1));

export function planSections({ ui }: Place, reading: CaseReading): Sections {
  const [now, ...earlier] = reading.state.plans.toReversed();
  const followUps = newestFirst(reading.state.followUps, ({ heldOn }) => heldOn);
  const evaluations = newestFirst(reading.state.evaluations, ({ heldOn }) => heldOn);
  return [
    {
      title: ui.t('casePlan.now'),
      none: ui.t('casePlan.none'),
      entries: now === undefined ? [] : [planEntry(ui, reading, now)],
    },
    {
      title: ui.t('casePlan.evaluations'),
      none: null,
      entries: evaluations.map((one) => evaluationEntry(ui, reading, one)),
    },
    {
      title: ui.t('casePlan.followUps'),
      none: now === undefined ? null : ui.t('casePlan.followUps.none'),
      entries: followUps.map((one) => followUpEntry(ui, reading, one)),
    },
    {
      title: ui.t('casePlan.earlier'),
      none: null,
      entries: earlier.map((plan) => planEntry(ui, reading, plan)),
    },
  ];
}

/** What somebody told is theirs: where its words are kept from the reader, so is what was made of them. */
export function toldRows(ui: Ui, told: MappingPart, note: string | null): Entry['rows'] {
  const by = { label: ui.t('caseMapping.told'), value: ui.t(`party.${told.respondent}`) };
  if (note === null) return [by];
  return [
    by,
    { label: ui.t('caseMapping.note'), value: note },
    {
      label: ui.t('caseMapping.function'),
      value: told.functions.map((one) => ui.t(`mapping.function.${one}`)).join(', '),
    },
    ...told.instruments.map(({ instrument, version, date, scores }) => ({
      label: ui.t('caseMapping.scores', { instrument, version, date: compactDayOf(ui, date) }),
      value: Object.entries(scores)
        .map(([scale, score]) => `${scale}: ${score}`)
        .join(', '),
    })),
  ];
}

/** With whom, what kind of effort, and what was said: `note` is null where that is kept from the reader. */
export const contactRows = (ui: Ui, one: Contact, note: string | null): Entry['rows'] => [
  { label: ui.t('contact.with'), value: one.with.map((party) => ui.t(`party.${party}`)).join(', ') },
  { label: ui.t('contact.effort'), value: ui.t(`contact.effort.${one.effort}`) },
  { label: ui.t('contact.note'), value: note },
];

export function mappingSections({ ui, mayOpen }: Place, { state, text }: CaseReading): Sections {
  const parts = (['pupil', 'educators', 'guardians'] as const).map((part) => {
    const told = state.mapping[part];
    const href = `/cases/${state.caseId}/mapping/${part}`;
    const link = mayOpen(href) ? { link: { href, label: ui.t('act.map') } } : {};
    const entry: Entry = {
      key: part,
      title: told === undefined ? '–' : compactDayOf(ui, told.date),
      rows:
        told === undefined
          ? [{ label: ui.t('caseMapping.note'), value: ui.t('caseMapping.none') }]
          : toldRows(ui, told, text(told.contentId)),
      ...link,
    };
    return { title: ui.t(`mapping.title.${part}`), none: null, entries: [entry] };
  });
  const contacts = newestFirst(state.contacts, ({ date }) => date).map((one): Entry => {
    const kind = ui.t(`contact.kind.${one.kind}`);
    return {
      key: one.contactId,
      title: `${compactDayOf(ui, one.date)}: ${one.reached ? kind : ui.t('caseMapping.notReached', { kind })}`,
      rows: contactRows(ui, one, text(one.contentId)),
    };
  });
  return [
    ...parts,
    { title: ui.t('caseMapping.contacts'), none: ui.t('caseMapping.contacts.none'), entries: contacts },
  ];
}

export function meetingSections({ ui, mayOpen }: Place, { state, text, name }: CaseReading): Sections {
  const meetings = newestFirst(state.meetings, ({ time }) => `${time.date} ${time.from}`).map(
    (one): Entry => {
      const href = `/cases/${state.caseId}/meetings/${one.meetingId}`;
      return {
        key: one.meetingId,
        title: ui.t('meeting.page.title', {
          kind: ui.t(`meeting.kind.${one.kind}`),
          date: dayOf(ui, one.time.date),
        }),
        rows: [
          { label: ui.t('meeting.page.status'), value: ui.t(`meeting.status.${one.status}`) },
          { label: ui.t('meeting.page.question'), value: text(one.questionContentId) },
        ],
        ...(mayOpen(href) ? { link: { href, label: ui.t('caseMeetings.open') } } : {}),
      };
    },
  );
  const decisions = newestFirst(state.decisions, ({ due }) => due).map((one): Entry => {
    const report = one.reports.at(-1);
    const href = `/cases/${state.caseId}/decisions/${one.decisionId}/report`;
    const open = report?.result !== 'done' && mayOpen(href);
    return {
      key: one.decisionId,
      title: ownerOf(ui, name, one.owner),
      rows: [
        { label: ui.t('meeting.page.decisions'), value: text(one.contentId) },
        { label: ui.t('caseMeetings.due'), value: compactDayOf(ui, one.due) },
        {
          label: ui.t('caseMeetings.report'),
          value: report?.result === 'done' ? ui.t('meeting.page.done') : ui.t('meeting.page.open'),
        },
      ],
      ...(open ? { link: { href, label: ui.t('act.report') } } : {}),
    };
  });
  return [
    { title: ui.t('caseMeetings.list'), none: ui.t('caseMeetings.none'), entries: meetings },
    { title: ui.t('caseMeetings.decisions'), none: null, entries: decisions },
  ];
}
