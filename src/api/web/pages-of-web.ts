/** Every page that there is: served by `serve-web.ts`, walked by the test of the permissions. */
import { contactForm } from './forms/contact.ts';
import type { WebPage } from './page.ts';
import { casePages } from './pages/case.ts';
import { dayPages } from './pages/day.ts';
import { signInPages } from './pages/sign-in.ts';

export const webPages: readonly WebPage[] = [...dayPages, ...signInPages, ...casePages, ...contactForm];
