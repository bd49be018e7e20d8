/** The pages by which the school's data comes in: what has a name of its own stands before an import's id. */
import type { WebPage } from '../page.ts';
import { importListPage } from './list.ts';
import { importLivePage } from './live.ts';
import { mappingPages } from './mappings.ts';
import { newImportForm } from './new.ts';
import { importApplication, importPage } from './report.ts';
import { sourcePages } from './sources.ts';

export const importPages: readonly WebPage[] = [
  importListPage,
  ...newImportForm,
  ...mappingPages,
  ...sourcePages,
  importPage,
  importApplication,
  importLivePage,
];
