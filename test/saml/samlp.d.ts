/** What of samlp the tests use; it brings no types of its own. */
declare module 'samlp' {
  import type { RequestHandler } from 'express';

  type Mapped = {
    getClaims(): Record<string, string | string[]>;
    getNameIdentifier(): { nameIdentifier: string };
  };

  export type IdpOptions = {
    issuer: string;
    cert: string;
    key: string;
    getPostURL(
      audience: string,
      request: unknown,
      asked: unknown,
      done: (error: Error | null, url: string) => void,
    ): void;
    getUserFromRequest(asked: { query: Record<string, unknown> }): object | null;
    profileMapper: ((user: object) => Mapped) & { prototype: { metadata: object[] } };
    recipient: string;
    destination: string;
    audience?: string;
    authnContextClassRef?: string;
    lifetimeInSeconds?: number;
    signAssertion?: boolean;
    signResponse?: boolean;
    signatureAlgorithm?: 'rsa-sha1' | 'rsa-sha256';
    digestAlgorithm?: 'sha1' | 'sha256';
    samlStatusCode?: string;
  };

  const samlp: {
    auth(options: IdpOptions): RequestHandler;
    metadata(options: {
      issuer: string;
      cert: string;
      profileMapper: IdpOptions['profileMapper'];
      redirectEndpointPath: string;
      postEndpointPath: string;
    }): RequestHandler;
  };
  export default samlp;
}
