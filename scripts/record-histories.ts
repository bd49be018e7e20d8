/**
 * Records the histories that every later version must replay: one life of a case and a stretch of school days on
 * real servers, each run as a file in `test/histories`, named after the version in package.json. A history that
 * is there is never made anew: it is what released code has done.
 *
 *     npx tsx scripts/record-histories.ts
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { localDate } from '../src/domain/time.ts';
import { caseWorkflowId, schoolDayWorkflowId } from '../src/temporal/ids.ts';
import {
  actors,
  aFollowUp,
  allocationSteps,
  aMeeting,
  anEvaluation,
  anId,
  closingSteps,
  consentsFor,
  orderSteps,
  planSteps,
  type Step,
} from '../test/factories/case.ts';
import { toText } from '../test/replay/history-file.ts';
import { aMunicipality } from '../test/setup/municipality.ts';
import { startPostgresForTests } from '../test/setup/postgres.ts';
import { startTemporalForTests } from '../test/setup/temporal.ts';

const folder = path.resolve(import.meta.dirname, '..', 'test', 'histories');

/** The school day's later runs do the same again. */
const mostRuns = 4;

/** From the order to the check-ups, with a missed week, a withdrawn consent and an evaluation in between. */
const wholeLife: Step[] = [
  ...orderSteps,
  ...allocationSteps,
  ...consentsFor('bup', 120),
  ...planSteps,
  ['2026-09-15', actors.coordinator, { type: 'callMeeting', meeting: aMeeting() }],
  ['2026-09-18', actors.coordinator, { type: 'recordFollowUp', followUp: aFollowUp() }],
  ['2026-09-21', actors.mother, { type: 'withdrawConsent', consentId: anId(120), kinds: null }],
  ['2026-10-22', actors.coordinator, { type: 'recordEvaluation', evaluation: anEvaluation() }],
  [
    '2026-11-13',
    actors.coordinator,
    {
      type: 'recordFollowUp',
      followUp: aFollowUp({ followUpId: anId(401), heldOn: localDate('2026-11-13') }),
    },
  ],
  ...closingSteps,
];

/** Every run of a workflow, the first first. */
const runsOf = async (client: Client, workflowId: string, firstRunId: string): Promise<string[]> => {
  const runs: string[] = [];
  for (let runId: string | null | undefined = firstRunId; runId;) {
    runs.push(runId);
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const last = (history.events ?? []).at(-1);
    runId = last?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return runs;
};

const save = async (client: Client, name: string, workflowId: string, firstRunId: string): Promise<void> => {
  const runs = await runsOf(client, workflowId, firstRunId);
  for (const [i, runId] of runs.slice(0, mostRuns).entries()) {
    const file = path.join(folder, `${name}-${i + 1}.json`);
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    await writeFile(file, toText(history), { flag: 'wx' });
    console.log(`${path.basename(file)}: ${history.events?.length ?? 0} events`);
  }
};

const firstRun = async (client: Client, workflowId: string): Promise<string> =>
  (await client.workflow.getHandle(workflowId).describe()).raw.workflowExecutionInfo?.firstRunId ?? '';

const { version } = JSON.parse(
  await readFile(path.resolve(import.meta.dirname, '..', 'package.json'), 'utf8'),
) as { version: string };
await mkdir(folder, { recursive: true });
if (existsSync(path.join(folder, `${version}-case-1.json`))) {
  console.error(`Histories of ${version} are there already; raise the version in package.json first.`);
  process.exit(1);
}

const [postgres, temporal] = await Promise.all([startPostgresForTests(), startTemporalForTests()]);
try {
  const town = await aMunicipality({
    servers: {
      databaseUrl: postgres.url,
      temporalAddress: temporal.address,
      temporalNamespace: temporal.namespace,
      workflowBundlePath: temporal.workflowBundlePath,
    },
  });
  const { client } = town.engine;
  try {
    await town.startSchoolDay();
    const caseId = await town.open();
    await town.live(caseId, wholeLife);
    await town.moveTo('2027-10-15');
    const ofCase = caseWorkflowId(caseId);
    await save(client, `${version}-case`, ofCase, await firstRun(client, ofCase));
    const ofDays = schoolDayWorkflowId(town.code);
    await save(client, `${version}-school-day`, ofDays, await firstRun(client, ofDays));
  } finally {
    await town.close();
  }
} finally {
  await Promise.all([postgres.stop(), temporal.stop()]);
}
