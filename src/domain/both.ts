/** A text that people read, as a municipality writes it: Swedish, and English by choice. */
export type Both = { sv: string; en: string | null };
