/** A form with files as a browser sends it: RFC 7578, a part for each control, an empty one where nothing is chosen. */
export type ChosenFile = { fileName: string; bytes: Buffer; type?: string };

export const boundary = '----bryggan-form-boundary';

const escaped = (name: string): string => name.replaceAll('"', '%22').replaceAll(/\r|\n/g, ' ');

export function multipart(
  fields: Iterable<[string, string]>,
  files: Iterable<[string, ChosenFile | null]>,
): Buffer {
  const parts: Buffer[] = [];
  const part = (head: string, body: Buffer) =>
    parts.push(
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      body,
      lineBreak,
    );
  for (const [name, value] of fields) part(`name="${escaped(name)}"`, Buffer.from(value));
  for (const [name, file] of files) {
    const type = file?.type ?? (file === null ? 'application/octet-stream' : 'application/pdf');
    const head = `name="${escaped(name)}"; filename="${escaped(file?.fileName ?? '')}"`;
    part(`${head}\r\nContent-Type: ${type}`, file?.bytes ?? Buffer.alloc(0));
  }
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

const lineBreak = Buffer.from('\r\n');
