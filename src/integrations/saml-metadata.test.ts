import { describe, expect, it } from 'vitest';
import { readIdpMetadata } from './saml-metadata.ts';

const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const key = (use: string, text: string) =>
  `<KeyDescriptor${use}><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${text}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>`;
const service = (binding: string, at: string) =>
  `<SingleSignOnService Binding="${binding}" Location="${at}"/>`;
const idp = (name: string, inside: string) =>
  `<EntityDescriptor entityID="${name}"><IDPSSODescriptor>${inside}</IDPSSODescriptor></EntityDescriptor>`;
const right =
  key(' use="signing"', ' QUJD\n  REVG ') +
  key(' use="encryption"', 'bm90') +
  key('', 'R0hJ') +
  service(post, 'https://idp.example/post') +
  service(redirect, 'https://idp.example/sso');
const file = (inside: string) =>
  `<?xml version="1.0"?><EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${inside}</EntitiesDescriptor>`;

describe('an identity provider’s metadata', () => {
  it('say its name, where it is asked by redirect, and all that it signs by', () => {
    expect(readIdpMetadata(file(idp('https://idp.example', right)), null)).toEqual({
      entityId: 'https://idp.example',
      ssoUrl: 'https://idp.example/sso',
      certificates: ['QUJDREVG', 'R0hJ'],
    });
  });

  it('of a federation hold several, of which one is named; services among them are none', () => {
    const sp = '<EntityDescriptor entityID="sp"><SPSSODescriptor/></EntityDescriptor>';
    const both = file(`${sp}${idp('one', right)}${idp('other', right)}`);
    expect(readIdpMetadata(both, 'other').entityId).toBe('other');
    expect(() => readIdpMetadata(both, null)).toThrow('several identity providers');
    expect(() => readIdpMetadata(both, 'sp')).toThrow('no such identity provider');
  });

  it.each([
    ['no such identity provider', file('')],
    ['SingleSignOnService by HTTP-Redirect', file(idp('one', key('', 'QQ==') + service(post, 'https://x')))],
    ['no certificate', file(idp('one', key(' use="encryption"', 'QQ==') + service(redirect, 'https://x')))],
    ['a document type', `<!DOCTYPE x>${file(idp('one', right))}`],
    ['no such identity provider', 'not at all'],
    ['is no XML', '<EntityDescriptor'],
  ])('say what is missing: %s', (complaint, xml) => {
    expect(() => readIdpMetadata(xml, null)).toThrow(complaint);
  });
});
