/** `/cases/{id}/documents`: what the case was sent. */
import { h } from 'preact';
import { z } from 'zod';
import { findPeople } from '../../../records/people.ts';
import { sizeInWords } from '../../../texts/sizes.ts';
import { DocumentsPage } from '../../../ui/pages/case/documents.tsx';
import { compactDayOf } from '../../../ui/words.ts';
import { readableDocuments } from '../../case-documents.ts';
import { signedIn } from '../../granted.ts';
import { id } from '../../schemas/common.ts';
import { fullName } from '../../session.ts';
import { aboutWords, documentName } from '../case/document-words.ts';
import { headOf, readingOf } from '../case/head.ts';
import { documentForms } from '../forms/document.ts';
import { liveOf } from '../live.ts';
import { definePage, type WebPage } from '../page.ts';
import { drawnUp } from '../prints/drawn-up.ts';
import { placedOrder } from '../prints/order.ts';
import { printPages } from '../prints/pages.ts';

const formats: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
};

const tab = definePage({
  path: '/cases/{id}/documents',
  access: { kind: 'action', action: 'content.read', on: 'case' },
  params: z.object({ id: id('The case.') }),
  query: z.looseObject({}),
  async handle(call) {
    const { ui, mayOpen, deps } = call;
    const reading = await readingOf(call);
    const { file, relation, state, masked } = reading;
    const rows = await readableDocuments(deps.db, signedIn(call).actor, relation, file);
    const people = await findPeople(deps.db, [...new Set(rows.map((row) => row.createdBy))]);
    const names = new Map(people.map((person) => [person.id, fullName(person)]));
    const add = `/cases/${file.id}/documents/new`;
    const order = await placedOrder(deps.db, signedIn(call).actor, reading);
    const print = (at: string) => (mayOpen(`/cases/${file.id}/${at}`) ? `/cases/${file.id}/${at}` : null);
    const view = {
      head: await headOf(call, reading),
      drawn: drawnUp(call, reading, order).map(({ key, what, on, by, href }) => ({
        key,
        what,
        on: compactDayOf(ui, on),
        by: by ?? '–',
        href,
      })),
      consentForm: print('consent-form.pdf'),
      wholeFile: print('file.pdf'),
      hidden: masked,
      add: mayOpen(add) ? add : null,
      received: rows.map((row) => ({
        key: row.id,
        what: documentName(ui, row),
        about: aboutWords(ui, state, row.about),
        dated: row.dated === null ? '–' : compactDayOf(ui, row.dated),
        receivedOn: compactDayOf(ui, row.receivedOn),
        by: names.get(row.createdBy) ?? '–',
        secrecy: ui.t(`secrecy.${row.secrecy}`),
        file: `${formats[row.mediaType] ?? ''}, ${sizeInWords(row.sizeBytes)}`,
        href: `/api/v1/cases/${file.id}/documents/${row.id}`,
      })),
    };
    const number = ui.t('day.case', { number: file.number });
    const title = `${number}: ${ui.t('case.tab.documents')}`;
    return { kind: 'page', title, body: h(DocumentsPage, { ui, view }), live: liveOf(file) };
  },
});

export const documentPages: readonly WebPage[] = [tab, ...documentForms, ...printPages];
