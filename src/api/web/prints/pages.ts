/** `/cases/{id}/order.pdf`, `/plans/{version}.pdf` and their like: papers of a case, made when they are asked for. */
import { z } from 'zod';
import type { PdfBlock } from '../../../integrations/pdf/blocks.ts';
import { writePdf } from '../../../integrations/pdf/write-pdf.ts';
import type { Action } from '../../../domain/permissions.ts';
import { surveyInPath } from '../../case-surveys.ts';
import { readableDocuments } from '../../case-documents.ts';
import type { CaseReading } from '../../case-view.ts';
import { signedIn } from '../../granted.ts';
import { letterheadOf } from '../../letterhead.ts';
import { Problem } from '../../problem.ts';
import { id } from '../../schemas/common.ts';
import { readingOf } from '../case/head.ts';
import { evaluationEntry, planEntry } from '../case/plan-entries.ts';
import { inWords } from '../forms/both.ts';
import { definePage, type PageCall, type WebPage } from '../page.ts';
import { aboutBlocks, entryBlocks, paperOf } from './blocks.ts';
import { consentBlocks } from './consent-form.ts';
import { orderBlocks, placedOrder } from './order.ts';
import { surveyPaperBlocks } from './survey-paper.ts';
import { wholeFileBlocks } from './whole-file.ts';

type Call<P> = PageCall<P, unknown>;
type Paper = { title: string; blocks: readonly PdfBlock[] };

/** A paper: only what its reader may read of the case is in it. */
const print = <P extends z.ZodObject>(spec: {
  path: `/cases/{id}/${string}.pdf`;
  params: P;
  /** Begins the name it is saved under. */
  name: string;
  /** What one must be allowed to: by default to read the case's content. */
  action?: Action;
  draw(call: Call<z.output<P>>, reading: CaseReading): Promise<Paper>;
}): WebPage =>
  definePage({
    path: spec.path,
    access: { kind: 'action', action: spec.action ?? 'content.read', on: 'case' },
    params: spec.params,
    query: z.looseObject({}),
    async handle(call) {
      const reading = await readingOf(call);
      const { title, blocks } = await spec.draw(call, reading);
      const letterhead = await letterheadOf(call.deps.db);
      return {
        kind: 'file',
        mediaType: 'application/pdf',
        content: await writePdf(paperOf(call, reading, title, blocks, letterhead)),
        saveAs: `${spec.name}-${reading.file.number}.pdf`,
      };
    },
  });

const ofCase = z.object({ id: id('The case.') });

export const printPages: readonly WebPage[] = [
  print({
    path: '/cases/{id}/order.pdf',
    params: ofCase,
    name: 'bestallning',
    async draw(call, reading) {
      const { actor } = signedIn(call);
      const { db } = call.deps;
      const order = await placedOrder(db, actor, reading);
      if (order === null) throw new Problem('not-found');
      const documents = await readableDocuments(db, actor, reading.relation, reading.file);
      const about = await aboutBlocks(call, reading);
      return {
        title: call.ui.t('order.title'),
        blocks: [...about, ...orderBlocks(call.ui, order, documents)],
      };
    },
  }),
  print({
    path: '/cases/{id}/consent-form.pdf',
    params: ofCase,
    name: 'samtycke',
    async draw(call, reading) {
      const about = await aboutBlocks(call, reading);
      const { ui } = call;
      return { title: ui.t('print.consent.title'), blocks: [...about, ...consentBlocks(ui, reading)] };
    },
  }),
  print({
    path: '/cases/{id}/plans/{version}.pdf',
    params: ofCase.extend({ version: z.coerce.number().int() }),
    name: 'handlingsplan',
    async draw(call, reading) {
      const plan = reading.state.plans.find((one) => one.planVersion === call.params.version);
      if (plan === undefined) throw new Problem('not-found');
      const about = await aboutBlocks(call, reading);
      const title = call.ui.t('document.kind.plan');
      return { title, blocks: [...about, ...entryBlocks([planEntry(call.ui, reading, plan)], 'h2')] };
    },
  }),
  print({
    path: '/cases/{id}/evaluations/{evaluationId}.pdf',
    params: ofCase.extend({ evaluationId: id('The evaluation.') }),
    name: 'utvardering',
    async draw(call, reading) {
      const { evaluationId } = call.params;
      const one = reading.state.evaluations.find((found) => found.evaluationId === evaluationId);
      if (one === undefined) throw new Problem('not-found');
      const about = await aboutBlocks(call, reading);
      const title = call.ui.t('document.kind.evaluation');
      return { title, blocks: [...about, ...entryBlocks([evaluationEntry(call.ui, reading, one)], 'h2')] };
    },
  }),
  print({
    path: '/cases/{id}/surveys/{caseSurveyId}/paper.pdf',
    params: ofCase.extend({ caseSurveyId: id('The survey in the case.') }),
    name: 'enkat',
    action: 'caseSurvey.read',
    async draw(call) {
      const { form } = await surveyInPath(call.deps.db, call);
      return { title: inWords(call.ui, form.title), blocks: surveyPaperBlocks(call.ui, form) };
    },
  }),
  print({
    path: '/cases/{id}/file.pdf',
    params: ofCase,
    name: 'akt',
    async draw(call, reading) {
      const { actor } = signedIn(call);
      const { db } = call.deps;
      const documents = await readableDocuments(db, actor, reading.relation, reading.file);
      const title = call.ui.t('print.file.title');
      return { title, blocks: await wholeFileBlocks(call, reading, documents) };
    },
  }),
];
