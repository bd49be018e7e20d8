/** The text of `docs/obligations.md`, made from the table of obligations alone. */
import { format, resolveConfig } from 'prettier';
import type { ObligationRow, OwnerRule } from '../src/domain/obligations/table.ts';
import { obligationTable } from '../src/domain/obligations/table.ts';

const owners: Record<OwnerRule, string> = {
  coordinators: 'the coordinators',
  coordinatorsElseRector: 'the coordinators; before allocation the rector who ordered',
  orderingRector: "the rector who ordered, else the school's",
  teamLeader: 'the team leader',
  pupilHealthAndCoordinators: "the school's EHT/BHT, and the coordinators beside it",
  extensionDecider: 'the first that `cap.extension.decidedBy` names',
  mentor: "the pupil's mentors, else the school's",
  pupilHealth: "the school's EHT/BHT",
  schoolRector: "the rector of the pupil's school",
  decisionOwner:
    'whom the meeting named; the coordinators follow up what family and other authorities decided to do',
};

const upwards = { teamLeader: 'the team leader', rector: 'the rector' } as const;

const days = (n: number, unit = 'day'): string => `${n} ${unit}${n === 1 ? '' : 's'}`;

const escalationText = ({ escalation }: ObligationRow): string => {
  if (escalation === null) return 'none';
  const { to, when } = escalation;
  if (when === 'missed') return `to ${upwards[to]} in the night in which it's recorded as missed`;
  if ('beforeDays' in when)
    return `to ${upwards[to]} ${days(when.beforeDays)} before it's due (to the team leader where the rector decides)`;
  const after = when.afterDays === 'policy' ? '`escalation.afterDays` days' : days(when.afterDays);
  return `to ${upwards[to]} ${after} after it was due`;
};

const offsetText = (offset: number): string =>
  offset === 0 ? 'on the day' : `${days(Math.abs(offset), 'workday')} ${offset < 0 ? 'before' : 'after'}`;

const remindersText = ({ remind, repeat }: ObligationRow): string => {
  const parts = remind.map(offsetText);
  if (repeat !== null && 'everyWorkdays' in repeat)
    parts.push(`then every ${days(repeat.everyWorkdays, 'workday')}, at most ${repeat.times} times`);
  else if (repeat !== null)
    parts.push(`every \`${repeat.everyDays}\` days, for at most ${days(repeat.forDays)}`);
  return parts.join(', ');
};

const fallsText = {
  workday: 'the next workday',
  schoolDay: 'the next school day, also out of a lov',
  asReckoned: 'as the due rule says',
} as const;

const leadText = ({ lead }: ObligationRow): string => {
  if (typeof lead === 'number') return `${days(lead)} before`;
  return lead === 'atOnce' ? 'at once' : lead;
};

const section = (kind: string, row: ObligationRow): string =>
  [
    `### ${row.term} (\`${kind}\`)`,
    '',
    `- **Owner**: ${owners[row.owner]}`,
    `- **Phases**: ${row.phases.join(', ')}`,
    `- **Due**: ${row.due}`,
    `- **On a day off**: ${fallsText[row.falls]}`,
    `- **Shown as coming**: ${leadText(row)}`,
    `- **Reminders**: ${remindersText(row)}`,
    `- **Escalation**: ${escalationText(row)}`,
    `- **Source**: ${row.source}`,
  ].join('\n');

const preface = `# Obligations (åtaganden)

<!-- Generated from src/domain/obligations/table.ts by scripts/generate-obligations-doc.ts: change the table, not this page. -->

A duty in a case has an owner, a due day, reminders and somebody above who is told when it's left undone. All of them
are derived from the case as it stands, never stored in it: when the case changes, what is owed changes with it. Names
in code style are fields of the municipality's policy.

- Reminders are counted in workdays from the due day and go out in the owner's one digest of the morning; none falls on
  a weekend, a holiday or an eve, and none goes out once the duty is done.
- A limit that falls on a day off is met on the next weekday (lag 1930:173); what needs school waits for a school day.
- A person may move any deadline but the cap's, with a reason; it then says so. Escalations fall in the night before
  the day, once for each duty and due day.
- Texts of law are named as sources; nothing here is legal advice.
`;

/** The whole page, formatted as the project's other pages are. */
export const obligationsDoc = async (): Promise<string> => {
  const sections = Object.entries(obligationTable).map(([kind, row]) => section(kind, row));
  const options = (await resolveConfig('docs/obligations.md')) ?? {};
  return format([preface, ...sections].join('\n\n'), { ...options, parser: 'markdown' });
};
