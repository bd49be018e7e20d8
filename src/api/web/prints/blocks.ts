/** What a printed paper of a case begins with, and a case's entries as blocks of it. */
import type { PdfBlock, PdfPages } from '../../../integrations/pdf/blocks.ts';
import { listSchools } from '../../../records/schools.ts';
import type { Entry } from '../../../ui/pages/case/entries.tsx';
import { dayOf } from '../../../ui/words.ts';
import type { CaseReading } from '../../case-view.ts';
import { fullName } from '../../session.ts';
import type { PageCall } from '../page.ts';

/** A label with what was filled in; left out where nothing was, or it isn't for this reader. */
export const field = (label: string, value: string | null): PdfBlock[] =>
  value === null || value === '' ? [] : [{ kind: 'field', label, value, lines: 1 }];

/** Whom the paper is about: a protected pupil's name stays away from those not near. */
export async function aboutBlocks(
  { ui, deps }: Pick<PageCall<unknown, unknown>, 'ui' | 'deps'>,
  { file, pupil }: CaseReading,
): Promise<PdfBlock[]> {
  const hidden = ui.t('print.protected');
  const schools = pupil === null ? [] : await listSchools(deps.db);
  const school = schools.find((one) => one.code === pupil?.schoolUnit)?.name ?? hidden;
  return [
    ...field(ui.t('print.number'), file.number),
    ...field(ui.t('print.pupil'), pupil === null ? hidden : fullName(pupil)),
    ...field(ui.t('print.class'), pupil === null ? hidden : pupil.class),
    ...field(ui.t('print.school'), school),
  ];
}

/** Entries as a heading each with their rows; `level` is that of their headings. */
export const entryBlocks = (entries: readonly Entry[], level: 'h2' | 'h3'): PdfBlock[] =>
  entries.flatMap((entry): PdfBlock[] => {
    const rows = entry.rows.flatMap(({ label, value }) => field(label, value));
    return rows.length === 0 ? [] : [{ kind: level, text: entry.title }, ...rows];
  });

/** A paper of a case, with the municipality's name on top and the case's number at the foot of each page. */
export const paperOf = (
  { ui, now }: Pick<PageCall<unknown, unknown>, 'ui' | 'now'>,
  { file }: CaseReading,
  title: string,
  blocks: readonly PdfBlock[],
  letterhead: NonNullable<PdfPages['letterhead']>,
): PdfPages => ({
  title,
  lang: ui.lang,
  blocks: [{ kind: 'h1', text: title }, ...blocks],
  footer: ui.t('print.footer', { title, number: file.number, page: '{page}', pages: '{pages}' }),
  madeAt: now,
  letterhead,
});

/** `Utskriven: måndag 7 september 2026`. */
export const printedOn = ({ ui }: Pick<PageCall<unknown, unknown>, 'ui'>): PdfBlock[] =>
  field(ui.t('print.madeOn'), dayOf(ui));
