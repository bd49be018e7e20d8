import { z } from 'zod';
import type { RunningBryggan } from './bryggan.ts';

const people = z.object({
  people: z.array(z.object({ name: z.string(), role: z.string() })),
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
    `  Open ${running.apiUrl} in a browser and choose whom to be, for instance:`,
    '',
    ...one.map(({ name, role }) => `    ${pad(role, 18)}${name}`),
    '',
    `  ${pad('move the clock', 16)}${running.apiUrl}/rehearsal${running.timeSkipping ? '' : ' (this engine cannot skip time)'}`,
    `  ${pad('mails sent', 16)}${running.apiUrl}/rehearsal/inbox`,
    `  ${pad('API', 16)}${api}, to read at ${running.apiUrl}/api/docs`,
    ...(running.temporalUiUrl === null ? [] : [`  ${pad('engine', 16)}${running.temporalUiUrl}`]),
    '',
    'Ctrl-C stops everything; the next start goes on from here.',
    '',
  ].join('\n');
};
