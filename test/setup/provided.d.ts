import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's PostgreSQL: what `freshDatabase` copies databases on. */
    databaseUrl: string;
    /** The run's Temporal server, in memory, with time skipping. */
    temporalAddress: string;
    temporalNamespace: string;
    /** The workflows, bundled once for the run. */
    workflowBundlePath: string;
  }
}
