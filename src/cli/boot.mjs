#!/usr/bin/env node
// Plain JavaScript, as npm links it: runs the TypeScript beside it.
import process from 'node:process';

// Local dates are reckoned from data; the machine's own zone must not leak in.
process.env.TZ = 'UTC';
const { register } = await import('tsx/esm/api');
register();
await import('./main.ts');
