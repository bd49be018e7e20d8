import { expect, test } from 'vitest';
import { writeCsv } from './write.ts';

test('formulas are made harmless, separators quoted, decimals Swedish', () => {
  const rows = [
    ['=HYPERLINK("x")', 3.5],
    ['+46', null],
    ['@a', -1],
    ['-b', 0],
    ['åäö; "x"', 12],
  ];
  expect(writeCsv(['Klass', 'Medel'], rows)).toBe(
    [
      '\uFEFFKlass;Medel',
      '"\'=HYPERLINK(""x"")";3,5',
      "'+46;",
      "'@a;-1",
      "'-b;0",
      '"åäö; ""x""";12',
      '',
    ].join('\r\n'),
  );
});
