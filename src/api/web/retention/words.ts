/** Retention in words: rules, and what holds a case back. */
import type { z } from 'zod';
import type { RetentionRuleId } from '../../../domain/retention/rules.ts';
import { localDate } from '../../../domain/time.ts';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf } from '../../../ui/words.ts';
import type { candidates } from '../../schemas/retention.ts';

export type HeldBackTold = z.output<typeof candidates>['cases'][number]['heldBack'][number];

export const rulesInWords = (ui: Ui, rules: readonly RetentionRuleId[]): string =>
  rules.map((rule) => ui.t(`retentionRule.${rule}`)).join(', ');

export function heldBackInWords(ui: Ui, { why, until, rules }: HeldBackTold): string {
  const date = until === null ? null : compactDayOf(ui, localDate(until));
  switch (why) {
    case 'kept':
      return ui.t('heldBack.kept', { rules: rulesInWords(ui, rules) });
    case 'appealTime':
      return ui.t('heldBack.appealTime', { date: date ?? '' });
    case 'legalHold':
    case 'exception': {
      const what = ui.t(`heldBack.${why}`);
      return date === null ? what : ui.t('heldBack.until', { what, date });
    }
    default:
      return ui.t(`heldBack.${why}`);
  }
}
