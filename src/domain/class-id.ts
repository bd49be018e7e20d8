/** A class as the API names it: a class has no record of its own, only a school unit and a name. */
import type { SchoolUnitCode } from './ids.ts';

export type ClassName = { schoolUnit: SchoolUnitCode; class: string };

/** `98000001-7A`; the name is percent-encoded, so that the id can stand in a path as it is. */
export const classIdOf = (one: ClassName): string => `${one.schoolUnit}-${encodeURIComponent(one.class)}`;

/** Takes the id as `classIdOf` gave it, and as a server has decoded it from a path. Null when it is none. */
export const parseClassId = (id: string): ClassName | null => {
  const at = id.indexOf('-');
  const name = decoded(id.slice(at + 1));
  return at < 1 || name.trim() === '' ? null : { schoolUnit: id.slice(0, at), class: name };
};

/** What can't be decoded was so already: a class may be called `100%`. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
