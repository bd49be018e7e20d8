/** A case in which something of every kind was said, which is over; of a pupil whom the school has no longer. */
import { expect } from 'vitest';
import { retentionRuleIds } from '../../src/domain/retention/rules.ts';
import { pupils, type Served } from '../api/served.ts';
import { addStaff } from '../factories/municipality.ts';
import { aPdf } from '../factories/files.ts';
import { aPolicy, ids } from '../factories/parts.ts';
import { uploader } from '../api/uploads.ts';
import { aToldCase } from '../web/a-told-case.ts';

/** A plan by which all goes as soon as it may. */
export const planOfNoYears = {
  basis: 'Dokumenthanteringsplan 2026 § 84',
  rules: Object.fromEntries(
    retentionRuleIds.map((id) => [id, { what: 'destroy', afterYears: 0, from: 'caseEnded' }]),
  ),
};

/** The day on which nothing of law holds it back any more: four weeks after its last decision. */
export const goneOn = '2026-10-20';

/** Words of its stories, its names and numbers: none of them is to be found anywhere once it is destroyed. */
export const words = [
  'Feber sedan i går.',
  'Stökigt på lektionerna.',
  'Kuratorn ser tecken på nedstämdhet.',
  'Alla vill börja med morgnarna.',
  'Jag orkar inte mer.',
  'Rasterna är värst.',
  'Ett brev som någon började på.',
  'Brev hemifrån',
  '201205140000',
  'Första',
];

const sent = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
  const { status, body } = await answer;
  expect([200, 201, 202], JSON.stringify(body)).toContain(status);
  return body;
};

/** Its id. The clock stands at `goneOn` afterwards. */
export async function anEndedCase(api: Served): Promise<string> {
  const { db } = api.town.records;
  await addStaff(db, ids.registrar, 'registrar');
  const caseId = await aToldCase(api);
  const coordinator = await api.as(ids.coordinator, 'coordinator');
  const { body } = await uploader(api.app, coordinator.token)(await aPdf());
  const filing = { documentId: body.documentId, kind: 'letter', title: 'Brev hemifrån' };
  await sent(coordinator.send('post', `/cases/${caseId}/documents`, filing));
  await writesOn(api, caseId);
  await api.town.moveTo('2026-09-21');
  // Its workflow hands over to a run of its own by it.
  const leader = await api.as(ids.teamLeader, 'teamLeader');
  const policy = { ...aPolicy('uppsala', { monitoring: { checkUpWeeks: [] } }), version: 2 };
  await sent(leader.send('post', `/cases/${caseId}/policy`, { policy }));
  const closing = { reason: 'moved', note: 'Flyttat till en annan kommun.' };
  await sent(coordinator.send('post', `/cases/${caseId}/closure`, closing));
  await db.updateTable('pupil').set({ active: false }).where('id', '=', pupils.first).execute();
  // Guardians of this pupil alone.
  await db.deleteFrom('guardianship').where('pupil_id', '<>', pupils.first).execute();
  await api.town.moveTo(goneOn);
  return caseId;
}

/** A draft that was never sent. */
const writesOn = async ({ town }: Served, caseId: string): Promise<void> => {
  await town.records.db
    .insertInto('form_draft')
    .values({
      person_id: ids.coordinator,
      role: 'coordinator',
      form: `/cases/${caseId}/contacts/new`,
      values: JSON.stringify({ note: ['Ett brev som någon började på.'] }),
    })
    .execute();
};
