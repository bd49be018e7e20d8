/**
 * Who may do what: roles × actions as data, default deny. A right is bound to a relation between the person and
 * the case; the API and the case's own door ask here and nowhere else.
 */
import type { CommandType } from './case/commands.ts';
import type { Actor, PupilFacts, Role } from './case/parts.ts';
import type { CaseState } from './case/state.ts';
import { type ClientActor, scopesGive } from './api-clients.ts';
import { standsInFor } from './deputies.ts';
import { canBeOpened } from './emergency-access.ts';
import type { CaseId, PersonId } from './ids.ts';

/**
 * How a person stands to a case or pupil; several may hold at once. `deputy`: stands in for one of its coordinators
 * today; `emergency`: took access to it for some hours, with a reason. `any` needs none.
 */
export type RelationKind =
  | 'ownSchool'
  | 'allocated'
  | 'deputy'
  | 'emergency'
  | 'ownChild'
  | 'self'
  | 'ownPupil'
  | 'invited'
  | 'ownDuty';
export type Relation = ReadonlySet<RelationKind>;
export type Need = 'any' | RelationKind;

/** Of several, one suffices; the first is the usual one. */
export type Right = Need | readonly [RelationKind, ...RelationKind[]];
export type Rights = Partial<Record<Role, Right>>;

// A team leader may do whatever a coordinator may.
const coordinators: Rights = { coordinator: ['allocated', 'deputy'], teamLeader: 'any' };
/** Emergency access reads what the case's own coordinator reads of weak secrecy, and does nothing. */
const readingCoordinators: Rights = { ...coordinators, coordinator: ['allocated', 'deputy', 'emergency'] };
const family: Rights = { guardian: 'ownChild', pupil: 'self' };
const schoolStaff: Rights = { rector: 'ownSchool', pupilHealth: 'ownSchool', mentor: 'ownPupil' };
const schoolStaffOfSchool: Rights = { rector: 'ownSchool', pupilHealth: 'ownSchool', mentor: 'ownSchool' };
const everyStaff: Rights = {
  rector: 'any',
  teamLeader: 'any',
  coordinator: 'any',
  mentor: 'any',
  pupilHealth: 'any',
  attendanceOfficer: 'any',
  registrar: 'any',
};

/** Given on paper, a consent is received by whoever meets the family or opens the post. */
const consentKeepers: Rights = {
  ...coordinators,
  ...family,
  rector: 'ownSchool',
  pupilHealth: 'ownSchool',
  registrar: 'any',
};

