/** The coordinator's own work: mapping, contacts, papers, plan, follow-ups, evaluations. */
import { compactDayOf } from '../../../../ui/words.ts';
import { evaluationEntry, followUpEntry, planEntry } from '../../case/plan-entries.ts';
import { contactRows, toldRows } from '../../case/sections.ts';
import { field } from '../blocks.ts';
import { rowsOf, staffOf, titleOnly, type Tellings } from './telling.ts';

export const workTellings: Tellings<
  | 'contactRecorded'
  | 'papersRequested'
  | 'papersReceived'
  | 'concernReported'
  | 'mappingPartRecorded'
  | 'planMade'
  | 'followUpHeld'
  | 'followUpMissed'
  | 'followUpNotHeldBecauseOfLov'
  | 'evaluationHeld'
> = {
  contactRecorded: {
    part: 'contacts',
    tell: ({ contact }, { ui, text }) => [
      ...field(ui.t('contact.date'), compactDayOf(ui, contact.date)),
      ...field(ui.t('contact.kind'), ui.t(`contact.kind.${contact.kind}`)),
      ...field(ui.t('contact.reached'), ui.t(contact.reached ? 'contact.reached.yes' : 'contact.reached.no')),
      ...rowsOf(contactRows(ui, contact, text(contact.contentId))),
    ],
  },
  papersRequested: {
    part: 'contacts',
    tell: ({ request }, { ui, text }) =>
      rowsOf([
        { label: ui.t('papers.from'), value: ui.t(`receiver.${request.from}`) },
        {
          label: ui.t('papers.kinds'),
          value: request.kinds.map((one) => ui.t(`information.${one}`)).join(', '),
        },
        {
          label: ui.t('papers.purpose'),
          value: request.purpose === undefined ? null : ui.t(`purpose.${request.purpose}`),
        },
        { label: ui.t('papers.date'), value: compactDayOf(ui, request.askedOn) },
        { label: ui.t('papers.note'), value: text(request.contentId) },
      ]),
  },
  papersReceived: {
    part: 'contacts',
    tell({ paperRequestId, receivedOn, contentId }, { ui, text, state }) {
      const asked = state.papers.find((one) => one.paperRequestId === paperRequestId);
      return rowsOf([
        { label: ui.t('papers.from'), value: asked === undefined ? null : ui.t(`receiver.${asked.from}`) },
        { label: ui.t('papers.receipt.date'), value: compactDayOf(ui, receivedOn) },
        { label: ui.t('papers.receipt.note'), value: text(contentId) },
      ]);
    },
  },
  concernReported: {
    part: 'concernReports',
    tell({ report }, words) {
      const { ui, text } = words;
      return rowsOf([
        { label: ui.t('concern.date'), value: compactDayOf(ui, report.madeOn) },
        { label: ui.t('concern.by'), value: staffOf(words, [report.madeBy]) },
        { label: ui.t('concern.note'), value: text(report.contentId) },
      ]);
    },
  },
  mappingPartRecorded: {
    part: 'mapping',
    tell: ({ part }, { ui, text }) => [
      ...field(ui.t('print.told.mapping'), ui.t(`mapping.title.${part.part}`)),
      ...field(ui.t('mapping.date'), compactDayOf(ui, part.date)),
      ...rowsOf(toldRows(ui, part, text(part.contentId))),
    ],
  },
  planMade: {
    part: 'plan',
    tell({ plan, planVersion }, { ui, on, text, name, state }) {
      const { title, rows } = planEntry(ui, { text, name, state }, { ...plan, planVersion, madeOn: on });
      return [...field(ui.t('document.kind.plan'), title), ...rowsOf(rows)];
    },
  },
  followUpHeld: {
    part: 'followUps',
    tell({ followUp }, words) {
      const { ui, text, name, state } = words;
      const met = [
        ...(followUp.withSchool ? [ui.t('followUp.with.school')] : []),
        ...(followUp.withPupil ? [ui.t('followUp.with.pupil')] : []),
      ];
      return rowsOf([
        { label: ui.t('followUp.date'), value: compactDayOf(ui, followUp.heldOn) },
        { label: ui.t('followUp.with'), value: met.join(', ') },
        ...followUpEntry(ui, { text, name, state }, followUp).rows,
      ]);
    },
  },
  followUpMissed: titleOnly,
  followUpNotHeldBecauseOfLov: titleOnly,
  evaluationHeld: {
    part: 'evaluations',
    tell: ({ evaluation }, { ui, text, name, state }) => [
      ...field(ui.t('evaluation.date'), compactDayOf(ui, evaluation.heldOn)),
      ...field(
        ui.t('evaluation.final'),
        evaluation.final ? ui.t('evaluation.final.yes') : ui.t('evaluation.final.no'),
      ),
      ...rowsOf(evaluationEntry(ui, { text, name, state }, evaluation).rows),
    ],
  },
};
