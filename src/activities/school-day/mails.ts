/**
 * The school day's own mails: the mentor's one mail a week, and whom to call today. Written together with the note
 * that they are told, so that none is lost or doubled; what the relay doesn't take stays in the outbox.
 */
import type { PersonId } from '../../domain/ids.ts';
import type { Instant, LocalDate } from '../../domain/time.ts';
import { digestsFor, saveDigests } from '../../records/digests.ts';
import type { NewMail } from '../../records/mail.ts';
import { findPeople, peopleWithRole } from '../../records/people.ts';
import { idFrom } from '../../records/stable-id.ts';
import type { ComposedMail } from '../../texts/mail/letter.ts';
import type { Wording } from '../../texts/mail/wording.ts';
import { firstDayMail, weeklyReviewMail } from '../../texts/mail/school-duty.ts';
import type { DigestDeps } from '../digests.ts';
import { newMail } from '../mail/post.ts';
import { byClass, isSchoolLine, type SchoolLine, schoolDuties } from '../mail/school-duties.ts';
import { linksOf } from '../mail/settings.ts';
import { mailWording } from '../mail/words.ts';

type Deps = Pick<DigestDeps, 'db' | 'from' | 'publicUrl' | 'language'>;

/** One mail to each mentor for the classes whose review was made this morning; gives how many were written. */
export const writeWeeklyMails = (deps: Deps, morning: LocalDate, at: Instant): Promise<number> =>
  writeMails(deps, 'weeklyReview', morning, at, (lines, words) => {
    const reviews = schoolDuties(deps.publicUrl, lines).flatMap((one) =>
      one.kind === 'weeklyReview' ? [one] : [],
    );
    const due = lines[0]?.due ?? morning;
    return weeklyReviewMail(words, { reviews, due });
  });

/** One mail to each mentor with the calls that nobody has been told of yet; gives how many were written. */
export const writeFirstDayMails = (deps: Deps, today: LocalDate, at: Instant): Promise<number> =>
  writeMails(deps, 'firstDayCall', today, at, (lines, words) => {
    const calls = schoolDuties(deps.publicUrl, lines, byClass).flatMap((one) =>
      one.kind === 'firstDayCall' ? [one] : [],
    );
    return firstDayMail(words, { calls, url: linksOf(deps.publicUrl).duties });
  });

type Told = { personId: PersonId; lines: SchoolLine[] };

const writeMails = async (
  deps: Deps,
  kind: 'weeklyReview' | 'firstDayCall',
  today: LocalDate,
  at: Instant,
  composeWith: (lines: SchoolLine[], words: Wording) => ComposedMail,
): Promise<number> => {
  const words = await mailWording(deps);
  const compose = (lines: SchoolLine[]) => composeWith(lines, words);
  const untold = (await digestsFor(deps.db, today, kind)).map(({ personId, lines }) => ({
    personId,
    lines: lines.filter(isSchoolLine).filter(isFirstTelling),
  }));
  const people = await findPeople(
    deps.db,
    untold.map(({ personId }) => personId),
  );
  const emailOf = new Map(people.map(({ id, email }) => [id, email?.trim() ?? '']));
  const letters: Letter[] = [];
  for (const told of untold) {
    if (told.lines.length === 0) continue;
    const email = emailOf.get(told.personId) ?? '';
    letters.push(letter(deps, kind, today, at, told, email, compose));
    // A mentor without an address hears of it in the product; the rector hears of it the same day.
    if (email === '') letters.push(...(await lettersToRectors(deps, kind, today, at, told, compose)));
  }
  return (await saveDigests(deps.db, letters)).length;
};

/** The duty's first reminder is this mail's; later ones are the digest's, and so is what has gone upwards. */
const isFirstTelling = (line: SchoolLine): boolean =>
  line.why === 'own' && line.remindOn.some((day) => day === line.from);

type Letter = { digest: Told; mail: NewMail };

const letter = (
  deps: Deps,
  kind: string,
  today: LocalDate,
  at: Instant,
  told: Told,
  email: string,
  compose: (lines: SchoolLine[]) => ComposedMail,
): Letter => {
  const which = idFrom(...told.lines.map(({ key }) => key).sort());
  const mail = newMail(deps, {
    key: `${kind}/${today}/${told.personId}/${which}`,
    caseId: null,
    toRef: { personId: told.personId },
    address: email === '' ? null : email,
    mail: { ...compose(told.lines), kind, calendar: null },
    at,
  });
  return { digest: told, mail };
};

const lettersToRectors = async (
  deps: Deps,
  kind: string,
  today: LocalDate,
  at: Instant,
  { personId, lines }: Told,
  compose: (lines: SchoolLine[]) => ComposedMail,
): Promise<Letter[]> => {
  const letters: Letter[] = [];
  for (const schoolUnit of new Set(lines.map((line) => line.schoolUnit))) {
    const rectors: { id: PersonId; email: string | null }[] = await peopleWithRole(
      deps.db,
      'rector',
      schoolUnit,
    );
    for (const { id, email } of rectors) {
      const address = email?.trim() ?? '';
      if (id === personId || address === '') continue;
      const theirs = lines.filter((line) => line.schoolUnit === schoolUnit);
      letters.push(letter(deps, kind, today, at, { personId: id, lines: theirs }, address, compose));
    }
  }
  return letters;
};
