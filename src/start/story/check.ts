/** What must be in the story for it to have been told: missing things are named, and the command then fails. */
import { z } from 'zod';
import type { Speaker } from './http.ts';
import type { Life } from './life.ts';
import type { Line } from './telling.ts';

/** Kinds of lines, with what they show. */
const wanted: Record<string, string> = {
  orderDrafted: 'an order that lacked something',
  absenceNoticed: 'a case that the figures began',
  concernRaised: 'a concern from preschool',
  guardianTalkRecorded: 'a talk with guardians',
  reportedToEht: 'a report in a drop-in time',
  ehtDecisionMade: 'what the child health team decided',
  mentorTold: 'an answer to the mentor',
  rectorStepRecorded: 'the rector’s duties by law',
  ehtDecided: 'an assignment begun by the child health team',
  consentWithdrawn: 'a consent taken back',
  invitationCancelled: 'an invitation taken back with it',
  followUpMissed: 'a follow-up that nobody held',
  escalated: 'a duty gone upwards',
  followUpNotHeldBecauseOfLov: 'a week of lov that is no miss',
  bandChanged: 'a changed rhythm',
  meetingCancelled: 'a cancelled meeting',
  handedOver: 'a colleague who took over',
  extended: 'an extension',
  lapsed: 'an assignment that lapsed',
  closed: 'a closing',
  checkUpHeld: 'a check-up',
  'mail.digest': 'a morning’s mail',
};

const shown = z.object({
  phase: z.string(),
  number: z.string(),
  state: z.object({ version: z.number() }),
});

/** `runs`: how many runs of its workflow each life took. */
export const checkStory = async (
  reader: Speaker,
  lives: Life[],
  lines: Line[],
  runs: number[],
): Promise<string[]> => {
  const kinds = new Set(lines.map((line) => line.kind));
  const problems = Object.entries(wanted)
    .filter(([kind]) => !kinds.has(kind))
    .map(([kind, what]) => `nothing shows ${what} (${kind})`);
  for (const [i, life] of lives.entries()) {
    const { phase, number, state } = shown.parse(await reader.get(`/cases/${life.caseId}`));
    if ((runs[i] ?? 0) < 2)
      problems.push(`the case of ${life.pupil.name} went through no continue-as-new (${runs[i]} runs)`);
    // The version counts every event: none may be missing from the time line, whatever run recorded it.
    const told = lines.filter((line) => line.case === number && !line.kind.startsWith('mail.')).length;
    if (told !== state.version)
      problems.push(`${number} counts ${state.version} events and its time line shows ${told}`);
    if (phase !== 'monitoring')
      problems.push(`the case of ${life.pupil.name} is ${phase}, not in monitoring`);
  }
  const named = lines.filter(
    (line) =>
      line.kind.startsWith('mail.') &&
      lives.some((life) => life.pupil.name !== null && line.detail.includes(life.pupil.name)),
  );
  if (named.length > 0) problems.push(`${named.length} mails name a pupil`);
  return problems;
};
