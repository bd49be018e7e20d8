import { expect, it } from 'vitest';
import { civicNoIn, nameIn, rolesIn } from './claims.ts';

it.each([
  ['eva.prov@kommun.example', 'eva.prov@kommun.example'],
  [' eva.prov@kommun.example ', 'eva.prov@kommun.example'],
  [['eva.prov@kommun.example'], 'eva.prov@kommun.example'],
  [['eva.prov@kommun.example', 'eva@skola.example'], null],
  [[], null],
  ['', null],
  [17, null],
  [{ value: 'eva.prov@kommun.example' }, null],
  [undefined, null],
])('the name in %j is %s', (claim, name) => {
  expect(nameIn(claim)).toBe(name);
});

const meanings = [
  { value: 'bryggan-ledare', role: 'teamLeader' },
  { value: 'bryggan-registrator', role: 'registrar' },
  { value: 'registratur', role: 'registrar' },
] as const;

it.each([
  [
    ['bryggan-ledare', 'alla', 'registratur', 'bryggan-registrator'],
    ['teamLeader', 'registrar'],
  ],
  ['bryggan-ledare', ['teamLeader']],
  ['bryggan-ledare,registratur', []],
  [['Bryggan-ledare'], []],
  [undefined, []],
  [{ 'bryggan-ledare': true }, []],
])('the roles in %j are %j', (claim, roles) => {
  expect(rolesIn(claim, meanings)).toEqual(roles);
});

it.each([
  ['201205140001', undefined, '201205140001'],
  [undefined, '198001611234', '198001611234'],
  [null, '198001611234', '198001611234'],
  ['201205140001', '198001611234', null],
  ['20120514-0001', undefined, null],
  ['1205140001', undefined, null],
  [' 201205140001', undefined, null],
  ['20130101TF01', undefined, null],
  [201205140001, undefined, null],
  [['201205140001'], undefined, null],
  [undefined, undefined, null],
])('the number in %j and %j is %s', (personal, coordination, number) => {
  expect(civicNoIn(personal, coordination)).toBe(number);
});
