/** What a guide is made of: a checklist in parts, each with its points; read on a page or from the API. */
import type { Language } from '../dates.ts';

export type GuidePart = { heading: string; points: readonly string[] };

export type Guide = {
  title: string;
  intro: string;
  parts: readonly GuidePart[];
};

export type Guides<K extends string> = Readonly<Record<K, Readonly<Record<Language, Guide>>>>;
