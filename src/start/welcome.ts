import { z } from 'zod';
import type { RunningBryggan } from './bryggan.ts';

const people = z.object({
  people: z.array(z.object({ personId: z.string(), name: z.string(), role: z.string() })),
});

const pad = (text: string, width: number) => text.padEnd(width);

/** Where everything is and whom to sign in as, read from the API itself: one person for each role. */
export const welcome = async (running: RunningBryggan): Promise<string> => {
  const response = await fetch(`${running.apiUrl}/api/v1/rehearsal/people`);
  const seen = new Set<string>();
  const one = people
    .parse(await response.json())
    .people.filter(({ role }) => !seen.has(role) && seen.add(role));
  const api = `${running.apiUrl}/api/v1`;
  return [
    '',
    'Bryggan is ready: the made-up municipality Dalsviken, in rehearsal.',
    '',
    `  ${pad('API', 14)}${api}`,
    `  ${pad('to read it', 14)}${running.apiUrl}/api/docs`,
    `  ${pad('mails sent', 14)}${api}/mails`,
    `  ${pad('clock', 14)}${api}/rehearsal/clock${running.timeSkipping ? '' : ' (this engine cannot skip time)'}`,
    ...(running.temporalUiUrl === null ? [] : [`  ${pad('engine', 14)}${running.temporalUiUrl}`]),
    '',
    'Sign in as (POST the id to /api/v1/session):',
    ...one.map(
      ({ personId, name, role }) =>
        `  ${pad(role, 18)}${pad(name, 22)}{"personId": "${personId}", "role": "${role}"}`,
    ),
    '',
    'Ctrl-C stops everything; the next start goes on from here.',
    '',
  ].join('\n');
};
