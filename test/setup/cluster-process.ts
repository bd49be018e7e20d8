import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Connection, type ConnectionOptions } from '@temporalio/client';

export type ClusterProcess = { pid: number; end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> };

const startWithinMs = 60_000;

/** Runs the server in its folder and waits until its frontend takes connections. */
export const launchCluster = async (what: {
  program: string;
  folder: string;
  address: string;
  tls: NonNullable<ConnectionOptions['tls']> | null;
}): Promise<ClusterProcess> => {
  const logFile = path.join(what.folder, 'server.log');
  const log = await open(logFile, 'a');
  const child = spawn(what.program, ['--config-file', 'server.yaml', '--allow-no-auth', 'start'], {
    cwd: what.folder,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const failed = gone.then(() => Promise.reject(new Error(`The cluster server ended; see ${logFile}`)));
  failed.catch(() => undefined);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${what.program} can't be run`);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    child.kill(signal);
    await gone;
  };
  try {
    await Promise.race([takesConnections(what.address, what.tls), failed]);
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return { pid, end };
};

const takesConnections = async (
  address: string,
  tls: NonNullable<ConnectionOptions['tls']> | null,
): Promise<void> => {
  const until = performance.now() + startWithinMs;
  for (;;) {
    try {
      const connection = await Connection.connect({ address, tls, connectTimeout: '1 second' });
      await connection.close();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};
