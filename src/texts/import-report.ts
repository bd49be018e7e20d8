/** An import's report for whoever reads it in a folder or on a terminal. Says where and what, never what a row said. */
type Language = 'sv' | 'en';

/** What the report is made of; counts are rows. */
export type ReportFacts = {
  fileName: string;
  mapping: string | null;
  status: 'applied' | 'refused' | 'dry';
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  badRows: number;
  bad: readonly { row: number; field: string | null; message: Record<Language, string> }[];
  changes: readonly { row: number; what: 'added' | 'changed'; fields: readonly string[] }[];
};

const words = {
  sv: {
    applied: 'inläst',
    refused: 'avvisad, inget lästes in',
    dry: 'provkörd, inget lästes in',
    counts: (it: ReportFacts) =>
      `${it.rows} rader: ${it.added} nya, ${it.changed} ändrade, ${it.unchanged} oförändrade, ` +
      `${it.removed} borttagna, ${it.badRows} med fel`,
    mapping: 'mappning',
    row: 'rad',
    file: 'filen',
    added: 'ny',
    changed: 'ändrar',
    more: (count: number) => `… och ${count} rader till med fel`,
  },
  en: {
    applied: 'imported',
    refused: 'refused, nothing was imported',
    dry: 'tried, nothing was imported',
    counts: (it: ReportFacts) =>
      `${it.rows} rows: ${it.added} new, ${it.changed} changed, ${it.unchanged} unchanged, ` +
      `${it.removed} removed, ${it.badRows} bad`,
    mapping: 'mapping',
    row: 'row',
    file: 'the file',
    added: 'new',
    changed: 'changes',
    more: (count: number) => `… and ${count} bad rows more`,
  },
} as const;

/** At most so many rows are named: a wholly wrong file says so in fewer. */
const mostLines = 1000;

/** Lines of text, the file's outcome first. */
export const importReportLines = (it: ReportFacts, language: Language): string[] => {
  const say = words[language];
  const by = it.mapping === null ? '' : ` (${say.mapping}: ${it.mapping})`;
  const shown = it.bad.slice(0, mostLines);
  const hidden = it.badRows - new Set(shown.map((bad) => bad.row)).size;
  return [
    `${it.fileName}${by}: ${say[it.status]}`,
    say.counts(it),
    ...shown.map(({ row, field, message }) => {
      const where = row === 0 ? say.file : `${say.row} ${row}`;
      return `  ${where}${field === null ? '' : `, ${field}`}: ${message[language]}`;
    }),
    ...(hidden > 0 ? [`  ${say.more(hidden)}`] : []),
    ...it.changes
      .slice(0, mostLines)
      .map(
        ({ row, what, fields }) =>
          `  ${say.row} ${row}: ${what === 'added' ? say.added : `${say.changed} ${fields.join(', ')}`}`,
      ),
  ];
};
