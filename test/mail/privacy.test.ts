/** Whatever happens in a case: no mail and no calendar file names a pupil or a guardian of the sample. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDelivery } from '../../src/activities/deliver.ts';
import { createSendDigests } from '../../src/activities/digests.ts';
import type { Effect, NoticeKind } from '../../src/domain/case/effects.ts';
import type { MeetingKind } from '../../src/domain/case/meeting-parts.ts';
import type { PupilFacts } from '../../src/domain/case/parts.ts';
import type { CaseState } from '../../src/domain/case/state.ts';
import type { Obligation, ObligationKind } from '../../src/domain/obligations/obligation.ts';
import { obligationTable } from '../../src/domain/obligations/table.ts';
import { addDays, instant, localDate, localTime } from '../../src/domain/time.ts';
import { importFolder } from '../../src/imports/import-folder.ts';
import { saveContents } from '../../src/records/contents.ts';
import { peopleWithRole } from '../../src/records/people.ts';
import { writeProjection } from '../../src/records/projection.ts';
import { pupilFacts } from '../../src/records/pupil-facts.ts';
import { anId, caseAt } from '../factories/case.ts';
import { postOffice } from './post-office.ts';

const office = postOffice(async (db) => {
  await importFolder(db, 'sample', { by: 'test', at: new Date('2026-08-17T04:00:00Z') });
  await saveContents(db, [{ id: anId(25), kind: 'address', body: { email: 'mottagare@bup.example' } }], {
    caseId: null,
    commandId: null,
    createdBy: anId(13),
  });
});

const noticeKinds: Record<NoticeKind, true> = {
  orderReturned: true,
  orderPlaced: true,
  ehtDecided: true,
  allocated: true,
  handedOver: true,
  consentWithdrawn: true,
  consentExpired: true,
  meetingAskedFor: true,
  lapsed: true,
  extended: true,
  closed: true,
  reopened: true,
  cameOfAge: true,
  monitoringDone: true,
  absenceNoticed: true,
  concernRaised: true,
  guardianTalkRecorded: true,
  reportedToEht: true,
  ehtDecisionMade: true,
  ehtAnswer: true,
  pupilLeft: true,
};
const isNoticeKind = (kind: string): kind is NoticeKind => kind in noticeKinds;
const isObligationKind = (kind: string): kind is ObligationKind => kind in obligationTable;
const meetingKinds: MeetingKind[] = ['startMeeting', 'collaboration', 'sip'];
const methods: Extract<Effect, { type: 'invitation' }>['method'][] = ['request', 'cancel', 'remind'];

/** Words of names, civic numbers in each way of writing, and telephone numbers. */
let secrets: Set<string>;
let pupils: PupilFacts[];
let coordinatorIds: string[];

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{M}]+|[\d-]{6,}/gu) ?? [];

beforeAll(async () => {
  const { db } = office;
  const columns = ['civic_no', 'given_name', 'family_name'] as const;
  const guardians = await db
    .selectFrom('guardian')
    .select([...columns, 'mobile'])
    .execute();
  const children = await db.selectFrom('pupil').select(columns).execute();
  const people = [...guardians, ...children.map((child) => ({ ...child, mobile: null }))];
  secrets = new Set(
    people.flatMap((one) => [
      ...wordsIn(`${one.given_name} ${one.family_name}`),
      one.civic_no.toLowerCase(),
      one.civic_no.slice(2),
      `${one.civic_no.slice(0, 8)}-${one.civic_no.slice(8)}`,
      `${one.civic_no.slice(2, 8)}-${one.civic_no.slice(8)}`,
      ...(one.mobile === null ? [] : [one.mobile]),
    ]),
  );
  const rows = await db.selectFrom('pupil').select(['id', 'security_marking']).orderBy('id').execute();
  const chosen = rows.filter((row, i) => row.security_marking !== 'none' || i % 20 === 0);
  pupils = [];
  for (const { id } of chosen) {
    const facts = await pupilFacts(db, id);
    if (facts !== null) pupils.push(facts);
  }
  coordinatorIds = (await peopleWithRole(db, 'coordinator', null)).map(({ id }) => id);
});

const caseOf = (pupil: PupilFacts, n: number): CaseState => ({
  ...caseAt('assigned'),
  caseId: anId(1000 + n),
  pupil,
});

const show = (state: CaseState, duties: Obligation[]) =>
  writeProjection(office.db, { state, obligations: duties, events: [], nextMoment: null, commandIds: [] });

/** Everything of a mail but its own recipient's address. */
const leaksIn = (
  mails: readonly { to: string; subject: string; text: string; html: string; ics: string | null }[],
) =>
  mails.flatMap(({ to, subject, text, html, ics }) => {
    const all = [subject, text, html, ics?.replaceAll('\r\n ', '') ?? ''].join('\n').replaceAll(to, '');
    return wordsIn(all).filter((word) => secrets.has(word));
  });

