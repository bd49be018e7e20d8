/** Parts of a case, each whole and plausible; a test changes what it is about. Ids are opaque, as in life. */
import type {
  Contact,
  Evaluation,
  FollowUp,
  MappingPart,
  PaperRequest,
  Plan,
} from '../../src/domain/case/assignment-parts.ts';
import type { Consent } from '../../src/domain/case/consent-parts.ts';
import type { MeetingInput, Participant } from '../../src/domain/case/meeting-parts.ts';
import type { Actor, OrderInput, PupilFacts } from '../../src/domain/case/parts.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { presets } from '../../src/domain/presets.ts';
import { localDate, localTime } from '../../src/domain/time.ts';

/** `anId(7)`: a uuid-shaped id, the same each time. */
export const anId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const school = '98000001';
export const otherSchool = '98000003';

export const ids = {
  case: anId(1),
  pupil: anId(2),
  mother: anId(3),
  father: anId(4),
  mentor: anId(10),
  rector: anId(11),
  teamLeader: anId(12),
  coordinator: anId(13),
  secondCoordinator: anId(14),
  pupilHealth: anId(15),
  otherRector: anId(16),
  registrar: anId(17),
  content: anId(20),
} as const;

export const actors = {
  rector: { role: 'rector', personId: ids.rector, schoolUnits: [school] },
  otherRector: { role: 'rector', personId: ids.otherRector, schoolUnits: [otherSchool] },
  teamLeader: { role: 'teamLeader', personId: ids.teamLeader, schoolUnits: [] },
  coordinator: { role: 'coordinator', personId: ids.coordinator, schoolUnits: [] },
  secondCoordinator: { role: 'coordinator', personId: ids.secondCoordinator, schoolUnits: [] },
  pupilHealth: { role: 'pupilHealth', personId: ids.pupilHealth, schoolUnits: [school] },
  mentor: { role: 'mentor', personId: ids.mentor, schoolUnits: [school] },
  registrar: { role: 'registrar', personId: ids.registrar, schoolUnits: [] },
  mother: { role: 'guardian', guardianId: ids.mother },
  father: { role: 'guardian', guardianId: ids.father },
  pupil: { role: 'pupil', pupilId: ids.pupil },
  system: { role: 'system' },
} satisfies Record<string, Actor>;

export const aPolicy = (preset: keyof typeof presets = 'uppsala', change: Partial<Policy> = {}): Policy => ({
  ...presets[preset],
  ...change,
});

/** Year 8, two guardians, registered in the sample's municipality. */
export const aPupil = (change: Partial<PupilFacts> = {}): PupilFacts => ({
  pupilId: ids.pupil,
  birthDate: localDate('2012-05-14'),
  schoolUnit: school,
  schoolForm: 'compulsory',
  year: 8,
  stage: '7-9',
  schoolAuthority: 'municipal',
  municipalityCode: '9801',
  guardianIds: [ids.mother, ids.father],
  protectedIdentity: false,
  mentorIds: [ids.mentor],
  ...change,
});

/** Complete under both presets. */
export const anOrder = (change: Partial<OrderInput> = {}): OrderInput => ({
  preconditions: (
    [
      'absenceNoticed',
      'inquiryMade',
      'reportedToAuthority',
      'measuresBegun',
      'otherActorsNeedCoordination',
    ] as const
  ).map((kind) => ({ kind, metOn: localDate('2026-08-28'), evidence: { contentId: ids.content } })),
  attachments: (['absenceFigures', 'mapping', 'inquiry', 'actionProgramme', 'measuresTried'] as const).map(
    (kind) => ({ kind, documentId: anId(21), contentId: null }),
  ),
  questionContentId: ids.content,
  ...change,
});

/** The mother's electronic consent for the coordinators, half a year from 2026-08-31. */
export const aConsent = (change: Partial<Consent> = {}): Consent => ({
  consentId: anId(100),
  giver: { role: 'guardian', guardianId: ids.mother },
  receiver: 'coordinators',
  purpose: 'increaseAttendance',
  kinds: ['attendance', 'learning', 'support', 'inquiries'],
  from: localDate('2026-08-31'),
  until: localDate('2027-06-30'),
  form: { how: 'electronic' },
  ...change,
});

export const aContact = (change: Partial<Contact> = {}): Contact => ({
  contactId: anId(200),
  date: localDate('2026-09-07'),
  kind: 'startMeeting',
  effort: 'coordinating',
  with: ['pupil', 'guardian'],
  reached: true,
  contentId: ids.content,
  ...change,
});

export const aPaperRequest = (change: Partial<PaperRequest> = {}): PaperRequest => ({
  paperRequestId: anId(210),
  from: 'bup',
  kinds: ['inquiries'],
  askedOn: localDate('2026-09-07'),
  contentId: ids.content,
  ...change,
});

export const aMappingPart = (change: Partial<MappingPart> = {}): MappingPart => ({
  part: 'pupil',
  respondent: 'pupil',
  date: localDate('2026-09-10'),
  functions: ['avoidDiscomfort'],
  instruments: [],
  contentId: ids.content,
  ...change,
});

export const aPlan = (change: Partial<Plan> = {}): Plan => ({
  planId: anId(300),
  start: localDate('2026-09-14'),
  goals: [{ contentId: ids.content }],
  measures: [
    {
      measureId: anId(301),
      owner: { party: 'mentor', personId: ids.mentor },
      start: localDate('2026-09-14'),
      contentId: ids.content,
      howMeasuredContentId: ids.content,
    },
  ],
  voice: { pupilContentId: ids.content, guardiansContentId: ids.content },
  situationContentId: ids.content,
  wayBack: [],
  ...change,
});

export const aFollowUp = (change: Partial<FollowUp> = {}): FollowUp => ({
  followUpId: anId(400),
  heldOn: localDate('2026-09-18'),
  withSchool: true,
  withPupil: true,
  attendancePercent: 60,
  measures: [{ measureId: anId(301), done: 'yes', obstacleContentId: null }],
  ownRating: 5,
  nextStepContentId: null,
  ...change,
});

export const anEvaluation = (change: Partial<Evaluation> = {}): Evaluation => ({
  evaluationId: anId(500),
  heldOn: localDate('2026-10-22'),
  outcome: 'enough',
  final: false,
  contentId: ids.content,
  familyCommentsContentId: null,
  lovReasonContentId: null,
  ...change,
});

export const participants = {
  mother: { participantId: anId(601), as: { kind: 'guardian', guardianId: ids.mother } },
  father: { participantId: anId(602), as: { kind: 'guardian', guardianId: ids.father } },
  pupil: { participantId: anId(603), as: { kind: 'pupil' } },
  coordinator: { participantId: anId(604), as: { kind: 'staff', personId: ids.coordinator } },
  bup: { participantId: anId(605), as: { kind: 'receiver', receiver: 'bup', addressId: anId(25) } },
  socialServices: {
    participantId: anId(606),
    as: { kind: 'receiver', receiver: 'socialServices', addressId: anId(26) },
  },
} satisfies Record<string, Participant>;

/** A samverkansmöte on 2026-09-24 with the family and BUP. */
export const aMeeting = (change: Partial<MeetingInput> = {}): MeetingInput => ({
  meetingId: anId(600),
  kind: 'collaboration',
  time: { date: localDate('2026-09-24'), from: localTime('14:00'), minutes: 60 },
  where: { kind: 'place', contentId: ids.content },
  questionContentId: ids.content,
  participants: [participants.mother, participants.pupil, participants.coordinator, participants.bup],
  sip: null,
  ...change,
});
