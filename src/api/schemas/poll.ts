/** Polls of suggested times on the wire. */
import { z } from 'zod';
import { mostTimes, pollAnswers } from '../../domain/polls/poll.ts';
import { participantSchema } from '../participants.ts';
import { id, receiver } from './common.ts';
import { meetingTime } from './meeting.ts';

const pollAnswer = z
  .enum(pollAnswers)
  .meta({ description: 'Whether a time suits: it does, it can be made to, it does not.' });

/** One for each time, in their order. */
export const answersInOrder = z
  .array(pollAnswer)
  .min(1)
  .max(mostTimes)
  .meta({ description: 'One for each of the times, in their order.' });

export const pollBody = z
  .strictObject({
    kind: z.enum(['startMeeting', 'collaboration', 'sip']),
    times: z.array(meetingTime).min(1).max(20).meta({ description: 'Two to eight.' }),
    participants: z.array(participantSchema).min(1).max(40),
  })
  .meta({ id: 'MeetingPollBody' });

const shownTime = z.object({
  date: z.string(),
  from: z.string(),
  minutes: z.int(),
  tally: z.object({ yes: z.int(), ifNeedBe: z.int(), no: z.int(), unanswered: z.int() }),
  suitsMost: z.boolean(),
  clashes: z.object({
    meetings: z.array(z.looseObject({ number: z.string() })),
    closed: z.array(z.looseObject({ name: z.string() })),
  }),
});

export const pollSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    createdOn: z.string(),
    expiresOn: z.string().meta({ description: 'The last day on which links work.' }),
    closed: z.enum(['chosen', 'withdrawn', 'over']).nullable(),
    times: z.array(shownTime),
    guests: z.array(
      z.looseObject({
        id: z.string(),
        who: z.looseObject({ kind: z.string(), receiver: receiver.optional() }),
        reached: z
          .enum(['mail', 'missing', 'protected'])
          .nullable()
          .meta({ description: 'Null while the mail is on its way.' }),
        bounced: z.boolean(),
        answers: z.array(pollAnswer).nullable(),
        answeredOn: z.string().nullable(),
        byLink: z.boolean(),
        revoked: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'MeetingPoll', description: 'Suggested times and what the guests say of them.' });

export const ofCase = z.object({ id: id('The case.') });
export const onePoll = ofCase.extend({ pollId: id('The poll.') });
export const oneGuest = onePoll.extend({ guestId: id('One who is asked.') });
