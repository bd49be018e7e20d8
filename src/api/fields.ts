/** A refusal names a field of the command; people sent a body. One translation for all commands. */

/** `order` + `order/questionContentId` → `/question`; texts are called `note` on the wire unless they have a name. */
export function fieldOfBody(field: string | null, within: string | null): string | null {
  if (field === null) return null;
  const parts = field.split('/').filter((part) => part !== '');
  const inner = within !== null && parts[0] === within ? parts.slice(1) : parts;
  return inner.map((part) => `/${wireName(part)}`).join('');
}

/** `contentId` → `note`, `reasonContentId` → `reason`; the rest keeps its name. */
export function wireName(name: string): string {
  if (name === 'contentId') return 'note';
  if (name === 'coordinators') return 'coordinatorIds';
  return name.endsWith('ContentId') ? name.slice(0, -'ContentId'.length) : name;
}
