/** A made-up town of any size as CSV, written as it is read: never whole in memory. */
import { dateOfNumber, dayNumber, localDate } from '../src/domain/time.ts';

export type TownSize = {
  pupils: number;
  /** Lessons of absence for each pupil in a year. */
  absencesAPupil: number;
  /** Every so many rows are other rows than in the first file; null is the first file. */
  changeEvery: number | null;
};

const schools = 400;
const linesAPiece = 500;
const yearLabels = ['F', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const subjects = ['Matematik', 'Svenska', 'Engelska', 'SO', 'NO', 'Bild', 'Idrott och hälsa', 'Musik'];
const firstDay = dayNumber(localDate('2026-08-18'));
const daysAYear = 290;

const schoolUnit = (index: number): string => String(97_000_000 + index);

/** Skatteverket's check digit over the nine digits before it. */
const checkDigit = (nine: string): number => {
  let sum = 0;
  for (const [at, digit] of [...nine].entries()) {
    const product = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10;
};

/** A valid number, another for each index up to some three million. */
const civicNumber = (index: number): string => {
  const age = index % yearLabels.length;
  const inYear = Math.floor(index / yearLabels.length);
  const born = dateOfNumber(dayNumber(localDate(`${2020 - age}-01-01`)) + (inYear % 365)).replaceAll('-', '');
  const serial = String(1 + Math.floor(inYear / 365)).padStart(3, '0');
  return `${born}${serial}${checkDigit(`${born.slice(2)}${serial}`)}`;
};

async function* inPieces(header: string, lines: Iterable<string>): AsyncGenerator<Buffer> {
  let piece = `${header}\n`;
  let held = 0;
  for (const line of lines) {
    piece += `${line}\n`;
    held += 1;
    if (held < linesAPiece) continue;
    yield Buffer.from(piece);
    piece = '';
    held = 0;
  }
  if (piece !== '') yield Buffer.from(piece);
}

export const schoolUnitFile = (): AsyncGenerator<Buffer> =>
  inPieces(
    'skolenhetskod;namn;skolform;huvudman',
    Array.from({ length: schools }, (_, index) => `${schoolUnit(index)};Skola ${index};GR;kommunal`),
  );

const isChanged = (index: number, every: number | null): boolean => every !== null && index % every === 0;

function* pupilLines({ pupils, changeEvery }: TownSize): Generator<string> {
  for (let index = 0; index < pupils; index += 1) {
    const year = yearLabels[index % yearLabels.length] ?? '1';
    const group = isChanged(index, changeEvery) ? 'D' : 'A';
    yield `${civicNumber(index)};Namn${index % 997};Efternamn${index};${schoolUnit(index % schools)};${year};${year}${group};Ingen;9701`;
  }
}

export const pupilFile = (size: TownSize): AsyncGenerator<Buffer> =>
  inPieces(
    'personnummer;förnamn;efternamn;skolenhetskod;årskurs;klass;skyddsmarkering;folkbokföringskommun',
    pupilLines(size),
  );

/** By day, as an export is: a pupil's rows stand far from one another. */
function* absenceLines({ pupils, absencesAPupil, changeEvery }: TownSize): Generator<string> {
  let row = 0;
  for (let round = 0; round < absencesAPupil; round += 1) {
    const date = dateOfNumber(firstDay + Math.floor((round * daysAYear) / absencesAPupil));
    for (let index = 0; index < pupils; index += 1) {
      const minutes = isChanged(row, changeEvery) ? 45 : 60;
      const kind = (index + round) % 3 === 0 ? 'ogiltig' : 'giltig';
      yield `${civicNumber(index)};${date};${1 + (index % 6)};${subjects[(index + round) % subjects.length]};${minutes};${kind};`;
      row += 1;
    }
  }
}

export const absenceFile = (size: TownSize): AsyncGenerator<Buffer> =>
  inPieces('personnummer;datum;lektion;ämne;minuter;typ;orsak', absenceLines(size));
