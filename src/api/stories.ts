/**
 * Joins what the engine knows (ids, dates, choices) with what the records hold (texts, addresses, names). Every
 * `xContentId` becomes `x`, `contentId` becomes `note`; a text that the reader may not see becomes null.
 */
import type { ContentId } from '../domain/ids.ts';
import { wireName } from './fields.ts';

const isContentKey = (key: string): boolean => key === 'contentId' || key.endsWith('ContentId');

/** Keys whose values are ids of staff. */
const staffKeys = new Set(['personId', 'madeBy', 'decidedBy', 'by', 'witnessId', 'ownerPersonId']);
const staffListKeys = new Set(['personIds', 'coordinatorIds', 'mentorIds', 'from', 'to']);

export type Found = { contentIds: Set<ContentId>; staffIds: Set<string>; guardianIds: Set<string> };

/** All the ids in a part of a case whose words stand elsewhere. */
export function idsIn(value: unknown, found: Found = noneFound()): Found {
  if (Array.isArray(value)) {
    for (const one of value) idsIn(one, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) collect(key, inner, found);
  }
  return found;
}

export const noneFound = (): Found => ({
  contentIds: new Set(),
  staffIds: new Set(),
  guardianIds: new Set(),
});

function collect(key: string, inner: unknown, found: Found): void {
  if (typeof inner === 'string') {
    if (isContentKey(key) || key === 'addressId') found.contentIds.add(inner);
    else if (staffKeys.has(key)) found.staffIds.add(inner);
    else if (key === 'guardianId') found.guardianIds.add(inner);
    return;
  }
  if (Array.isArray(inner)) {
    const strings = inner.filter((one) => typeof one === 'string');
    if (staffListKeys.has(key)) for (const one of strings) found.staffIds.add(one);
    if (key === 'guardianIds') for (const one of strings) found.guardianIds.add(one);
  }
  idsIn(inner, found);
}

/** The same part with its texts put in. `text` gives what the reader may see of a content, or null. */
export function withStories(value: unknown, text: (id: ContentId) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => withStories(one, text));
  if (typeof value !== 'object' || value === null) return value;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (isContentKey(key)) out[wireName(key)] = typeof inner === 'string' ? text(inner) : null;
    else if (key === 'addressId') out['address'] = typeof inner === 'string' ? text(inner) : null;
    else out[key] = withStories(inner, text);
  }
  return out;
}

/** A content's words: `{ text }` is told as the text itself. */
export function wordsOf(body: unknown): unknown {
  if (typeof body === 'object' && body !== null && 'text' in body && Object.keys(body).length === 1) {
    return body.text;
  }
  return body;
}
