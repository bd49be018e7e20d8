/** What reading a source over the net came to: counts, what the source lacks, and problems without personal values. */
import type { Instant } from './time.ts';

/** `register`: schools, people, groups, duties. `absence`: lessons, attendance, announced absence. */
export type SourceReading = 'register' | 'absence';

/** What a resource brought. */
export type ResourceCount = {
  pages: number;
  /** Entities read. */
  read: number;
  /** Those that said something new. */
  changed: number;
  /** Entities of which nothing could be read. */
  unreadable: number;
};

/** What the municipality's own rows came to. */
export type AppliedCount = { added: number; changed: number; unchanged: number; removed: number };

/** What a source lacks or does not keep to; counted, not listed. */
export type SourceNote = {
  code:
    | 'endpoint-missing'
    | 'endpoint-refused'
    | 'attribute-missing'
    | 'unknown-value'
    | 'unreadable-value'
    | 'page-repeated'
    | 'page-token-lost'
    | 'unreadable-page'
    | 'no-attendance'
    | 'aggregated-attendance';
  resource: string;
  /** The attribute; null for the resource as a whole. */
  field: string | null;
  count: number;
};

/** Why a reading was given up. */
export const sourceFailureCodes = [
  'unreachable',
  'refused',
  'endpoint',
  'bad-token',
  'unreadable',
  'secret-not-set',
  'host-not-set',
  'host-refused',
  'address-refused',
  'source-gone',
  'product-failed',
] as const;
export type SourceFailureCode = (typeof sourceFailureCodes)[number];

export type SourceReport = {
  resources: Record<string, ResourceCount>;
  applied: Record<string, AppliedCount>;
  notes: SourceNote[];
  /** Problems of single entities, of which at most a thousand are listed. */
  problems: number;
  /** Why it was given up; null unless the run failed. */
  failure: SourceFailureCode | null;
};

export const emptyReport = (): SourceReport => ({
  resources: {},
  applied: {},
  notes: [],
  problems: 0,
  failure: null,
});

export type SourceRun = {
  id: string;
  sourceId: string;
  what: SourceReading;
  status: 'running' | 'done' | 'failed';
  begunAt: Instant;
  endedAt: Instant | null;
  report: SourceReport;
};

/** Adds a page's figures to a report. */
export const addCount = (
  report: SourceReport,
  resource: string,
  more: Partial<ResourceCount>,
): SourceReport => {
  const there = report.resources[resource] ?? { pages: 0, read: 0, changed: 0, unreadable: 0 };
  const sum: ResourceCount = {
    pages: there.pages + (more.pages ?? 0),
    read: there.read + (more.read ?? 0),
    changed: there.changed + (more.changed ?? 0),
    unreadable: there.unreadable + (more.unreadable ?? 0),
  };
  return { ...report, resources: { ...report.resources, [resource]: sum } };
};

/** Adds what rows of one kind came to. */
export const addApplied = (report: SourceReport, kind: string, more: Partial<AppliedCount>): SourceReport => {
  const there = report.applied[kind] ?? { added: 0, changed: 0, unchanged: 0, removed: 0 };
  const sum: AppliedCount = {
    added: there.added + (more.added ?? 0),
    changed: there.changed + (more.changed ?? 0),
    unchanged: there.unchanged + (more.unchanged ?? 0),
    removed: there.removed + (more.removed ?? 0),
  };
  return { ...report, applied: { ...report.applied, [kind]: sum } };
};

/** Adds to a note's count, or notes it. */
export const addNote = (
  report: SourceReport,
  { count = 1, ...note }: Omit<SourceNote, 'count'> & { count?: number },
): SourceReport => {
  const same = (one: SourceNote) =>
    one.code === note.code && one.resource === note.resource && one.field === note.field;
  const there = report.notes.find(same);
  const notes = report.notes.filter((one) => !same(one));
  return { ...report, notes: [...notes, { ...note, count: (there?.count ?? 0) + count }] };
};
