import { Client, Connection } from '@temporalio/client';
import { createDataConverter } from './data-converter.ts';
import type { KeyRing } from '../key-ring/ring.ts';

export type TemporalAddress = { address: string; namespace: string };

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
  { address, namespace, keys }: EngineAddress,
  options: { lazy?: boolean } = {},
): Promise<Engine> => {
  const connection = options.lazy
    ? Connection.lazy({ address })
    : await Connection.connect({ address, connectTimeout: '10 seconds' });
  const client = new Client({ connection, namespace, dataConverter: createDataConverter(keys) });
  return { client, connection, namespace, close: () => connection.close() };
};
