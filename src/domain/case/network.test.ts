import { expect, it } from 'vitest';
import { aConsent, aContact, ids } from '../../../test/factories/parts.ts';
import { aCase } from '../../../test/factories/case.ts';
import { localDate } from '../time.ts';
import { networkOf } from './network.ts';

const today = localDate('2026-10-01');

it('counts contacts that reached somebody, and says whose consent covers them', () => {
  const state = aCase();
  const ties = networkOf(
    {
      ...state,
      contacts: [
        aContact({ with: ['bup', 'guardian'], date: localDate('2026-09-10'), reached: true }),
        aContact({ with: ['bup'], date: localDate('2026-09-20'), reached: false }),
        aContact({ with: ['mentor', 'rector'], date: localDate('2026-09-15'), reached: true }),
      ],
      consents: [
        {
          ...aConsent({
            giver: { role: 'guardian', guardianId: ids.mother },
            receiver: 'bup',
            from: localDate('2026-09-01'),
            until: localDate('2027-02-01'),
          }),
          recordedOn: localDate('2026-09-01'),
          boundToPurpose: true,
          withdrawnOn: null,
          expiredOn: null,
        },
      ],
    },
    today,
  );
  const plain = { meetings: 0, papers: { asked: 0, received: 0 } };
  expect(ties).toEqual([
    { with: 'bup', contacts: 1, lastOn: '2026-09-10', consent: 'some', ...plain },
    { with: 'school', contacts: 1, lastOn: '2026-09-15', consent: 'notNeeded', ...plain },
  ]);
});
