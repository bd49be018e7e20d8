/** A ZIP that is written as it is read: one file after another, none of them kept. */
import { Readable } from 'node:stream';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

export type ZipFile = { path: string; bytes: Uint8Array };

/** What is compressed already gains nothing by being so once more. */
const packed = /\.(?:pdf|png|jpe?g)$/;

/** The bytes of a ZIP of these files, each asked for when the one before it has been read. `at`: the files' own time. */
export function zipOf(files: AsyncIterable<ZipFile>, at: Date): Readable {
  return Readable.from(chunksOf(files, at), { objectMode: false });
}

async function* chunksOf(files: AsyncIterable<ZipFile>, at: Date): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  const take = () => {
    const taken = waiting;
    waiting = [];
    return taken;
  };
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    waiting.push(chunk);
  });
  for await (const { path, bytes } of files) {
    const file = packed.test(path) ? new ZipPassThrough(path) : new ZipDeflate(path);
    file.mtime = at;
    zip.add(file);
    file.push(bytes, true);
    yield* take();
  }
  zip.end();
  yield* take();
}
