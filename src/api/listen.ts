/** The server that the application listens by: whoever sends slowly, or sends headers without end, is let go. */
import { createServer, type RequestListener, type Server } from 'node:http';

export type Patience = {
  /** Until all headers are there. */
  headersMs: number;
  /** Until the whole request is there: the largest scan over a poor line. */
  requestMs: number;
  /** How often that is looked at. */
  checkedEveryMs: number;
};

const usualPatience: Patience = { headersMs: 15_000, requestMs: 120_000, checkedEveryMs: 5_000 };

/** All headers of a request together; a browser's cookies and a long address fit many times over. */
const maxHeaderBytes = 16 * 1024;

/** Resolves when it listens; rejects when it can't, with the system's code. */
export const listen = (
  app: RequestListener,
  where: { port: number; host: string },
  patience: Patience = usualPatience,
): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(
      {
        headersTimeout: patience.headersMs,
        requestTimeout: patience.requestMs,
        connectionsCheckingInterval: patience.checkedEveryMs,
        maxHeaderSize: maxHeaderBytes,
      },
      app,
    );
    server.once('error', reject);
    server.listen(where.port, where.host, () => resolve(server));
  });
