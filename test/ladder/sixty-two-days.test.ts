/**
 * The sample's 62 school days, lived one by one with each day's rows arriving on their day: who the product says is
 * over the limit is who a plain calculation says, and each of them is taken up, once, by those whose step it is.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dalsviken, type Dalsviken } from './dalsviken.ts';
import { casesOf, courseOf, type LivedDay, mailsSince, overLimit, tableOf } from './lived-day.ts';
import { plainly } from './plain-absence.mjs';

const plain = plainly('sample');
const header = 'personnummer;datum;lektion;ämne;minuter;typ;orsak';
const rowsOn = (day: string): string => {
  const rows = plain.rows.filter((row) => row['datum'] === day);
  return [header, ...rows.map((row) => Object.values(row).join(';')), ''].join('\n');
};

let town: Dalsviken;
const lived: LivedDay[] = [];

beforeAll(async () => {
  town = await dalsviken('2026-08-17');
  for (const [i, day] of plain.days.entries()) {
    const mailsBefore = town.town.mails.length;
    await town.town.moveTo(day, '16:00');
    await town.importAbsence(rowsOn(day));
    const product = await overLimit(town, day);
    await town.town.moveTo(plain.days[i + 1] ?? '2026-11-23', '08:00');
    lived.push({
      day,
      windowDays: plain.schoolDays('98000001', day),
      plain: plain.overLimit(day),
      product,
      cases: await casesOf(town),
      mails: await mailsSince(town, mailsBefore),
    });
  }
  console.log(`${tableOf(lived)}\n\n${courseOf(lived)}`);
}, 600_000);
afterAll(() => town.close());

const pupilOf = (civicNo: string) => plain.pupils.find((one) => one['personnummer'] === civicNo) ?? {};
const isUpperSecondary = (civicNo: string) => pupilOf(civicNo)['årskurs']?.startsWith('gy') === true;

/** The first day on which the plain calculation has each pupil over the limit. */
const passedOn = new Map<string, string>();
for (const day of plain.days) {
  for (const civicNo of plain.overLimit(day)) if (!passedOn.has(civicNo)) passedOn.set(civicNo, day);
}

describe('62 school days', () => {
  it('are what the sample holds', () => {
    expect(lived.map((one) => one.day)).toEqual(plain.days);
    expect(plain.days).toHaveLength(62);
    expect(plain.days.at(-1)).toBe('2026-11-20');
  });

  it('give each day exactly the pupils over the limit that the plain calculation gives', () => {
    for (const { day, plain: expected, product } of lived) expect([day, product]).toEqual([day, expected]);
    expect(Math.max(...lived.map((one) => one.plain.length))).toBeGreaterThan(40);
  });

  it('say nothing where the four weeks hold fewer than fifteen school days', () => {
    const few = lived.filter((one) => one.windowDays < 15);
    expect(few.map((one) => one.day)).toEqual(
      expect.arrayContaining(['2026-08-18', '2026-09-04', '2026-11-17', '2026-11-20']),
    );
    for (const one of few) expect([one.day, one.plain, one.product]).toEqual([one.day, [], []]);
    expect(lived.filter((one) => one.windowDays >= 15).length).toBe(44);
  });
});

describe('whoever passes the limit', () => {
  it('has one case by the next morning, begun on that day, and nobody else has any', () => {
    for (const { day, cases } of lived) {
      const due = [...passedOn].filter(([, on]) => on <= day).map(([civicNo]) => civicNo);
      expect([day, cases.map((one) => one.civicNo).sort()]).toEqual([day, due.sort()]);
    }
    const last = lived.at(-1)?.cases ?? [];
    expect(last.map((one) => [one.civicNo, one.openedOn]).sort()).toEqual([...passedOn].sort());
    for (const { openedOn, limitPassedOn } of last) expect(limitPassedOn).toBe(openedOn);
    expect(new Set(last.map((one) => one.phase))).toEqual(new Set(['noticed']));
  });

  it('stays taken up when the absence falls: nothing closes by itself', () => {
    const over = new Set(lived.at(-7)?.plain);
    const cases = lived.at(-1)?.cases ?? [];
    expect(cases.filter((one) => !over.has(one.civicNo)).length).toBeGreaterThan(10);
  });

  it('has the steps of the ladder, the inquiry only where the law asks for one', () => {
    for (const { day, cases } of lived) {
      for (const { civicNo, owed, openedOn } of cases) {
        if (openedOn !== day) continue;
        const inquiry = isUpperSecondary(civicNo) ? [] : ['openInquiry'];
        expect([civicNo, owed]).toEqual([
          civicNo,
          expect.arrayContaining(['guardianTalk', 'reportToEht', ...inquiry]),
        ]);
        // skollagen 7:19 a doesn't cover the gymnasium.
        if (inquiry.length === 0) expect(owed).not.toContain('openInquiry');
      }
    }
  });

  it('is told of to the mentor by the next morning, by case number', async () => {
    const mentors = await mentorsByClass();
    for (const { day, cases, mails } of lived) {
      for (const { civicNo, number, openedOn } of cases) {
        if (openedOn !== day) continue;
        const pupil = pupilOf(civicNo);
        const mentor = mentors.get(`${pupil['skolenhetskod']} ${pupil['klass']}`);
        const told = mails.filter((mail) => mail.to === mentor && mail.text.includes(number));
        expect([day, number, told.length > 0]).toEqual([day, number, true]);
      }
    }
  });

  it('is named in no mail', () => {
    const names = [...passedOn.keys()].map((civicNo) => {
      const pupil = pupilOf(civicNo);
      return `${pupil['förnamn']} ${pupil['efternamn']}`;
    });
    for (const { mails } of lived) {
      for (const { text } of mails) expect(names.filter((name) => text.includes(name))).toEqual([]);
    }
  });
});

async function mentorsByClass(): Promise<Map<string, string>> {
  const rows = await town.town.records.db
    .selectFrom('person_role')
    .innerJoin('person', 'person.id', 'person_id')
    .select(['school_unit', 'class', 'email'])
    .where('role', '=', 'mentor')
    .execute();
  return new Map(rows.map((one) => [`${one.school_unit} ${one.class}`, one.email ?? '']));
}
