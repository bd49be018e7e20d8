/** Texts of a case that a form shows again, read by those who may send the form's command. */
import type { ContentId } from '../../../domain/ids.ts';
import type { Db } from '../../../records/connect.ts';
import { readContents } from '../../../records/contents.ts';
import { wordsOf } from '../../stories.ts';

/** Gives each text by its id; what is missing or destroyed is an empty text. */
export async function textsOf(
  db: Db,
  ids: readonly (ContentId | null)[],
): Promise<(id: ContentId | null) => string> {
  const bodies = await readContents(
    db,
    ids.filter((id) => id !== null),
  );
  return (id) => {
    const words = id === null ? null : wordsOf(bodies.get(id) ?? null);
    return typeof words === 'string' ? words : '';
  };
}

/** A text short enough for a label: its beginning. */
export const beginningOf = (words: string, most = 140): string => {
  const line = words.replaceAll(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
};
