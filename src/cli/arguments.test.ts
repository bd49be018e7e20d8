import { expect, it } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';

it('reads files and options in any order', () => {
  expect(readArguments(['import', '--mode', 'dry-run', 'a.csv', '--json', 'b.csv'])).toEqual({
    command: 'import',
    paths: ['a.csv', 'b.csv'],
    kind: null,
    mode: 'dry-run',
    mapping: null,
    complete: false,
    json: true,
  });
});

it.each([
  [['import'], /Name the files/],
  [['export', 'a.csv'], /Unknown command export/],
  [['import', 'a.csv', '--kind', 'people'], /--kind people/],
  [['import', 'a.csv', '--mode', 'all'], /--mode all/],
  [['import', 'a.csv', '--fast'], /--fast/],
  [['verify-log', 'a.csv'], /takes no a.csv/],
  [['keys'], /keys rewrap/],
  [['keys', 'rewrap', 'all'], /keys rewrap/],
])('%j says what is wrong', (args, message) => {
  expect(() => readArguments(args)).toThrow(UsageError);
  expect(() => readArguments(args)).toThrow(message);
});

it('reads the log’s own command', () => {
  expect(readArguments(['verify-log', '--json'])).toEqual({ command: 'verify-log', json: true });
});

it('reads that of the keys', () => {
  expect(readArguments(['keys', 'rewrap'])).toEqual({ command: 'keys', json: false });
});

it('has help', () => {
  expect(readArguments(['--help'])).toBeNull();
  expect(readArguments([])).toBeNull();
});
