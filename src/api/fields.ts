/** A refusal names a field of the command; people sent a body. One translation for all commands. */

/** The field's parts without the command's own name for what the body holds. */
const innerParts = (field: string, within: string | null): string[] => {
  const parts = field.split('/').filter((part) => part !== '');
  return within !== null && parts[0] === within ? parts.slice(1) : parts;
};

/** On the wire coordinators are ids, and who a participant is stands in the participant itself. */
const onTheWire = (parts: string[]): string[] =>
  parts[0] === 'coordinators' ? parts.slice(0, 2) : parts.filter((part) => part !== 'as');

/** `order` + `order/questionContentId` → `/question`; texts are called `note` on the wire unless they have a name. */
export function fieldOfBody(field: string | null, within: string | null): string | null {
  if (field === null) return null;
  return onTheWire(innerParts(field, within))
    .map((part) => `/${wireName(part)}`)
    .join('');
}

/** `report/decisionId` within `report` → `decisionId` where the address carries it; null for what the body holds. */
export function fieldOfPath(
  field: string | null,
  within: string | null,
  pathFields: readonly string[],
): string | null {
  const name = field === null ? null : innerParts(field, within).join('/');
  return name !== null && pathFields.includes(name) ? name : null;
}

/** `contentId` → `note`, `reasonContentId` → `reason`; the rest keeps its name. */
export function wireName(name: string): string {
  if (name === 'contentId') return 'note';
  if (name === 'coordinators') return 'coordinatorIds';
  return name.endsWith('ContentId') ? name.slice(0, -'ContentId'.length) : name;
}
