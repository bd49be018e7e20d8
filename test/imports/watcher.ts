/**
 * A process that watches a folder, as the API does, for the tests to run twice and to kill. Arguments: database URL,
 * folder. Says `ready`, and a line of JSON for each report.
 */
import { localDate } from '../../src/domain/time.ts';
import { watchFolder } from '../../src/imports/watch-folder.ts';
import { connectRecords } from '../../src/records/connect.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const { db } = connectRecords(url);
await watchFolder({
  db,
  folder,
  mode: 'good-rows',
  everyMs: 50,
  today: async () => localDate('2027-06-30'),
  onReport: async ({ fileName, status, added, changed }) =>
    void console.log(JSON.stringify({ fileName, status, added, changed })),
  onError: (error) => console.error(error),
});
console.log('ready');
