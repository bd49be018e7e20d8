/**
 * Who is over the limit, reckoned plainly from the sample's files: more than 15 % of the offered minutes away, valid
 * or not, over the last four weeks with at least fifteen school days; preschool left out. It shares no line with the
 * product, on purpose: no import but the file system's.
 */
import { readFileSync } from 'node:fs';

const read = (folder, name) => {
  const [head, ...lines] = readFileSync(`${folder}/${name}`, 'utf8').trim().split(/\r?\n/);
  const columns = head.split(';');
  return lines.map((line) => Object.fromEntries(line.split(';').map((cell, i) => [columns[i], cell])));
};

const oneDay = 24 * 60 * 60 * 1000;
const textOf = (ms) => new Date(ms).toISOString().slice(0, 10);

/** The four weeks that end with a day, as texts. */
const fourWeeksTo = (day) => Array.from({ length: 28 }, (_, back) => textOf(Date.parse(day) - back * oneDay));

export const plainly = (folder) => {
  const pupils = read(folder, 'elever.csv');
  const calendar = read(folder, 'lasar.csv');
  const rows = read(folder, 'franvaro.csv');
  const minutesADay = Object.fromEntries(
    read(folder, 'erbjuden_tid.csv').map((row) => [row['årskurs'], Number(row['minuter_per_dag'])]),
  );

  // The autumn's only holiday, alla helgons dag, is a Saturday; every lov and study day stands in the calendar.
  const isSchoolDay = (school, day) => {
    const weekday = new Date(Date.parse(day)).getUTCDay();
    if (weekday === 0 || weekday === 6) return false;
    const holding = calendar.filter(
      (row) => ['', school].includes(row['skolenhetskod']) && row['från'] <= day && day <= row['till'],
    );
    return holding.length === 1 && holding[0]['namn'] === 'läsår';
  };

  const away = {};
  for (const row of rows) {
    away[row['personnummer']] ??= {};
    away[row['personnummer']][row['datum']] ??= 0;
    away[row['personnummer']][row['datum']] += Number(row['minuter']);
  }

  return {
    pupils,
    rows,
    /** The days that have rows, in order. */
    days: [...new Set(rows.map((row) => row['datum']))].sort(),
    schoolDays: (school, day) => fourWeeksTo(day).filter((one) => isSchoolDay(school, one)).length,
    /** The civic numbers of those over the limit when the day's rows have come. */
    overLimit: (day) => {
      const daysAt = {};
      return pupils
        .filter((pupil) => {
          if (pupil['årskurs'] === 'förskola') return false;
          const school = pupil['skolenhetskod'];
          daysAt[school] ??= fourWeeksTo(day).filter((one) => isSchoolDay(school, one));
          const days = daysAt[school];
          const missed = days.reduce((sum, one) => sum + (away[pupil['personnummer']]?.[one] ?? 0), 0);
          const offered = days.length * minutesADay[pupil['årskurs']];
          return days.length >= 15 && missed * 100 > offered * 15;
        })
        .map((pupil) => pupil['personnummer'])
        .sort();
    },
  };
};
