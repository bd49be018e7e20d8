/** The coordinator's remit (arbetsbeskrivning): seed 000 asks for a clear one; everyone may read it. */
import type { Both } from '../both.ts';

export type Remit = { title: Both; sections: { heading: Both; text: Both }[] };
