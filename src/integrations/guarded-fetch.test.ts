/** Where a fetch of ours may lead: real servers on this machine, real connections. */
import { createServer, type RequestListener, type Server } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetch, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { guardedAgent, guardFetches, isAddressRefused, kindOfAddress } from './guarded-fetch.ts';

let server: Server;
let port = 0;
const asked: string[] = [];
const listener: RequestListener = (request, response) => {
  asked.push(`${request.headers.host} ${request.url}`);
  if (request.url === '/away') {
    response.writeHead(302, { location: `http://inside.example:${port}/secret` }).end();
  } else response.end('here');
};

beforeAll(async () => {
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Names of this test: all of them lead to this machine, or where a list of answers says, one after the other. */
const naming =
  (answers: Record<string, string[]>) =>
  (
    host: string,
    _options: unknown,
    done: (error: null, addresses: { address: string; family: number }[]) => void,
  ) => {
    const all = answers[host] ?? ['127.0.0.1'];
    const address = (all.length > 1 ? all.shift() : all[0]) ?? '';
    done(null, [{ address, family: address.includes(':') ? 6 : 4 }]);
  };

const outcome = async (
  url: string,
  named: string[],
  answers: Record<string, string[]> = {},
): Promise<string> => {
  const dispatcher = guardedAgent({ named, resolve: naming(answers) });
  try {
    return await (await fetch(url, { dispatcher })).text();
  } catch (error) {
    return isAddressRefused(error) ? 'refused' : String(error);
  } finally {
    await dispatcher.close();
  }
};

describe('a fetch of ours', () => {
  it('goes to a host within the network that the setting names, and to no other', async () => {
    expect(await outcome(`http://named.example:${port}/`, ['named.example'])).toBe('here');
    expect(await outcome(`http://NAMED.example:${port}/`, ['Named.Example'])).toBe('here');
    expect(await outcome(`http://other.example:${port}/`, ['named.example'])).toBe('refused');
    expect(await outcome(`http://named.example.evil.example:${port}/`, ['named.example'])).toBe('refused');
  });

  it.each([
    'http://127.0.0.1',
    'http://127.1',
    'http://0x7f000001',
    'http://2130706433',
    'http://0.0.0.0',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://[::]',
  ])('never reaches this machine by an address that is written out: %s', async (origin) => {
    const before = asked.length;
    expect(await outcome(`${origin}:${port}/`, [])).toBe('refused');
    expect(asked).toHaveLength(before);
  });

  it.each(['http://169.254.169.254/latest/meta-data', 'http://[fe80::1]/', 'http://[fd00:ec2::254]/'])(
    'never reaches where a machine keeps its own credentials, whatever is named: %s',
    async (url) => {
      const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
      expect(await outcome(url, [host])).toBe('refused');
      expect(await outcome('http://meta.example/', ['meta.example'], { 'meta.example': [host] })).toBe(
        'refused',
      );
    },
  );

  it('is stopped at the door that a redirect leads to', async () => {
    const before = asked.length;
    expect(await outcome(`http://named.example:${port}/away`, ['named.example'])).toBe('refused');
    expect(asked.slice(before)).toEqual([`named.example:${port} /away`]);
  });

  it('is judged by the address that it connects to, not by an answer before: a name may resolve anew', async () => {
    const answers = { 'turning.example': ['127.0.0.1', '10.0.0.1'] };
    const dispatcher = guardedAgent({ named: [], resolve: naming({ ...answers }) });
    const again = () =>
      fetch(`http://turning.example:${port}/`, { dispatcher }).then(
        () => 'went',
        (error: unknown) => (isAddressRefused(error) ? 'refused' : String(error)),
      );
    expect([await again(), await again()]).toEqual(['refused', 'refused']);
    await dispatcher.close();
  });

  it('is refused where one of several addresses is private', async () => {
    const both = (_host: string, _options: unknown, done: (error: null, all: never[]) => void) =>
      done(null, [
        { address: '93.184.216.34', family: 4 },
        { address: '192.168.1.1', family: 4 },
      ] as never[]);
    const dispatcher = guardedAgent({ named: [], resolve: both });
    await expect(fetch('http://two.example/', { dispatcher })).rejects.toSatisfy(isAddressRefused);
    await dispatcher.close();
  });
});

describe('a process that is guarded', () => {
  it('is so in each fetch, also one that knows nothing of it', async () => {
    const before = getGlobalDispatcher();
    const url = `http://127.0.0.1:${port}/`;
    try {
      guardFetches([]);
      await expect(globalThis.fetch(url)).rejects.toSatisfy(isAddressRefused);
      guardFetches(['127.0.0.1']);
      expect(await (await globalThis.fetch(url)).text()).toBe('here');
    } finally {
      setGlobalDispatcher(before);
    }
  });
});

describe('kinds of addresses', () => {
  it('tells the open internet from the rest', () => {
    for (const open of ['93.184.216.34', '8.8.8.8', '2606:4700::1111', '172.32.0.1', '::ffff:8.8.8.8'])
      expect([open, kindOfAddress(open)]).toEqual([open, 'open']);
    for (const inside of ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.0.1', '127.8.8.8', '::1'])
      expect([inside, kindOfAddress(inside)]).toEqual([inside, 'private']);
    for (const never of ['169.254.169.254', 'fe80::1', '64:ff9b::7f00:1', '2002:7f00:1::', 'fd00:ec2::254'])
      expect([never, kindOfAddress(never)]).toEqual([never, 'never']);
  });

  it('judges a v4 address the same however it is written', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(kindOfAddress(`::ffff:${address}`)).toBe(kindOfAddress(address));
      }),
    );
  });
});
