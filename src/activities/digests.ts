/** The mornings of a municipality: everyone's one mail with what they have to do. */
import type { StaffRole, Undeliverable } from '../domain/case/parts.ts';
import type { PersonId } from '../domain/ids.ts';
import { addDays, instant, type Instant, type LocalDate } from '../domain/time.ts';
import { RelayAway } from '../integrations/smtp.ts';
import {
  tellForDays,
  type UnreachedDigest,
  unreachedDigests,
  unsentDigests,
} from '../records/digest-outbox.ts';
import { type Digest, type DigestLine, digestsFor, saveDigests } from '../records/digests.ts';
import type { Mail } from '../records/mail.ts';
import { findPeople, type Person } from '../records/people.ts';
import { digestMail, type DigestDuty } from '../texts/mail/digest.ts';
import type { Wording } from '../texts/mail/wording.ts';
import type { DigestReport, SchoolDayActivities } from './contract.ts';
import { inLanes } from './mail/in-lanes.ts';
import { marking, newMail, postMail } from './mail/post.ts';
import { schoolDuties } from './mail/school-duties.ts';
import { tellEmergencies } from './emergencies.ts';
import { writePollMails } from './polls.ts';
import { linksOf, type MailDeps } from './mail/settings.ts';
import { mailWording } from './mail/words.ts';

export type DigestDeps = MailDeps & {
  /** Called after each mail: the activity's heartbeat. */
  progress(done: number): void;
};

/** Mails under way at once. */
const lanes = 4;
/** So many mails in a row that the relay didn't take: it is down, and the rest needn't find out one by one. */
const awayAfter = 3;

/** One digest for each person and morning. */
export const digestKey = (morning: LocalDate, personId: PersonId): string => `digest/${morning}/${personId}`;

/**
 * Makes the activity `sendDigests`. First what earlier attempts and mornings left unsent, as it was written; then
 * one mail for each person who has an untold reminder on or before the morning. A digest is written and its
 * reminders are noted as told in one transaction, so that none is told twice or lost. What the relay doesn't take
 * stays in the outbox: all the rest is sent, then `RelayAway` is thrown, and the next attempt goes on from there.
 */
export const createSendDigests =
  (deps: DigestDeps): SchoolDayActivities['sendDigests'] =>
  async ({ morning, at }): Promise<DigestReport> => {
    const post = createPosting(deps);
    await post.all(await unsentDigests(deps.db));
    // Written even while the relay is down: what was to be told this morning is fixed this morning.
    await post.all(await writeDigests(deps, morning, at));
    const { sent, undeliverable } = post.done();
    const unreached = await unreachedDigests(deps.db, addDays(morning, -tellForDays));
    return { sent, undeliverable, unreached: await asUndeliverable(deps, unreached) };
  };

/** Makes the activity `sendSchoolMail`: the polls' mails, those about emergency accesses, what the school day has written, what earlier attempts left unsent. */
export const createSendSchoolMail =
  (deps: DigestDeps): SchoolDayActivities['sendSchoolMail'] =>
  async () => {
    await writePollMails(deps);
    await tellEmergencies(deps);
    const post = createPosting(deps);
    await post.all(await unsentDigests(deps.db));
    const { sent } = post.done();
    return { sent };
  };

/**
 * Sends mails of the outbox in lanes. What the relay doesn't take stays there: all the rest is tried, until it is
 * clear that the relay is down. `done` throws `RelayAway` when it was.
 */
const createPosting = (deps: DigestDeps) => {
  const mark = marking(deps.db);
  const timed = { ...deps, now: running(deps.now) };
  const done = { sent: 0, undeliverable: 0 };
  let tried = 0;
  const away: { inARow: number; last: RelayAway | null } = { inARow: 0, last: null };

  const post = async (mail: Mail): Promise<boolean> => {
    try {
      const posted = await postMail(timed, mark, mail);
      if (posted.delivered) done.sent += 1;
      else done.undeliverable += 1;
      away.inARow = 0;
    } catch (error) {
      if (!(error instanceof RelayAway)) throw error;
      away.inARow += 1;
      away.last = error;
    }
    deps.progress((tried += 1));
    return away.inARow < awayAfter;
  };

  return {
    async all(mails: readonly Mail[]): Promise<void> {
      if (away.inARow < awayAfter) await inLanes(mails, lanes, post);
    },
    done() {
      if (away.last !== null) throw away.last;
      return done;
    },
  };
};

/** Asks for the time once and counts on from there: a clock is moved only when nobody is at work. */
const running = (now: () => Promise<Instant>): (() => Promise<Instant>) => {
  let ahead: Promise<number> | null = null;
  return async () => instant(Date.now() + (await (ahead ??= now().then((at) => at - Date.now()))));
};

const writeDigests = async (deps: DigestDeps, morning: LocalDate, at: Instant): Promise<Mail[]> => {
  const digests = await digestsFor(deps.db, morning);
  const people = await peopleById(
    deps,
    digests.map(({ personId }) => personId),
  );
  const words = await mailWording(deps);
  const letters = digests.map((digest) => {
    const address = people.get(digest.personId)?.email?.trim() ?? '';
    const mail = newMail(deps, {
      key: digestKey(morning, digest.personId),
      caseId: null,
      toRef: { personId: digest.personId },
      address: address === '' ? null : address,
      mail: { ...composeDigest(deps, words, morning, digest), kind: 'digest', calendar: null },
      at,
    });
    return { digest, mail };
  });
  // One that was there is sent already, or was among the unsent.
  return saveDigests(deps.db, letters);
};

const composeDigest = ({ publicUrl }: DigestDeps, words: Wording, morning: LocalDate, { lines }: Digest) =>
  digestMail(words, {
    morning,
    url: linksOf(publicUrl).duties,
    duties: [
      ...lines.flatMap((line) => (line.caseId === null ? [] : [caseDuty(publicUrl, line)])),
      ...schoolDuties(publicUrl, lines),
    ],
  });

const caseDuty = (
  publicUrl: string,
  { caseId, caseNumber, kind, due, why }: Extract<DigestLine, { caseId: string }>,
): DigestDuty => ({
  caseNumber,
  kind,
  due,
  escalated: why === 'escalated',
  asDeputy: why === 'deputy',
  url: linksOf(publicUrl).case(caseId),
});

const asUndeliverable = async (
  deps: DigestDeps,
  unreached: UnreachedDigest[],
): Promise<DigestReport['unreached']> => {
  const people = await peopleById(
    deps,
    unreached.map(({ personId }) => personId),
  );
  return unreached.map(({ caseId, personId, key, error }) => ({
    caseId,
    undeliverable: {
      to: { role: roleOf(people.get(personId)), personId },
      messageKey: key,
      why: whyOf(error),
    },
  }));
};

const peopleById = async ({ db }: DigestDeps, ids: PersonId[]): Promise<Map<PersonId, Person>> =>
  new Map((await findPeople(db, [...new Set(ids)])).map((person) => [person.id, person]));

const roleOf = (person: Person | undefined): StaffRole => person?.roles[0]?.role ?? 'coordinator';

const whyOf = (error: string): Undeliverable['why'] => (error === 'missing' ? 'missing' : 'bounced');
