/**
 * The log of reads as it is told to people: which part of a pupil's records a row is about, and whether it was read or
 * written. A row's action is `get /api/v1/cases/{id}`, `page get /cases/{id}/plan`, `document <id>`,
 * `emergency <id>`.
 */
export const lookAreas = [
  'case',
  'history',
  'duties',
  'order',
  'school',
  'rector',
  'consents',
  'assignment',
  'contacts',
  'papers',
  'mapping',
  'plan',
  'followUps',
  'evaluations',
  'meetings',
  'absence',
  'calls',
  'documents',
  'support',
  'surveys',
  'file',
  'pupil',
  'register',
  'readLog',
  'lists',
  'relations',
  'concernReports',
  'flags',
  'retention',
] as const;
export type LookArea = (typeof lookAreas)[number];
export type Look = { area: LookArea; how: 'read' | 'written' };

/** By what follows the case or pupil in the address. */
const areas: Readonly<Record<string, LookArea>> = {
  '': 'case',
  live: 'case',
  siblings: 'lists',
  timeline: 'history',
  history: 'history',
  obligations: 'duties',
  deadlines: 'duties',
  addresses: 'duties',
  flags: 'flags',
  order: 'order',
  'order.pdf': 'order',
  concerns: 'school',
  'guardian-talks': 'school',
  'reports-to-eht': 'school',
  'eht-decisions': 'school',
  'eht-decision': 'school',
  'monthly-reviews': 'school',
  inquiry: 'rector',
  'rector-steps': 'rector',
  'notice-end': 'rector',
  'noticed-end': 'rector',
  consents: 'consents',
  'consent-refusals': 'consents',
  'consent-form.pdf': 'consents',
  maturity: 'consents',
  allocation: 'assignment',
  'hand-over': 'assignment',
  extension: 'assignment',
  closure: 'assignment',
  'check-ups': 'assignment',
  reopening: 'assignment',
  policy: 'assignment',
  contacts: 'contacts',
  papers: 'papers',
  'concern-reports': 'concernReports',
  mapping: 'mapping',
  plan: 'plan',
  plans: 'plan',
  'follow-ups': 'followUps',
  evaluations: 'evaluations',
  meetings: 'meetings',
  'meeting-requests': 'meetings',
  'meeting-request': 'meetings',
  'meeting-polls': 'meetings',
  decisions: 'meetings',
  attendance: 'absence',
  absence: 'absence',
  'first-day-calls': 'calls',
  documents: 'documents',
  'support-measures': 'support',
  measures: 'support',
  surveys: 'surveys',
  'file.pdf': 'file',
  registry: 'documents',
  retention: 'retention',
  'retention-notes': 'retention',
  export: 'file',
  'export.zip': 'file',
  'read-log': 'readLog',
  'read-log.csv': 'readLog',
  'read-log.pdf': 'readLog',
  merge: 'register',
};

const beside: readonly { path: string; area: LookArea; written?: true }[] = [
  { path: '/relation-rounds', area: 'relations' },
  { path: '/read-log', area: 'readLog' },
  // What begins or is decided for one pupil, at an address that names none.
  { path: '/cases', area: 'order', written: true },
  { path: '/orders/external', area: 'order', written: true },
  { path: '/concerns', area: 'school', written: true },
  { path: '/eht', area: 'school', written: true },
];

/** Of an address that names neither case nor pupil: a list that told of them. */
const areaBeside = (path: string, how: Look['how']): LookArea =>
  beside.find((one) => path.startsWith(one.path) && (one.written !== true || how === 'written'))?.area ??
  'lists';

/** What a row of the log was about; null for an action that says nothing known. */
export function lookOf(action: string): Look | null {
  if (action.startsWith('document ')) return { area: 'documents', how: 'read' };
  if (action.startsWith('emergency ')) return { area: 'case', how: 'read' };
  const found = /^(?:page )?(get|post|delete) (?:\/api\/v1)?(\/\S*)$/.exec(action);
  if (found === null) return null;
  const how = found[1] === 'get' ? 'read' : 'written';
  const path = found[2] ?? '';
  const own = /^\/(cases|pupils)\/\{id\}(?:\/([^/]*))?/.exec(path);
  if (own === null) return { area: areaBeside(path, how), how };
  const [, kind, part = ''] = own;
  if (kind === 'pupils' && part === '') return { area: 'pupil', how };
  if (kind === 'pupils' && part === 'history') return { area: 'register', how };
  const area = areas[part];
  return area === undefined ? null : { area, how };
}

/**
 * What may be told to whom the log is about: that a concern report (orosanmälan) exists is never told to the family, nor
 * what the team leader asks the coordinators. Such a look is told as one at the case.
 */
export const toldToFamily = ({ area, how }: Look): Look =>
  area === 'concernReports' || area === 'flags' ? { area: 'case', how: 'read' } : { area, how };

/**
 * A sample of looks to go through: half of it from those without a relation of their own, which stand first; what one
 * kind lacks the other fills. Each list is in its random order already.
 */
export function sampleOf<T>(outside: readonly T[], inside: readonly T[], size: number): T[] {
  const half = Math.ceil(size / 2);
  const fromInside = Math.min(inside.length, Math.max(size - half, size - outside.length));
  const fromOutside = Math.min(outside.length, size - fromInside);
  return [...outside.slice(0, fromOutside), ...inside.slice(0, fromInside)];
}
