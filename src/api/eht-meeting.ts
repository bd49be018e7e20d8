/** A meeting of EHT/BHT as a path names it. */
import { z } from 'zod';
import { findMeeting, type EhtMeeting } from '../records/eht-meetings.ts';
import type { Db } from '../records/connect.ts';
import { Problem } from './problem.ts';
import { id } from './schemas/common.ts';

export const schoolPath = z.object({ id: id('The school unit.') });
export const meetingPath = schoolPath.extend({ meetingId: id('The meeting.') });

/** The meeting of the path, at the path's school. */
export async function meetingOfPath(db: Db, path: { id: string; meetingId: string }): Promise<EhtMeeting> {
  const meeting = await findMeeting(db, path.meetingId);
  if (meeting === null || meeting.schoolUnit !== path.id) {
    throw new Problem('not-found', { field: 'path/meetingId' });
  }
  return meeting;
}
