/** The mapping (kartläggning) in three parts that are all needed: pupil, educators, guardians (seed 004, Aspeflo). */
import type { CommandOf } from './commands.ts';
import type { CaseEvent, RecordedEvent } from './events.ts';
import type { InstrumentResult, MappingPartKind } from './assignment-parts.ts';
import type { Party } from './parts.ts';
import type { Decided } from './refusal.ts';
import { accept, refuse } from './refusal.ts';
import type { CaseState } from './state.ts';

export const mappingParts: readonly MappingPartKind[] = ['pupil', 'educators', 'guardians'];

/** All three parts are there. */
export const isMappingComplete = (mapping: CaseState['mapping']): boolean =>
  mappingParts.every((part) => mapping[part] !== undefined);

/** Whose words a part holds; a small child's part may be told by those who know the child. */
const respondents: Record<MappingPartKind, readonly Party[]> = {
  pupil: ['pupil', 'guardian', 'mentor'],
  educators: ['mentor', 'rector', 'pupilHealth'],
  guardians: ['guardian'],
};

/** SRAS-R and SNACK, by pupil and parents, some times over: more is a mistake, and a history must stay small. */
const mostInstruments = 20;
const mostScales = 30;

const badScore = ({ scores }: InstrumentResult): string | undefined =>
  Object.entries(scores).find(([, score]) => !Number.isFinite(score) || score < 0)?.[0];

/** One part, for the first time or anew. Instruments are kept as scores only: their items are under copyright. */
export const decideRecordMappingPart = (
  state: CaseState,
  { part }: CommandOf<'recordMappingPart'>,
): Decided<CaseEvent> => {
  if (!respondents[part.part].includes(part.respondent))
    return refuse('invalid-value', 'part/respondent', { part: part.part });
  if (new Set(part.functions).size !== part.functions.length)
    return refuse('invalid-value', 'part/functions');
  if (part.instruments.length > mostInstruments)
    return refuse('too-many', 'part/instruments', { max: mostInstruments, given: part.instruments.length });
  for (const [i, result] of part.instruments.entries()) {
    const at = `part/instruments/${i}`;
    // SNACK has a parent form only (domain.md §2 step 9).
    if (result.instrument === 'SNACK' && result.respondent !== 'parent')
      return refuse('invalid-value', `${at}/respondent`);
    if (result.version.trim() === '') return refuse('invalid-value', `${at}/version`);
    const tooManyScales = Object.keys(result.scores).length > mostScales;
    if (tooManyScales || badScore(result) !== undefined) return refuse('invalid-value', `${at}/scores`);
  }
  const complete = isMappingComplete({ ...state.mapping, [part.part]: part });
  return accept<CaseEvent>({ type: 'mappingPartRecorded', part, complete });
};

export const evolveMapping = (state: CaseState, { event }: RecordedEvent): CaseState =>
  event.type === 'mappingPartRecorded'
    ? { ...state, mapping: { ...state.mapping, [event.part.part]: event.part } }
    : state;
