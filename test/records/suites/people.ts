import { beforeAll, describe, expect, test } from 'vitest';
import { presets } from '../../../src/domain/presets.ts';
import { localDate } from '../../../src/domain/time.ts';
import { absenceOf } from '../../../src/records/absence.ts';
import { listPeople, mentorsOf, peopleWithRole } from '../../../src/records/people.ts';
import { pupilFacts } from '../../../src/records/pupil-facts.ts';
import { guardiansOf, listPupils, pupilsOfGuardian } from '../../../src/records/pupils.ts';
import { aCalendar, anId, aPupil, ids, otherSchool, school } from '../../factories/case.ts';
import { addPupil, addStaff, seedMunicipality } from '../../factories/municipality.ts';
import { type Server, useDatabase } from './suite.ts';

export const peopleSuite = (server: Server) =>
  describe('pupils and staff', () => {
    const { db } = useDatabase(server);
    beforeAll(async () => {
      await seedMunicipality(db());
      await addPupil(db(), anId(30), { givenName: 'Åsa', familyName: 'Öberg' });
      await addPupil(db(), anId(31), { givenName: 'Zeb', familyName: 'Zander' });
      await addPupil(db(), anId(32), { givenName: 'Åke', familyName: 'Ask', securityMarking: 'secrecy' });
      await addPupil(db(), anId(33), { givenName: 'Åse', familyName: 'Ek', schoolUnit: otherSchool });
    });

    test('a case is told what it needs to know of its pupil', async () => {
      expect(await pupilFacts(db(), ids.pupil)).toEqual(aPupil());
      expect(await pupilFacts(db(), anId(32))).toMatchObject({ protectedIdentity: true, guardianIds: [] });
      expect(await pupilFacts(db(), 'nobody')).toBeNull();
    });

    test('a relative without custody is known and has no say', async () => {
      await db()
        .updateTable('guardianship')
        .set({ relation: 'other' })
        .where('guardian_id', '=', ids.father)
        .execute();
      expect((await pupilFacts(db(), ids.pupil))?.guardianIds).toEqual([ids.mother]);
      expect(await guardiansOf(db(), ids.pupil)).toHaveLength(2);
      expect(await pupilsOfGuardian(db(), ids.father)).toEqual([]);
      expect((await pupilsOfGuardian(db(), ids.mother)).map((pupil) => pupil.id)).toEqual([ids.pupil]);
    });

    test('names are found by their beginning, Swedish letters in any case; the protected never are', async () => {
      const found = async (search: string, schoolUnits: string[] | null = null) =>
        (await listPupils(db(), { schoolUnits, search })).pupils.map((pupil) => pupil.givenName);
      expect(await found('ås')).toEqual(['Åsa', 'Åse']);
      expect(await found('ÖBE')).toEqual(['Åsa']);
      expect(await found('åk')).toEqual([]);
      expect(await found('ås', [school])).toEqual(['Åsa']);
      expect(await found('%')).toEqual([]);
      expect(await found('ås', [])).toEqual([]);
    });

    test('a class is listed the Swedish way: å, ä and ö after z', async () => {
      const { pupils } = await listPupils(db(), { schoolUnits: [school] });
      const names = pupils.map((pupil) => pupil.familyName);
      expect(names.indexOf('Zander')).toBeLessThan(names.indexOf('Öberg'));
    });

    test('a role at a school includes those who hold it everywhere; who has left holds none', async () => {
      await addStaff(db(), anId(40), 'pupilHealth');
      await addStaff(db(), anId(41), 'pupilHealth', { schoolUnit: otherSchool });
      await addStaff(db(), anId(42), 'pupilHealth', { schoolUnit: school });
      await db().updateTable('person').set({ active: false }).where('id', '=', anId(42)).execute();
      const at = async (unit: string | null) =>
        (await peopleWithRole(db(), 'pupilHealth', unit)).map((one) => one.id).sort();
      expect(await at(school)).toEqual([ids.pupilHealth, anId(40)]);
      expect(await at(null)).toEqual([ids.pupilHealth, anId(40), anId(41)]);
      expect(await mentorsOf(db(), school, '8A')).toEqual([ids.mentor]);
      expect((await listPeople(db(), { role: 'rector', schoolUnit: school })).map((one) => one.id)).toEqual([
        ids.rector,
      ]);
    });

    test('absence is reckoned in minutes of offered time, over the policy’s window', async () => {
      await db().insertInto('offered_time').values({ year_label: '8', minutes_per_day: 300 }).execute();
      const absent = (date: string, minutes: number, kind: 'valid' | 'invalid') =>
        db()
          .insertInto('absence')
          .values({
            pupil_id: ids.pupil,
            date: localDate(date),
            lesson: '1',
            subject: 'SO',
            minutes,
            kind,
            reason: null,
          })
          .execute();
      // The day before the window, its first school day, its last.
      await absent('2026-08-21', 300, 'invalid');
      await absent('2026-08-24', 300, 'valid');
      await absent('2026-09-18', 301, 'invalid');
      const ask = {
        schoolUnit: school,
        pupilIds: [ids.pupil, anId(31)],
        limit: { ...presets['dals-ed'].limit, percent: 10 },
        calendar: aCalendar(),
        asOf: localDate('2026-09-18'),
      };
      const { window, pupils } = await absenceOf(db(), ask);
      expect(window?.schoolDays).toBe(20);
      expect(pupils).toMatchObject([
        { pupilId: ids.pupil, offered: 6000, valid: 300, invalid: 301, percent: 601 / 60, band: 'limit' },
        { pupilId: anId(31), offered: 6000, valid: 0, invalid: 0, percent: 0, band: 'below' },
      ]);
    });

    test('a school that has never sent any absence has figures and no bands', async () => {
      await db().deleteFrom('absence').execute();
      const { limit } = presets['dals-ed'];
      const ask = { schoolUnit: school, limit, calendar: aCalendar(), asOf: localDate('2026-09-18') };
      const { pupils } = await absenceOf(db(), ask);
      expect(pupils.length).toBeGreaterThan(0);
      for (const pupil of pupils)
        expect(pupil).toMatchObject({ offered: 6000, band: null, overLimit: false });
    });
  });
