/** The parts of a meeting on the wire, and how its place becomes the domain's. */
import { z } from 'zod';
import type { MeetingInput } from '../../domain/case/meeting-parts.ts';
import type { Draft } from '../draft.ts';
import { participantSchema } from '../participants.ts';
import { date, id, line, note, receiver, time } from './common.ts';

export const meetingTime = z.strictObject({
  date: date('The day of the meeting.'),
  from: time('When it starts, on the wall in Sweden.'),
  minutes: z.int().min(5).max(480).meta({ description: 'How long it takes.' }),
});
export const where = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('place'), place: line('Where.', 'Kringlaskolan, rum 12') }),
  z.strictObject({
    kind: z.literal('link'),
    link: z
      .url({ protocol: /^https$/ })
      .max(500)
      .meta({ description: 'The address of the video meeting.' }),
  }),
]);
export const sip = z.strictObject({
  initiator: receiver,
  chair: z.int().min(0).max(39).meta({ description: 'Who chairs: the place in `participants`, from 0.' }),
  overallResponsible: receiver,
  measures: z.array(z.strictObject({ authority: receiver, note: note('What that authority does.') })).max(30),
  followUpOn: date('The day of the follow-up.'),
});
export const keptOrNew = z.union([
  z.strictObject({ participantId: id('A participant who stays.') }),
  participantSchema,
]);

export const whereInput = (wire: z.output<typeof where>, draft: Draft): MeetingInput['where'] => ({
  kind: wire.kind,
  contentId: draft.text('where', wire.kind === 'place' ? wire.place : wire.link),
});
