import { describe, expect, test } from 'vitest';
import {
  aContact,
  actors,
  anOrder,
  asking,
  caseAt,
  eventsOf,
  ids,
  refusalOf,
} from '../../../test/factories/case.ts';
import { localDate } from '../time.ts';
import type { LocalDate } from '../time.ts';
import type { Command } from './commands.ts';

const contactOn = (date: string): Command => ({
  type: 'recordContact',
  contact: aContact({ date: date as LocalDate }),
});

describe('the one door into a case', () => {
  test('permission comes first, even in the wrong phase', () => {
    expect(
      refusalOf(caseAt('ordering'), contactOn('2026-08-31'), asking(actors.mentor, '2026-08-31')),
    ).toMatchObject({ code: 'not-permitted', field: null });
  });

  test('a command in the wrong phase says which phase the case is in', () => {
    const order: Command = { type: 'placeOrder', order: anOrder() };
    expect(refusalOf(caseAt('assigned'), order, asking(actors.rector, '2026-09-01'))).toEqual({
      code: 'wrong-phase',
      field: null,
      params: { phase: 'assigned' },
    });
  });

  test('an ended case takes no command', () => {
    expect(
      refusalOf(caseAt('ended'), contactOn('2027-10-01'), asking(actors.teamLeader, '2027-10-04')),
    ).toMatchObject({ code: 'case-ended' });
  });
});

describe('dates that a command states', () => {
  const state = caseAt('assigned');
  const refused = (date: string) =>
    refusalOf(state, contactOn(date), asking(actors.coordinator, '2026-09-07'));

  test('31 February is no date', () => {
    expect(refused('2026-02-31')).toMatchObject({ code: 'invalid-date', field: 'contact/date' });
    expect(refused('tomorrow')).toMatchObject({ code: 'invalid-date', field: 'contact/date' });
  });

  test('what was done was not done in the future', () => {
    expect(refused('2026-09-08')).toMatchObject({ code: 'date-in-future', field: 'contact/date' });
  });

  test('nothing happened before the pupil was born', () => {
    expect(refused('2012-05-13')).toMatchObject({ code: 'before-birth', field: 'contact/date' });
  });

  test('today is fine', () => {
    expect(eventsOf(state, contactOn('2026-09-07'), asking(actors.coordinator, '2026-09-07'))).toMatchObject([
      { type: 'contactRecorded' },
    ]);
  });

  test('each precondition’s date is checked, with its place in the list', () => {
    const order = anOrder();
    const preconditions = order.preconditions.map((p, i) =>
      i === 2 ? { ...p, metOn: localDate('2027-01-01') } : p,
    );
    expect(
      refusalOf(
        caseAt('ordering'),
        { type: 'placeOrder', order: { ...order, preconditions } },
        asking(actors.rector, '2026-08-31'),
      ),
    ).toMatchObject({ code: 'date-in-future', field: 'order/preconditions/2/metOn' });
  });

  test('a refusal holds neither names nor stories', () => {
    const refusal = refused('2026-09-08');
    expect(JSON.stringify(refusal)).not.toContain(ids.pupil);
  });
});
