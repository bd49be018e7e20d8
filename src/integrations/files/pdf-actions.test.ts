import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aPdf } from '../../../test/factories/files.ts';
import { actsByItself } from './pdf-actions.ts';

/** A PDF with one more object: a stream of that dictionary and content. */
const withStream = (dictionary: string, content: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`%PDF-1.7\n4 0 obj\n<< ${dictionary} /Length ${content.length} >>\nstream\r\n`, 'latin1'),
    content,
    Buffer.from('\nendstream\nendobj\nstartxref\n0\n%%EOF\n'),
  ]);
const script = Buffer.from('1 0 << /S /JavaScript /JS (app.alert(1)) >>');

describe('a PDF that would do something by itself', () => {
  test.each([
    ['runs a script when it is opened', aPdf('', '/OpenAction << /S /JavaScript /JS (x) >> ')],
    ['the same, its name disguised', aPdf('', '/OpenAction << /S /J#61v#61Script /JS (x) >> ')],
    ['starts a program', aPdf('', '/OpenAction << /S /Launch /F (cmd.exe) >> ')],
    ['has another file within', aPdf('', '/Names << /EmbeddedFiles << /Names [] >> >> ')],
    ['sends a form away', aPdf('', '/AA << /WC << /S /SubmitForm /F (http://x.example) >> >> ')],
    ['has a form of the other kind', aPdf('', '/AcroForm << /XFA 9 0 R >> ')],
    ['packed', withStream('/Type /ObjStm /Filter /FlateDecode', deflateSync(script))],
    [
      'packed, the packing disguised',
      withStream('/Type /Obj#53tm /Filter /FlateDecode', deflateSync(script)),
    ],
    ['packed in a list of one', withStream('/Type /ObjStm /Filter [/FlateDecode]', deflateSync(script))],
    ['packed in another way', withStream('/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]', script)],
    ['packed and broken', withStream('/Type /ObjStm /Filter /FlateDecode', Buffer.from('nothing of it'))],
    [
      'packed beyond all bounds',
      withStream('/Type /ObjStm /Filter /FlateDecode', deflateSync(Buffer.alloc(64 * 1024 * 1024))),
    ],
  ])('%s', (_what, bytes) => {
    expect(actsByItself(bytes)).toBe(true);
  });
});

describe('a PDF that is paper', () => {
  test.each([
    ['with nothing on it', aPdf()],
    ['with a link and a way to open it', aPdf('', '/OpenAction [3 0 R /Fit] /PageMode /UseNone ')],
    [
      'with packed objects',
      withStream('/Type /ObjStm /Filter /FlateDecode', deflateSync(Buffer.from('<< >>'))),
    ],
    ['with a picture', withStream('/Type /XObject /Filter /DCTDecode', Buffer.from('/JS stream /JS'))],
  ])('%s', (_what, bytes) => {
    expect(actsByItself(bytes)).toBe(false);
  });

  test('whatever a picture’s bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(actsByItself(withStream('/Type /XObject', Buffer.from(bytes)))).toBe(false);
      }),
    );
  });
});
