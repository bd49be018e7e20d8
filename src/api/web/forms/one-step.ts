import type { Field, FormSpec } from '../../../ui/forms/spec.ts';

/** A form that is asked and sent on one page. */
export const oneStep = (title: string, send: string, fields: Field[], intro?: string): FormSpec => ({
  title,
  send,
  steps: [{ id: 'form', title, fields, ...(intro === undefined ? {} : { intro }) }],
});