export const commandRights: Readonly<Record<CommandType, Rights>> = {
  // The figures say it; a person reports attendance.
  noticeAbsence: { system: 'any' },
  // seed 003: mentors and preschool staff, EHT and the rector of the pupil's school.
  raiseConcern: { rector: 'ownSchool', pupilHealth: 'ownSchool', mentor: 'ownSchool' },
  recordGuardianTalk: schoolStaff,
  reportToEht: schoolStaff,
  decideInEht: { pupilHealth: 'ownSchool' },
  tellMentor: { pupilHealth: 'ownSchool' },
  // skollagen 7:19 a, 7:22, 3:7.
  recordRectorStep: { rector: 'ownSchool' },
  beginMeasure: { ...coordinators, ...schoolStaff },
  endMeasure: { ...coordinators, ...schoolStaff },
  endNoticed: { rector: 'ownSchool', pupilHealth: 'ownSchool' },
  // seed 002: the rector orders; one that comes on paper is entered by whoever receives it.
  placeOrder: { rector: 'ownSchool', registrar: 'any', teamLeader: 'any' },
  returnOrder: { teamLeader: 'any' },
  // seed 000: EHT/BHT decides which pupils the coordinator contacts.
  decideByEht: { pupilHealth: 'ownSchool' },
  recordConsent: consentKeepers,
  refuseConsent: consentKeepers,
  withdrawConsent: consentKeepers,
  judgeMaturity: { ...coordinators, rector: 'ownSchool', pupilHealth: 'ownSchool' },
  allocate: { teamLeader: 'any' },
  handOver: { teamLeader: 'any' },
  recordContact: coordinators,
  requestPapers: coordinators,
  receivePapers: { ...coordinators, registrar: 'any' },
  // SoL 2025:400, 19:1: everyone who works with children has the duty.
  recordConcernReport: { ...coordinators, ...schoolStaff, attendanceOfficer: 'any' },
  recordMappingPart: coordinators,
  makePlan: coordinators,
  recordFollowUp: coordinators,
  // seed 000: EHT and the coordinator, each month.
  recordMonthlyReview: { ...coordinators, pupilHealth: 'ownSchool' },
  recordEvaluation: coordinators,
  askForMeeting: { ...coordinators, ...schoolStaff, ...family },
  callMeeting: coordinators,
  changeMeeting: coordinators,
  cancelMeeting: coordinators,
  answerInvitation: {
    ...coordinators,
    ...family,
    guest: 'invited',
    rector: 'invited',
    mentor: 'invited',
    pupilHealth: 'invited',
    attendanceOfficer: 'invited',
    registrar: 'invited',
    system: 'any',
  },
  recordMinutes: coordinators,
  reportDecision: { ...coordinators, ...schoolStaff },
  extend: { rector: 'ownSchool', teamLeader: 'any' },
  refuseExtension: { rector: 'ownSchool', teamLeader: 'any' },
  close: coordinators,
  recordCheckUp: coordinators,
  reopen: { rector: 'ownSchool' },
  // Whoever owns a duty may give it another day, with a reason: `ownsDuty` says which those are.
  moveDeadline: { ...coordinators, rector: 'ownSchool', pupilHealth: 'ownSchool', mentor: 'ownPupil' },
  changePolicy: { teamLeader: 'any' },
  correctAddress: { ...coordinators, registrar: 'any', system: 'any' },
  updatePupil: { teamLeader: 'any', system: 'any' },
  reportAttendance: {
    ...coordinators,
    rector: 'ownSchool',
    mentor: 'ownPupil',
    attendanceOfficer: 'any',
    system: 'any',
  },
  reportUndeliverable: { ...coordinators, system: 'any' },
};

/** Reads, and acts outside any case. */
export type Action =
  | 'case.open'
  | 'case.list'
  | 'team.read'
  | 'flag.raise'
  | 'flag.read'
  | 'flag.answer'
  | 'flag.close'
  | 'poll.read'
  | 'poll.hold'
  | 'settings.read'
  | 'statistics.read'
  | 'feedback.read'
  | 'case.read'
  | 'timeline.read'
  | 'obligations.read'
  | 'consents.read'
  | 'content.read'
  | 'document.add'
  | 'document.readHealth'
  | 'document.readSocial'
  | 'concernReport.read'
  | 'ehtDecision.read'
  | 'eht.read'
  | 'eht.hold'
  | 'ehtSlots.read'
  | 'ehtReports.read'
  | 'order.external'
  | 'attendance.read'
  | 'class.absence'
  | 'school.absence'
  | 'weeklyReview.read'
  | 'weeklyReview.do'
  | 'schoolReview.read'
  | 'firstDayCall.read'
  | 'firstDayCall.record'
  | 'ladder.read'
  | 'ladder.switch'
  | 'pupil.list'
  | 'pupil.read'
  | 'pupil.merge'
  | 'readLog.read'
  | 'case.export'
  | 'engine.decode'
  | 'registry.read'
  | 'registry.enter'
  | 'registry.public'
  | 'readLog.review'
  | 'retention.read'
  | 'retention.plan'
  | 'retention.note'
  | 'retention.decide'
  | 'people.read'
  | 'people.giveRoles'
  | 'deputy.read'
  | 'deputy.name'
  | 'emergency.open'
  | 'emergency.review'
  | 'client.manage'
  | 'policy.read'
  | 'policy.change'
  | 'calendar.read'
  | 'calendar.edit'
  | 'mailText.edit'
  | 'letterhead.edit'
  | 'list.read'
  | 'supportKind.edit'
  | 'directory.edit'
  | 'remit.edit'
  | 'yearWheel.read'
  | 'yearWheel.edit'
  | 'yearWheel.do'
  | 'survey.read'
  | 'survey.edit'
  | 'survey.hand'
  | 'survey.results'
  | 'caseSurvey.hand'
  | 'caseSurvey.read'
  | 'caseSurvey.readStrong'
  | 'relation.run'
  | 'relation.answer'
  | 'relation.counts'
  | 'relation.read'
  | 'import.run'
  | 'import.read'
  | 'mails.read'
  | 'clock.read'
  | 'clock.move';

