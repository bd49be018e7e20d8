/** Today's workflow code must do with every stored history what the code that made it did. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { describe, expect, inject, it } from 'vitest';
import { createDataConverter } from '../../src/temporal/data-converter.ts';
import { fromText } from './history-file.ts';

const folder = path.resolve(import.meta.dirname, '..', 'histories');

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
});

const stored = async (): Promise<{ workflowId: string; text: string }[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  return Promise.all(
    names.map(async (name) => ({ workflowId: name, text: await readFile(path.join(folder, name), 'utf8') })),
  );
};

const replay = async (histories: { workflowId: string; text: string }[]): Promise<string[]> => {
  const workflowBundle = { codePath: inject('workflowBundlePath') };
  const results = Worker.runReplayHistories(
    { workflowBundle, dataConverter: createDataConverter(null) },
    histories.map(({ workflowId, text }) => ({ workflowId, history: fromText(text) })),
  );
  const failed: string[] = [];
  for await (const { workflowId, error } of results)
    if (error) failed.push(`${workflowId}: ${error.message}`);
  return failed;
};

describe('the stored histories', () => {
  it('of every released version replay', async () => {
    const histories = await stored();
    expect(histories.length).toBeGreaterThan(0);
    expect(await replay(histories)).toEqual([]);
  });

  it('hold continue-as-new, updates, timers and mail', async () => {
    const all = (await stored()).map(({ text }) => text).join('');
    for (const part of [
      'workflowExecutionContinuedAsNewEventAttributes',
      'workflowExecutionUpdateAcceptedEventAttributes',
      'timerFiredEventAttributes',
      '"deliver"',
    ])
      expect(all).toContain(part);
  });

  it('would show a step that the code no longer takes', async () => {
    const [first] = await stored();
    const text = first?.text.replaceAll('"deliver"', '"deliverOtherwise"') ?? '';
    expect(await replay([{ workflowId: 'broken', text }])).toHaveLength(1);
  });
});
