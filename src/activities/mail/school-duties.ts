/** A school's own duties as lines of a mail: the calls of a class stand together, so that a mail says how many. */
import { classIdOf } from '../../domain/class-id.ts';
import type { DigestLine } from '../../records/digests.ts';
import type { DigestDuty } from '../../texts/mail/digest.ts';
import type { SchoolDutyLine } from '../../texts/mail/school-duty.ts';
import { linksOf } from './settings.ts';

export type SchoolLine = Extract<DigestLine, { caseId: null }>;
export type SchoolDuty = Extract<DigestDuty, SchoolDutyLine>;

export const isSchoolLine = (line: DigestLine): line is SchoolLine => line.caseId === null;

/** In the order in which the lines come. `groupOf`: what makes two calls one line. */
export const schoolDuties = (
  publicUrl: string,
  lines: readonly DigestLine[],
  groupOf: (line: SchoolLine) => string = byClassAndDue,
): SchoolDuty[] => {
  const together = new Map<string, SchoolLine[]>();
  for (const line of lines.filter(isSchoolLine)) {
    const key = line.kind === 'firstDayCall' ? groupOf(line) : line.key;
    together.set(key, [...(together.get(key) ?? []), line]);
  }
  return [...together.values()].flatMap((group): SchoolDuty[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { due, why } = first;
    return [
      { ...whatOf(first, group.length), due, escalated: why === 'escalated', url: urlOf(publicUrl, first) },
    ];
  });
};

const byClassAndDue = (line: SchoolLine): string => JSON.stringify([byClass(line), line.due, line.why]);

export const byClass = (line: SchoolLine): string => JSON.stringify([line.kind, line.schoolUnit, line.class]);

const whatOf = (line: SchoolLine, count: number): SchoolDutyLine => {
  const { kind, how } = line;
  const ofClass = line.class ?? '';
  switch (kind) {
    case 'weeklyReview': {
      const { week = '', overLimit = 0, toSee = 0 } = how;
      return { kind, class: ofClass, week, overLimit, toSee };
    }
    case 'firstDayCall':
      return { kind, class: ofClass, count };
    case 'yearWheelTask':
      return { kind, class: null, title: how.title ?? '' };
    case 'dataSilence':
      return { kind, class: null, school: how.title ?? '', since: how.date ?? line.from };
  }
};

const urlOf = (publicUrl: string, { schoolUnit, class: name }: SchoolLine): string => {
  const links = linksOf(publicUrl);
  return schoolUnit === null || name === null
    ? links.duties
    : links.class(classIdOf({ schoolUnit, class: name }));
};