const recipientOf = (pupil: PupilFacts, pick: number): Extract<Effect, { type: 'notice' }>['to'] => {
  const guardianId = pupil.guardianIds[pick % Math.max(1, pupil.guardianIds.length)];
  switch (pick % 6) {
    case 0:
      return { by: 'role', role: 'teamLeader' };
    case 1:
      return { by: 'role', role: 'rector', schoolUnit: pupil.schoolUnit };
    case 2:
      return { by: 'role', role: 'mentor', schoolUnit: pupil.schoolUnit };
    case 3:
      return { by: 'persons', role: 'coordinator', personIds: coordinatorIds };
    case 4:
      return { by: 'giver', giver: { role: 'pupil' } };
    default:
      return guardianId === undefined
        ? { by: 'role', role: 'pupilHealth', schoolUnit: pupil.schoolUnit }
        : { by: 'giver', giver: { role: 'guardian', guardianId } };
  }
};

const participantOf = (pupil: PupilFacts, pick: number): Extract<Effect, { type: 'invitation' }>['to'] => {
  const guardianId = pupil.guardianIds[pick % Math.max(1, pupil.guardianIds.length)];
  const personId = coordinatorIds[pick % coordinatorIds.length] ?? '';
  if (pick % 4 === 0) return { participantId: anId(1), as: { kind: 'pupil' } };
  if (pick % 4 === 1) return { participantId: anId(2), as: { kind: 'staff', personId } };
  if (pick % 4 === 2 || guardianId === undefined)
    return { participantId: anId(3), as: { kind: 'receiver', receiver: 'bup', addressId: anId(25) } };
  return { participantId: anId(4), as: { kind: 'guardian', guardianId } };
};

const anyDate = fc.integer({ min: 0, max: 700 }).map((n) => addDays(localDate('2026-08-17'), n));
const anyTime = fc
  .tuple(fc.integer({ min: 7, max: 18 }), fc.constantFrom('00', '15', '30'))
  .map(([hour, minute]) => localTime(`${String(hour).padStart(2, '0')}:${minute}`));

const anyEffect = fc.record({
  notice: fc.constantFrom(...Object.keys(noticeKinds).filter(isNoticeKind)),
  method: fc.constantFrom(...methods),
  kind: fc.constantFrom(...meetingKinds),
  date: anyDate,
  from: anyTime,
  minutes: fc.integer({ min: 15, max: 240 }),
  sequence: fc.nat(5),
  isNotice: fc.boolean(),
  dated: fc.boolean(),
  pick: fc.nat(1000),
  pupil: fc.nat(1000),
});

describe('no pupil, no guardian', () => {
  it('in any notice, invitation, change, cancellation or reminder', async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(anyEffect, async (any) => {
        n += 1;
        const pupil = pupils[any.pupil % pupils.length];
        if (pupil === undefined) throw new Error('the sample has no pupils');
        const state = caseOf(pupil, any.pupil % pupils.length);
        await show(state, []);
        const base = {
          key: `${state.caseId}/${n}/0`,
          caseId: state.caseId,
          at: instant(Date.UTC(2026, 8, 1, 5, 0)),
        };
        const effect: Effect = any.isNotice
          ? {
              ...base,
              type: 'notice',
              notice: any.notice,
              to: recipientOf(pupil, any.pick),
              date: any.dated ? any.date : null,
            }
          : {
              ...base,
              type: 'invitation',
              method: any.method,
              meetingId: anId(5000 + n),
              kind: any.kind,
              time: { date: any.date, from: any.from, minutes: any.minutes },
              where: { kind: 'place', contentId: anId(20) },
              sequence: any.sequence,
              to: participantOf(pupil, any.pick),
            };
        const before = office.got.length;
        await createDelivery(office.deps)(effect);
        const mails = office.got.slice(before);
        expect(leaksIn(mails)).toEqual([]);
        if (pupil.protectedIdentity)
          expect(mails.filter(({ to }) => to.endsWith('@post.example'))).toEqual([]);
      }),
      { numRuns: 150, seed: 20261122 },
    );
    expect(office.got.length).toBeGreaterThan(100);
  });

  it('in any digest, whatever the duty', async () => {
    const morning = localDate('2026-09-18');
    const duties = Object.keys(obligationTable)
      .filter(isObligationKind)
      .map((kind): Obligation => ({
        key: `${kind}/1`,
        kind,
        owner: { by: 'persons', role: 'coordinator', personIds: coordinatorIds },
        from: morning,
        due: morning,
        remindOn: [morning],
        escalateOn: morning,
        escalateTo: 'teamLeader',
        escalatedOn: morning,
        subjectId: null,
        moved: null,
      }));
    for (const [n, pupil] of pupils.entries()) await show(caseOf(pupil, n), duties);
    const { sent } = await createSendDigests(office.deps)({ morning, at: instant(Date.UTC(2026, 8, 18, 5)) });
    expect(sent).toBeGreaterThan(coordinatorIds.length);
    expect(leaksIn(office.got)).toEqual([]);
    const lines = office.got[0]?.text.match(/^- Ärende /gm) ?? [];
    expect(lines).toHaveLength(pupils.length * duties.length);
  });

  it('and a name put in on purpose is found', () => {
    const [name = ''] = [...secrets].filter((word) => /^\p{L}+$/u.test(word));
    const mail = { to: 'x@y.example', subject: `Hej ${name}`, text: '', html: '', ics: null };
    expect(leaksIn([mail])).toEqual([name]);
  });
});
