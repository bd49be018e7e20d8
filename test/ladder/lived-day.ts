/** What a day left behind, read the morning after: who is over the limit, what began, what is owed, what was sent. */
import type { Dalsviken } from './dalsviken.ts';

export type LadderCase = {
  number: string;
  civicNo: string;
  phase: string;
  openedOn: string;
  /** The day of the figure that passed the limit. */
  limitPassedOn: string | null;
  /** Kinds of duties that it has now. */
  owed: string[];
};

export type LivedDay = {
  day: string;
  /** School days in the four weeks, in the municipality's own schools. */
  windowDays: number;
  plain: string[];
  product: string[];
  /** All cases that there are on the next morning. */
  cases: LadderCase[];
  /** What went out since the last morning. */
  mails: { to: string; text: string; kind: string }[];
};

/** The civic numbers of those whom the product lists as over the limit, by asking each school's rector. */
export async function overLimit(town: Dalsviken, asOf: string): Promise<string[]> {
  const found = await Promise.all(
    [...town.rectors].map(async ([school, rector]) => {
      const path = `/schools/${school}/absence?asOf=${asOf}&band=over&limit=500`;
      const { status, body } = await rector.get(path);
      if (status !== 200) throw new Error(JSON.stringify(body));
      const pupils: { pupilId: string }[] = Object(body).pupils;
      return pupils.map(({ pupilId }) => town.civicNoOf(pupilId));
    }),
  );
  return found.flat().sort();
}

/** Every case with what it owes, by number. */
export async function casesOf(town: Dalsviken): Promise<LadderCase[]> {
  const { db } = town.town.records;
  const files = await db
    .selectFrom('case_file')
    .select(['id', 'number', 'pupil_id', 'phase', 'opened_on', 'state'])
    .orderBy('number')
    .execute();
  const duties = await db.selectFrom('obligation').select(['case_id', 'kind']).execute();
  return files.map((file) => ({
    number: file.number,
    civicNo: town.civicNoOf(file.pupil_id),
    phase: file.phase,
    openedOn: file.opened_on,
    limitPassedOn: file.state.ladder?.limitPassedOn ?? null,
    owed: duties
      .filter((duty) => duty.case_id === file.id)
      .map((duty) => duty.kind)
      .sort(),
  }));
}

/** Mails sent beyond the first `before`, with the kind that they were sent as. */
export async function mailsSince(town: Dalsviken, before: number): Promise<LivedDay['mails']> {
  const sent = await town.town.records.db.selectFrom('mail').select(['message_id', 'kind']).execute();
  const kinds = new Map(sent.map((mail) => [mail.message_id, mail.kind]));
  return town.town.mails.slice(before).map(({ to, text, messageId }) => ({
    to,
    text,
    kind: (kinds.get(messageId) ?? '?').split('/')[0] ?? '?',
  }));
}

/** The cases for whoever reads the test's output: what was owed on the first morning, and what told of it by then. */
export function courseOf(lived: readonly LivedDay[]): string {
  const lines = lived.flatMap(({ day, cases, mails }) =>
    cases
      .filter((file) => file.openedOn === day)
      .map(({ number, owed }) => {
        const told = mails.filter((mail) => mail.text.includes(number)).map((mail) => mail.kind);
        return `${day}  ${number}  owed: ${owed.join(', ')}  mails: ${told.sort().join(', ')}`;
      }),
  );
  return lines.join('\n');
}

/** A table for whoever reads the test's output: a line for each day. */
export function tableOf(lived: readonly LivedDay[]): string {
  const kinds = [...new Set(lived.flatMap((one) => one.mails.map((mail) => mail.kind)))].sort();
  const steps = [...new Set(lived.flatMap((one) => one.cases.flatMap((file) => file.owed)))].sort();
  const head = [
    'day',
    'school days',
    'plain',
    'product',
    'cases',
    'new',
    ...steps,
    ...kinds.map((kind) => `mail:${kind}`),
  ];
  const rows = lived.map((one, i) => [
    one.day,
    one.windowDays,
    one.plain.length,
    one.product.length,
    one.cases.length,
    one.cases.length - (lived[i - 1]?.cases.length ?? 0),
    ...steps.map((step) => one.cases.flatMap((file) => file.owed).filter((kind) => kind === step).length),
    ...kinds.map((kind) => one.mails.filter((mail) => mail.kind === kind).length),
  ]);
  const line = (row: (string | number)[]) =>
    row.map((cell, i) => String(cell).padStart(Math.max(head[i]?.length ?? 0, 5))).join('  ');
  return [head, ...rows].map(line).join('\n');
}
