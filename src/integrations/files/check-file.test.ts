import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aJpeg, aPdf, aPng } from '../../../test/factories/files.ts';
import { checkFile } from './check-file.ts';

const why = (bytes: Buffer) => {
  const verdict = checkFile(bytes);
  return verdict.ok ? verdict.mediaType : verdict.why;
};
const files = { 'application/pdf': aPdf(), 'image/png': aPng(), 'image/jpeg': aJpeg() };
const zip = Buffer.concat([Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(18)]);

describe('a file is what its bytes say', () => {
  test.each(Object.entries(files))('%s, whole', (mediaType, bytes) => {
    expect(why(bytes)).toBe(mediaType);
  });

  test('nothing, or anything else, is refused', () => {
    expect(why(Buffer.alloc(0))).toBe('empty');
    expect(why(Buffer.from('<html><script>alert(1)</script>'))).toBe('unknown');
    expect(why(Buffer.from('MZ\u0090'))).toBe('unknown');
    expect(why(Buffer.from('GIF89a'))).toBe('unknown');
    expect(why(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('unknown');
    expect(why(zip)).toBe('unknown');
  });

  test('cut short anywhere it is broken, and never received', () => {
    for (const bytes of Object.values(files)) {
      fc.assert(
        fc.property(fc.integer({ min: 9, max: bytes.length - 2 }), (length) => {
          expect(checkFile(bytes.subarray(0, length)).ok).toBe(false);
        }),
      );
    }
  });

  test('another kind of file behind its end, or within its beginning, is refused', () => {
    for (const bytes of Object.values(files)) {
      expect(why(Buffer.concat([bytes, zip]))).toBe('mixed');
      expect(why(Buffer.concat([bytes, Buffer.from('<html><script>')]))).toBe('mixed');
    }
    expect(why(aPdf('<script>alert(1)</script>'))).toBe('mixed');
    expect(why(Buffer.concat([aJpeg(), aPdf()]))).toBe('mixed');
  });

  test('a telephone may put a smaller picture behind the first', () => {
    expect(why(Buffer.concat([aJpeg(), aJpeg()]))).toBe('image/jpeg');
  });

  test('a PDF that was changed and saved again has several ends', () => {
    expect(why(Buffer.concat([aPdf(), Buffer.from('startxref\n9\n%%EOF\r\n\0\0')]))).toBe('application/pdf');
  });

  test('a flipped bit in a PNG shows', () => {
    const bytes = aPng();
    bytes[30] = (bytes[30] ?? 0) ^ 1;
    expect(why(bytes)).toBe('broken');
  });

  test('a picture of more pixels than any paper is refused by its head alone', () => {
    expect(why(aPng(20_001))).toBe('huge');
    const wide = aJpeg();
    const frame = wide.indexOf(Buffer.from([0xff, 0xc0]));
    wide.writeUInt16BE(65_535, frame + 7);
    expect(why(wide)).toBe('huge');
  });

  test('whatever comes, there is an answer', () => {
    const begun = fc.constantFrom(...Object.values(files).map((bytes) => bytes.subarray(0, 40)));
    fc.assert(
      fc.property(begun, fc.uint8Array({ maxLength: 300 }), (bytes, rest) => {
        expect(typeof checkFile(Buffer.concat([bytes, rest])).ok).toBe('boolean');
      }),
    );
  });
});
