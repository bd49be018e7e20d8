/**
 * A process that keeps a records server, as `npm start` does, for the tests to kill. Arguments: folder, port.
 * Prints one line of JSON when the server is up; ends in order on SIGTERM.
 */
import { startRecordsServer } from '../../src/records/server.ts';

const [folder = '', port = '0'] = process.argv.slice(2);
const server = await startRecordsServer({ folder, port: Number(port), settings: { fsync: 'off' } });
console.log(JSON.stringify({ pid: server.pid, port: server.port, takenOver: server.takenOver }));
process.once('SIGTERM', () => {
  void server.stop().then(() => process.exit(0));
});
setInterval(() => undefined, 60_000);
