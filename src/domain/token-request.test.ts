import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTokenRequest } from './token-request.ts';

const grant: [string, string] = ['grant_type', 'client_credentials'];
const inForm: [string, string][] = [grant, ['client_id', 'abc'], ['client_secret', 's3cret']];

describe('a request for a token', () => {
  it('says who it is by a header or in the form', () => {
    const who = { ok: true, clientId: 'abc', secret: 's3cret', scope: null };
    expect(readTokenRequest([grant], 'abc:s3cret')).toEqual({ ...who, byHeader: true });
    expect(readTokenRequest(inForm, 'none')).toEqual({ ...who, byHeader: false });
    expect(readTokenRequest([grant, ['client_id', 'abc']], 'abc:s3cret')).toMatchObject(who);
    expect(readTokenRequest([...inForm, ['scope', 'cases:read']], 'none')).toMatchObject({
      scope: 'cases:read',
    });
  });

  it.each([
    ['a parameter twice', [...inForm, grant], 'none', 'invalid_request'],
    ['two ways at once', inForm, 'abc:s3cret', 'invalid_request'],
    ['two names', [grant, ['client_id', 'b']], 'abc:s3cret', 'invalid_request'],
    ['no kind of grant', inForm.slice(1), 'none', 'invalid_request'],
    ['another kind', [['grant_type', 'password'], ...inForm.slice(1)], 'none', 'unsupported_grant_type'],
    ['nobody', [grant], 'none', 'invalid_client'],
    ['no secret', inForm.slice(0, 2), 'none', 'invalid_client'],
    ['a header without a colon', [grant], 'abc', 'invalid_client'],
    ['a header that can’t be unescaped', [grant], 'abc:%zz', 'invalid_client'],
    ['another scheme', [grant], null, 'invalid_client'],
  ] as const)('is refused with %s', (_, fields, basic, error) => {
    const read = readTokenRequest(
      fields.map(([key, value]): [string, string] => [key, value]),
      basic,
    );
    expect(read).toMatchObject({ ok: false, error });
  });

  it('reads any id and secret that were escaped as the RFC says', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (clientId, secret) => {
        fc.pre(!/[\uD800-\uDFFF]/.test(clientId + secret));
        const escaped = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
        const read = readTokenRequest([grant], `${escaped(clientId)}:${escaped(secret)}`);
        expect(read).toMatchObject({ ok: true, clientId, secret });
      }),
    );
  });
});
