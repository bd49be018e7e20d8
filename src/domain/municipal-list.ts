/** Lists that come with the product and that a municipality edits: its own rows go before the shipped ones. */

export type ListItem = {
  id: string;
  /** No longer offered; what already names it still reads. Nothing is deleted. */
  retired: boolean;
};

/** Where an item came from: as shipped, shipped and then changed here, or the municipality's own. */
export type Origin = 'shipped' | 'changed' | 'own';

/**
 * The list as the municipality has it: the shipped items in their order, each replaced by the municipality's row of
 * the same id, and then its own in the order given.
 */
export function municipalList<T extends ListItem>(
  shipped: readonly T[],
  own: readonly T[],
): (T & { origin: Origin })[] {
  const rows = new Map(own.map((item) => [item.id, item]));
  const known = new Set(shipped.map((item) => item.id));
  return [
    ...shipped.map((item) => {
      const row = rows.get(item.id);
      return row === undefined
        ? { ...item, origin: 'shipped' as const }
        : { ...row, origin: 'changed' as const };
    }),
    ...own.filter((item) => !known.has(item.id)).map((item) => ({ ...item, origin: 'own' as const })),
  ];
}
