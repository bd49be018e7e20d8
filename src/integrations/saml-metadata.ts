/** What an identity provider's metadata say: its name, where it is asked, and what it signs by. */
import { DOMParser } from '@xmldom/xmldom';
import type { SamlIdp } from './saml.ts';

const metadataNs = 'urn:oasis:names:tc:SAML:2.0:metadata';
const signatureNs = 'http://www.w3.org/2000/09/xmldsig#';
const redirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';

/**
 * Reads one identity provider from metadata of a file that whoever runs Bryggan put there; `entityId` chooses it among
 * several. Signatures of metadata aren't checked: the file is trusted as the settings are. Throws, saying what is missing.
 */
export function readIdpMetadata(xml: string, entityId: string | null): SamlIdp {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new Error('holds a document type');
  const failed = (message: string): never => {
    throw new Error(`is no XML: ${message.split('\n', 1)[0]}`);
  };
  const document = new DOMParser({
    errorHandler: { warning: () => undefined, error: failed, fatalError: failed },
  }).parseFromString(xml, 'text/xml');
  const providers = all(document, metadataNs, 'EntityDescriptor').filter(
    (entity) =>
      all(entity, metadataNs, 'IDPSSODescriptor').length > 0 &&
      (entityId === null || entity.getAttribute('entityID') === entityId),
  );
  const [entity, ...others] = providers;
  if (entity === undefined) throw new Error('has no such identity provider');
  if (others.length > 0) throw new Error('has several identity providers: name one');
  const [descriptor] = all(entity, metadataNs, 'IDPSSODescriptor');
  if (descriptor === undefined) throw new Error('has no such identity provider');
  const ssoUrl = all(descriptor, metadataNs, 'SingleSignOnService')
    .find((service) => service.getAttribute('Binding') === redirect)
    ?.getAttribute('Location');
  if (!ssoUrl) throw new Error('names no SingleSignOnService by HTTP-Redirect');
  const certificates = all(descriptor, metadataNs, 'KeyDescriptor')
    .filter((key) => ['', 'signing'].includes(key.getAttribute('use') ?? ''))
    .flatMap((key) => all(key, signatureNs, 'X509Certificate'))
    .map((node) => (node.textContent ?? '').replaceAll(/\s+/g, ''))
    .filter((text) => text !== '');
  if (certificates.length === 0) throw new Error('names no certificate that it signs by');
  return { entityId: entity.getAttribute('entityID') ?? '', ssoUrl, certificates };
}

type Searched = Pick<Document, 'getElementsByTagNameNS'>;

const all = (within: Searched, namespace: string, name: string): Element[] =>
  Array.from(within.getElementsByTagNameNS(namespace, name));
