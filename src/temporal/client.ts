import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import { createDataConverter } from './data-converter.ts';
import type { KeyRing } from '../key-ring/ring.ts';

/** `tls`: null or left out is in the clear. */
export type TemporalAddress = {
  address: string;
  namespace: string;
  tls?: ConnectionOptions['tls'];
};

/** An engine and what reads what it keeps: null keys read ids and dates alone. */
export type EngineAddress = TemporalAddress & { keys: KeyRing | null };

/** The engine as the API and the rehearsal clock use it. */
export type Engine = {
  client: Client;
  connection: Connection;
  namespace: string;
  close: () => Promise<void>;
};

/**
 * Connects to the engine. With `lazy` the first call connects, so that the API starts while the engine is away
 * and answers 503 until it is back.
 */
export const connectEngine = async (
  { address, namespace, keys, tls = null }: EngineAddress,
  options: { lazy?: boolean } = {},
): Promise<Engine> => {
  const connection = options.lazy
    ? Connection.lazy({ address, tls })
    : await Connection.connect({ address, tls, connectTimeout: '10 seconds' });
  const client = new Client({ connection, namespace, dataConverter: createDataConverter(keys) });
  return { client, connection, namespace, close: () => connection.close() };
};
