/** No event's words are left out of the whole file: each kind of event is told with every text that it has. */
import { expect, it } from 'vitest';
import { aCase } from '../../../../../test/factories/case.ts';
import { oneOfEach } from '../../../../../test/factories/events.ts';
import type { CaseEvent } from '../../../../domain/case/events.ts';
import { instant, localDate } from '../../../../domain/time.ts';
import type { PdfBlock } from '../../../../integrations/pdf/blocks.ts';
import { text } from '../../../../texts/text.ts';
import type { Ui } from '../../../../ui/ui.ts';
import { idsIn } from '../../../stories.ts';
import type { Words } from './telling.ts';
import { partOf, tell } from './tellings.ts';

const today = localDate('2026-09-24');
const ui: Ui = {
  lang: 'sv',
  t: (key, ...params) => text('sv', key, ...params),
  reader: null,
  mode: 'live',
  now: instant(0),
  today,
  csrf: '',
  here: '/',
  municipality: 'Dalsviken',
  readsMails: false,
  menu: [],
};

/** `text` says each text's own id; a talk's form is a form. */
const wordsWith = (textOf: (id: string) => string | null): Words => ({
  ui,
  on: today,
  by: null,
  state: aCase(),
  documents: [],
  text: (id) => (id === null ? null : textOf(id)),
  content: (id) => {
    const said = textOf(id);
    if (said === null) return null;
    return { howCome: said, mustChange: { pupil: 'a', guardians: 'b', classTeacher: 'c' }, important: null };
  },
  name: () => 'Someone',
  participant: () => 'Someone',
  document: () => null,
  supportKind: () => 'ABC',
});

const said = (blocks: readonly PdfBlock[]): string =>
  blocks
    .map((block) => {
      if (block.kind === 'field') return `${block.label}: ${block.value}`;
      return 'text' in block ? block.text : '';
    })
    .join('\n');

it.each(oneOfEach().map((event): [CaseEvent['type'], CaseEvent] => [event.type, event]))(
  '%s is told with all its words',
  (_, event) => {
    const told = said(
      tell(
        event,
        wordsWith((id) => id),
      ),
    );
    const ids = [...idsIn(event).contentIds].filter((id) => id.startsWith('text '));
    for (const id of ids) expect(told).toContain(id);
    if (ids.length > 0) expect(partOf(event)).not.toBe('history');
  },
);

it('says none of the words that its reader may not have', () => {
  for (const event of oneOfEach()) {
    expect(
      said(
        tell(
          event,
          wordsWith(() => null),
        ),
      ),
    ).not.toMatch(/text \d+;/);
  }
});