/** Whoever works with the case sees it; the family sees its own (domain.md §3). */
const readers: Rights = {
  ...readingCoordinators,
  ...schoolStaff,
  ...family,
  attendanceOfficer: 'any',
  registrar: 'any',
  system: 'any',
};

export const actionRights: Readonly<Record<Action, Rights>> = {
  'case.open': { rector: 'ownSchool', pupilHealth: 'ownSchool' },
  // Lists show the rows that `case.read` lets through: see `needOf`.
  'case.list': { ...everyStaff, guardian: 'any', pupil: 'any', system: 'any' },
  // The whole team's load and what is overdue in it: the supervisor's, never a list of colleagues.
  'team.read': { teamLeader: 'any' },
  // Between the team leader and the coordinators alone: never the school's nor the family's to read.
  'flag.raise': { teamLeader: 'any' },
  'flag.read': coordinators,
  'flag.answer': coordinators,
  'flag.close': { teamLeader: 'any' },
  // Whoever calls a case's meetings suggests their times.
  'poll.read': coordinators,
  'poll.hold': coordinators,
  // Of groups alone, never of a case or of anybody's work.
  'statistics.read': {
    rector: 'ownSchool',
    pupilHealth: 'ownSchool',
    teamLeader: 'any',
    attendanceOfficer: 'any',
  },
  'settings.read': { teamLeader: 'any' },
  // Feedback on the pages' accessibility (lag 2018:1937).
  'feedback.read': { teamLeader: 'any' },
  'case.read': readers,
  'timeline.read': readers,
  'obligations.read': readers,
  'consents.read': readers,
  'content.read': { ...readingCoordinators, ...schoolStaff, ...family, registrar: 'any' },
  // Scans and papers: whoever works with the case, and the registrar who opens the post.
  'document.add': { ...coordinators, ...schoolStaff, registrar: 'any' },
  // domain.md §3: health care's papers have a barrier to the school; elevhälsa is that side of it.
  'document.readHealth': { ...coordinators, pupilHealth: 'ownSchool', registrar: 'any' },
  // What social services gave, under consent, was given to the coordinators.
  'document.readSocial': { ...coordinators, registrar: 'any' },
  // The strongest tag: never shown to the family, nor to a mentor who didn't make it.
  'concernReport.read': { ...coordinators, rector: 'ownSchool', pupilHealth: 'ownSchool', registrar: 'any' },
  // domain.md §3: elevhälsa's own tag is strong. A mentor reads EHT's answer, never what it decided on.
  'ehtDecision.read': { ...coordinators, rector: 'ownSchool', pupilHealth: 'ownSchool', registrar: 'any' },
  'eht.read': { pupilHealth: 'ownSchool', rector: 'ownSchool', coordinator: 'any', teamLeader: 'any' },
  'eht.hold': { pupilHealth: 'ownSchool' },
  'ehtSlots.read': schoolStaffOfSchool,
  'ehtReports.read': { rector: 'ownSchool', pupilHealth: 'ownSchool', registrar: 'any', teamLeader: 'any' },
  // seed 002: an order on paper comes to the registrar.
  'order.external': { registrar: 'any', teamLeader: 'any' },
  'attendance.read': readers,
  // seed 003: the mentor looks through the class, EHT and the rector the school. A mentor has `ownPupil` to a class.
  'class.absence': { ...schoolStaff, teamLeader: 'any', attendanceOfficer: 'any' },
  'school.absence': {
    rector: 'ownSchool',
    pupilHealth: 'ownSchool',
    teamLeader: 'any',
    attendanceOfficer: 'any',
  },
  // seed 003: the mentor answers for attendance and looks it through each week; the rector sees that it's done.
  'weeklyReview.read': { ...schoolStaff, teamLeader: 'any', attendanceOfficer: 'any' },
  'weeklyReview.do': schoolStaff,
  'schoolReview.read': {
    rector: 'ownSchool',
    pupilHealth: 'ownSchool',
    teamLeader: 'any',
    attendanceOfficer: 'any',
  },
  'firstDayCall.read': { ...coordinators, ...schoolStaff, attendanceOfficer: 'any' },
  'firstDayCall.record': schoolStaff,
  'ladder.read': { ...schoolStaff, mentor: 'ownSchool', teamLeader: 'any', attendanceOfficer: 'any' },
  // A municipality takes up the school's side school by school.
  'ladder.switch': { rector: 'ownSchool', teamLeader: 'any' },
  'pupil.list': { ...everyStaff, guardian: 'any', pupil: 'any', system: 'any' },
  'pupil.read': readers,
  // Whoever keeps the register; protected pupils are shown to them without name.
  'pupil.merge': { teamLeader: 'any', registrar: 'any' },
  // Who asks «who has read?» is answered by whoever keeps the municipality's papers, or answers for the team. Both see
  // all cases as they are; nobody else learns what colleagues have read.
  'readLog.read': { registrar: 'any', teamLeader: 'any' },
  // What the engine keeps of every case, for whoever looks after it: off unless it is set up.
  'engine.decode': { teamLeader: 'any' },
  // A whole case is handed out by whoever keeps the papers or carries the case.
  'case.export': { ...coordinators, registrar: 'any' },
  // The register of papers (diarium) is the registrar's; who carries a case sees and completes its own part.
  'registry.read': { ...coordinators, registrar: 'any' },
  'registry.enter': { ...coordinators, registrar: 'any' },
  'registry.public': { registrar: 'any', teamLeader: 'any' },
  // The controller's samples. Nobody goes through their own looks.
  'readLog.review': { registrar: 'any', teamLeader: 'any' },
  // domain.md §2.18: nothing is destroyed without a rule and a decision. The plan is entered and cases are held back by
  // whoever keeps the papers, or answers for the team; the archivist's decision is the registrar's.
  'retention.read': { registrar: 'any', teamLeader: 'any' },
  'retention.plan': { registrar: 'any', teamLeader: 'any' },
  'retention.note': { registrar: 'any', teamLeader: 'any' },
  'retention.decide': { registrar: 'any' },
  'people.read': everyStaff,
  'people.giveRoles': { teamLeader: 'any', registrar: 'any' },
  // A coordinator names for their own cases, and sees what concerns them; the team leader does it for any.
  'deputy.read': { teamLeader: 'any', coordinator: 'any' },
  'deputy.name': { teamLeader: 'any', coordinator: 'any' },
  // Only who may stand in such a relation at all: coordinators. Others see all cases already, or are of another school
  // or profession, to which secrecy is a border (domain.md §3).
  'emergency.open': { coordinator: 'any' },
  'emergency.review': { teamLeader: 'any' },
  // Other systems' access to the API: whoever has the municipality's settings.
  'client.manage': { teamLeader: 'any' },
  'policy.read': everyStaff,
  // The municipality's way of working is decided above the single case.
  'policy.change': { teamLeader: 'any' },
  'calendar.read': everyStaff,
  'calendar.edit': { teamLeader: 'any' },
  'mailText.edit': { teamLeader: 'any' },
  'letterhead.edit': { teamLeader: 'any' },
  // Kinds of support, the directory: what families may read as well.
  'list.read': { ...everyStaff, guardian: 'any', pupil: 'any' },
  'supportKind.edit': { teamLeader: 'any', coordinator: 'any' },
  'directory.edit': { teamLeader: 'any', coordinator: 'any', pupilHealth: 'any' },
  'remit.edit': { teamLeader: 'any' },
  'yearWheel.read': everyStaff,
  // Tasks of one's own schools; the municipality's and those of all schools are the team leader's.
  'yearWheel.edit': { teamLeader: 'any', rector: 'ownSchool', pupilHealth: 'ownSchool' },
  'yearWheel.do': { teamLeader: 'any', coordinator: 'any', rector: 'ownSchool', pupilHealth: 'ownSchool' },
  'survey.read': everyStaff,
  'survey.edit': { teamLeader: 'any', coordinator: 'any', rector: 'any', pupilHealth: 'any' },
  'survey.hand': { teamLeader: 'any', coordinator: 'any', ...schoolStaff },
  'survey.results': { teamLeader: 'any', coordinator: 'any', ...schoolStaff },
  'caseSurvey.hand': { ...coordinators, ...schoolStaff },
  // As the case's content, but each respondent's own part isn't for the rest of the family.
  'caseSurvey.read': { ...coordinators, ...schoolStaff },
  // domain.md §3: pupil health's psychological and social part has the strong secrecy.
  'caseSurvey.readStrong': { ...coordinators, pupilHealth: 'ownSchool' },
  'relation.run': schoolStaff,
  // Any adult at the school may be one whom a pupil trusts.
  'relation.answer': {
    rector: 'ownSchool',
    pupilHealth: 'ownSchool',
    mentor: 'ownSchool',
    coordinator: 'ownSchool',
    pupil: 'self',
  },
  'relation.counts': { teamLeader: 'any', coordinator: 'any', ...schoolStaff },
  'relation.read': schoolStaff,
  'import.run': { teamLeader: 'any', registrar: 'any', system: 'any' },
  'import.read': { teamLeader: 'any', registrar: 'any', system: 'any' },
  // Rehearsal only; the API refuses them in a live namespace.
  'mails.read': everyStaff,
  'clock.read': { ...everyStaff, guardian: 'any', pupil: 'any', system: 'any' },
  'clock.move': { ...everyStaff, system: 'any' },
};

