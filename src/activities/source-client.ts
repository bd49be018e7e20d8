/** A source's client, made from its record and its secret: which is sent to the hosts of its setting and no others. */
import { isOnHost, parseSourceAddress } from '../integrations/ss12000/address.ts';
import { createSourceClient, type SourceClient } from '../integrations/ss12000/client.ts';
import { SourceFailure, type Surroundings } from '../integrations/ss12000/http.ts';
import { clientCredentials, fixedBearer } from '../integrations/ss12000/token.ts';
import type { Source } from '../records/sources/sources.ts';

export type SourceSecret = { secret: string; hosts: readonly string[] };

/** Entities asked for on a page. */
const pageLimit = 500;

/**
 * Throws SourceFailure when the setting or the address is wrong. Whoever may set a source names its address, and so
 * could have the secret sent to a server of their own: the hosts stand beside the secret, where they can't be set
 * from the product.
 */
export const sourceClient = (
  { baseUrl, auth, secretRef }: Pick<Source, 'baseUrl' | 'auth' | 'secretRef'>,
  held: SourceSecret | null,
  surroundings: Surroundings,
): SourceClient => {
  if (held === null) throw new SourceFailure('secret-not-set', null, `the secret of ${secretRef} is not set`);
  const { secret, hosts } = held;
  if (hosts.length === 0)
    throw new SourceFailure('host-not-set', null, `the hosts of ${secretRef} are not set`);
  const allowed = (text: string): URL => {
    const address = parseSourceAddress(text);
    if (address === null) throw new SourceFailure('address-refused', null, 'the source is not on https');
    if (!isOnHost(address, hosts))
      throw new SourceFailure('host-refused', null, `the source is on none of the hosts of ${secretRef}`);
    return address;
  };
  const { clock, patience } = surroundings;
  return createSourceClient({
    baseUrl: allowed(baseUrl),
    bearer:
      auth.kind === 'bearer'
        ? fixedBearer(secret)
        : clientCredentials({
            tokenUrl: allowed(auth.tokenUrl),
            clientId: auth.clientId,
            secret,
            scope: auth.scope,
            timeoutMs: patience.timeoutMs,
            clock,
          }),
    surroundings,
    limit: pageLimit,
  });
};
