/** A poll as its page shows it: each time with what it has got and what stands in its way, each guest with answers. */
import type { MeetingTime } from '../../../domain/case/meeting-parts.ts';
import { pollAnswers, type PollAnswer } from '../../../domain/polls/poll.ts';
import { longDateTime } from '../../../texts/dates.ts';
import type { FormValues, SimpleField } from '../../../ui/forms/spec.ts';
import type { PollView } from '../../../ui/pages/poll.tsx';
import type { Ui } from '../../../ui/ui.ts';
import { compactDayOf } from '../../../ui/words.ts';
import type { Poll, PollGuest } from '../../../records/polls/polls.ts';
import { optionsOf } from '../forms/options.ts';
import { pollFacts } from '../../polls.ts';
import { labelsOfParticipants, type Reading } from './people.ts';
import { clashWords } from './times.ts';

/** What it is for, and since when. */
export const pollTitle = (ui: Ui, { kind, createdOn }: Poll): string =>
  ui.t('poll.of', { kind: ui.t(`meeting.kind.${kind}`), date: compactDayOf(ui, createdOn) });

/** Whether it still takes answers, in words. */
export function pollStanding(ui: Ui, { closed, expiresOn }: Poll): string {
  if (closed !== null) return ui.t(`poll.closed.${closed}`);
  return expiresOn < ui.today
    ? ui.t('poll.expired')
    : ui.t('poll.open', { date: compactDayOf(ui, expiresOn) });
}

export async function pollPageView(
  reading: Reading,
  poll: Poll,
): Promise<Omit<PollView, 'head' | 'sendKey'>> {
  const { db, ui, file } = reading;
  const [{ times, around }, labels] = await Promise.all([
    pollFacts(db, file, poll),
    labelsOfParticipants(
      reading,
      poll.guests.map(({ guestId, as }) => ({ participantId: guestId, as })),
    ),
  ]);
  const open = poll.closed === null && poll.expiresOn >= ui.today;
  const at = `/cases/${file.id}/meeting-polls/${poll.pollId}`;
  return {
    title: pollTitle(ui, poll),
    standing: pollStanding(ui, poll),
    times: times.map(({ time, tally, suitsMost }, place) => ({
      key: String(place),
      when: longDateTime(ui.lang, time.date, time.from),
      tally: ui.t('poll.tally', tally),
      suitsMost,
      clashes: clashWords(ui, file, time, around),
      choose: open && time.date >= ui.today ? `${at}/choice` : null,
    })),
    guests: poll.guests.map((guest) => ({
      key: guest.guestId,
      name: labels.get(guest.guestId) ?? '',
      answers: poll.times.map((_, place) => ui.t(`poll.answer.${guest.answers?.[place] ?? 'none'}`)),
      told: toldOf(ui, guest),
      enter: open && !guest.revoked ? `${at}/guests/${guest.guestId}/answer` : null,
      revoke: open && !guest.revoked ? `${at}/guests/${guest.guestId}/revocation` : null,
    })),
    close: poll.closed === null ? `${at}/closing` : null,
  };
}

/** One choice for each of a poll's times; `label` makes more of when it is. */
export const answerChoices = (
  ui: Ui,
  { times }: Pick<Poll, 'times'>,
  label: (when: string, time: MeetingTime) => string = (when) => when,
): SimpleField[] =>
  times.map((time, at) => ({
    kind: 'choice',
    name: `answers.${at}`,
    label: label(longDateTime(ui.lang, time.date, time.from), time),
    options: optionsOf(ui, 'poll.answer', pollAnswers),
  }));

/** Answers that are kept, as those choices have them. */
export const answersAsTyped = (answers: readonly PollAnswer[] | null): FormValues =>
  Object.fromEntries((answers ?? []).map((answer, at) => [`answers.${at}`, [answer]]));

/** How they were reached, and when they answered. */
function toldOf(ui: Ui, { reached, bounced, answeredOn, enteredBy, revoked }: PollGuest): string {
  if (revoked) return ui.t('poll.reach.revoked');
  if (answeredOn !== null) {
    const date = compactDayOf(ui, answeredOn);
    return enteredBy === null ? ui.t('poll.answered', { date }) : ui.t('poll.entered', { date });
  }
  return ui.t(`poll.reach.${bounced ? 'bounced' : (reached ?? 'waiting')}`);
}
