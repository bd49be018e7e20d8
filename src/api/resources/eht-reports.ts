/** `cases/{id}/reports-to-eht`, `schools/{id}/reports-to-eht`: what was reported to EHT and what came of it. */
import { z } from 'zod';
import type { EhtReport } from '../../domain/case/ladder-parts.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { ContentId } from '../../domain/ids.ts';
import { noRelation, may } from '../../domain/permissions.ts';
import { reportedCases } from '../../records/eht-list.ts';
import { isFamily } from '../family-entry.ts';
import { requireSchool } from '../class-access.ts';
import { shownRows, textsOf } from '../eht-rows.ts';
import { grantedCase, signedIn } from '../granted.ts';
import { defineRoute, none } from '../route.ts';
import { id } from '../schemas/common.ts';
import { ehtOutcome } from '../schemas/ladder.ts';
import { pageOf } from '../schemas/page.ts';
import { noteShown } from '../looks.ts';

const report = z
  .object({
    ehtReportId: z.string(),
    reportedOn: z.string(),
    how: z.enum(['slot', 'written']),
    note: z.string().nullable(),
    decision: z
      .object({
        ehtDecisionId: z.string(),
        decidedOn: z.string(),
        outcome: ehtOutcome,
        waitUntil: z.string().nullable(),
        mentorAnswer: z.string().nullable(),
        mentorToldOn: z.string().nullable(),
      })
      .nullable()
      .meta({ description: 'What EHT decided on it, without its own words; null while it waits.' }),
  })
  .meta({ id: 'EhtReport' });

const reportOfSchool = z
  .object({
    caseId: z.string(),
    caseNumber: z.string(),
    pupilName: z.string().nullable(),
    class: z.string().nullable(),
    masked: z.boolean(),
    voluntary: z.boolean(),
    ...report.shape,
  })
  .meta({ id: 'EhtReportOfSchool' });

type Read = (id: ContentId | null) => unknown;

/** Leaves out what secrecy holds back: EHT's own words are never in a report. */
const reportViews = ({ ladder }: Pick<CaseState, 'ladder'>, read: Read) =>
  ladder.reports.map((one) => {
    const made = ladder.ehtDecisions.find(({ answers }) => answers.includes(one.ehtReportId));
    return {
      ehtReportId: one.ehtReportId,
      reportedOn: one.reportedOn,
      how: one.how.by,
      note: read(one.contentId),
      decision:
        made === undefined
          ? null
          : {
              ehtDecisionId: made.ehtDecisionId,
              decidedOn: made.decidedOn,
              outcome: made.outcome,
              waitUntil: made.waitUntil,
              mentorAnswer: read(made.mentorAnswerContentId),
              mentorToldOn: made.mentorToldOn,
            },
    };
  });

const textsIn = ({ ladder }: Pick<CaseState, 'ladder'>): (ContentId | null)[] => [
  ...ladder.reports.map((one: EhtReport) => one.contentId),
  ...ladder.ehtDecisions.map((one) => one.mentorAnswerContentId),
];

export const ehtReportRoutes = [
  defineRoute({
    method: 'get',
    path: '/cases/{id}/reports-to-eht',
    tag: 'eht',
    access: { kind: 'action', action: 'case.read', on: 'case' },
    summary: "A case's reports to EHT, with the answers",
    params: z.object({ id: id('The case.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The oldest first.', schema: pageOf('reports', report) },
    async handle(call) {
      const { actor } = signedIn(call);
      const { file, relation } = grantedCase(call);
      const open = may(actor, 'content.read', relation) && !isFamily(actor);
      const read = await textsOf(call.deps.db, open ? textsIn(file.state) : []);
      const reports = reportViews(file.state, read);
      return { status: 200, body: { reports, total: reports.length } };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/schools/{id}/reports-to-eht',
    tag: 'eht',
    access: { kind: 'action', action: 'ehtReports.read', on: 'body' },
    summary: "A school's reports to EHT: the rector's view",
    description: 'The newest first: what waits and what was answered, without EHT’s own words.',
    params: z.object({ id: id('The school unit.') }),
    query: none,
    body: none,
    answer: { status: 200, description: 'The reports.', schema: pageOf('reports', reportOfSchool) },
    async handle(call) {
      const { actor } = signedIn(call);
      const { deps, params } = call;
      await requireSchool(deps.db, actor, 'ehtReports.read', params.id);
      const shown = await shownRows(deps.db, actor, await reportedCases(deps.db, params.id));
      const told = shown.map(({ head, row, relation }) => ({
        caseId: head.caseId,
        pupilId: row.pupilId,
        relation,
      }));
      const looking = { ...call, session: signedIn(call) };
      await noteShown(looking, 'get /api/v1/schools/{id}/reports-to-eht', noRelation, told);
      const open = shown.filter(({ relation }) => may(actor, 'content.read', relation));
      const read = await textsOf(
        deps.db,
        open.flatMap(({ row }) => textsIn(row.state)),
      );
      const reports = shown
        .flatMap(({ row, head }) => reportViews(row.state, read).map((one) => ({ ...head, ...one })))
        .sort((a, b) => (a.reportedOn < b.reportedOn ? 1 : a.reportedOn > b.reportedOn ? -1 : 0));
      return { status: 200, body: { reports, total: reports.length } };
    },
  }),
];
