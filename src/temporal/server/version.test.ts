import { describe, expect, it } from 'vitest';
import { isAtLeast, oneLine, parseVersion } from './version.ts';

describe('a server’s version', () => {
  it('is read from what the command says', () => {
    expect(parseVersion('temporal version 1.8.2 (Server 1.32.0, UI 2.50.1)\n')).toEqual({
      cli: '1.8.2',
      server: '1.32.0',
    });
  });

  it('is unknown when something else answers', () => {
    expect(parseVersion('bash: temporal: command not found')).toBeNull();
  });

  it.each([
    ['1.32.0', true],
    ['1.32.1-rc.2', true],
    ['1.40.0', true],
    ['2.0.0', true],
    ['1.31.9', false],
    ['1.9.0', false],
  ])('%s is new enough: %s', (version, expected) => {
    expect(isAtLeast(version, '1.32.0')).toBe(expected);
  });

  it('an error is told in one line', () => {
    expect(oneLine(new Error('first\nsecond'))).toBe('first');
  });
});
