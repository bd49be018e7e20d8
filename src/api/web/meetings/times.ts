/** What to keep in mind when one looks for a time: other meetings, the school's lov and study days. */
import type { MeetingTime } from '../../../domain/case/meeting-parts.ts';
import { clashesWith } from '../../../domain/polls/clashes.ts';
import { addDays } from '../../../domain/time.ts';
import type { CaseFile } from '../../../records/cases.ts';
import type { Db } from '../../../records/connect.ts';
import { clockTime, longDateTime } from '../../../texts/dates.ts';
import type { Ui } from '../../../ui/ui.ts';
import { shortDayOf } from '../../../ui/words.ts';
import { surroundingsOf, type ClosedSpell, type Surroundings } from '../../meeting-surroundings.ts';

const aheadDays = 35;

/** One line for each thing within the next five weeks: this case's meetings, its coordinators' own, what is closed. */
export async function thingsToMind(db: Db, ui: Ui, file: CaseFile): Promise<string[]> {
  const span = { from: ui.today, to: addDays(ui.today, aheadDays) };
  const { meetings, closed } = await surroundingsOf(db, file, span);
  const lines = meetings.map(({ caseId, number, kind, time }) => {
    const words = {
      when: longDateTime(ui.lang, time.date, time.from),
      kind: ui.t(`meeting.kind.${kind}`).replace(/^[A-ZÅÄÖ](?=[a-zåäö])/, (first) => first.toLowerCase()),
    };
    return caseId === file.id
      ? ui.t('meeting.when.here', words)
      : ui.t('meeting.when.other', { ...words, number });
  });
  return [
    ...lines,
    ...closed.map((spell) =>
      ui.t('meeting.when.closed', {
        name: spellName(ui, spell),
        from: shortDayOf(ui, spell.from),
        to: shortDayOf(ui, spell.to),
      }),
    ),
  ];
}

const spellName = (ui: Ui, { kind, name }: ClosedSpell): string =>
  name === '' ? ui.t(kind === 'lov' ? 'meeting.when.lov' : 'meeting.when.studyDay') : name;

/** What stands in the way of one suggested time, in words; none where nothing does. */
export function clashWords(ui: Ui, file: CaseFile, time: MeetingTime, around: Surroundings): string[] {
  const { meetings, closed } = clashesWith(time, around.meetings, around.closed);
  return [
    ...meetings.map((one) => {
      const at = clockTime(ui.lang, one.time.from);
      return one.caseId === file.id
        ? ui.t('poll.clash.here', { time: at })
        : ui.t('poll.clash.meeting', { time: at, number: one.number });
    }),
    ...closed.map((spell) => ui.t('poll.clash.closed', { name: spellName(ui, spell) })),
  ];
}
