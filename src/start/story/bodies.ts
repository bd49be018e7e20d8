/** What people in the story write: made up, plain, Swedish. */

export const fullOrder = (on: string) => ({
  preconditions: [
    { kind: 'absenceNoticed', metOn: on, evidence: { note: 'Frånvarolista för terminen.' } },
    { kind: 'inquiryMade', metOn: on, evidence: { note: 'Utredning enligt 7 kap. 19 a § är gjord.' } },
    { kind: 'reportedToAuthority', metOn: on, evidence: { note: 'Anmäld till huvudmannen.' } },
    { kind: 'measuresBegun', metOn: on, evidence: { note: 'Anpassat schema och resurs på morgonen.' } },
    {
      kind: 'otherActorsNeedCoordination',
      metOn: on,
      evidence: { note: 'BUP och socialtjänst är inkopplade.' },
    },
  ],
  attachments: [
    { kind: 'absenceFigures', note: 'Tre månaders frånvaro.' },
    { kind: 'mapping', note: 'Skolans kartläggning.' },
    { kind: 'inquiry', note: 'Utredningen.' },
    { kind: 'actionProgramme', note: 'Åtgärdsprogrammet.' },
    { kind: 'measuresTried', note: 'Det som har prövats och hur det gick.' },
  ],
  question: 'Hjälp oss att samordna vägen tillbaka till klassen.',
});

export const consent = (
  guardianId: string,
  receiver: string,
  from: string,
  until: string,
  paper: string | null,
  purpose: 'increaseAttendance' | 'sip' = 'increaseAttendance',
) => ({
  giver: { role: 'guardian', guardianId },
  receiver,
  purpose,
  kinds: ['attendance', 'support', 'socialSituation'],
  from,
  until,
  form: paper === null ? { how: 'electronic' } : { how: 'paper', witnessId: paper },
});

export const mappingPart = (respondent: string, date: string) => ({
  respondent,
  date,
  functions: ['avoidDiscomfort'],
  note: 'Mönster, utlösande och vidmakthållande faktorer, behov och analys.',
  instruments:
    respondent === 'pupil'
      ? [
          {
            instrument: 'SRAS-R',
            version: '2002',
            respondent: 'pupil',
            date,
            scores: { undvika: 4.2, utvardering: 2.1 },
          },
        ]
      : [],
});

export const plan = (start: string) => ({
  start,
  situation: 'Kommer några dagar i veckan, mest förmiddagar.',
  goals: [{ note: 'Tre hela dagar i veckan före lovet.' }],
  measures: [
    { owner: { party: 'mentor' }, start, note: 'Mentorn möter vid grinden.', howMeasured: 'Antal mornar.' },
    {
      owner: { party: 'guardian' },
      start,
      note: 'Samma rutin varje morgon.',
      howMeasured: 'Vårdnadshavarnas egen bild.',
    },
  ],
  voice: { pupil: 'Jag vill börja med bild.', guardians: 'Vi vill att det får ta tid.' },
  wayBack: [
    { from: start, percentOfTimetable: 40 },
    { from: start, percentOfTimetable: 60, note: 'När veckorna har varit lugna.' },
  ],
});

export const followUp = (heldOn: string, attendancePercent: number | null) => ({
  heldOn,
  withSchool: true,
  withPupil: true,
  attendancePercent,
  ownRating: 6,
  nextStep: 'Fortsätt som planerat, en lektion till i veckan.',
});

export const evaluation = (heldOn: string, outcome: string, final = false) => ({
  heldOn,
  outcome,
  final,
  note: 'Plan och framsteg genomgångna med elev, vårdnadshavare och skola.',
  familyComments: 'Det är lugnare hemma på morgnarna.',
  lovReason: null,
});

export const contact = (date: string, kind: string, effort: string, parties: string[]) => ({
  date,
  kind,
  effort,
  with: parties,
  reached: true,
  note: 'Samtal om hur det är nu och vad som behövs.',
});

export const closing = (reason: string) => ({
  reason,
  note: 'Skolan fortsätter; koordinatorn finns kvar i periferin.',
});

export const concern = (raisedOn: string) => ({
  raisedOn,
  from: 'preschool',
  note: 'Lämningarna är svåra och barnet är borta allt oftare. Föräldrarna vill ha hjälp.',
});

export const guardianTalk = (heldOn: string, calledOn: string, guardianIds: string[]) => ({
  heldOn,
  pupilToldOn: calledOn,
  calledOn,
  guardianIds,
  present: ['pupil', 'guardian', 'mentor'],
  absences: [{ date: calledOn, subject: null }],
  form: {
    howCome: 'Det är svårt att komma i väg på morgonen, mest när det är prov.',
    mustChange: {
      pupil: 'Få veta i förväg vad som ska hända.',
      guardians: 'Ringa skolan samma morgon.',
      classTeacher: 'Möta vid bussen de första veckorna.',
    },
    important: 'Vi hörs igen om en vecka.',
  },
});

export const ehtReport = (reportedOn: string, slotId: string) => ({
  reportedOn,
  how: { by: 'slot', slotId },
  note: 'Över gränsen sedan skolstarten. Samtal med hemmet är hållet.',
});

export const ehtDecision = (decidedOn: string, outcome: string, note: string) => ({
  decidedOn,
  outcome,
  note,
  mentorAnswer: 'Samordnaren kopplas in. Fortsätt möta eleven på morgonen så länge.',
});
