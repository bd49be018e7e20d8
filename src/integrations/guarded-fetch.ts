/**
 * Where the product itself may go when it fetches: no address within a network of its own, unless the setting
 * names the host. Decided by the address that a connection is about to be made to, so that neither a redirect nor a name
 * that resolves anew leads past it (server-side request forgery, OWASP A10:2021).
 */
import { lookup as resolve, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, setGlobalDispatcher } from 'undici';

/** IANA's special-purpose registries: what no address on the internet is in. */
const privateRanges: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 127],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fec0::', 10],
  ['ff00::', 8],
];

/**
 * Link-local, and where clouds keep a machine's own credentials: nothing that a municipality means. The ways of
 * writing an IPv4 address within one of IPv6 (NAT64, 6to4, Teredo) are among them, since what they lead to isn't seen.
 */
const neverRanges: readonly (readonly [string, number])[] = [
  ['169.254.0.0', 16],
  ['168.63.129.16', 32],
  ['100.100.100.200', 32],
  ['fe80::', 10],
  ['fd00:ec2::', 32],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['2001::', 32],
];

const listOf = (ranges: readonly (readonly [string, number])[]): BlockList => {
  const list = new BlockList();
  for (const [net, prefix] of ranges) list.addSubnet(net, prefix, net.includes(':') ? 'ipv6' : 'ipv4');
  return list;
};
const privateList = listOf(privateRanges);
const neverList = listOf(neverRanges);

/** Whether an address (v4 or v6; a v4 written as `::ffff:…` is its v4) is of the open internet. */
export const kindOfAddress = (address: string): 'open' | 'private' | 'never' => {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (neverList.check(address, family)) return 'never';
  return privateList.check(address, family) ? 'private' : 'open';
};

/** Why nothing was connected to; `fetch` gives it as the cause of its own error. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';
  readonly code = 'ERR_ADDRESS_REFUSED';
}

/** Whether an error, or a cause of it, is ours. */
export const isAddressRefused = (error: unknown): boolean =>
  error instanceof AddressRefused || (error instanceof Error && isAddressRefused(error.cause));

type Resolve = (
  host: string,
  options: { all: true; family?: number },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** `named`: hosts of the municipality's own network that are meant, as they stand in addresses, without a port. */
export const guardedAgent = (args: { named: readonly string[]; resolve?: Resolve }): Agent => {
  const named = new Set(args.named.map((host) => host.toLowerCase()));
  const ask = args.resolve ?? ((host, options, done) => resolve(host, options, done));

  const refusal = (host: string, addresses: readonly string[]): AddressRefused | null => {
    const kinds = addresses.map(kindOfAddress);
    if (kinds.includes('never'))
      return new AddressRefused(`${host} leads to an address of a machine itself, which is never asked`);
    if (!kinds.includes('private') || named.has(host.toLowerCase())) return null;
    return new AddressRefused(`${host} leads into a private network: name it in BRYGGAN_PRIVATE_HOSTS`);
  };

  const lookup: LookupFunction = (host, options, done) => {
    const family = options.family === 4 || options.family === 6 ? { family: options.family } : {};
    ask(host, { all: true, ...family }, (error, addresses) => {
      // One private address among open ones is a trick, or a mistake.
      const refused =
        error ??
        refusal(
          host,
          addresses.map(({ address }) => address),
        );
      const [first] = addresses ?? [];
      if (refused !== null) done(refused, [], 0);
      else if (options.all === true) done(null, addresses);
      else if (first === undefined) done(new AddressRefused(`${host} has no address`), '', 0);
      else done(null, first.address, first.family);
    });
  };

  const connect = buildConnector({ lookup });
  return new Agent({
    connect(options, done) {
      // An address that is written out is looked up by nobody.
      const host = options.hostname.replace(/^\[|\]$/g, '');
      const refused = isIP(host) === 0 ? null : refusal(host, [host]);
      if (refused !== null) done(refused, null);
      else connect(options, done);
    },
  });
};

/** From here on every `fetch` of this process goes by the guard: also what is written later, and what a library asks. */
export const guardFetches = (named: readonly string[]): void => {
  setGlobalDispatcher(guardedAgent({ named }));
};
