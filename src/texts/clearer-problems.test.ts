import { expect, it } from 'vitest';
import { clearerText } from './clearer-problems.ts';
import { fill } from './problems.ts';

const said = (code: string, field: string | null, params: Record<string, string | number>) => {
  const text = clearerText(code, field, params);
  return text === null ? null : [fill(text.sv, params), fill(text.en, params)];
};

it('names the first and the last day that are allowed', () => {
  expect(said('date-in-past', 'followUp/heldOn', { date: '2026-09-01', earliest: '2026-09-07' })).toEqual([
    'Ange ett datum från och med 2026-09-07.',
    'Give a date from 2026-09-07 on.',
  ]);
  expect(said('date-in-past', 'consent/until', { today: '2026-09-07' })).toBeNull();
  expect(said('invalid-date', 'to', { date: '2028-01-01', latest: '2027-09-07' })?.[0]).toContain(
    'till och med 2027-09-07',
  );
  expect(said('policy-forbids', 'extension/until', { latest: '2027-08-31', maxMonths: 6 })?.[0]).toContain(
    '6 månader, alltså till och med 2027-08-31',
  );
  expect(said('end-before-start', 'extension/until', { after: '2027-02-28' })?.[1]).toContain(
    'after 2027-02-28',
  );
});

it('says what of the way of working stands in the way of a pupil, and leaves a step of the rector to its own words', () => {
  expect(said('policy-forbids', null, { what: 'schoolForm', schoolForm: 'preschool' })?.[0]).toContain(
    'skolform',
  );
  expect(said('policy-forbids', null, { what: 'start', start: 'ehtDecision' })).not.toBeNull();
  expect(
    said('policy-forbids', 'step/kind', { what: 'schoolAuthority', schoolAuthority: 'municipal' }),
  ).toBeNull();
});

it('says which evaluation a closing wants', () => {
  expect(said('evaluation-missing', 'reason', { needed: 'final' })?.[0]).toContain('slutlig utvärdering');
  expect(said('evaluation-missing', 'extension/evaluationId', {})).toBeNull();
});

it('names the parts of the mapping that are missing', () => {
  expect(said('mapping-incomplete', null, { missing: 'educators, guardians' })?.[0]).toMatch(
    /saknas: pedagoger, vårdnadshavare\.$/,
  );
});
