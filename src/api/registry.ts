/** Entries of the register as they leave: with their number in words, and nobody's name. */
import { type publicPartOf, registryNumber, secrecyParagraphs } from '../domain/registry/entry.ts';
import type { RegistryEntry } from '../records/registry/read.ts';

/** For those who keep the register. */
export const registryView = ({
  pupilId: _pupil,
  registeredBy: _by,
  noteId: _note,
  ...entry
}: RegistryEntry) => ({
  number: registryNumber(entry),
  ...entry,
  paragraph: secrecyParagraphs[entry.secrecy],
});

/** For anybody. */
export const publicView = (
  place: { year: number; running: number },
  shown: ReturnType<typeof publicPartOf>,
) => ({ number: registryNumber(place), ...shown });
