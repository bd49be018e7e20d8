import { describe, expect, test } from 'vitest';
import { isOnHost, parseSourceAddress } from './address.ts';

const on = (address: string, ...hosts: string[]): boolean => isOnHost(new URL(address), hosts);

describe('a secret is sent to its own hosts alone', () => {
  test('whatever their case, and with the port that is the protocol’s own', () => {
    expect(on('https://api.leverantor.se/v2.0', 'API.leverantor.se')).toBe(true);
    expect(on('https://api.leverantor.se:443/v2.0', 'inloggning.leverantor.se', 'api.leverantor.se')).toBe(
      true,
    );
    expect(on('http://127.0.0.1:8080/v2.0', '127.0.0.1:8080')).toBe(true);
  });
  test.each([
    ['https://api.leverantor.se.elak.example/v2.0'],
    ['https://elak.example/api.leverantor.se'],
    ['https://sub.api.leverantor.se/v2.0'],
    ['https://leverantor.se/v2.0'],
    ['https://api.leverantor.se:8443/v2.0'],
    ['https://api.leverantor.se./v2.0'],
  ])('and not to %s', (address) => {
    expect(on(address, 'api.leverantor.se')).toBe(false);
  });
  test('nor anywhere where none is named', () => {
    expect(on('https://api.leverantor.se/v2.0')).toBe(false);
  });
  test('a name before @ is no host', () => {
    expect(parseSourceAddress('https://api.leverantor.se@elak.example/v2.0')).toBeNull();
  });
});
