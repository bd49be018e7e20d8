/** Signing in through an identity provider of SAML 2.0, as in Skolfederation: the redirect there, and the judged answer. */
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { z } from 'zod';

export type SamlIdp = {
  entityId: string;
  /** Where its sign-in is asked for, by redirect. */
  ssoUrl: string;
  /** Certificates that it signs by, PEM or base64; two while it changes them. */
  certificates: readonly string[];
};

export type SamlSettings = {
  /** What we are called. */
  entityId: string;
  /** Where answers are posted to. */
  acsUrl: string;
  idp: SamlIdp;
  /** Strengths that are asked for where a fresh sign-in is. */
  strongAcr: readonly string[];
};

/** The answer doesn't hold: `why` names the check, for the log; no values. */
export class SamlRefusal extends Error {
  override name = 'SamlRefusal';
}

export type SamlClaims = {
  /** An attribute by its name: a word, several, or undefined. */
  attribute(name: string): unknown;
  authenticatedAtMs: number;
  acr: string | null;
};

export type Saml = {
  /** Where to send the browser. `fresh` and `anybody` ask for a new sign-in there, `fresh` for a strong one. */
  begin(asked: {
    requestId: string;
    relayState: string;
    how: 'usual' | 'fresh' | 'anybody';
  }): Promise<string>;
  /** Judges a posted answer to one request. Throws SamlRefusal. */
  finish(samlResponse: string, requestId: string): Promise<SamlClaims>;
  /** Our own metadata, as an identity provider takes them in. */
  metadata(): string;
};

/** A provider's clock may differ from ours by so much. */
const skewMs = 60_000;
/** As long as a sign-in may take. */
const answeredWithinMs = 10 * 60_000;

export function createSaml({ entityId, acsUrl, idp, strongAcr }: SamlSettings): Saml {
  /** An instance for each question: it knows that one request and no other. */
  const sp = (requestId: string, how: 'usual' | 'fresh' | 'anybody' = 'usual') => {
    const strong = how === 'fresh' && strongAcr.length > 0;
    return new SAML({
      issuer: entityId,
      callbackUrl: acsUrl,
      entryPoint: idp.ssoUrl,
      idpCert: [...idp.certificates],
      idpIssuer: idp.entityId,
      audience: entityId,
      // Many sign the assertion alone, so that the rest of the answer is nobody's word: see `judge`.
      wantAssertionsSigned: true,
      wantAuthnResponseSigned: false,
      validateInResponseTo: ValidateInResponseTo.always,
      requestIdExpirationPeriodMs: answeredWithinMs,
      acceptedClockSkewMs: skewMs,
      identifierFormat: null,
      forceAuthn: how !== 'usual',
      disableRequestedAuthnContext: !strong,
      ...(strong ? { authnContext: [...strongAcr], racComparison: 'exact' as const } : {}),
      generateUniqueId: () => requestId,
      cacheProvider: {
        saveAsync: (_key, value) => Promise.resolve({ value, createdAt: Date.now() }),
        getAsync: (key) => Promise.resolve(key === requestId ? new Date().toISOString() : null),
        removeAsync: () => Promise.resolve(null),
      },
    });
  };

  return {
    begin: ({ requestId, relayState, how }) =>
      sp(requestId, how).getAuthorizeUrlAsync(relayState, undefined, {}),

    async finish(samlResponse, requestId) {
      refuseTricks(samlResponse);
      const profile = await judged(sp(requestId).validatePostResponseAsync({ SAMLResponse: samlResponse }));
      const assertion: unknown = profile?.getAssertion?.();
      if (profile === null || assertion === undefined) throw new SamlRefusal('no assertion');
      const signed = judge(assertion, { requestId, acsUrl, issuer: idp.entityId });
      const attributes: unknown = profile['attributes'];
      return {
        ...signed,
        attribute: (name) =>
          typeof attributes === 'object' && attributes !== null && Object.hasOwn(attributes, name)
            ? Object.getOwnPropertyDescriptor(attributes, name)?.value
            : undefined,
      };
    },

    metadata: () => sp('_metadata').generateServiceProviderMetadata(null, null),
  };
}

const judged = async <T extends { profile: unknown }>(asked: Promise<T>): Promise<T['profile']> => {
  try {
    return (await asked).profile;
  } catch (error) {
    // Of the library's own words the first line alone, without what was sent.
    const [line = ''] = error instanceof Error ? error.message.split('\n', 1) : [];
    const why = line.replace(/\s(?:Expected|Received):[^]*$/, '').replaceAll(/["'].*?["']/g, '…');
    throw new SamlRefusal(why.slice(0, 120) || 'no answer of SAML');
  }
};

/** Entities and weak signatures have no place in an answer, whatever becomes of them further on. */
function refuseTricks(samlResponse: string): void {
  const xml = Buffer.from(samlResponse, 'base64').toString('utf8');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) throw new SamlRefusal('a document type');
  if (/xmldsig#(?:rsa-|dsa-|hmac-)?sha1\b|hmac-/i.test(xml)) throw new SamlRefusal('a weak signature');
  // A comment within a name splits it for some readers (VU#475445).
  if (xml.includes('<!--')) throw new SamlRefusal('a comment');
}

const one = <T extends z.ZodType>(of: T) => z.tuple([of]);
const words = z.union([z.string(), z.looseObject({ _: z.string() }).transform((node) => node._)]);

/** What the library leaves open, read from the signed assertion alone. */
const signedShape = z.object({
  Assertion: z.looseObject({
    Issuer: one(words),
    Subject: one(
      z.looseObject({
        SubjectConfirmation: one(
          z.looseObject({
            $: z.looseObject({ Method: z.literal('urn:oasis:names:tc:SAML:2.0:cm:bearer') }),
            SubjectConfirmationData: one(
              z.looseObject({
                $: z.looseObject({
                  Recipient: z.string(),
                  InResponseTo: z.string(),
                  NotOnOrAfter: z.string(),
                }),
              }),
            ),
          }),
        ),
      }),
    ),
    Conditions: one(z.looseObject({ AudienceRestriction: z.array(z.unknown()).min(1) })),
    AuthnStatement: one(
      z.looseObject({
        $: z.looseObject({ AuthnInstant: z.iso.datetime({ offset: true }) }),
        AuthnContext: one(z.looseObject({ AuthnContextClassRef: one(words).optional() })).optional(),
      }),
    ),
  }),
});

function judge(
  assertion: unknown,
  expected: { requestId: string; acsUrl: string; issuer: string },
): Pick<SamlClaims, 'authenticatedAtMs' | 'acr'> {
  const read = signedShape.safeParse(assertion);
  if (!read.success) throw new SamlRefusal(read.error.issues[0]?.path.join('/') ?? 'the assertion');
  const { Issuer, Subject, AuthnStatement } = read.data.Assertion;
  const { Recipient, InResponseTo } = Subject[0].SubjectConfirmation[0].SubjectConfirmationData[0].$;
  if (Issuer[0] !== expected.issuer) throw new SamlRefusal('Issuer');
  if (Recipient !== expected.acsUrl) throw new SamlRefusal('Recipient');
  if (InResponseTo !== expected.requestId) throw new SamlRefusal('InResponseTo');
  const [{ $, AuthnContext }] = AuthnStatement;
  const authenticatedAtMs = Date.parse($.AuthnInstant);
  return { authenticatedAtMs, acr: AuthnContext?.[0].AuthnContextClassRef?.[0] ?? null };
}
