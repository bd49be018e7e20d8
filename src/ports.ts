/** Ports of 127.0.0.1. */
import { createServer } from 'node:net';

const host = '127.0.0.1';

/** Whether a port can be had now, and which (0 is any); else the system's code for why not. */
export const tryPort = (port: number): Promise<{ port: number } | { why: string }> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve({ why: error.code ?? error.message }));
    server.listen(port, host, () => {
      const address = server.address();
      const got = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve({ port: got }));
    });
  });

/** True when nobody listens on this port. */
export const isFree = async (port: number): Promise<boolean> => 'port' in (await tryPort(port));

/** A port that is free now. */
export const freePort = async (): Promise<number> => {
  const tried = await tryPort(0);
  if ('port' in tried) return tried.port;
  throw new Error(`no free port on ${host} (${tried.why})`);
};