const holds = (rights: Rights, actor: Actor, relation: Relation): boolean => {
  const right = rights[actor.role];
  if (right === undefined || right === 'any') return right === 'any';
  return typeof right === 'string' ? relation.has(right) : right.some((need) => relation.has(need));
};

/** Nobody's relation: for acts that stand beside every case. */
export const noRelation: Relation = new Set();

/**
 * What relation a role must have for an action, of several the usual one; null when it may never. Lists turn it into a
 * filter: what is allocated stands for what one is deputy for as well.
 */
export const needOf = (role: Role, action: Action): Need | null => {
  const right = actionRights[action][role] ?? null;
  return right === null || typeof right === 'string' ? right : right[0];
};

/** Whoever asks the API: a person in a role, or another system by its scopes. */
export type Asker = Actor | ClientActor;

/** The same of whoever asks: what a client's scopes give needs no relation. */
export const needFor = (asker: Asker, action: Action): Need | null => {
  if (asker.role !== 'client') return needOf(asker.role, action);
  return scopesGive(asker.scopes, action) ? 'any' : null;
};

/** Whether one in this relation may read or do something outside a case's commands. Default deny. */
export const may = (asker: Asker, action: Action, relation: Relation = noRelation): boolean =>
  asker.role === 'client' ? scopesGive(asker.scopes, action) : holds(actionRights[action], asker, relation);

