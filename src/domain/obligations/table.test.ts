import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { obligationsDoc } from '../../../scripts/obligations-doc.ts';
import { obligationTable } from './table.ts';

describe('the table of obligations', () => {
  it('is what docs/obligations.md shows (else: npx tsx scripts/generate-obligations-doc.ts)', async () => {
    expect(readFileSync('docs/obligations.md', 'utf8')).toBe(await obligationsDoc());
  });

  it('names a Swedish term, a source and a phase for every kind, and reminders in their order', () => {
    for (const row of Object.values(obligationTable)) {
      expect(row.term).not.toBe('');
      expect(row.source).toMatch(/domain\.md §\d/);
      expect(row.phases.length).toBeGreaterThan(0);
      expect(row.remind).toEqual([...new Set(row.remind)].sort((a, b) => a - b));
    }
  });

  it('gives no two kinds the same term', () => {
    const terms = Object.values(obligationTable).map((row) => row.term);
    expect(new Set(terms).size).toBe(terms.length);
  });
});
