/** A mail of each kind with made-up values: how a municipality's own words look to the receiver. */
import { localDate, localTime } from '../../domain/time.ts';
import { digestMail } from './digest.ts';
import type { EditableMail } from './editable.ts';
import { invitationMail } from './invitation.ts';
import type { ComposedMail } from './letter.ts';
import { familyNoticeMail, staffNoticeMail } from './notice.ts';
import { firstDayMail, weeklyReviewMail } from './school-duty.ts';
import type { Wording } from './wording.ts';

const caseNumber = '2026-0001';
const day = localDate('2026-11-23');
const time = { date: day, from: localTime('09:00'), minutes: 60 };

/** `url` is where the sample's links lead. */
export function sampleMail(words: Wording, kind: EditableMail, url: string): ComposedMail {
  switch (kind) {
    case 'request':
    case 'update':
    case 'cancel':
    case 'remind':
      return invitationMail(words, {
        method: kind === 'update' ? 'request' : kind,
        kind: 'collaboration',
        time,
        sequence: kind === 'update' ? 1 : 0,
        first: false,
        caseNumber,
        voluntary: false,
        url,
      });
    case 'weeklyReview':
      return weeklyReviewMail(words, {
        reviews: ['7A', '7B'].map((name) => ({
          kind: 'weeklyReview',
          class: name,
          week: '2026-W48',
          overLimit: 2,
          toSee: 4,
          url,
        })),
        due: day,
      });
    case 'firstDay':
      return firstDayMail(words, { calls: [{ kind: 'firstDayCall', class: '7A', count: 2, url }], url });
    case 'digest':
      return digestMail(words, {
        morning: day,
        url,
        duties: [
          { caseNumber, kind: 'followUp', due: localDate('2026-11-20'), escalated: false, url },
          { caseNumber: '2026-0002', kind: 'evaluate', due: day, escalated: false, url },
        ],
      });
    case 'family':
      return familyNoticeMail(words, { caseNumber, voluntary: false, url });
    case 'every':
      return familyNoticeMail(words, { caseNumber, voluntary: true, url });
    default:
      return staffNoticeMail(words, { notice: kind, caseNumber, date: day, voluntary: false, url });
  }
}
