import { expect, it } from 'vitest';
import { nameIn, rolesIn } from './claims.ts';

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