/** What of a pupil decides who stands near; rows of the records carry the same. */
export type PupilNearness = Pick<
  PupilFacts,
  'pupilId' | 'schoolUnit' | 'guardianIds' | 'mentorIds' | 'protectedIdentity'
> & {
  ofAge: boolean;
  /** The case that is asked about, or the newest one; null where there is none. */
  caseId: CaseId | null;
  /** Coordinators of the running assignment, or of the last one while the case is watched. */
  coordinatorIds: readonly PersonId[];
};

/** How an actor stands to a pupil and their case, meetings aside. */
export const relationToPupil = (actor: Actor, pupil: PupilNearness): Relation => {
  const kinds = new Set<RelationKind>();
  switch (actor.role) {
    case 'guardian':
      // domain.md §3: at 18 the guardians' part ends.
      if (!pupil.ofAge && pupil.guardianIds.includes(actor.guardianId)) kinds.add('ownChild');
      break;
    case 'pupil':
      if (actor.pupilId === pupil.pupilId) kinds.add('self');
      break;
    case 'guest':
    case 'system':
      break;
    default:
      if (actor.schoolUnits.includes(pupil.schoolUnit)) kinds.add('ownSchool');
      if (pupil.mentorIds.includes(actor.personId)) kinds.add('ownPupil');
      if (pupil.coordinatorIds.includes(actor.personId)) kinds.add('allocated');
      if (actor.standsInFor?.some((one) => standsInFor(one, pupil)) === true) kinds.add('deputy');
      if (
        canBeOpened(pupil) &&
        pupil.caseId !== null &&
        actor.emergencyCases?.includes(pupil.caseId) === true
      )
        kinds.add('emergency');
  }
  return kinds;
};

