import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyTally, tallyOne } from '../../../src/domain/surveys/tally.ts';
import { localDate } from '../../../src/domain/time.ts';
import { connectRecords, type Db, type Records } from '../../../src/records/connect.ts';
import {
  draftsOf,
  endDraft,
  findDraft,
  keepDraft,
  noteSending,
  sealDrafts,
} from '../../../src/records/form-drafts.ts';
import { beginTrial, keepImportFile, sealImportFiles } from '../../../src/records/import-files.ts';
import {
  answersTo,
  saveCaseAnswer,
  saveCaseSurvey,
  sealCaseAnswers,
} from '../../../src/records/others-part/case-surveys.ts';
import { saveRound } from '../../../src/records/others-part/survey-rounds.ts';
import { addToTally, sealTallies, talliesOf } from '../../../src/records/others-part/survey-tallies.ts';
import { saveSurvey } from '../../../src/records/others-part/surveys.ts';
import { anId, ids, school } from '../../factories/parts.ts';
import { aForm } from '../../factories/survey.ts';
import { seenIn, type Server, useDatabase } from './suite.ts';

const words = 'Hon sover hos sin mormor när det är svårt.';
const on = localDate('2026-09-07');
const tables = ['form_draft', 'case_survey_answer', 'survey_tally', 'import_file'] as const;
const page = { title: 'Samtal om mormor', page: 'page-1', seen: { revision: 3, version: 5 } };
const group = { schoolUnit: school, class: '8A' };
const how = { kind: null, mapping: null, complete: false };

