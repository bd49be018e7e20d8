/** The lists that a municipality makes its own: the year's wheel, the directory, the remit. */
import type { WebPage } from '../page.ts';
import { directoryPages } from './directory.ts';
import { remitPages } from './remit.ts';
import { wheelTaskForms } from './wheel-task.ts';
import { wheelPages } from './wheel.ts';

export const listPages: readonly WebPage[] = [
  ...wheelPages,
  ...wheelTaskForms,
  ...directoryPages,
  ...remitPages,
];
