/**
 * What a command needs besides itself: its texts as content rows and the ids that it makes. All ids come from
 * the command's id, so that a repetition after a crash makes the same ones.
 */
import type { ContentId } from '../domain/ids.ts';
import { idFrom } from '../records/stable-id.ts';

export { idFrom };

type DraftContent = { id: ContentId; kind: string; body: unknown };

export type Draft = {
  /** A fresh id, named in the command's answer. Ask in the same order for the same command. */
  id(name: string): string;
  /** Keeps a text and gives the id under which it will be saved. */
  text(kind: string, text: string): ContentId;
  optionalText(kind: string, text: string | null): ContentId | null;
  /** Keeps a structured content, such as an address. */
  value(kind: string, body: unknown): ContentId;
  contents: DraftContent[];
  /** The ids given by `id`, by name; several under one name stand in order. */
  ids: Record<string, string[]>;
};

/** A draft for one command. `body` of a text is `{ text }`. */
export function createDraft(commandId: string): Draft {
  const contents: DraftContent[] = [];
  const ids: Record<string, string[]> = {};
  const value = (kind: string, body: unknown): ContentId => {
    const id = idFrom(commandId, 'content', String(contents.length));
    contents.push({ id, kind, body });
    return id;
  };
  const text = (kind: string, words: string) => value(kind, { text: words });
  return {
    contents,
    ids,
    value,
    text,
    optionalText: (kind, words) => (words === null ? null : text(kind, words)),
    id(name) {
      const list = (ids[name] ??= []);
      const made = idFrom(commandId, name, String(list.length));
      list.push(made);
      return made;
    },
  };
}