/** The coordinators of the running assignment, or of the last one once it is over; none before allocation. */
export const coordinatorIdsOf = (state: CaseState): readonly PersonId[] => {
  switch (state.stand.phase) {
    case 'assigned':
    case 'monitoring':
      return state.stand.assignment.coordinatorIds;
    case 'noticed':
    case 'ordering':
    case 'ordered':
      return [];
    case 'ended':
      return state.pastAssignments.at(-1)?.assignment.coordinatorIds ?? [];
  }
};

const isInvited = (actor: Actor, state: CaseState): boolean =>
  state.meetings.some((meeting) =>
    meeting.participants.some(({ participantId, as }) => {
      if (actor.role === 'guest') return participantId === actor.participantId;
      return as.kind === 'staff' && 'personId' in actor && as.personId === actor.personId;
    }),
  );

/** How an actor stands to a case. */
export const relationToCase = (actor: Actor, state: CaseState): Relation => {
  const near = relationToPupil(actor, {
    ...state.pupil,
    ofAge: state.ofAge,
    caseId: state.caseId,
    coordinatorIds: coordinatorIdsOf(state),
  });
  return isInvited(actor, state) ? new Set([...near, 'invited' as const]) : near;
};

/** Whom an actor is in one case: what they are deputy for elsewhere is no business of it, nor kept with its events. */
export const actorInCase = (actor: Actor, state: CaseState): Actor => {
  if (!('personId' in actor)) return actor;
  const { standsInFor: all = [], emergencyCases: _elsewhere, ...plain } = actor;
  const { caseId } = state;
  const of = { caseId, coordinatorIds: coordinatorIdsOf(state), ...state.pupil };
  const here = all.filter((one) => standsInFor(one, of)).map((one) => ({ ...one, caseIds: [caseId] }));
  return here.length === 0 ? plain : { ...plain, standsInFor: here };
};

/** Whether an actor may send this kind of command to this case. Its phase and contents are judged after that. */
export const mayCommand = (actor: Actor, type: CommandType, state: CaseState): boolean =>
  holds(commandRights[type], actor, relationToCase(actor, state));

/** The same for whoever stands in this relation to a pupil, whose case may not have begun. */
export const mayCommandAs = (actor: Actor, type: CommandType, relation: Relation): boolean =>
  holds(commandRights[type], actor, relation);

/** Whether a role may ever send this kind of command. */
export const mayEverCommand = (role: Role, type: CommandType): boolean =>
  commandRights[type][role] !== undefined;