/** What stands in forms, surveys and files that wait, in the tables beside the stories. */
export function sealedTablesSuite(server: Server): void {
  describe('what is typed, answered and sent in', () => {
    const { db, url } = useDatabase(server);
    let ringless: Records;
    beforeAll(async () => {
      ringless = connectRecords(url(), { maxConnections: 2, keys: null });
      await saveSurvey(db(), { id: 'survey', retired: false, form: aForm(), by: ids.coordinator, on });
    });
    afterAll(() => ringless.close());

    const draftKey = (caseId: string) => ({
      personId: ids.coordinator,
      role: 'coordinator',
      form: `/cases/${caseId}/notes/new`,
    });
    const surveyOf = async (caseId: string, by: Db): Promise<string> => {
      const id = `case-survey-${caseId}`;
      const moment = { moment: 'single', expiresOn: on, repeatable: false, withdrawnOn: null, on } as const;
      const what = { surveyId: 'survey', version: 1, secrecy: 'weak', respondent: 'pupil' } as const;
      await saveCaseSurvey(by, { id, caseId, ...what, guardianId: null, ...moment }, ids.coordinator);
      return id;
    };
    const answered = async (caseId: string, by: Db) => {
      const caseSurveyId = await surveyOf(caseId, by);
      const answer = { id: `answer-${caseId}`, caseSurveyId, answers: { say: words }, enteredBy: null };
      await saveCaseAnswer(by, { ...answer, how: 'link', on });
      return caseSurveyId;
    };
    const aRound = async (id: string, by: Db) => {
      const span = { from: on, to: on, closedOn: null };
      await saveRound(by, {
        id,
        surveyId: 'survey',
        version: 1,
        name: id,
        moment: 'single',
        ...span,
        by: ids.coordinator,
      });
      const tally = tallyOne({ say: words }, () => true);
      for (let n = 0; n < 2; n += 1)
        await by.transaction().execute((trx) => addToTally(trx, id, group, tally));
    };
    const keepAll = async (caseId: string, by: Db) => {
      await keepDraft(by, draftKey(caseId), { text: [words] }, page);
      await noteSending(by, draftKey(caseId), 'page-1');
      await answered(caseId, by);
      await aRound(`round-${caseId}`, by);
      const bytes = Buffer.from(words);
      await keepImportFile(by, { id: `file-${caseId}`, fileName: 'elever.csv', bytes, by: ids.teamLeader });
    };
    const readAll = async (caseId: string) => ({
      draft: await findDraft(db(), draftKey(caseId)),
      answers: (await answersTo(db(), [`case-survey-${caseId}`])).map(({ answers }) => answers),
      tallies: await talliesOf(db(), `round-${caseId}`),
      file: await beginTrial(db(), `file-${caseId}`, how, {
        id: anId(caseId.length),
        by: ids.teamLeader,
        at: new Date('2026-09-07T08:00:00Z'),
      }),
    });
    const kept = {
      draft: { values: { text: [words] }, seen: { revision: 3, version: 5 }, sentAs: 'page-1' },
      answers: [{ say: words }],
      tallies: [
        {
          ...group,
          tally: { answers: 2, questions: { say: { answers: 2, counts: {}, texts: [words, words] } } },
        },
      ],
      file: { begun: 'now', file: { fileName: 'elever.csv', bytes: Buffer.from(words) } },
    };
    const everything = async () => {
      const seen = await Promise.all(tables.map((table) => seenIn(db(), table)));
      return seen.join('\n');
    };
    const findNothing = async () => {
      const all = await everything();
      for (const found of ['mormor', Buffer.from('mormor').toString('hex')]) expect(all).not.toContain(found);
    };

    test('is read back, and stands nowhere in the database', async () => {
      await keepAll('s', db());
      await findNothing();
      expect(await readAll('s')).toMatchObject(kept);
      expect(await draftsOf(db(), draftKey('s'))).toEqual([
        { form: '/cases/s/notes/new', title: page.title },
      ]);
    });

    test('was in the clear before there were keys, and is sealed afterwards, once', async () => {
      await keepAll('before', ringless.db);
      expect(await everything()).toContain('mormor');
      const round = async (by: Db) => [
        await sealDrafts(by, 10),
        await sealCaseAnswers(by, 10),
        await sealTallies(by, 10),
        await sealImportFiles(by, 10),
      ];
      expect(await round(ringless.db)).toEqual([0, 0, 0, 0]);
      expect(await round(db())).toEqual([1, 1, 1, 1]);
      await findNothing();
      expect(await readAll('before')).toMatchObject(kept);
      expect(await round(db())).toEqual([0, 0, 0, 0]);
    });

    test('of a case is gone with its key, and what belongs to none isn’t', async () => {
      await keepAll('destroyed', db());
      await db().deleteFrom('record_key').where('id', '=', 'case/destroyed').execute();
      expect(await readAll('destroyed')).toMatchObject({ ...kept, draft: null, answers: [] });
      const drafts = await draftsOf(db(), draftKey('destroyed'));
      expect(drafts.map(({ form }) => form)).not.toContain('/cases/destroyed/notes/new');
    });

    test('in a form is dropped with it, and a page that ended keeps nothing', async () => {
      await keepDraft(db(), draftKey('ended'), { text: [words] }, page);
      await endDraft(db(), draftKey('ended'), 'page-1');
      await keepDraft(db(), draftKey('ended'), { text: [words] }, page);
      expect(await findDraft(db(), draftKey('ended'))).toBeNull();
      const row = await db()
        .selectFrom('form_draft')
        .select(['values', 'sealed', 'key_id'])
        .where('form', '=', draftKey('ended').form)
        .executeTakeFirstOrThrow();
      expect(row).toEqual({ values: { _ended: ['page-1'] }, sealed: null, key_id: null });
    });

    test('can’t be moved to another row without its showing', async () => {
      await answered('moved-1', db());
      const other = await answered('moved-2', db());
      await sql`update case_survey_answer set (sealed, key_id) =
        (select sealed, key_id from case_survey_answer where id = 'answer-moved-1')
        where id = 'answer-moved-2'`.execute(db());
      await expect(answersTo(db(), [other])).rejects.toThrow(/case\/moved-1.*changed/s);
    });

    test('to an anonymous survey is counted whole, however many answer at once', async () => {
      await aRound('crowd', db());
      const one = tallyOne({ say: 'mormor' }, () => true);
      await Promise.all(
        Array.from({ length: 8 }, () =>
          db()
            .transaction()
            .execute((trx) => addToTally(trx, 'crowd', group, one)),
        ),
      );
      const [counted] = await talliesOf(db(), 'crowd');
      expect((counted?.tally ?? emptyTally).answers).toBe(10);
      await findNothing();
    });
  });
}
