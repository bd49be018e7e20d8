/** What the API is built from; all of it handed in, nothing reached for. */
import type { Codec } from './codec.ts';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { SessionLimits } from '../domain/sign-in/session-life.ts';
import type { Instant } from '../domain/time.ts';
import type { Oidc } from '../integrations/oidc.ts';
import type { Saml } from '../integrations/saml.ts';
import type { GivenRole } from '../domain/given-roles.ts';
import type { Database } from '../records/schema.ts';
import type { CaseEngine } from '../temporal/case-engine.ts';
import type { RehearsalClock } from '../temporal/rehearsal-clock.ts';
import type { SourceEngine } from '../temporal/sources.ts';
import type { AbsenceNews } from './absence-news.ts';
import type { Limits } from './limits.ts';
import type { Destructions } from './destructions.ts';
import type { MailNews } from './mail-news.ts';
import type { PupilNews } from './pupil-news.ts';

export type SignIn = {
  limits: SessionLimits;
  /** Strengths (`acr`) that suffice where one must have signed in a moment ago; none: any does. */
  strongAcr: readonly string[];
  /** The municipality's own provider; null in a rehearsal, and where none is set: nobody signs in then. */
  oidc: StaffProvider | null;
  /** The same by SAML 2.0, in its place. */
  saml: SamlProvider | null;
  /** The families' own, by e-ID; null in a rehearsal, and where none is set: they do all on paper then. */
  family: FamilyProvider | null;
};

export type SamlProvider = {
  idp: Saml;
  /** The attribute that says who of the staff it is, by eduPersonPrincipalName. */
  personAttribute: string;
};

export type FamilyProvider = {
  provider: Oidc;
  /** The claim with the personal identity number. */
  numberClaim: string;
  /** The levels of assurance that the provider is held to. */
  acr: readonly string[];
};

export type StaffProvider = {
  provider: Oidc;
  /** The claim that says who of the staff it is, and what of them it is. */
  person: { claim: string; by: 'eppn' | 'email' };
  /** A claim that tells roles besides, and what its values mean. */
  roles: { claim: string; meanings: readonly { value: string; role: GivenRole }[] } | null;
};

export type Deps = {
  db: Kysely<Database>;
  caseEngine: CaseEngine;
  pupilNews: PupilNews;
  absenceNews: AbsenceNews;
  mailNews: MailNews;
  sources: SourceEngine;
  destructions: Destructions;
  /** The rehearsal's clock; null in a live namespace. */
  clock: RehearsalClock | null;
  mode: 'rehearsal' | 'live';
  signIn: SignIn;
  /** Without a slash at its end. */
  publicUrl: string;
  log: Logger;
  /** Domain time. */
  now(): Promise<Instant>;
  /** How long an emergency access lasts. */
  emergencyHours: number;
  /** The largest file that is received as a scan or paper. */
  uploadLimitBytes: number;
  /** For the engine's own pages; null: off. */
  codec: Codec | null;
  limits: Limits;
  /** Whom to tell of a weakness, as URIs; none: there is no security.txt. */
  securityContacts: readonly string[];
  /** Addresses and networks of the reverse proxies, whose word on who asks is taken; none: nobody's is. */
  proxies: readonly string[];
  /** Commands that are being decided in this process, by id. */
  running: Map<string, Promise<{ status: number; body: unknown }>>;
};
