/** Every kind of event in its place, and one event told. */
import type { CaseEvent } from '../../../../domain/case/events.ts';
import type { PdfBlock } from '../../../../integrations/pdf/blocks.ts';
import { assignmentTellings } from './assignment.ts';
import { consentTellings } from './consents.ts';
import { meetingTellings } from './meetings.ts';
import { schoolTellings } from './school.ts';
import type { FilePart, Telling, Tellings, Words } from './telling.ts';
import { workTellings } from './work.ts';

const tellings: Tellings = {
  ...schoolTellings,
  ...consentTellings,
  ...workTellings,
  ...meetingTellings,
  ...assignmentTellings,
};

export const partOf = ({ type }: CaseEvent): FilePart | 'history' => tellings[type].part;

const ofType = <T extends CaseEvent['type']>(type: T): Telling<T> => tellings[type];

/** What an event says beyond its title; empty where the reader may have none of it. */
export const tell = (event: CaseEvent, words: Words): PdfBlock[] => ofType(event.type).tell(event, words);
