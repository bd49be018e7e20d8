import fc from 'fast-check';
import { expect, it } from 'vitest';
import { networkOf } from './limits.ts';

it('is one home: all addresses of a /64, and an IPv4 address however it came', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2');
  expect(networkOf('2001:0DB8:0001:0002::1')).toBe('2001:db8:1:2');
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0');
  expect(networkOf('::1')).toBe('0:0:0:0');
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0');
  expect(networkOf('::ffff:192.0.2.7')).toBe('192.0.2.7');
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7');
});

it('tells apart exactly those whose first four parts differ', () => {
  const part = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16));
  const four = fc.array(part, { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(four, four, four, (net, one, other) => {
      const home = net.join(':');
      expect(networkOf(`${home}:${one.join(':')}`)).toBe(networkOf(`${home}:${other.join(':')}`));
      expect(networkOf(`${home}:${one.join(':')}`)).toBe(home);
    }),
  );
});
