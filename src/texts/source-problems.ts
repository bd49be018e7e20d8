/** What is wrong with an entity of a source, in words. Never says what the entity said: it may be personal. */
import type { ImportProblem, ImportProblemCode } from '../domain/import-rows.ts';
import { isImportProblemCode } from '../domain/import-rows.ts';
import { importProblemText } from './import-problems.ts';

type Both = { sv: string; en: string };

const texts = {
  'unknown-reference': {
    sv: 'Källan hänvisar till något som den inte lämnar ut.',
    en: 'The source refers to something that it does not hand out.',
  },
  'missing-marking': {
    sv: 'Källan säger inget om skyddsmarkering. Eleven visas som skyddad tills källan eller någon annan säger annat.',
    en: 'The source is silent of the security marking. The pupil is masked until it says otherwise.',
  },
  'missing-class': {
    sv: 'Eleven står inte i någon klass eller mentorsgrupp.',
    en: "The pupil is in no class and no mentor's group.",
  },
  'two-records': {
    sv: 'Eleven finns redan två gånger: det nya personnumret har en egen post. Slå ihop dem.',
    en: 'The pupil is on record twice: the new civic number has a record of its own. Merge them.',
  },
  'unknown-lesson': {
    sv: 'Källan lämnar inte ut lektionen som frånvaron gäller.',
    en: 'The source does not hand out the lesson that the absence is from.',
  },
} as const;

export type SourceProblemCode = keyof typeof texts | ImportProblemCode;

export const sourceProblemText = ({
  code,
  params = {},
}: {
  code: SourceProblemCode;
  params?: ImportProblem['params'];
}): Both => (isImportProblemCode(code) ? importProblemText({ code, params }) : texts[code]);
