/** A process that starts an engine and stays, to be killed: `tsx starts-and-stays.ts <options as JSON>`. */
import { startTemporal } from '../../src/temporal/server/start.ts';

const engine = await startTemporal({ ...JSON.parse(process.argv[2] ?? '{}'), say: () => {} });
console.log(engine.address);
await engine.ended;
