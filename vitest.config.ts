import { defineConfig } from 'vitest/config';

// Rules are tested beside their files without any server; `test/` runs against real servers, started once per run.
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          testTimeout: 60_000,
          include: ['src/**/*.test.ts', 'deploy/*.test.ts'],
          env: { TZ: 'UTC' },
        },
      },
      {
        test: {
          name: 'real',
          include: ['test/**/*.test.ts'],
          globalSetup: ['test/setup/global.ts'],
          env: { TZ: 'UTC' },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
