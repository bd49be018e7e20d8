/**
 * Guardians and older pupils sign in by e-ID, through a broker of the Swedish OpenID Connect profile. Default deny, and
 * whoever isn't let in learns nothing by it: a guardian mustn't learn that a child is hidden here.
 */
import { civicNoIn } from '../domain/sign-in/claims.ts';
import type { FamilyEntry } from '../domain/sign-in/families.ts';
import type { FamilyRefusal } from '../domain/sign-in/refusal.ts';
import { instant, type LocalDate } from '../domain/time.ts';
import type { OidcClaims } from '../integrations/oidc.ts';
import type { Db } from '../records/connect.ts';
import type { Attempt } from '../records/sign-in/attempts.ts';
import { familyWith } from '../records/sign-in/families.ts';
import { beginSession } from './begin-session.ts';
import type { FamilyProvider } from './deps.ts';
import { familyEntry, type Member } from './family-entry.ts';
import {
  comeBack,
  refuse,
  sessionThere,
  signedInAnew,
  type CameBack,
  type SigningIn,
} from './provider-round.ts';
import { todayAt } from './today.ts';

/** Of the Swedish profile (Claims and Scopes Specification, 2.1.2): told instead of a personal identity number. */
const coordinationClaim = 'https://id.oidc.se/claim/coordinationNumber';

/** Judges what the browser came back with, and begins a session for the guardian or pupil whom the broker means. */
export const comeBackAsFamily = (
  call: SigningIn,
  family: FamilyProvider,
  back: { query: URLSearchParams; browser: string | null },
): Promise<CameBack<FamilyRefusal>> =>
  comeBack(call, { door: 'family', provider: family.provider }, back, (attempt, claims) =>
    begin(call, family, attempt, claims),
  );

async function begin(
  call: SigningIn,
  family: FamilyProvider,
  attempt: Attempt,
  claims: OidcClaims,
): Promise<CameBack<FamilyRefusal>> {
  const { deps } = call;
  const no = (refused: FamilyRefusal, why?: string) => refuse(deps, 'family', refused, attempt.next, why);
  const civicNo = civicNoIn(await claims.claim(family.numberClaim), await claims.claim(coordinationClaim));
  if (civicNo === null) return no('claimMissing');
  const today = todayAt(await deps.now());
  const found = await membersWith(deps.db, civicNo, today);
  const [member, ...others] = found.members;
  if (member === undefined) return no('notLetIn', found.why);
  // Who is both would be one of them by our choice, not theirs.
  if (others.length > 0) return no('notLetIn', 'guardianAndPupil');
  const { authenticatedAtMs, acr } = claims;
  const wrong = signedInAnew(call, attempt, { personId: member.personId, authenticatedAtMs });
  if (wrong !== null) return no(wrong);
  const authenticatedAt = instant(authenticatedAtMs);
  const there = sessionThere('family', claims);
  const begun = await beginSession(call, { ...member, authenticatedAt, acr, there });
  return { begun, to: attempt.next };
}

/** As whom this civic number is let in; `why` is what stands in the way of the one that isn't. */
async function membersWith(
  db: Db,
  civicNo: string,
  today: LocalDate,
): Promise<{ members: Member[]; why: FamilyEntry | 'unknown' }> {
  const { guardianId, pupilId } = await familyWith(db, civicNo);
  const known: Member[] = [
    ...(guardianId === null ? [] : [{ personId: guardianId, role: 'guardian' as const }]),
    ...(pupilId === null ? [] : [{ personId: pupilId, role: 'pupil' as const }]),
  ];
  const judged = await Promise.all(
    known.map(async (member) => ({ member, entry: await familyEntry(db, member, today) })),
  );
  return {
    members: judged.filter(({ entry }) => entry === 'admitted').map(({ member }) => member),
    why: judged[0]?.entry ?? 'unknown',
  };
}
