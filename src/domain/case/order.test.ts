import { describe, expect, test } from 'vitest';
import {
  aCase,
  actors,
  after,
  anOrder,
  aPolicy,
  asking,
  caseAt,
  eventsOf,
  ids,
  record,
  refusalOf,
} from '../../../test/factories/case.ts';
import { localDate } from '../time.ts';
import type { Command } from './commands.ts';
import { effectsOf } from './effects-of.ts';
import { evolve } from './evolve.ts';
import { missingFromOrder } from './order.ts';
import type { OrderInput } from './parts.ts';

const place = (change: Partial<OrderInput> = {}): Command => ({ type: 'placeOrder', order: anOrder(change) });
const rector = asking(actors.rector, '2026-08-31');
const returned: Command = { type: 'returnOrder', reasonContentId: ids.content };

describe('the rector’s order', () => {
  test('complete, it is placed and waits for consent and allocation', () => {
    expect(caseAt('ordered').stand).toMatchObject({
      phase: 'ordered',
      basis: { by: 'order', placedOn: '2026-08-31', order: { by: ids.rector } },
    });
  });

  test('incomplete, it is kept as a draft that says what is missing', () => {
    const draft = after(
      aCase(),
      place({ preconditions: [], attachments: [], questionContentId: null }),
      actors.rector,
      '2026-08-31',
    );
    expect(draft.stand).toMatchObject({
      phase: 'ordering',
      missing: [
        { what: 'precondition', kind: 'absenceNoticed' },
        { what: 'precondition', kind: 'inquiryMade' },
        { what: 'precondition', kind: 'reportedToAuthority' },
        { what: 'precondition', kind: 'measuresBegun' },
        { what: 'precondition', kind: 'otherActorsNeedCoordination' },
        { what: 'attachment', kind: 'absenceFigures' },
        { what: 'attachment', kind: 'mapping' },
        { what: 'attachment', kind: 'inquiry' },
        { what: 'attachment', kind: 'actionProgramme' },
        { what: 'attachment', kind: 'measuresTried' },
        { what: 'question' },
      ],
    });
    expect(after(draft, place(), actors.rector, '2026-09-02').stand.phase).toBe('ordered');
  });

  test('an attachment without document or text counts as missing', () => {
    const attachments = anOrder().attachments.map((a) => ({ ...a, documentId: null }));
    expect(eventsOf(aCase(), place({ attachments }), rector)).toMatchObject([{ type: 'orderDrafted' }]);
  });

  test('the gymnasium needs no inquiry under 7:19 a', () => {
    const missing = missingFromOrder(
      aPolicy(),
      { schoolForm: 'upperSecondary' },
      anOrder({
        preconditions: [],
        attachments: anOrder().attachments.filter((a) => a.kind !== 'inquiry'),
      }),
    );
    expect(missing.map((m) => ('kind' in m ? m.kind : m.what))).toEqual([
      'absenceNoticed',
      'measuresBegun',
      'otherActorsNeedCoordination',
    ]);
  });

  test('the policy says which pupils: form, authority, residence', () => {
    expect(refusalOf(aCase({ pupil: { schoolForm: 'preschool' } }), place(), rector)).toMatchObject({
      code: 'policy-forbids',
      params: { what: 'schoolForm' },
    });
    expect(refusalOf(aCase({ pupil: { municipalityCode: '0380' } }), place(), rector)).toMatchObject({
      code: 'not-resident',
    });
    const policy = aPolicy();
    const municipalOnly = {
      ...policy,
      start: { ...policy.start, schoolAuthorities: ['municipal' as const] },
    };
    expect(
      refusalOf(aCase({ policy: municipalOnly, pupil: { schoolAuthority: 'independent' } }), place(), rector),
    ).toMatchObject({ code: 'policy-forbids', params: { what: 'schoolAuthority' } });
    const anywhere = aCase({ policy: aPolicy('dals-ed'), pupil: { municipalityCode: '0380' } });
    expect(eventsOf(anywhere, place(), rector)).toMatchObject([{ type: 'orderPlaced' }]);
  });

  test('a precondition stands once', () => {
    const [first] = anOrder().preconditions;
    const preconditions = first ? [first, first] : [];
    expect(refusalOf(aCase(), place({ preconditions }), rector)).toMatchObject({
      code: 'invalid-value',
      field: 'order/preconditions/1/kind',
    });
  });
});

describe('returning an order', () => {
  test('it goes back to the rector whole, and comes again', () => {
    const back = after(caseAt('ordered'), returned, actors.teamLeader, '2026-09-02');
    expect(back.stand).toMatchObject({
      phase: 'ordering',
      returnedOn: '2026-09-02',
      order: { by: ids.rector },
    });
    expect(refusalOf(back, returned, asking(actors.teamLeader, '2026-09-03'))).toMatchObject({
      code: 'already-done',
    });
    expect(after(back, place(), actors.rector, '2026-09-04').stand.phase).toBe('ordered');
  });

  test('there must be an order, and nobody working on it', () => {
    const ctx = asking(actors.teamLeader, '2026-09-02');
    expect(refusalOf(aCase(), returned, ctx)).toMatchObject({ code: 'wrong-phase' });
    expect(refusalOf(caseAt('assigned'), returned, ctx)).toMatchObject({ code: 'wrong-phase' });
  });
});

describe('EHT’s decision', () => {
  const decision: Command = {
    type: 'decideByEht',
    decidedOn: localDate('2026-08-28'),
    contentId: ids.content,
  };
  const eht = asking(actors.pupilHealth, '2026-08-31');

  test('starts an assignment where the policy lets it (seed 000)', () => {
    const state = aCase({ policy: aPolicy('dals-ed') });
    expect(after(state, decision, actors.pupilHealth, '2026-08-31').stand).toMatchObject({
      phase: 'ordered',
      basis: { by: 'ehtDecision', decidedOn: '2026-08-28' },
    });
  });

  test('tells the team leader at once, as an order does', () => {
    const before = aCase({ policy: aPolicy('dals-ed') });
    const recorded = record(before, eventsOf(before, decision, eht), eht);
    const told = recorded.flatMap((one) => effectsOf(before, one, evolve(before, one)));
    expect(told).toMatchObject([{ type: 'notice', notice: 'ehtDecided', to: { role: 'teamLeader' } }]);
  });

  test('reopens a watched case, if it was made after the closing', () => {
    const watched = { ...caseAt('monitoring'), policy: aPolicy('dals-ed') };
    const later = asking(actors.pupilHealth, '2027-01-20');
    expect(refusalOf(watched, decision, later)).toMatchObject({ code: 'date-in-past', field: 'decidedOn' });
    const anew = { ...decision, decidedOn: localDate('2027-01-18') };
    expect(eventsOf(watched, anew, later).map((e) => e.type)).toEqual(['reopened', 'ehtDecided']);
  });

  test('and nowhere else (seed 002)', () => {
    expect(refusalOf(aCase(), decision, eht)).toMatchObject({
      code: 'policy-forbids',
      params: { what: 'start', start: 'ehtDecision' },
    });
  });
});
