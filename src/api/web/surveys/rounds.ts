/** A survey's rounds as the API tells them. */
import { z } from 'zod';
import { Problem } from '../../problem.ts';
import { surveyRound, survey } from '../../schemas/survey.ts';
import { apiRoute, askBody, type Asking } from '../ask.ts';

const readRounds = apiRoute('get', '/surveys/{id}/rounds');
const readSurvey = apiRoute('get', '/surveys/{id}');
const list = z.object({ rounds: z.array(surveyRound) });

export type Round = z.output<typeof surveyRound>;

export const roundsIn = async (asking: Asking, surveyId: string): Promise<Round[]> =>
  list.parse(await askBody(asking, readRounds, { params: { id: surveyId } })).rounds;

/** The path's round with the form of its version. */
export async function roundIn(call: Asking & { params: Record<string, unknown> }) {
  const id = String(call.params['id']);
  const found = (await roundsIn(call, id)).find((one) => one.id === call.params['roundId']);
  if (found === undefined) throw new Problem('not-found', { field: 'path/roundId' });
  const query = { version: String(found.version) };
  return { ...found, form: survey.parse(await askBody(call, readSurvey, { params: { id }, query })) };
}

/** How far a round has come on a day. */
export const standingOf = ({ from, to, closedOn }: Round, today: string): 'ahead' | 'open' | 'closed' => {
  if (closedOn !== null || today > to) return 'closed';
  return today < from ? 'ahead' : 'open';
};
