/**
 * A workflow's history as a file. The SDK's own JSON reader and writer need one single copy of protobufjs among
 * the installed packages; this way holds however npm lays them out.
 */
import { hostname } from 'node:os';
import proto from '@temporalio/proto';
import type { temporal } from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;

export const toText = (history: temporal.api.history.v1.IHistory): string => {
  const plain = History.toObject(History.fromObject(history), {
    longs: String,
    enums: String,
    bytes: String,
  });
  // Which process on which machine did it is nobody's business later.
  return `${JSON.stringify(plain, null, 1).replaceAll(`${process.pid}@${hostname()}`, 'recorded')}\n`;
};

export const fromText = (text: string): temporal.api.history.v1.IHistory =>
  History.fromObject(JSON.parse(text));
