/** Swedish civic numbers: personnummer, coordination numbers (day + 60) and the schools' temporary numbers. */
import { createRequire } from 'node:module';
import { parseLocalDate } from '../../domain/time.ts';
import type { LocalDate } from '../../domain/time.ts';

const require = createRequire(import.meta.url);
// The package's types describe its ES build, with a default export; Node loads the CommonJS one, which is the class.
const personnummer: {
  valid(number: string, options: { allowCoordinationNumber: boolean; allowInterimNumber: boolean }): boolean;
} = require('personnummer');

export type CivicNumber = { civicNo: string; birthDate: LocalDate };

const twelve = /^(\d{4})(\d{2})(\d{2})-?([0-9A-Z]{4})$/;

/** `TF` and two digits: given by the school until the pupil has a personnummer; no check digit. */
const temporary = /^TF\d{2}$/;

const coordinationDay = (day: string): string =>
  Number(day) > 60 ? String(Number(day) - 60).padStart(2, '0') : day;

/**
 * Twelve characters with or without a hyphen (`YYYYMMDD-NNNN`). Ten digits are refused: whether `20` means 1920 or
 * 2020 would depend on the day of the import. Null when the date or the check digit is wrong.
 */
export const parseCivicNumber = (text: string): CivicNumber | null => {
  const match = twelve.exec(text.toUpperCase());
  if (!match) return null;
  const [, year = '', month = '', day = '', tail = ''] = match;
  const civicNo = `${year}${month}${day}${tail}`;
  const isTemporary = temporary.test(tail);
  const birthDate = parseLocalDate(`${year}-${month}-${isTemporary ? day : coordinationDay(day)}`);
  if (birthDate === null) return null;
  if (isTemporary) return { civicNo, birthDate };
  const options = { allowCoordinationNumber: true, allowInterimNumber: true };
  return personnummer.valid(civicNo, options) ? { civicNo, birthDate } : null;
};
