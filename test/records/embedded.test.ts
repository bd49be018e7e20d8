/** The records on npm's embedded PostgreSQL: what `npm start` runs. */
import { inject } from 'vitest';
import { recordsSuites } from './suites/all.ts';

recordsSuites(() => inject('databaseUrl'));
