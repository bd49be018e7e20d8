import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { workMeasures } from '../../domain/statistics/case-figures.ts';
import { leastCourseDays } from '../../domain/statistics/course.ts';
import { mostMonths } from '../../domain/statistics/period.ts';
import { en } from './statistics.ts';

it('every definition that the page gives stands in docs/statistics.md, word for word', () => {
  const doc = readFileSync('docs/statistics.md', 'utf8').replaceAll(/\s+/g, ' ');
  const definitions = [
    en['stats.absence.offered'],
    en['stats.absence.placed'],
    en['stats.phases.how'],
    ...workMeasures.map((measure) => en[`stats.${measure}.how`]),
    en['stats.course.how'].replace('{days}', String(leastCourseDays)),
    en['stats.ownRating.how'],
    en['stats.eligible.how'],
  ];
  for (const definition of definitions) expect(doc).toContain(definition);
  expect(doc).toContain(`up to ${mostMonths} back`);
});
