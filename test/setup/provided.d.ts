import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's PostgreSQL: what `freshDatabase` copies databases on. */
    databaseUrl: string;
  }
}
